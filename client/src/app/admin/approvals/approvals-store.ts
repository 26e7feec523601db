import { Injectable, inject } from '@angular/core';
import {
  FIRST_ROLE,
  type TicketListItemDto,
  type AccountDto,
  type ApproveUserDto,
  type DecideUsersDto,
} from '../../api/types';
import { LiveRows } from '../../ui/live/live-rows';
import { AdminApi } from '../admin-api';
import { PeopleApi } from '../people/people-api';
import { decideEach, type InboxKind, type Outcome, PerRow } from './decisions';

/** The inboxes of the page: what waits, and the verbs that decide it. */
@Injectable()
export class ApprovalsStore {
  private readonly people = inject(PeopleApi);
  private readonly api = inject(AdminApi);

  /** Role, department and teams as they were settled before the approval. */
  readonly placements = new PerRow<ApproveUserDto>(() => ({}));

  readonly accounts: InboxKind<AccountDto> = {
    list: new LiveRows<AccountDto>(),
    words: 'people',
    nameOf: ({ name }) => name,
    can: (row, act) => row.allowedActions.includes(act),
    load: () => this.loadAccounts(),
    approve: (rows) => this.approveAccounts(rows),
    reject: (rows, reason) => this.decideAccounts('reject', rows, reason),
  };
  readonly tickets: InboxKind<TicketListItemDto> = {
    list: new LiveRows<TicketListItemDto>(),
    words: 'newTickets',
    nameOf: ({ number }) => number,
    can: (row) => row.allowedActions.includes('change_status'),
    load: () => this.loadTickets(),
    approve: (rows) => decideEach(rows, (row) => this.api.openTicket(row.id)),
    reject: (rows, reason) => decideEach(rows, (row) => this.api.rejectTicket(row.id, reason)),
  };

  /** Both; each has a failure of its own. */
  async load(): Promise<void> {
    await Promise.all([this.loadAccounts(), this.loadTickets()]);
  }

  private async loadAccounts(): Promise<void> {
    const { list } = this.accounts;
    await this.people.list({ status: 'Pending', sort: '-createdAt', limit: 100 }).then(
      (page) => list.take(page.items),
      (error: unknown) => list.fail(error),
    );
  }

  private async loadTickets(): Promise<void> {
    const { list } = this.tickets;
    await this.api.newTickets().then(
      (page) => list.take(page.items),
      (error: unknown) => list.fail(error),
    );
  }

  /** Who was given a place goes in with it; all others together. */
  private async approveAccounts(rows: readonly AccountDto[]): Promise<Outcome<AccountDto>> {
    const placed = rows.filter(({ id }) => this.placements.has(id));
    const others = rows.filter(({ id }) => !this.placements.has(id));
    const first = await decideEach(placed, ({ id }) => this.people.approve(id, this.placementOf(id)));
    const second = await this.decideAccounts('approve', others);
    return { done: [...first.done, ...second.done], refused: [...first.refused, ...second.refused] };
  }

  /** Teams chosen for another role than the one that was chosen in the end are left out. */
  private placementOf(id: string): ApproveUserDto {
    const { teamIds, ...placement } = this.placements.of(id);
    return teamIds === undefined || placement.role === undefined || placement.role === FIRST_ROLE
      ? placement
      : { ...placement, teamIds };
  }

  private async decideAccounts(
    decision: DecideUsersDto['decision'],
    rows: readonly AccountDto[],
    reason?: string,
  ): Promise<Outcome<AccountDto>> {
    if (rows.length === 0) {
      return { done: [], refused: [] };
    }
    try {
      const { items } = await this.people.decide(
        decision,
        rows.map(({ id }) => id),
        reason,
      );
      const errors = new Map(
        items.flatMap(({ id, outcome, error }) => (outcome === 'refused' ? [[id, error ?? ''] as const] : [])),
      );
      return {
        done: rows.filter(({ id }) => !errors.has(id)),
        refused: rows.filter(({ id }) => errors.has(id)).map((row) => ({ row, why: errors.get(row.id) })),
      };
    } catch (why) {
      // The call as a whole: nothing is known to be decided, and every row stays for the next try.
      return { done: [], refused: rows.map((row) => ({ row, why })) };
    }
  }
}
