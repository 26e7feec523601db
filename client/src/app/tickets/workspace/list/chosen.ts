import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { TicketListItemDto } from '../../../api/types';
import { ListStore } from '../list-store';
import { allOrNone, NOTHING_CHOSEN, ranged, stepped, toggled, type Selection } from './selection';

/** Rows chosen for one change of many. Another list begins with none. */
@Injectable()
export class Chosen {
  private readonly store = inject(ListStore);
  private readonly state = signal<Selection>(NOTHING_CHOSEN);
  private readonly order = computed(() => (this.store.items() ?? []).map(({ id }) => id));

  readonly ids = computed(() => this.state().ids);
  readonly count = computed(() => this.ids().size);
  readonly items = computed<readonly TicketListItemDto[]>(() =>
    (this.store.items() ?? []).filter(({ id }) => this.ids().has(id)),
  );
  readonly isAll = computed(() => this.order().length > 0 && this.order().every((id) => this.ids().has(id)));

  constructor() {
    effect(() => {
      this.store.query();
      untracked(() => this.clear());
    });
  }

  toggle(id: string): void {
    this.state.update((before) => toggled(before, id));
  }

  /** With Shift: from the row chosen last. */
  pick(id: string, isRange: boolean): void {
    this.state.update((before) => (isRange ? ranged(before, this.order(), id) : toggled(before, id)));
  }

  step(from: string, to: string): void {
    this.state.update((before) => stepped(before, this.order(), from, to));
  }

  all(): void {
    this.state.update((before) => allOrNone(before, this.order()));
  }

  only(ids: readonly string[]): void {
    this.state.set({ ids: new Set(ids), anchor: null });
  }

  clear(): void {
    this.state.set(NOTHING_CHOSEN);
  }
}
