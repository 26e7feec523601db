import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { TransitionGifts } from '../domain/ticket-lifecycle.js';
import type { Level, Priority, TicketStatus } from '../domain/ticket-status.js';
import { AssignTicket } from './assign-ticket.js';
import type { ChangedTicket } from './changed.js';
import { ChangeStatus } from './change-status.js';
import { ClaimTicket } from './claim-ticket.js';
import { EditTicket } from './edit-ticket.js';
import { NOTHING_SEEN } from './ticket-for-change.js';

/** What can be done to many tickets at once, with what the single call takes. */
export type BulkChange =
  | { readonly action: 'claim' | 'close' }
  | {
      readonly action: 'assign';
      readonly assigneeId: string | null | undefined;
      readonly teamId: string | null | undefined;
    }
  | { readonly action: 'set_team'; readonly teamId: string | null }
  | { readonly action: 'set_priority'; readonly priority: Priority }
  | {
      readonly action: 'set_impact';
      readonly impact: Level | null | undefined;
      readonly urgency: Level | null | undefined;
    }
  | { readonly action: 'add_tags' | 'remove_tags'; readonly tags: readonly string[] }
  | { readonly action: 'reopen'; readonly reason: string | undefined }
  | { readonly action: 'change_status'; readonly status: TicketStatus; readonly gifts: TransitionGifts };

/** The single call's use case for each of them. Who names no version has looked at none: nothing is compared. */
@Injectable()
export class ChangeOneOfMany {
  constructor(
    private readonly claim: ClaimTicket,
    private readonly assign: AssignTicket,
    private readonly edit: EditTicket,
    private readonly status: ChangeStatus,
  ) {}

  async execute(call: PersonCall, id: string, change: BulkChange, version: number | null): Promise<ChangedTicket> {
    const seen = { ...NOTHING_SEEN, version };
    switch (change.action) {
      case 'claim':
        return this.claim.execute(call, id);
      case 'assign':
        return this.assign.execute(call, id, { assigneeId: change.assigneeId, teamId: change.teamId, seen });
      case 'set_team':
        return this.edit.execute(call, id, { teamId: change.teamId }, seen);
      case 'set_priority':
        return this.edit.execute(call, id, { priority: change.priority }, seen);
      case 'set_impact':
        return this.edit.execute(call, id, { impact: change.impact, urgency: change.urgency }, seen);
      case 'add_tags':
        return this.edit.execute(call, id, { addTags: change.tags }, seen);
      case 'remove_tags':
        return this.edit.execute(call, id, { removeTags: change.tags }, seen);
      case 'change_status':
        return this.status.execute(call, id, { ...change.gifts, status: change.status, seen });
      case 'close':
        return this.status.execute(call, id, { status: 'Closed', seen }, 'close');
      case 'reopen':
        return this.status.execute(call, id, { status: 'Open', reason: change.reason, seen }, 'reopen');
    }
  }
}
