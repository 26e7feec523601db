import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { toApiError, type ApiError } from '../../api/api-error';
import { Loaded } from '../../api/loaded';
import { TicketViewsApi } from '../../api/ticket-views-api';
import type { CreateTicketViewDto, TicketColumn, TicketViewDto, UpdateTicketViewDto } from '../../api/types';
import { Session } from '../../session/session';
import { moved } from './view-order';

/** Counting is not free: however many parts of the page ask, the server is asked this seldom. */
const COUNT_GAP_MS = 4_000;

export interface ViewCount {
  readonly count: number;
  readonly isCapped: boolean;
}

/** The views of the list of tickets with their counts: for the rail, which shows them, and the list, which uses them. */
@Injectable({ providedIn: 'root' })
export class TicketViews {
  private readonly api = inject(TicketViewsApi);
  private readonly session = inject(Session);
  private readonly i18n = inject(TranslocoService);
  private readonly list = new Loaded(() => this.api.list());
  private readonly numbers = signal<ReadonlyMap<string, ViewCount>>(new Map());
  private readonly failure = signal<ApiError | null>(null);
  private countedAt = 0;

  readonly all = computed(() => this.list.value()?.items ?? []);
  readonly isLoaded = computed(() => this.list.value() !== null);
  readonly builtIn = computed(() => this.all().filter(({ scope }) => scope === 'built_in'));
  readonly saved = computed(() => this.all().filter(({ scope }) => scope !== 'built_in'));
  readonly counts = this.numbers.asReadonly();
  /** Why the views could not be loaded, or the last change of them failed. */
  readonly error = computed(() => this.list.error() ?? this.failure());

  constructor() {
    // The next person at this desk has views of his own.
    effect(() => {
      const id = this.session.user()?.id;
      untracked(() => {
        this.list.reset();
        this.numbers.set(new Map());
        this.countedAt = 0;
        if (id !== undefined && this.session.can('ticket:work')) {
          void this.load();
        }
      });
    });
  }

  async load(): Promise<void> {
    this.failure.set(null);
    await Promise.all([this.list.load(), this.count()]);
  }

  /** Quietly: the views, which others may have shared or renamed, and their counts. */
  async refresh(): Promise<void> {
    await Promise.all([this.list.refresh(), this.count()]);
  }

  async count(): Promise<void> {
    const now = performance.now();
    if (this.countedAt > 0 && now - this.countedAt < COUNT_GAP_MS) {
      return;
    }
    this.countedAt = now;
    try {
      const { items } = await this.api.counts();
      this.numbers.set(new Map(items.map(({ key, count, isCapped }) => [key, { count, isCapped }])));
    } catch {
      // Numbers beside words: those of before stand until the next round.
    }
  }

  byKey(key: string): TicketViewDto | undefined {
    return this.all().find((view) => view.key === key);
  }

  /** A view that is always there has words in the language of the page; a saved one is called as people called it. */
  nameOf({ key, name, scope }: TicketViewDto): string {
    const path = `views.builtIn.${key}`;
    const words = scope === 'built_in' ? this.i18n.translate<string>(path) : path;
    return words === path ? name : words;
  }

  /** Fails to the caller, who shows it where the name was typed. */
  async create(view: CreateTicketViewDto): Promise<TicketViewDto> {
    const made = await this.api.create(view);
    await this.reload();
    return made;
  }

  /** As `create`. */
  async update(id: string, changes: UpdateTicketViewDto): Promise<TicketViewDto> {
    const changed = await this.api.update(id, changes);
    this.put(changed);
    await this.reload();
    return changed;
  }

  /** False when it failed; `error` says why. */
  async remove(id: string): Promise<boolean> {
    return this.attempt(async () => {
      await this.api.remove(id);
      await this.reload();
    });
  }

  async restore(view: CreateTicketViewDto): Promise<void> {
    await this.attempt(() => this.create(view));
  }

  async move(view: TicketViewDto, step: -1 | 1): Promise<void> {
    const kin = this.saved().filter(({ scope, team }) => scope === view.scope && team?.id === view.team?.id);
    await this.attempt(async () => {
      await Promise.all(moved(kin, view.key, step).map(({ id, position }) => this.api.update(id, { position })));
      await this.reload();
    });
  }

  /** The caller's own columns of a view; shown at once, taken back when it fails. */
  async setColumns(key: string, columns: TicketColumn[] | null): Promise<void> {
    const before = this.byKey(key);
    if (before !== undefined && columns !== null) {
      this.put({ ...before, columns, hasOwnColumns: true });
    }
    const isDone = await this.attempt(async () => {
      this.put(await this.api.setColumns(key, columns));
    });
    if (!isDone && before !== undefined) {
      this.put(before);
    }
  }

  dismissError(): void {
    this.failure.set(null);
  }

  private put(view: TicketViewDto): void {
    this.list.set({ items: this.all().map((one) => (one.key === view.key ? view : one)) });
  }

  private async reload(): Promise<void> {
    this.countedAt = 0;
    await this.refresh();
  }

  private async attempt(work: () => Promise<unknown>): Promise<boolean> {
    this.failure.set(null);
    try {
      await work();
      return true;
    } catch (error) {
      // Shown beside the views; what the server has is loaded again, since a part of it may have been done.
      this.failure.set(toApiError(error));
      void this.list.refresh();
      return false;
    }
  }
}
