import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { toApiError, type ApiError } from '../../api/api-error';
import { TicketsApi } from '../../api/tickets-api';
import type { TicketListDto, TicketListItemDto, TicketStatus } from '../../api/types';
import { aboutTickets, whileVisible } from '../../api/while-visible';

/** Chips of the tracker, in words of the person who asked, and the statuses behind them. */
export const TRACKER_FILTERS = {
  all: [],
  open: ['New', 'Open', 'In Progress', 'On Hold'],
  confirm: ['Resolved'],
  closed: ['Closed', 'Rejected', 'Withdrawn', 'Merged'],
} as const satisfies Readonly<Record<string, readonly TicketStatus[]>>;
export type TrackerFilter = keyof typeof TRACKER_FILTERS;

export function isTrackerFilter(value: string | undefined): value is TrackerFilter {
  return value !== undefined && Object.hasOwn(TRACKER_FILTERS, value);
}

const PAGE = 20;
const REFRESH_MS = 10_000;

/** The own requests that the address asks for, page after page. */
@Injectable()
export class TrackerStore {
  private readonly api = inject(TicketsApi);
  private readonly rows = signal<readonly TicketListItemDto[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly failure = signal<ApiError | null>(null);
  private readonly busy = signal(false);
  private readonly meant = signal<string | null>(null);
  private turn = 0;

  /** Set by the page from the address. */
  readonly filter = signal<TrackerFilter>('all');
  readonly q = signal('');
  readonly items = this.rows.asReadonly();
  readonly error = this.failure.asReadonly();
  readonly isLoading = this.busy.asReadonly();
  /** Nothing was found as it was typed; these words were searched for instead. */
  readonly didYouMean = this.meant.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);

  constructor() {
    effect(() => {
      this.filter();
      this.q();
      untracked(() => void this.restart());
    });
    whileVisible(() => this.refresh(), REFRESH_MS, { about: aboutTickets });
  }

  /** Rows of another filter would be wrong, so nothing stands while the new ones come. */
  async restart(): Promise<void> {
    this.rows.set(null);
    await this.read(null);
  }

  async more(): Promise<void> {
    await this.read(this.cursor());
  }

  /** Rows change where they stand; none comes or goes while somebody reads. */
  private async refresh(): Promise<void> {
    const turn = this.turn;
    if (this.busy() || this.rows() === null) {
      return;
    }
    try {
      const { items } = await this.ask(null);
      if (turn === this.turn) {
        const fresh = new Map(items.map((item) => [item.id, item]));
        this.rows.update((before) => before?.map((item) => fresh.get(item.id) ?? item) ?? null);
      }
    } catch {
      // What is shown is still the last thing known; the next round comes soon.
    }
  }

  private ask(cursor: string | null): Promise<TicketListDto> {
    return this.api.list({
      requester: ['me'],
      status: [...TRACKER_FILTERS[this.filter()]],
      q: this.q(),
      limit: PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
  }

  private async read(cursor: string | null): Promise<void> {
    const turn = ++this.turn;
    this.busy.set(true);
    this.failure.set(null);
    try {
      const page = await this.ask(cursor);
      if (turn === this.turn) {
        this.rows.update((before) => [...(cursor === null ? [] : (before ?? [])), ...page.items]);
        this.cursor.set(page.nextCursor);
        this.meant.set(page.didYouMean);
      }
    } catch (error) {
      // Shown in place of the list, or under the rows that are already there.
      if (turn === this.turn) {
        this.failure.set(toApiError(error));
      }
    } finally {
      if (turn === this.turn) {
        this.busy.set(false);
      }
    }
  }
}
