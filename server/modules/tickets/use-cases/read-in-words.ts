import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { DeskRules } from '../desk-rules.js';
import { statusLabel } from '../domain/ticket-lifecycle.js';
import { VisibleTicket } from './visible-ticket.js';

/** What a text that is written to the requester may say of a ticket. */
export interface TicketInWords {
  readonly id: string;
  /** Like SS-000123. */
  readonly number: string;
  readonly subject: string;
  readonly requesterId: string;
  /** The status in the requester's wording. */
  readonly statusForRequester: string;
}

/** 404 for a ticket the caller may not see. */
@Injectable()
export class ReadInWords {
  constructor(
    private readonly visible: VisibleTicket,
    private readonly rules: DeskRules,
  ) {}

  async execute(call: PersonCall, ref: string): Promise<TicketInWords> {
    const { id, number, subject, requesterId, status, holdReason } = await this.visible.execute(call, ref);
    const rules = await this.rules.read();
    return { id, number, subject, requesterId, statusForRequester: statusLabel(rules, status, holdReason, false) };
  }

  /** 404 likewise; tells nothing of the ticket, so that it is no look at it. */
  async assertVisible(call: PersonCall, ref: string): Promise<void> {
    await this.visible.permitted(call, ref, []);
  }
}
