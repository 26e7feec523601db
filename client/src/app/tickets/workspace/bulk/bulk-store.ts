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

/** What became of the last change of many. */
export interface Outcome {
  readonly change: Change;
  readonly named: Named;
  /** Tickets that are now as wanted. */
  readonly done: number;
  readonly refused: readonly Refused[];
  /** The way back, empty when there is none. */
  readonly inverse: readonly BulkTicketsDto[];
}

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
      await this.send(ids, change, results);
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
    if (outcome !== null) {
      await this.run(
        outcome.change,
        outcome.named,
        outcome.refused.map(({ item }) => item),
      );
    }
  }

  async undo(inverse: readonly BulkTicketsDto[]): Promise<void> {
    this.failure.set(null);
    try {
      const answers = await Promise.all(inverse.map((change) => this.api.changeMany(change)));
      const refused = answers.flatMap(({ items }) => items.filter(({ outcome }) => outcome === 'refused')).length;
      this.snackbar.show(this.say(refused === 0 ? 'undone' : 'undoneNot', { count: refused }));
    } catch (error) {
      // Told beside the list.
      this.failure.set(toApiError(error));
    }
    this.last.set(null);
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
  private async send(ids: readonly string[], change: Change, results: Map<string, BulkResultDto>): Promise<void> {
    this.at.set({ done: 0, total: ids.length });
    let left = [...ids];
    for (let round = 0; round < ROUNDS && left.length > 0; round += 1) {
      for (let from = 0; from < left.length; from += MOST_AT_ONCE) {
        const { items } = await this.api.changeMany({ ...change, ids: left.slice(from, from + MOST_AT_ONCE) });
        items.forEach((result) => results.set(result.id, result));
        this.at.set({
          done: [...results.values()].filter(({ code }) => code !== TIME_OVER).length,
          total: ids.length,
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
    const refused = answered.flatMap((result) => {
      const item = was.get(result.id);
      return result.outcome === 'refused' && item !== undefined ? [{ item, result }] : [];
    });
    const changed = answered.flatMap(({ id, outcome }) => (outcome === 'done' ? (was.get(id) ?? []) : []));
    const done = answered.length - refused.length;
    const inverse = inverseOf(change, changed);
    if (refused.length > 0) {
      this.chosen.only(refused.map(({ item }) => item.id));
      this.last.set({ change, named, done, refused, inverse });
    } else if (done > 0) {
      this.chosen.clear();
      const undo = { label: this.i18n.translate<string>('ui.undo'), run: () => void this.undo(inverse) };
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
