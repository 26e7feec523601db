import { computed, inject, Injectable } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import {
  filtersOfWords,
  hasFilters,
  paramsOf,
  queryParamsOf,
  type FilterName,
  type ListParams,
  type TicketSort,
} from './filters/list-query';
import type { TicketViewDto } from '../../api/types';

/** The address is where the list keeps view, filters, search and order. */
@Injectable()
export class ListAddress {
  private readonly router = inject(Router);
  private readonly query = toSignal(inject(ActivatedRoute).queryParams, { initialValue: {} });

  readonly params = computed<ListParams>(() => paramsOf(this.query()));
  readonly isNarrowed = computed(() => hasFilters(this.params()));

  set(name: FilterName, values: readonly string[]): void {
    this.go({ [name]: values.join(',') || null });
  }

  search(q: string): void {
    this.go({ q: q || null });
  }

  sort(sort: TicketSort | null): void {
    this.go({ sort });
  }

  /** The view stays, everything that narrows it goes. */
  widen(): void {
    this.go({ ...queryParamsOf({}), q: null });
  }

  /** The filters of a saved view, one by one, so that each can be changed. */
  unfold({ filters: words, sort }: TicketViewDto): void {
    const { filters, q } = filtersOfWords(words);
    this.go({ ...queryParamsOf(filters), q: q || null, sort });
  }

  /** Nothing but this view. */
  open(view: string): void {
    void this.router.navigate([], { queryParams: view === '' ? {} : { view } });
  }

  private go(queryParams: Readonly<Record<string, string | null>>): void {
    // The open ticket stays; one step back does not undo letter by letter.
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
