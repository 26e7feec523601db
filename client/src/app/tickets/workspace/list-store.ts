import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { toApiError, type ApiError } from '../../api/api-error';
import { TicketsApi, type TicketQuery } from '../../api/tickets-api';
import type { TicketDto, TicketListDto, TicketListItemDto } from '../../api/types';
import { aboutTickets, whileVisible } from '../../api/while-visible';
import { refreshInPlace } from '../list-refresh';

const PAGE = 30;
const REFRESH_MS = 10_000;

/** The rows that the address asks for. Rows never move by themselves: what is new waits to be called. */
@Injectable()
export class ListStore {
  private readonly api = inject(TicketsApi);
  private readonly rows = signal<readonly TicketListItemDto[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly failure = signal<ApiError | null>(null);
  private readonly busy = signal(false);
  private readonly news = signal(0);
  private readonly count = signal<{ value: number; isCapped: boolean } | null>(null);
  private turn = 0;

  /** Set by the page from the address. */
  readonly query = signal<TicketQuery>({});
  readonly items = this.rows.asReadonly();
  readonly error = this.failure.asReadonly();
  readonly isLoading = this.busy.asReadonly();
  readonly waiting = this.news.asReadonly();
  readonly total = this.count.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);

  constructor() {
    effect(() => {
      this.query();
      untracked(() => {
        this.rows.set(null);
        void this.restart();
      });
    });
    whileVisible(() => this.refresh(), REFRESH_MS, { about: aboutTickets });
  }

  async restart(): Promise<void> {
    await this.read(null, (page) => {
      this.rows.set(page.items);
      this.news.set(0);
      this.count.set(page.total === undefined ? null : { value: page.total, isCapped: page.totalIsCapped === true });
    });
  }

  async more(): Promise<void> {
    await this.read(this.cursor(), (page) => this.rows.update((before) => [...(before ?? []), ...page.items]));
  }

  /** What a write has just answered shows in its row. */
  replace(ticket: TicketDto): void {
    this.rows.update(
      (before) => before?.map((item) => (item.id === ticket.id ? { ...item, ...ticket } : item)) ?? null,
    );
  }

  private async refresh(): Promise<void> {
    const shown = this.rows();
    if (shown === null || this.busy()) {
      return;
    }
    const turn = this.turn;
    try {
      const page = await this.api.list({ ...this.query(), limit: PAGE });
      if (turn !== this.turn) {
        return;
      }
      const { items, waiting } = refreshInPlace(shown, page.items, page.nextCursor !== null);
      this.rows.set(shown.length === 0 ? page.items : items);
      this.news.set(shown.length === 0 ? 0 : waiting);
      this.failure.set(null);
    } catch {
      // What is shown is still the last thing known; the next round comes soon.
    }
  }

  private async read(cursor: string | null, take: (page: TicketListDto) => void): Promise<void> {
    const turn = ++this.turn;
    this.busy.set(true);
    this.failure.set(null);
    try {
      const page = await this.api.list({
        ...this.query(),
        limit: PAGE,
        ...(cursor === null ? { include: 'total' as const } : { cursor }),
      });
      if (turn === this.turn) {
        take(page);
        this.cursor.set(page.nextCursor);
      }
    } catch (error) {
      // Shown in place of the list, or under the rows that are there.
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
