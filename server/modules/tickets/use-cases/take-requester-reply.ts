import { Injectable } from '@nestjs/common';
import { cutText } from '../../../kernel/cut-text.js';
import { systemCall, type PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { DeskRules } from '../desk-rules.js';
import { effectOfRequesterReply, type ReplyEffect } from '../domain/requester-reply.js';
import { statusAfterHold } from '../domain/ticket-transition.js';
import type { Ticket } from '../domain/ticket.js';
import { BeginFollowUp, type FollowUp } from './begin-follow-up.js';
import { TransitionTicket } from './transition-ticket.js';
import { describedBy, WriteComment, type Called, type CommentText } from './write-comment.js';

export interface TakenAnswer {
  /** Null when the text became the description of a follow-up ticket instead. */
  readonly commentId: string | null;
  readonly followUp: FollowUp | null;
  /** As it stands after it. */
  readonly ticket: Ticket;
}

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
  ): Promise<TakenAnswer> {
    const rules = await this.rules.read(tx);
    const effect = effectOfRequesterReply(ticket, rules, this.clock.now());
    if (effect === 'becomes a follow-up') {
      return { commentId: null, followUp: await this.followUp.execute(tx, call, ticket, text), ticket };
    }
    const written = await this.write.execute(tx, call, ticket, text, called);
    const answered = await this.apply(effect, tx, call, written.ticket, text);
    return { commentId: written.commentId, followUp: null, ticket: answered };
  }

  private async apply(
    effect: ReplyEffect,
    tx: Transaction,
    call: PersonCall,
    ticket: Ticket,
    text: CommentText,
  ): Promise<Ticket> {
    const { receivedAt: since = null } = text;
    if (effect === 'reopens') {
      const reason = cutText(describedBy(text), 500);
      return this.transition.apply(tx, call, ticket, 'Open', { reason }, call.actor.id, since);
    }
    if (effect === 'ends the hold') {
      const to = statusAfterHold(ticket, await this.rules.read(tx));
      return this.transition.apply(tx, systemCall(call.requestId), ticket, to, {}, call.actor.id, since);
    }
    return ticket;
  }
}
