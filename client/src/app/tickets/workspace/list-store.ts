import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { toApiError, type ApiError } from '../../api/api-error';
import { TicketsApi, type TicketQuery } from '../../api/tickets-api';
import type { TicketDto, TicketListDto, TicketListItemDto } from '../../api/types';
import { aboutTickets, whileVisible } from '../../api/while-visible';
import { refreshInPlace } from './list/list-refresh';

const PAGE = 50;
const REFRESH_MS = 10_000;
const GONE_FOLLOWED = 8;

/** Where a page begins among the rows, and the cursor that asks for it again. */
interface PageMark {
  readonly start: number;
  readonly cursor: string | null;
}

/** The rows that the address asks for. Rows never move by themselves: what is new waits to be called. */
@Injectable()
export class ListStore {
  private readonly api = inject(TicketsApi);
  private readonly rows = signal<readonly TicketListItemDto[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly failure = signal<ApiError | null>(null);
  private readonly busy = signal(false);
  private readonly news = signal(0);
  private readonly left = signal<ReadonlySet<string>>(new Set());
  private readonly count = signal<{ value: number; isCapped: boolean } | null>(null);
  private readonly meant = signal<string | null>(null);
  /** Of what something was heard since the last round. */
  private hinted = new Set<string>();
  private marks: readonly PageMark[] = [];
  private turn = 0;

  /** Set by the page from the address. */
  readonly query = signal<TicketQuery>({});
  readonly items = this.rows.asReadonly();
  readonly error = this.failure.asReadonly();
  readonly isLoading = this.busy.asReadonly();
  readonly waiting = this.news.asReadonly();
  /** Ids of rows that no longer belong to the list; they stay until it is asked for anew. */
  readonly gone = this.left.asReadonly();
  readonly total = this.count.asReadonly();
  /** What was searched for instead, when nothing was found as typed. */
  readonly didYouMean = this.meant.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);
  /** Index of the first row that is seen; its page is kept fresh beside the first one. */
  firstSeen = 0;

  constructor() {
    effect(() => {
      this.query();
      untracked(() => {
        this.rows.set(null);
        this.firstSeen = 0;
        void this.restart();
      });
    });
    whileVisible(() => this.refresh(), REFRESH_MS, {
      about: (hint) => {
        this.hinted.add(hint.id);
        return aboutTickets(hint);
      },
    });
  }

  async restart(): Promise<void> {
    await this.read(null, (page) => {
      this.marks = [{ start: 0, cursor: null }];
      this.rows.set(page.items);
      this.news.set(0);
      this.left.set(new Set());
      this.count.set(page.total === undefined ? null : { value: page.total, isCapped: page.totalIsCapped === true });
      this.meant.set(page.didYouMean);
    });
  }

  async more(): Promise<void> {
    const cursor = this.cursor();
    const before = this.rows();
    if (cursor === null || before === null || this.busy()) {
      return;
    }
    await this.read(cursor, (page) => {
      const known = new Set(before.map(({ id }) => id));
      this.marks = [...this.marks, { start: before.length, cursor }];
      // What moved down while one scrolled is there already.
      this.rows.update((rows) => [...(rows ?? []), ...page.items.filter(({ id }) => !known.has(id))]);
    });
  }

  /** What a write has just answered shows in its row. */
  replace(ticket: TicketDto): void {
    this.change(new Set([ticket.id]), (item) => ({ ...item, ...ticket }));
  }

  /** Before the server has answered; the rows as they were come back, for the case that it refuses. */
  change(
    ids: ReadonlySet<string>,
    become: (item: TicketListItemDto) => TicketListItemDto,
  ): ReadonlyMap<string, TicketListItemDto> {
    const before = new Map((this.rows() ?? []).filter(({ id }) => ids.has(id)).map((item) => [item.id, item]));
    this.rows.update((rows) => rows?.map((item) => (ids.has(item.id) ? become(item) : item)) ?? null);
    return before;
  }

  /** Also after a change of many: hints take a moment. */
  async refresh(): Promise<void> {
    const shown = this.rows();
    if (shown === null || this.busy()) {
      return;
    }
    const turn = this.turn;
    const { hinted } = this;
    this.hinted = new Set();
    const seen = this.marks.findLast(({ start }) => start <= this.firstSeen) ?? null;
    const page = (cursor: string | null): Promise<TicketListDto> =>
      this.api.list({ ...this.query(), limit: PAGE, ...(cursor === null ? {} : { cursor }) });
    try {
      const [first, other] = await Promise.all([
        page(null),
        seen === null || seen.cursor === null ? null : page(seen.cursor),
      ]);
      if (turn !== this.turn) {
        return;
      }
      const known = new Map((other?.items ?? []).map((item) => [item.id, item]));
      // As they are now: a change of many may have been shown meanwhile.
      const rows = (this.rows() ?? []).map((item) => known.get(item.id) ?? item);
      const { items, waiting, gone } = refreshInPlace(rows, first.items, first.nextCursor !== null);
      const isNobodyReading = rows.every(({ id }) => gone.has(id));
      this.rows.set(isNobodyReading ? first.items : items);
      this.news.set(isNobodyReading ? 0 : waiting);
      const before = this.left();
      this.left.set(isNobodyReading ? new Set() : gone);
      this.failure.set(null);
      if (!isNobodyReading) {
        await this.followGone(items.filter(({ id }) => gone.has(id) && (!before.has(id) || hinted.has(id))));
      }
    } catch {
      // What is shown is still the last thing known; the next round comes soon.
    }
  }

  /** Rows that no longer belong here say what became of them; of more than a few it is enough that they left. */
  private async followGone(rows: readonly TicketListItemDto[]): Promise<void> {
    const found = await Promise.all(
      rows.slice(0, GONE_FOLLOWED).map(async ({ id, number }) => {
        const { items } = await this.api.list({ q: number, limit: 5 });
        return items.find((item) => item.id === id) ?? null;
      }),
    );
    const fresh = new Map(found.flatMap((item) => (item === null ? [] : [[item.id, item] as const])));
    this.change(new Set(fresh.keys()), (item) => fresh.get(item.id) ?? item);
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
