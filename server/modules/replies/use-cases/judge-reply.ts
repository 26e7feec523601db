import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import { isStaff } from '../../../kernel/actor.js';
import { permissionDenied } from '../../../kernel/common.errors.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { TicketsFacade } from '../../tickets/tickets.facade.js';
import { UsersFacade } from '../../users/users.facade.js';
import { unknownPlaceholders } from '../domain/placeholders.js';
import { decideReply, REPLIES_PER_SCOPE, type SavedReply } from '../domain/saved-reply.js';
import { SavedRepliesRepository } from '../persistence/saved-replies.repository.js';
import {
  categoryUnknown,
  placeholdersUnknown,
  repliesFull,
  shortcutTaken,
  teamOfOtherScope,
  teamUnknown,
} from '../replies.errors.js';

/** Whether a saved reply can stand as it is wanted. */
@Injectable()
export class JudgeReply {
  constructor(
    private readonly replies: SavedRepliesRepository,
    private readonly tickets: TicketsFacade,
    private readonly users: UsersFacade,
  ) {}

  /** Id of the category with this key or name; null for none. */
  async category(tx: Transaction, word: string | null | undefined): Promise<string | null> {
    if (word === null || word === undefined) {
      return null;
    }
    const wanted = word.toLowerCase();
    const known = (await this.tickets.categories(tx)).find(
      ({ key, name }) => key === wanted || name.toLowerCase() === wanted,
    );
    if (known === undefined) {
      throw categoryUnknown();
    }
    return known.id;
  }

  /** 403 for a place that is not the caller's to fill, 409 for a full one or a shortcut that is taken, 400 for the rest. */
  async assertGood(tx: Transaction, actor: PersonActor, reply: SavedReply): Promise<void> {
    const isTeamMissing =
      reply.scope === 'team' && (reply.teamId === null || !(await this.users.teamExists(reply.teamId, tx)));
    // Nothing is hidden here: it is the caller's own wish. A team that nobody knows has no members.
    if (!isTeamMissing && (!isStaff(actor) || !decideReply(actor, 'edit', reply).allowed)) {
      throw permissionDenied();
    }
    if ((reply.scope === 'team') !== (reply.teamId !== null)) {
      throw teamOfOtherScope();
    }
    if (isTeamMissing) {
      throw teamUnknown();
    }
    const others = await this.replies.othersBeside(tx, reply);
    if (others.hasShortcut) {
      throw shortcutTaken();
    }
    if (others.many >= REPLIES_PER_SCOPE) {
      throw repliesFull(REPLIES_PER_SCOPE);
    }
    const unknown = unknownPlaceholders(reply.body);
    if (unknown.length > 0) {
      throw placeholdersUnknown(unknown);
    }
  }
}
