import { Injectable } from '@nestjs/common';
import { cutText } from '../../../kernel/cut-text.js';
import { systemCall, type PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { DeskRules } from '../desk-rules.js';
import { effectOfRequesterReply } from '../domain/requester-reply.js';
import { statusAfterHold } from '../domain/ticket-transition.js';
import type { Ticket } from '../domain/ticket.js';
import { BeginFollowUp, type FollowUp } from './begin-follow-up.js';
import { TransitionTicket } from './transition-ticket.js';
import { describedBy, WriteComment, type Called, type CommentText } from './write-comment.js';

/** A requester's public reply may also reopen, end a hold that waits for him, or begin a follow-up. */
@Injectable()
export class TakeRequesterReply {
  constructor(
    private readonly write: WriteComment,
    private readonly transition: TransitionTicket,
    private readonly followUp: BeginFollowUp,
    private readonly rules: DeskRules,
    private readonly clock: Clock,
  ) {}

  async execute(
    tx: Transaction,
    call: PersonCall,
    ticket: Ticket,
    text: CommentText,
    called: Called,
  ): Promise<{ commentId: string | null; followUp: FollowUp | null }> {
    const rules = await this.rules.read(tx);
    const effect = effectOfRequesterReply(ticket, rules, this.clock.now());
    if (effect === 'becomes a follow-up') {
      return { commentId: null, followUp: await this.followUp.execute(tx, call, ticket, text) };
    }
    const written = await this.write.execute(tx, call, ticket, text, called);
    const { receivedAt: since = null } = text;
    if (effect === 'reopens') {
      const reason = cutText(describedBy(text), 500);
      await this.transition.apply(tx, call, written.ticket, 'Open', { reason }, call.actor.id, since);
    } else if (effect === 'ends the hold') {
      const to = statusAfterHold(ticket, rules);
      await this.transition.apply(tx, systemCall(call.requestId), written.ticket, to, {}, call.actor.id, since);
    }
    return { commentId: written.commentId, followUp: null };
  }
}
