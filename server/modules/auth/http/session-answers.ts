import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { UsersFacade } from '../../users/users.facade.js';
import type { OpenedSession } from '../tokens/session-opener.js';
import type { SessionTokensDto } from './dto/sign-in.dto.js';
import { RefreshCookie } from './refresh-cookie.js';
import { presentSession } from './session.presenter.js';

/** Hands a session out: to a browser with the refresh token in the cookie, to everybody else with it in the body. */
@Injectable()
export class SessionAnswers {
  constructor(
    private readonly cookie: RefreshCookie,
    private readonly users: UsersFacade,
  ) {}

  writeCookie(reply: FastifyReply, session: OpenedSession): void {
    this.cookie.write(reply, session);
  }

  /** `isInCookie`: the body carries no refresh token. */
  async answer(reply: FastifyReply, session: OpenedSession, isInCookie: boolean): Promise<SessionTokensDto> {
    if (isInCookie) {
      this.cookie.write(reply, session);
    }
    const { id } = session.person;
    const people = await this.users.people([id]);
    return presentSession(session, isInCookie, people.get(id)?.avatarUrl ?? null);
  }
}
