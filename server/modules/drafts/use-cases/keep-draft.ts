import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { isTooLong, type Draft } from '../domain/draft.js';
import { draftsFull, draftStale, draftTooLong } from '../drafts.errors.js';
import { DraftsRepository } from '../persistence/drafts.repository.js';

export interface DraftToKeep {
  readonly value: Readonly<Record<string, unknown>>;
  /** What the writer had seen; null: he wants to replace whatever stands there. */
  readonly baseVersion: number | null;
}

/** Keeps a draft or throws it away; two windows never overwrite each other unseen. */
@Injectable()
export class KeepDraft {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: DraftsRepository,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, key: string, { value, baseVersion }: DraftToKeep): Promise<Draft> {
    return this.unitOfWork.run(call, async (tx) => {
      if (isTooLong(value)) {
        throw draftTooLong();
      }
      const draft = { key, value, updatedAt: this.clock.now() };
      const kept = await this.drafts.keep(tx, call.actor.id, draft, baseVersion);
      if (kept !== null) {
        return kept;
      }
      const standing = await this.drafts.find(tx, call.actor.id, key);
      throw standing === null ? draftsFull() : draftStale(standing);
    });
  }

  /** Repeating it changes nothing. */
  async remove(call: PersonCall, key: string): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      await this.drafts.remove(tx, call.actor.id, key);
      return null;
    });
  }
}
