import { Injectable, inject, signal } from '@angular/core';
import type { AccountDto, TicketListItemDto } from '../../api/types';
import { toApiError } from '../../api/api-error';
import { LiveRows } from '../../ui/live/live-rows';
import { AdminApi } from '../admin-api';

/** How the decisions on several rows ended. */
export interface Outcome {
  done: number;
  failed: number;
  /** Why the first one failed. */
  error: unknown;
}

/** The inbox of the page: what waits, and the verbs that decide it. */
@Injectable()
export class ApprovalsStore {
  private readonly api = inject(AdminApi);
  private readonly deciding = signal<ReadonlySet<string>>(new Set());

  readonly accounts = new LiveRows<AccountDto>();
  readonly tickets = new LiveRows<TicketListItemDto>();
  /** Rows whose decision is on its way. */
  readonly busy = this.deciding.asReadonly();

  /** Both lists; each has a failure of its own. */
  async load(): Promise<void> {
    await Promise.all([
      this.api.users({ status: 'Pending', sort: '-createdAt', limit: 100 }).then(
        (page) => this.accounts.take(page.items),
        (error: unknown) => this.accounts.fail(error),
      ),
      this.api.newTickets().then(
        (page) => this.tickets.take(page.items),
        (error: unknown) => this.tickets.fail(error),
      ),
    ]);
  }

  approveAccounts(rows: readonly AccountDto[]): Promise<Outcome> {
    return this.decide(rows, this.accounts, (row) => this.api.approve(row.id));
  }

  rejectAccounts(rows: readonly AccountDto[], reason: string): Promise<Outcome> {
    return this.decide(rows, this.accounts, (row) => this.api.reject(row.id, reason));
  }

  openTickets(rows: readonly TicketListItemDto[]): Promise<Outcome> {
    return this.decide(rows, this.tickets, (row) => this.api.openTicket(row.id));
  }

  rejectTickets(rows: readonly TicketListItemDto[], reason: string): Promise<Outcome> {
    return this.decide(rows, this.tickets, (row) => this.api.rejectTicket(row.id, reason));
  }

  /** One after the other: a few dozen at most, and each mail goes out in the order of the rows. */
  private async decide<Row extends { id: string }>(
    rows: readonly Row[],
    list: LiveRows<Row>,
    act: (row: Row) => Promise<unknown>,
  ): Promise<Outcome> {
    const outcome: Outcome = { done: 0, failed: 0, error: null };
    this.deciding.set(new Set(rows.map((row) => row.id)));
    for (const row of rows) {
      try {
        await act(row);
        list.remove(row.id);
        outcome.done += 1;
      } catch (error) {
        outcome.failed += 1;
        outcome.error ??= error;
        if (toApiError(error).isPassing) {
          // The desk is away: the others would fail alike and stay for the next try.
          outcome.failed += rows.length - rows.indexOf(row) - 1;
          break;
        }
      }
    }
    this.deciding.set(new Set());
    return outcome;
  }
}
