import { Injectable } from '@nestjs/common';
import { systemCall, type PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { effectOfRequesterReply } from '../domain/requester-reply.js';
import { STATUS_DEFINITIONS } from '../domain/ticket-status.js';
import { statusAfterHold } from '../domain/ticket-transition.js';
import type { Ticket } from '../domain/ticket.js';
import { ticketFinal } from '../tickets.errors.js';
import { BeginFollowUp } from './begin-follow-up.js';
import { TicketForChange } from './ticket-for-change.js';
import { TransitionTicket } from './transition-ticket.js';
import { WriteComment, type CommentText } from './write-comment.js';

export interface AddedComment {
  readonly ticketId: string;
  /** Null when the text became the description of a follow-up ticket instead. */
  readonly commentId: string | null;
  readonly followUp: { readonly id: string; readonly number: string } | null;
  readonly taskIds: readonly string[];
}

/** A public reply or an internal note; a requester's reply may reopen, end a hold, or begin a follow-up. */
@Injectable()
export class AddComment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly load: TicketForChange,
    private readonly write: WriteComment,
    private readonly transition: TransitionTicket,
    private readonly followUp: BeginFollowUp,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, ref: string, text: CommentText): Promise<AddedComment> {
    return this.unitOfWork.run(call, async (tx) => {
      const action = text.visibility === 'internal' ? 'note' : 'reply';
      const ticket = await this.load.permitted(tx, call, ref, [action]);
      if (action === 'reply' && STATUS_DEFINITIONS[ticket.status].isFinal) {
        throw ticketFinal(ticket.status);
      }
      const isRequester = action === 'reply' && ticket.requesterId === call.actor.id;
      return isRequester
        ? this.byRequester(tx, call, ticket, text)
        : { ticketId: ticket.id, followUp: null, ...(await this.write.execute(tx, call, ticket, text)) };
    });
  }

  private async byRequester(
    tx: Transaction,
    call: PersonCall,
    ticket: Ticket,
    text: CommentText,
  ): Promise<AddedComment> {
    const effect = effectOfRequesterReply(ticket, this.clock.now());
    if (effect === 'becomes a follow-up') {
      const { id, number, taskIds } = await this.followUp.execute(tx, call, ticket, text);
      return { ticketId: ticket.id, commentId: null, followUp: { id, number }, taskIds };
    }
    const written = await this.write.execute(tx, call, ticket, text);
    if (effect === 'reopens') {
      await this.transition.apply(tx, call, ticket, 'Open', { reason: text.body.slice(0, 500) });
    } else if (effect === 'ends the hold') {
      await this.transition.apply(tx, systemCall(call.requestId), ticket, statusAfterHold(ticket), {});
    }
    return { ticketId: ticket.id, followUp: null, ...written };
  }
}
