import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { authenticationRequired } from '../../../kernel/common.errors.js';
import { CallStanding, type StandingCheck } from '../../../platform/database/call-standing.js';
import type { Queryable } from '../../../platform/database/statement.js';
import { StandingsQueries } from '../persistence/standings.queries.js';

/** The last word on a person's write, from the database and never from memory: see `docs/decisions/0008`. */
@Injectable()
export class StandingAtCommit implements StandingCheck, OnModuleInit {
  constructor(
    private readonly port: CallStanding,
    private readonly queries: StandingsQueries,
  ) {}

  onModuleInit(): void {
    this.port.use(this);
  }

  async assertStanding(tx: Queryable, { actor }: PersonCall): Promise<void> {
    const stands =
      actor.scopes === null
        ? await this.queries.sessionStands(tx, actor.sessionId, actor.id)
        : await this.queries.apiTokenStands(tx, actor.sessionId, actor.id);
    if (!stands) {
      throw authenticationRequired();
    }
  }
}
