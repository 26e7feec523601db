import { computed, effect, inject, Injectable, signal } from '@angular/core';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import type { TicketListItemDto, TimelineDto } from '../../api/types';
import { aboutTickets, whileVisible } from '../../api/while-visible';
import { Navigation } from '../../shell/navigation';
import { isWaitingForRequester } from '../request-progress';

const REFRESH_MS = 10_000;
/** More than these are found in the tracker. */
const SHOWN = 20;
/** Questions are read one by one, so only for the first cards. */
const ASKED = 3;

/** What the desk wants to know, or what it says it did. */
export interface Ask {
  readonly who: string;
  readonly text: string;
}

@Injectable()
export class HomeStore {
  private readonly api = inject(TicketsApi);
  private readonly list = new Loaded(() => this.load());
  private readonly asked = signal<ReadonlyMap<string, Ask>>(new Map());
  private readonly open = computed(() => this.list.value()?.open ?? []);

  readonly error = this.list.error;
  readonly isLoaded = computed(() => this.list.value() !== null);
  readonly total = computed(() => this.list.value()?.total ?? 0);
  readonly waiting = computed(() => this.open().filter(isWaitingForRequester));
  readonly running = computed(() => this.open().filter((request) => !isWaitingForRequester(request)));
  readonly asks = this.asked.asReadonly();

  constructor() {
    const navigation = inject(Navigation);
    effect(() => {
      const count = this.open().filter(({ isUnread }) => isUnread).length;
      navigation.setCount('shell.requests', { count });
    });
    void this.start();
    whileVisible(() => this.list.refresh().then(() => this.readAsks()), REFRESH_MS, { about: aboutTickets });
  }

  async start(): Promise<void> {
    await this.list.load();
    await this.readAsks();
  }

  private async load(): Promise<{ open: readonly TicketListItemDto[]; total: number }> {
    const requester = ['me'];
    const [open, all] = await Promise.all([
      this.api.list({
        requester,
        status: ['New', 'Open', 'In Progress', 'On Hold', 'Resolved'],
        sort: '-updatedAt',
        limit: SHOWN,
      }),
      this.api.list({ requester, limit: 1, include: 'total' }),
    ]);
    return { open: open.items, total: all.total ?? open.items.length };
  }

  private async readAsks(): Promise<void> {
    const requests = this.waiting().slice(0, ASKED);
    const found = await Promise.allSettled(
      requests.map(async ({ id, number, status }) => [id, askOf(await this.api.timeline(number), status)] as const),
    );
    // A card without its question is still a card.
    const asks = found.flatMap((one) => (one.status === 'fulfilled' && one.value[1] !== null ? [one.value] : []));
    this.asked.set(new Map(asks.flatMap(([id, ask]) => (ask === null ? [] : [[id, ask] as const]))));
  }
}

function askOf({ items }: TimelineDto, status: TicketListItemDto['status']): Ask | null {
  const last =
    status === 'Resolved'
      ? items.findLast(({ to, resolution }) => to === 'Resolved' && resolution !== undefined)
      : items.findLast(({ comment }) => comment !== undefined);
  const text = last?.resolution ?? last?.comment?.body;
  return last === undefined || text === undefined ? null : { who: last.actor?.firstName ?? '', text };
}
