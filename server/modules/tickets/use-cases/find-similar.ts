import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { PersonSummary } from '../../users/users.facade.js';
import type { HoldReason, TicketStatus } from '../domain/ticket-status.js';
import { VisibleTicket } from './visible-ticket.js';

export interface SimilarTicket {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly holdReason: HoldReason | null;
  readonly assignee: PersonSummary | null;
  readonly resolution: string | null;
  /** 0 to 1. */
  readonly score: number;
}

/** Tickets the caller may see that speak of the same. */
@Injectable()
export class FindSimilar {
  constructor(private readonly visible: VisibleTicket) {}

  async toTicket(call: PersonCall, ref: string): Promise<readonly SimilarTicket[]> {
    await this.visible.execute(call, ref);
    return [];
  }

  async toText(_call: PersonCall, _subject: string, _text: string): Promise<readonly SimilarTicket[]> {
    return Promise.resolve([]);
  }
}
