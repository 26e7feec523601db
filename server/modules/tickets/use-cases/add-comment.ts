import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { STATUS_DEFINITIONS } from '../domain/ticket-status.js';
import { commentEmpty, ticketFinal } from '../tickets.errors.js';
import type { FollowUp } from './begin-follow-up.js';
import { changed, type Changed } from './changed.js';
import { FindMentioned, type Mention } from './find-mentioned.js';
import { TakeRequesterReply } from './take-requester-reply.js';
import { TicketForChange } from './ticket-for-change.js';
import { WriteComment, type CommentText } from './write-comment.js';

export interface AddedComment extends Changed {
  /** Null when the text became the description of a follow-up ticket instead. */
  readonly commentId: string | null;
  readonly followUp: FollowUp | null;
  /** People named in it. */
  readonly mentions: readonly Mention[];
}

/** A public reply or an internal note. Staff never reopen by writing. */
@Injectable()
export class AddComment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly load: TicketForChange,
    private readonly write: WriteComment,
    private readonly requesterReply: TakeRequesterReply,
    private readonly mentioned: FindMentioned,
  ) {}

  async execute(call: PersonCall, ref: string, text: CommentText): Promise<AddedComment> {
    return this.unitOfWork.run(call, async (tx) => {
      const action = text.visibility === 'internal' ? 'note' : 'reply';
      const ticket = await this.load.permitted(tx, call, ref, [action]);
      if (action === 'reply' && STATUS_DEFINITIONS[ticket.status].isFinal) {
        throw ticketFinal(ticket.status);
      }
      if (text.body === '' && text.files.length === 0) {
        throw commentEmpty();
      }
      const isRequesterReply = action === 'reply' && ticket.requesterId === call.actor.id;
      const mentions = await this.mentioned.execute(ticket, text, call.actor.id);
      const called = {
        mentionedIds: mentions.filter(({ isTold }) => isTold).map(({ personId }) => personId),
        newWatcherIds: mentions.filter(({ isForWatching }) => isForWatching).map(({ personId }) => personId),
      };
      const added = isRequesterReply
        ? await this.requesterReply.execute(tx, call, ticket, text, called)
        : { commentId: (await this.write.execute(tx, call, ticket, text, called)).commentId, followUp: null };
      // The text of a follow-up is told by its own mails.
      return { ...added, mentions: added.commentId === null ? [] : mentions, ...changed(ticket.id, tx) };
    });
  }
}
