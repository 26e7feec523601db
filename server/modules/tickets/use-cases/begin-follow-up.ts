import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { cutText } from '../../../kernel/cut-text.js';
import { Clock } from '../../../kernel/clock.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { Ticket } from '../domain/ticket.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { linkEvents } from './link-events.js';
import { StoreTicket } from './store-ticket.js';
import { describedBy, type CommentText } from './write-comment.js';

export interface FollowUp {
  readonly id: string;
  /** Like SS-000124. */
  readonly number: string;
}

/** After the reopen window an answer begins a new ticket that is linked to the old one. */
@Injectable()
export class BeginFollowUp {
  constructor(
    private readonly store: StoreTicket,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Transaction, call: PersonCall, ticket: Ticket, text: CommentText): Promise<FollowUp> {
    const { ticketId, number } = await this.store.execute(tx, call, {
      subject: cutText(`Follow-up: ${ticket.subject}`, 200),
      description: describedBy(text),
      categoryId: ticket.categoryId,
      priority: ticket.priority,
      impact: ticket.impact,
      urgency: ticket.urgency,
      teamId: ticket.teamId,
      confidential: ticket.confidential,
      requesterId: ticket.requesterId,
      submittedBy: call.actor.id,
      followUpOf: ticket.id,
      submittedAt: this.clock.now(),
      files: text.files,
      uploadIds: text.uploadIds,
    });
    const followUp = { id: ticketId, number };
    await this.events.append(
      tx,
      call,
      linkEvents('ticket.linked', ticketId, 'follow_up_of', followUp, ticket, 'everyone'),
    );
    return followUp;
  }
}
