import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { Database } from '../../../platform/database/database.js';
import type { Draft } from '../domain/draft.js';
import { DraftsRepository, type DraftHead } from '../persistence/drafts.repository.js';

/** The caller's own drafts; there is no way to anybody else's. */
@Injectable()
export class ReadDrafts {
  constructor(
    private readonly database: Database,
    private readonly drafts: DraftsRepository,
  ) {}

  async list(call: PersonCall): Promise<DraftHead[]> {
    return this.drafts.ofPerson(this.database, call.actor.id);
  }

  async one(call: PersonCall, key: string): Promise<Draft> {
    const draft = await this.drafts.find(this.database, call.actor.id, key);
    if (draft === null) {
      throw resourceNotFound();
    }
    return draft;
  }
}
