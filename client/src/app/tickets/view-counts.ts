import { inject, Injectable } from '@angular/core';
import { TicketsApi, type TicketQuery } from '../api/tickets-api';
import { aboutTickets, whileVisible } from '../api/while-visible';
import { Navigation } from '../shell/navigation';

const REFRESH_MS = 60_000;
/** Four questions each time: a busy desk is not counted with every ticket. */
const COUNT_GAP_MS = 5_000;

const VIEWS: readonly (readonly [string, TicketQuery])[] = [
  ['shell.myOpen', { view: 'my_open' }],
  ['shell.unassigned', { view: 'unassigned' }],
  ['shell.newTickets', { view: 'new' }],
  ['shell.waiting', { status: ['On Hold'] }],
];

/** How many tickets each view of the rail holds. */
@Injectable()
export class ViewCounts {
  private readonly api = inject(TicketsApi);
  private readonly navigation = inject(Navigation);

  constructor() {
    void this.refresh();
    whileVisible(() => this.refresh(), REFRESH_MS, { about: aboutTickets, gapMs: COUNT_GAP_MS });
  }

  async refresh(): Promise<void> {
    await Promise.allSettled(
      VIEWS.map(async ([label, query]) => {
        const { total } = await this.api.list({ ...query, limit: 1, include: 'total' });
        this.navigation.setCount(label, { count: total ?? 0 });
      }),
    );
  }
}
