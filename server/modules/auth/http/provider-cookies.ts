import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Configuration } from '../../../config/configuration.js';
import { callbackPath } from '../providers/identity-providers.js';
import { FLOW_LIFETIME } from '../providers/provider-flows.js';
import { TICKET_LIFETIME } from '../providers/sign-in-tickets.js';

const FLOW = 'smartsupport_oidc_';
const TICKET = 'smartsupport_ticket';
const ARRIVED = 'smartsupport_arrived';

interface Options {
  httpOnly: boolean;
  sameSite: 'lax' | 'strict';
  path: string;
  secure: boolean;
}

/** What a browser keeps while a person is at a provider, and on the way back. */
@Injectable()
export class ProviderCookies {
  constructor(private readonly configuration: Configuration) {}

  /** Lax, because the provider sends the person back from another site. A cookie for each visit: two tabs do not mix. */
  writeFlow(
    reply: FastifyReply,
    key: string,
    { state, browserSecret }: { state: string; browserSecret: string },
  ): void {
    void reply.setCookie(flowName(state), browserSecret, { ...this.flowOptions(key), maxAge: FLOW_LIFETIME / 1_000 });
  }

  readFlow(request: FastifyRequest, state: string | null): string | null {
    return state === null ? null : (request.cookies[flowName(state)] ?? null);
  }

  clearFlow(reply: FastifyReply, key: string, state: string): void {
    void reply.clearCookie(flowName(state), this.flowOptions(key));
  }

  writeTicket(reply: FastifyReply, ticket: string): void {
    void reply.setCookie(TICKET, ticket, { ...this.ticketOptions(), maxAge: TICKET_LIFETIME / 1_000 });
  }

  readTicket(request: FastifyRequest): string | null {
    return request.cookies[TICKET] ?? null;
  }

  clearTicket(reply: FastifyReply): void {
    void reply.clearCookie(TICKET, this.ticketOptions());
  }

  /** Tells the page, which cannot see the session's own cookie, that there is one to take up. Says nothing else. */
  writeArrived(reply: FastifyReply): void {
    void reply.setCookie(ARRIVED, '1', { ...this.options('/'), httpOnly: false, maxAge: 60 });
  }

  private flowOptions(key: string): Options {
    return this.options(callbackPath(key));
  }

  private ticketOptions(): Options {
    return { ...this.options('/api/auth/oidc/complete'), sameSite: 'strict' };
  }

  private options(path: string): Options {
    return { httpOnly: true, sameSite: 'lax', path, secure: this.configuration.publicUrl.startsWith('https:') };
  }
}

function flowName(state: string): string {
  return `${FLOW}${createHash('sha256').update(`cookie ${state}`).digest('hex').slice(0, 16)}`;
}
