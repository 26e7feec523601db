import { handlerTypeOf } from './task.js';

/** Unfinished work. */
export interface LaneCounts {
  readonly queued: number;
  readonly running: number;
  readonly failed: number;
  /** Without those that an administrator has discarded. */
  readonly dead: number;
  readonly oldestDueAt: Date | null;
}

/** Of one full type of tasks, which names its lane. */
export interface TypeCounts extends LaneCounts {
  readonly type: string;
}

/** Of one handler, with its lanes when it has several parties outside. */
export interface QueueCounts extends TypeCounts {
  readonly lanes: readonly (LaneCounts & { readonly lane: string })[];
}

const NOTHING: LaneCounts = { queued: 0, running: 0, failed: 0, dead: 0, oldestDueAt: null };

/** By type; `types` without work are listed with zeros. */
export function queuesOf(types: readonly string[], rows: readonly TypeCounts[]): QueueCounts[] {
  const byHandler = new Map(types.map((type) => [type, [] as TypeCounts[]]));
  rows.forEach((row) => {
    const handler = handlerTypeOf(row.type);
    byHandler.set(handler, [...(byHandler.get(handler) ?? []), row]);
  });
  return [...byHandler]
    .map(([type, of]) => ({
      type,
      ...of.reduce<LaneCounts>(sum, NOTHING),
      lanes: of
        .filter((row) => row.type !== type)
        .map(({ type: full, ...counts }) => ({ ...counts, lane: full.slice(type.length + 1) }))
        .sort((a, b) => a.lane.localeCompare(b.lane)),
    }))
    .sort((a, b) => a.type.localeCompare(b.type));
}

function sum(a: LaneCounts, b: LaneCounts): LaneCounts {
  return {
    queued: a.queued + b.queued,
    running: a.running + b.running,
    failed: a.failed + b.failed,
    dead: a.dead + b.dead,
    oldestDueAt:
      a.oldestDueAt === null || (b.oldestDueAt !== null && b.oldestDueAt < a.oldestDueAt)
        ? b.oldestDueAt
        : a.oldestDueAt,
  };
}
