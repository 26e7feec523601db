import { computed, inject, Injectable, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { toApiError, type ApiError } from '../../../api/api-error';
import { TicketsApi } from '../../../api/tickets-api';
import type { BulkResultDto, BulkTicketsDto, TicketListItemDto } from '../../../api/types';
import { Snackbar } from '../../../ui/feedback/snackbar';
import { Chosen } from '../list/chosen';
import { ListStore } from '../list-store';
import { foreseen, inverseOf, MOST_AT_ONCE, type Change, type Named } from './bulk-change';

/** Not tried for lack of time; it is sent again so many times before it is told. */
const TIME_OVER = 'TIME_OVER';
const ROUNDS = 4;

export interface Refused {
  readonly item: TicketListItemDto;
  readonly result: BulkResultDto;
}

interface Told {
  /** Tickets that are now as wanted. */
  readonly done: number;
  readonly refused: readonly Refused[];
}

/** What became of the last change of many, or of taking it back, which is not tried again over somebody's head. */
export type Outcome =
  | (Told & { readonly kind: 'undo' })
  | (Told & {
      readonly kind: 'change';
      readonly change: Change;
      readonly named: Named;
      /** The way back, empty when there is none, and the rows as they were. */
      readonly inverse: readonly BulkTicketsDto[];
      readonly was: readonly TicketListItemDto[];
    });

/** Changes of many tickets: shown at once, taken back where the server refuses, told one by one. */
@Injectable()
export class BulkStore {
  private readonly api = inject(TicketsApi);
  private readonly list = inject(ListStore);
  private readonly chosen = inject(Chosen);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  private readonly at = signal<{ done: number; total: number } | null>(null);
  private readonly last = signal<Outcome | null>(null);
  private readonly failure = signal<ApiError | null>(null);

  readonly progress = this.at.asReadonly();
  readonly isBusy = computed(() => this.at() !== null);
  /** Of the last change, while some of it was refused. */
  readonly outcome = this.last.asReadonly();
  /** Why the whole change failed. */
  readonly error = this.failure.asReadonly();

  async run(change: Change, named: Named, items = this.chosen.items()): Promise<void> {
    if (items.length === 0 || this.isBusy()) {
      return;
    }
    this.last.set(null);
    this.failure.set(null);
    const ids = items.map(({ id }) => id);
    const before = this.list.change(new Set(ids), (item) => foreseen(item, change, named));
    const was = new Map(items.map((item) => [item.id, before.get(item.id) ?? item]));
    const results = new Map<string, BulkResultDto>();
    try {
      await this.send(ids, change, results, { total: ids.length, versions: null });
    } catch (error) {
      // Told beside the act; what has been done by then stays done.
      this.failure.set(toApiError(error));
    }
    this.takeBack(was, results);
    this.tell(change, named, was, results);
    this.at.set(null);
    await this.list.refresh();
  }

  /** Those that were refused, once more. */
  async retry(): Promise<void> {
    const outcome = this.last();
    if (outcome?.kind === 'change') {
      await this.run(
        outcome.change,
        outcome.named,
        outcome.refused.map(({ item }) => item),
      );
    }
  }

  /** Each ticket that nobody has changed since gets back what it had; the others are told, with the reason. */
  async undo(inverse: readonly BulkTicketsDto[], was: readonly TicketListItemDto[]): Promise<void> {
    if (this.isBusy()) {
      return;
    }
    this.dismiss();
    const results = new Map<string, BulkResultDto>();
    const total = inverse.reduce((sum, { ids }) => sum + ids.length, 0);
    try {
      for (const { ids, versions = [], ...change } of inverse) {
        await this.send(ids, change, results, { total, versions: new Map(ids.map((id, n) => [id, versions[n] ?? 1])) });
      }
    } catch (error) {
      // Told beside the list.
      this.failure.set(toApiError(error));
    }
    this.at.set(null);
    const refused = refusedOf(results, new Map(was.map((item) => [item.id, item])));
    if (refused.length > 0) {
      this.last.set({ kind: 'undo', done: results.size - refused.length, refused });
    } else if (this.failure() === null) {
      this.snackbar.show(this.say('undone'));
    }
    await this.list.refresh();
  }

  chooseRefused(): void {
    this.chosen.only((this.last()?.refused ?? []).map(({ item }) => item.id));
    this.dismiss();
  }

  dismiss(): void {
    this.last.set(null);
    this.failure.set(null);
  }

  /** In parts, and what there was no time for again. */
  private async send(
    ids: readonly string[],
    change: Omit<BulkTicketsDto, 'ids' | 'versions'>,
    results: Map<string, BulkResultDto>,
    { total, versions }: { readonly total: number; readonly versions: ReadonlyMap<string, number> | null },
  ): Promise<void> {
    this.at.set({ done: results.size, total });
    let left = [...ids];
    for (let round = 0; round < ROUNDS && left.length > 0; round += 1) {
      for (let from = 0; from < left.length; from += MOST_AT_ONCE) {
        const part = left.slice(from, from + MOST_AT_ONCE);
        const { items } = await this.api.changeMany({
          ...change,
          ids: part,
          ...(versions === null ? {} : { versions: part.map((id) => versions.get(id) ?? 1) }),
        });
        items.forEach((result) => results.set(result.id, result));
        this.at.set({
          done: [...results.values()].filter(({ code }) => code !== TIME_OVER).length,
          total,
        });
      }
      left = left.filter((id) => results.get(id)?.code === TIME_OVER);
    }
  }

  /** Rows that the server left as they were become so again. */
  private takeBack(was: ReadonlyMap<string, TicketListItemDto>, results: ReadonlyMap<string, BulkResultDto>): void {
    const refused = new Set([...was.keys()].filter((id) => (results.get(id)?.outcome ?? 'refused') === 'refused'));
    this.list.change(refused, (item) => was.get(item.id) ?? item);
  }

  private tell(
    change: Change,
    named: Named,
    was: ReadonlyMap<string, TicketListItemDto>,
    results: ReadonlyMap<string, BulkResultDto>,
  ): void {
    const answered = [...results.values()];
    const refused = refusedOf(results, was);
    // As they were, but in the version that they have now: whoever comes in between is not overrun.
    const changed = answered.flatMap(({ id, outcome, version }) => {
      const item = was.get(id);
      return outcome === 'done' && item !== undefined ? [{ ...item, version: version ?? item.version }] : [];
    });
    const done = answered.length - refused.length;
    const inverse = inverseOf(change, changed);
    if (refused.length > 0) {
      this.chosen.only(refused.map(({ item }) => item.id));
      this.last.set({ kind: 'change', change, named, done, refused, inverse, was: changed });
    } else if (done > 0) {
      this.chosen.clear();
      const undo = { label: this.i18n.translate<string>('ui.undo'), run: () => void this.undo(inverse, changed) };
      this.snackbar.show(
        this.say(done === 1 ? `doneOne.${change.action}` : `done.${change.action}`, { count: done }),
        inverse.length > 0 ? undo : undefined,
      );
    }
  }

  private say(key: string, values?: Record<string, number>): string {
    return this.i18n.translate<string>(`list.bulk.${key}`, values);
  }
}

function refusedOf(
  results: ReadonlyMap<string, BulkResultDto>,
  was: ReadonlyMap<string, TicketListItemDto>,
): readonly Refused[] {
  return [...results.values()].flatMap((result) => {
    const item = was.get(result.id);
    return result.outcome === 'refused' && item !== undefined ? [{ item, result }] : [];
  });
}
