import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { resourceNotFound, versionStale } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { DeskRules } from '../desk-rules.js';
import { conflictingFields, type MergedField } from '../domain/ticket-concurrency.js';
import { decide, obstacleTo, type TicketAction } from '../domain/ticket-policy.js';
import { policyFacts, type Ticket } from '../domain/ticket.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { actionNotPossible, approvalNeeded, fieldConflict, versionUnknown } from '../tickets.errors.js';

/** What the caller had seen when he decided. */
export interface Seen {
  /** `If-Match`: strict, any newer version is 412. */
  readonly ifMatch: number | null;
  /** `version` in the body: only the same field collides, 409. */
  readonly version: number | null;
}

export const NOTHING_SEEN: Seen = { ifMatch: null, version: null };

/** The first steps of every change: load and lock, see (404), be permitted (403), be possible (409), be fresh (412). */
@Injectable()
export class TicketForChange {
  constructor(
    private readonly tickets: TicketsRepository,
    private readonly rules: DeskRules,
    private readonly clock: Clock,
  ) {}

  /** Locked, visible and permitted; whether the state allows it is left to the caller. */
  async permitted(tx: Transaction, call: Call, ref: string, actions: readonly TicketAction[]): Promise<Ticket> {
    const ticket = await this.tickets.lock(tx, ref);
    if (ticket === null) {
      throw resourceNotFound();
    }
    const facts = policyFacts(ticket, call.actor);
    enforce(decide(call.actor, 'read', facts));
    actions.forEach((action) => {
      enforce(decide(call.actor, action, facts));
    });
    return ticket;
  }

  async possible(
    tx: Transaction,
    call: Call,
    ref: string,
    actions: readonly TicketAction[],
    seen: Seen = NOTHING_SEEN,
  ): Promise<Ticket> {
    const ticket = await this.permitted(tx, call, ref, actions);
    this.assertFresh(ticket, seen);
    await this.assertPossible(tx, call, ticket, actions);
    return ticket;
  }

  /** For a ticket that is locked and permitted already. */
  async assertPossible(tx: Transaction, call: Call, ticket: Ticket, actions: readonly TicketAction[]): Promise<void> {
    const facts = policyFacts(ticket, call.actor);
    const [rules, now] = [await this.rules.read(tx), this.clock.now()];
    actions.forEach((action) => {
      const obstacle = obstacleTo(call.actor, action, facts, rules, now);
      if (obstacle !== null) {
        throw obstacle === 'only_admins_approve' ? approvalNeeded() : actionNotPossible(action, ticket.status);
      }
    });
  }

  assertFresh(ticket: Ticket, seen: Seen): void {
    if (seen.ifMatch !== null && seen.ifMatch !== ticket.version) {
      throw versionStale(ticket.version);
    }
    if (seen.version !== null && seen.version > ticket.version) {
      throw versionUnknown(ticket.version);
    }
  }
}

/** `wanted` gives, for each field, the value that stands and the one that is wished for. */
export function assertNoConflict(
  ticket: Ticket,
  seen: Seen,
  wanted: Partial<Record<MergedField, readonly [string, string]>>,
): void {
  const fields = Object.keys(wanted) as MergedField[];
  const conflicts = conflictingFields(ticket.fieldVersions, seen.version, fields);
  if (conflicts.length > 0) {
    throw fieldConflict(Object.fromEntries(conflicts.map((field) => [field, wanted[field] ?? []])));
  }
}
