import { computed, signal, type Signal } from '@angular/core';

/** Which rows of a list are chosen. Rows that leave the list leave the choice. */
export class Choice<Row extends { id: string }> {
  private readonly ids = signal<ReadonlySet<string>>(new Set());

  readonly chosen: Signal<readonly Row[]>;
  readonly isAll: Signal<boolean>;
  readonly isSome: Signal<boolean>;

  constructor(private readonly rows: () => readonly Row[]) {
    this.chosen = computed(() => rows().filter((row) => this.ids().has(row.id)));
    this.isAll = computed(() => rows().length > 0 && this.chosen().length === rows().length);
    this.isSome = computed(() => this.chosen().length > 0 && !this.isAll());
  }

  has(id: string): boolean {
    return this.ids().has(id);
  }

  set(id: string, isChosen: boolean): void {
    const ids = new Set(this.ids());
    if (isChosen) {
      ids.add(id);
    } else {
      ids.delete(id);
    }
    this.ids.set(ids);
  }

  setAll(isChosen: boolean): void {
    this.ids.set(new Set(isChosen ? this.rows().map((row) => row.id) : []));
  }
}
