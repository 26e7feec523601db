import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { SessionsRepository, type SessionRow } from '../persistence/sessions.repository.js';
import { demandSession } from '../tokens/own-session.js';

export type { SessionRow } from '../persistence/sessions.repository.js';

/** The caller's own open sessions, last used first. */
@Injectable()
export class ListSessions {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
  ) {}

  async execute({ actor }: PersonCall): Promise<SessionRow[]> {
    demandSession(actor);
    return this.sessions.list(actor.id, this.clock.now());
  }
}
