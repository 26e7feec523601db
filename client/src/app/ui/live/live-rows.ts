import { computed, signal } from '@angular/core';

/**
 * A list that is asked for again and again while somebody reads it. Rows never move by themselves: new ones wait until
 * they are asked for, and those that are gone stay in their place, marked, until the list is taken anew.
 */
export class LiveRows<Row extends { id: string }> {
  private readonly placed = signal<readonly Row[]>([]);
  private readonly fresh = signal<readonly Row[]>([]);
  private readonly missing = signal<ReadonlySet<string>>(new Set());
  private readonly loaded = signal(false);
  private readonly failed = signal<unknown>(null);
  /** Rows the reader has decided on: an answer that was on its way must not bring them back. */
  private readonly done = new Set<string>();
  private wentAt: ReadonlyMap<string, number> = new Map();

  readonly rows = this.placed.asReadonly();
  readonly waiting = this.fresh.asReadonly();
  readonly gone = this.missing.asReadonly();
  readonly isLoaded = this.loaded.asReadonly();
  /** Of the first load alone; a later one that fails is made good by the next. */
  readonly error = this.failed.asReadonly();
  /** All that are still there, shown or waiting. */
  readonly count = computed(
    () => this.placed().filter((row) => !this.missing().has(row.id)).length + this.fresh().length,
  );

  take(items: readonly Row[]): void {
    const current = items.filter((item) => !this.done.has(item.id));
    const byId = new Map(current.map((item) => [item.id, item]));
    const shown = this.placed();
    const isNobodyReading = shown.every((row) => !byId.has(row.id) && this.missing().has(row.id));
    if (!this.loaded() || isNobodyReading) {
      this.placed.set(current);
      this.fresh.set([]);
      this.missing.set(new Set());
    } else {
      const ids = new Set(shown.map((row) => row.id));
      this.placed.set(shown.map((row) => byId.get(row.id) ?? row));
      const missing = new Set([...ids].filter((id) => !byId.has(id)));
      // When each of them went; those that came back are forgotten.
      this.wentAt = new Map([...missing].map((id) => [id, this.wentAt.get(id) ?? Date.now()]));
      this.missing.set(missing);
      this.fresh.set(current.filter((item) => !ids.has(item.id)));
    }
    this.loaded.set(true);
    this.failed.set(null);
  }

  fail(error: unknown): void {
    if (!this.loaded()) {
      this.failed.set(error);
    }
  }

  /** Puts the new ones on top and lets go of those that are gone. */
  showWaiting(): void {
    const gone = this.missing();
    this.placed.set([...this.fresh(), ...this.placed().filter((row) => !gone.has(row.id))]);
    this.fresh.set([]);
    this.missing.set(new Set());
  }

  /** Lets go of rows that have been gone for so long, in milliseconds. */
  letGo(forMs: number): void {
    const before = Date.now() - forMs;
    const over = new Set([...this.missing()].filter((id) => (this.wentAt.get(id) ?? 0) <= before));
    if (over.size > 0) {
      this.placed.update((rows) => rows.filter((row) => !over.has(row.id)));
      this.missing.update((ids) => new Set([...ids].filter((id) => !over.has(id))));
    }
  }

  /** The reader has decided on this one. */
  remove(id: string): void {
    this.done.add(id);
    this.placed.update((rows) => rows.filter((row) => row.id !== id));
  }
}
