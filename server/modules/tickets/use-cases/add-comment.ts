import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { UnitOfWorkWithFiles } from '../../files/files.facade.js';
import { mentionedIn } from '../domain/mention.js';
import type { TransitionGifts } from '../domain/ticket-lifecycle.js';
import { STATUS_DEFINITIONS, type TicketStatus } from '../domain/ticket-status.js';
import type { Ticket } from '../domain/ticket.js';
import type { MessageToCome } from '../message-receivers.js';
import { actionNotPossible, commentEmpty, ticketFinal } from '../tickets.errors.js';
import type { FollowUp } from './begin-follow-up.js';
import { changed, type Changed } from './changed.js';
import { FindMentioned, type Mention } from './find-mentioned.js';
import { TakeAnswer } from './take-answer.js';
import { assertNoConflict, TicketForChange, type Seen } from './ticket-for-change.js';
import { TransitionTicket } from './transition-ticket.js';
import type { Called, CommentText } from './write-comment.js';

export type CommentToAdd = Omit<CommentText, 'files'> & { readonly files: readonly ReceivedFile[] };

/** A status to set with it. */
export interface ThenStatus extends TransitionGifts {
  readonly status: TicketStatus;
  readonly seen: Seen;
}

export interface AddedComment extends Changed {
  /** Null when the text became the description of a follow-up ticket instead. */
  readonly commentId: string | null;
  readonly followUp: FollowUp | null;
  /** People named in it. */
  readonly mentions: readonly Mention[];
  /** Who is around it, for those it reaches. */
  readonly around: MessageToCome['ticket'];
  readonly number: string;
  readonly version: number;
  readonly status: TicketStatus;
}

/** A public reply or an internal note, and for staff a status with it. Staff never reopen by writing. */
@Injectable()
export class AddComment {
  constructor(
    private readonly unitOfWork: UnitOfWorkWithFiles,
    private readonly load: TicketForChange,
    private readonly answer: TakeAnswer,
    private readonly transition: TransitionTicket,
    private readonly mentioned: FindMentioned,
  ) {}

  async execute(
    call: PersonCall,
    ref: string,
    given: CommentToAdd,
    then: ThenStatus | null = null,
  ): Promise<AddedComment> {
    return this.unitOfWork.run(call, given.files, async (tx, files) => {
      const text: CommentText = { ...given, files };
      const action = text.visibility === 'internal' ? 'note' : 'reply';
      const ticket = await this.load.permitted(tx, call, ref, then === null ? [action] : [action, 'change_status']);
      if (action === 'reply' && STATUS_DEFINITIONS[ticket.status].isFinal) {
        throw ticketFinal(ticket.status);
      }
      const setStatus = async (of: Ticket): Promise<Ticket> =>
        then === null ? of : this.setStatus(tx, call, of, then);
      if (text.body === '' && files.count + text.uploadIds.length === 0) {
        // What the state forbids is said before what is missing; nothing of it stays.
        await setStatus(ticket);
        throw commentEmpty();
      }
      const named = mentionedIn(text.body);
      const mentions = await this.mentioned.execute(ticket, text.visibility, named, call.actor, tx);
      const called = calledOf(mentions);
      const answered = await this.answer.execute(tx, call, ticket, text, called);
      if (then !== null && answered.followUp !== null) {
        throw actionNotPossible('change_status', ticket.status);
      }
      const { version, status } = await setStatus(answered.ticket);
      const { requesterId, assigneeId, teamId, watcherIds } = ticket;
      return {
        ...changed(ticket.id, tx),
        commentId: answered.commentId,
        followUp: answered.followUp,
        // The text of a follow-up is told by its own mails.
        mentions: answered.commentId === null ? [] : mentions,
        around: { requesterId, assigneeId, teamId, watcherIds: [...watcherIds, ...called.newWatcherIds] },
        number: ticket.number,
        version,
        status,
      };
    });
  }

  private async setStatus(tx: Transaction, call: PersonCall, ticket: Ticket, then: ThenStatus): Promise<Ticket> {
    this.load.assertFresh(ticket, then.seen);
    assertNoConflict(ticket, then.seen, { status: [ticket.status, then.status] });
    return this.transition.apply(tx, call, ticket, then.status, then);
  }
}

function calledOf(mentions: readonly Mention[]): Called {
  return {
    mentionedIds: mentions.filter(({ isTold }) => isTold).map(({ personId }) => personId),
    newWatcherIds: mentions.filter(({ isForWatching }) => isForWatching).map(({ personId }) => personId),
  };
}
