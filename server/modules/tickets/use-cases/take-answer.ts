import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { Ticket } from '../domain/ticket.js';
import { TakeRequesterReply, type TakenAnswer } from './take-requester-reply.js';
import { WriteComment, type Called, type CommentText } from './write-comment.js';

/** Writes what somebody says in a ticket; only what its requester says in public may do more than be written. */
@Injectable()
export class TakeAnswer {
  constructor(
    private readonly write: WriteComment,
    private readonly requesterReply: TakeRequesterReply,
  ) {}

  async execute(
    tx: Transaction,
    call: PersonCall,
    ticket: Ticket,
    text: CommentText,
    called: Called,
  ): Promise<TakenAnswer> {
    if (text.visibility === 'public' && ticket.requesterId === call.actor.id) {
      return this.requesterReply.execute(tx, call, ticket, text, called);
    }
    const written = await this.write.execute(tx, call, ticket, text, called);
    return { commentId: written.commentId, followUp: null, ticket: written.ticket };
  }
}
