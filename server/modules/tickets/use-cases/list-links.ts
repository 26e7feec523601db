import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { UsersFacade, type PersonSummary } from '../../users/users.facade.js';
import { DeskRules } from '../desk-rules.js';
import type { LifecycleRules } from '../domain/ticket-lifecycle.js';
import { decide } from '../domain/ticket-policy.js';
import { policyFacts } from '../domain/ticket.js';
import type { TicketLinkRow } from '../domain/ticket-link.js';
import { TicketLinksQuery } from '../persistence/ticket-links.query.js';
import { VisibleTicket } from './visible-ticket.js';

export interface TicketLinks {
  readonly rows: readonly TicketLinkRow[];
  readonly people: ReadonlyMap<string, PersonSummary>;
  /** The caller may make and take away links here. */
  readonly mayLink: boolean;
  readonly rules: LifecycleRules;
}

/** The links of a ticket as the caller may see them. */
@Injectable()
export class ListLinks {
  constructor(
    private readonly visible: VisibleTicket,
    private readonly query: TicketLinksQuery,
    private readonly users: UsersFacade,
    private readonly rules: DeskRules,
  ) {}

  async execute(call: PersonCall, ref: string): Promise<TicketLinks> {
    const ticket = await this.visible.execute(call, ref);
    const rows = await this.query.of(call.actor, ticket.id);
    const people = await this.users.people(
      rows.flatMap(({ linkedById, ticket: { assigneeId } }) => [linkedById, assigneeId].filter((id) => id !== null)),
    );
    const mayLink = decide(call.actor, 'link', policyFacts(ticket, call.actor)).allowed;
    return { rows, people, mayLink, rules: await this.rules.read() };
  }

  async one(call: PersonCall, ref: string, linkId: string): Promise<TicketLinks & { readonly row: TicketLinkRow }> {
    const links = await this.execute(call, ref);
    const row = links.rows.find((one) => one.linkId === linkId);
    if (row === undefined) {
      throw resourceNotFound();
    }
    return { ...links, row };
  }
}
