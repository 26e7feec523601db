import { signal } from '@angular/core';
import { toApiError } from '../../api/api-error';
import type { LiveRows } from '../../ui/live/live-rows';

export interface Refused<Row> {
  readonly row: Row;
  /** What was caught, or the server's sentence. */
  readonly why: unknown;
}

/** How the decisions on some rows ended. */
export interface Outcome<Row> {
  readonly done: readonly Row[];
  readonly refused: readonly Refused<Row>[];
}

export type Act = 'approve' | 'reject';

/** One kind of things that wait for a decision, as the inbox needs to know it. */
export interface InboxKind<Row extends { id: string }> {
  readonly list: LiveRows<Row>;
  /** Where its words stand, under `admin.approvals`. */
  readonly words: string;
  /** In sentences and in the names of buttons. */
  nameOf: (row: Row) => string;
  can: (row: Row, act: Act) => boolean;
  load: () => Promise<void>;
  approve: (rows: readonly Row[]) => Promise<Outcome<Row>>;
  reject: (rows: readonly Row[], reason: string) => Promise<Outcome<Row>>;
}

/** One after the other; the desk being away ends it, and the rest stays for the next try. */
export async function decideEach<Row extends { id: string }>(
  rows: readonly Row[],
  act: (row: Row) => Promise<unknown>,
): Promise<Outcome<Row>> {
  const done: Row[] = [];
  const refused: Refused<Row>[] = [];
  for (const [index, row] of rows.entries()) {
    try {
      await act(row);
      done.push(row);
    } catch (why) {
      if (toApiError(why).isPassing) {
        refused.push(...rows.slice(index).map((left) => ({ row: left, why })));
        break;
      }
      refused.push({ row, why });
    }
  }
  return { done, refused };
}

/** Texts and choices that belong to one row and wait until it is decided. */
export class PerRow<Value> {
  private readonly values = signal<ReadonlyMap<string, Value>>(new Map());

  constructor(private readonly initial: (id: string) => Value) {}

  of(id: string): Value {
    return this.values().get(id) ?? this.initial(id);
  }

  has(id: string): boolean {
    return this.values().has(id);
  }

  set(id: string, value: Value): void {
    this.values.update((before) => new Map(before).set(id, value));
  }
}
