import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { resourceNotFound, versionStale } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { decideReply, type ReplyAction, type SavedReply } from '../domain/saved-reply.js';
import { SavedRepliesRepository } from '../persistence/saved-replies.repository.js';
import { JudgeReply } from './judge-reply.js';

/** What the one who saves it decides; the rest follows. */
export type ReplyFields = Partial<Pick<SavedReply, 'scope' | 'teamId' | 'name' | 'body' | 'shortcut'>> & {
  /** Key or name; null for none. */
  readonly category?: string | null | undefined;
};

/** Makes, changes or takes away a saved reply. Whoever moves one elsewhere must be allowed in both places. */
@Injectable()
export class SaveReply {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly replies: SavedRepliesRepository,
    private readonly judge: JudgeReply,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async create(
    call: PersonCall,
    fields: ReplyFields & { readonly name: string; readonly body: string },
  ): Promise<{ id: string }> {
    return this.unitOfWork.run(call, async (tx) => {
      const reply: SavedReply = {
        id: newId(),
        scope: fields.scope ?? 'own',
        ownerId: call.actor.id,
        teamId: fields.teamId ?? null,
        categoryId: await this.judge.category(tx, fields.category),
        name: fields.name,
        body: fields.body,
        shortcut: fields.shortcut ?? null,
        usedCount: 0,
        version: 1,
        updatedAt: this.clock.now(),
      };
      await this.judge.assertGood(tx, call.actor, reply);
      await this.replies.insert(tx, reply);
      await this.tell(tx, call, 'saved_reply.created', reply);
      return { id: reply.id };
    });
  }

  async update(call: PersonCall, id: string, fields: ReplyFields, ifMatch: number | null): Promise<{ id: string }> {
    return this.unitOfWork.run(call, async (tx) => {
      const before = await this.forChange(tx, call, id, 'edit');
      if (ifMatch !== null && ifMatch !== before.version) {
        throw versionStale(before.version);
      }
      const scope = fields.scope ?? before.scope;
      const reply: SavedReply = {
        ...before,
        scope,
        // Whoever takes a reply of many for himself has it from then on.
        ownerId: scope === 'own' ? call.actor.id : before.ownerId,
        teamId: fields.teamId === undefined && scope === before.scope ? before.teamId : (fields.teamId ?? null),
        categoryId: fields.category === undefined ? before.categoryId : await this.judge.category(tx, fields.category),
        name: fields.name ?? before.name,
        body: fields.body ?? before.body,
        shortcut: fields.shortcut === undefined ? before.shortcut : fields.shortcut,
        version: before.version + 1,
        updatedAt: this.clock.now(),
      };
      await this.judge.assertGood(tx, call.actor, reply);
      await this.replies.update(tx, reply);
      await this.tell(tx, call, 'saved_reply.updated', reply);
      return { id };
    });
  }

  async remove(call: PersonCall, id: string): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      const reply = await this.forChange(tx, call, id, 'delete');
      await this.replies.remove(tx, id);
      await this.tell(tx, call, 'saved_reply.deleted', reply);
      return null;
    });
  }

  /** 404 and 403 for a request that is refused anyway. */
  async assertPermitted(call: PersonCall, id: string, action: ReplyAction): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      await this.forChange(tx, call, id, action);
      return null;
    });
  }

  private async forChange(tx: Transaction, call: PersonCall, id: string, action: ReplyAction): Promise<SavedReply> {
    const reply = await this.replies.lock(tx, id);
    if (reply === null) {
      throw resourceNotFound();
    }
    enforce(decideReply(call.actor, action, reply));
    return reply;
  }

  private async tell(tx: Transaction, call: PersonCall, name: string, reply: SavedReply): Promise<void> {
    await this.events.append(tx, call, [
      {
        name,
        subject: { type: 'saved_reply', id: reply.id },
        audience: 'admin',
        data: {
          scope: reply.scope,
          teamId: reply.teamId,
          categoryId: reply.categoryId,
          shortcut: reply.shortcut,
          version: reply.version,
        },
        personal: { name: reply.name, body: reply.body },
      },
    ]);
  }
}
