import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Configuration } from '../../../config/configuration.js';
import type { OpenedSession } from '../tokens/session-opener.js';

const NAME = 'smartsupport_refresh';

/** The refresh token of a browser: out of reach for scripts, sent to the token routes alone, and by our own pages alone. */
@Injectable()
export class RefreshCookie {
  constructor(private readonly configuration: Configuration) {}

  read(request: FastifyRequest): string | null {
    return request.cookies[NAME] ?? null;
  }

  write(reply: FastifyReply, { refresh, refreshExpiresAt }: OpenedSession): void {
    void reply.setCookie(NAME, refresh, { ...this.options(), expires: refreshExpiresAt });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(NAME, this.options());
  }

  private options(): { httpOnly: true; sameSite: 'strict'; path: string; secure: boolean } {
    return {
      httpOnly: true,
      sameSite: 'strict',
      path: '/api/token',
      secure: this.configuration.publicUrl.startsWith('https:'),
    };
  }
}
