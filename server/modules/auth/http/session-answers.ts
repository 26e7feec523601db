import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { UsersFacade } from '../../users/users.facade.js';
import type { OpenedSession } from '../tokens/session-opener.js';
import type { SessionTokensDto } from './dto/sign-in.dto.js';
import { RefreshCookie } from './refresh-cookie.js';
import { presentSession } from './session.presenter.js';

/** Hands a session to a browser. */
@Injectable()
export class SessionAnswers {
  constructor(
    private readonly cookie: RefreshCookie,
    private readonly users: UsersFacade,
  ) {}

  writeCookie(reply: FastifyReply, session: OpenedSession): void {
    this.cookie.write(reply, session);
  }

  /** The refresh token in the cookie, the rest in the body. */
  async inCookie(reply: FastifyReply, session: OpenedSession): Promise<SessionTokensDto> {
    this.cookie.write(reply, session);
    const { id } = session.person;
    const people = await this.users.people([id]);
    return presentSession(session, true, people.get(id)?.avatarUrl ?? null);
  }
}
