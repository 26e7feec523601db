import type { BusinessTime, Span } from './business-time.js';

/** Time that does not count; without an end it lasts still. */
export interface Pause {
  readonly from: Date;
  readonly to: Date | null;
  /** Why, in a word: On Hold, Resolved. */
  readonly cause: string;
}

/** One promise: so much business time from its start. */
export interface ClockFacts {
  readonly start: Date;
  /** Seconds of business time. */
  readonly target: number;
  /** In any order; they may overlap. */
  readonly pauses: readonly Pause[];
}

/** What a stretch of the ledger was. */
export const SEGMENT_KINDS = ['running', 'paused', 'closed', 'remaining', 'overdue'] as const;
export type SegmentKind = (typeof SEGMENT_KINDS)[number];

/** A stretch of the ledger. Running and remaining seconds together are the target, to the second. */
export interface Segment {
  readonly kind: SegmentKind;
  readonly from: Date;
  readonly to: Date;
  /** Of business time that went by in it. */
  readonly seconds: number;
  /** Of a pause. */
  readonly cause: string | null;
}

interface PausedSpan extends Span {
  readonly cause: string;
}

/** When the target is used up; null while a pause lasts that began before. */
export function dueAt(time: BusinessTime, clock: ClockFacts): Date | null {
  let from = clock.start.getTime();
  let left = clock.target * 1_000;
  for (const pause of pausesOf(clock)) {
    const run = time.between(from, pause.from);
    // A pause that begins at the very moment of being due comes too late to move it.
    if (run >= left) {
      break;
    }
    if (pause.to === Infinity) {
      return null;
    }
    left -= run;
    from = pause.to;
  }
  return new Date(time.add(from, left));
}

/**
 * How the clock got where it is at `until`, and from there to its due date. While it stands still, what is left has no
 * date yet: the ledger ends with the pause.
 */
export function ledgerOf(time: BusinessTime, clock: ClockFacts, until: Date): Segment[] {
  const due = dueAt(time, clock);
  const now = Math.max(until.getTime(), clock.start.getTime());
  const segments: Segment[] = [];
  const end = Math.max(now, due?.getTime() ?? now);
  const sums = { counted: 0, paused: 0, overdue: 0 };
  const add = (kind: SegmentKind, from: number, to: number, length: number, cause: string | null = null): void => {
    if (from < to) {
      // Rounded where a sum stands, not stretch by stretch: whole seconds that still add up.
      const sum = kind === 'paused' || kind === 'overdue' ? kind : 'counted';
      const before = Math.floor(sums[sum] / 1_000);
      sums[sum] += length;
      segments.push({
        kind,
        from: new Date(from),
        to: new Date(to),
        seconds: Math.floor(sums[sum] / 1_000) - before,
        cause,
      });
    }
  };
  /** Splits a stretch without pauses into what was open and what was closed; open time changes its name at two marks. */
  const walk = (from: number, to: number): void => {
    const marks = [now, due?.getTime() ?? Infinity].filter((mark) => mark > from && mark < to);
    let at = from;
    for (const stop of [...marks.sort((a, b) => a - b), to]) {
      for (const open of time.openBetween(at, stop)) {
        add('closed', at, open.from, 0);
        add(nameOf(open.from), open.from, open.to, open.to - open.from);
        at = open.to;
      }
      add('closed', at, stop, 0);
      at = stop;
    }
  };
  const nameOf = (at: number): SegmentKind =>
    due !== null && at >= due.getTime() ? 'overdue' : at >= now ? 'remaining' : 'running';
  let at = clock.start.getTime();
  for (const pause of pausesOf(clock)) {
    if (pause.from >= end) {
      break;
    }
    walk(at, pause.from);
    at = Math.min(pause.to, end);
    add('paused', pause.from, at, time.between(pause.from, at), pause.cause);
  }
  walk(at, end);
  return segments;
}

/** Milliseconds that have counted until then, past the target too. */
export function elapsedAt(time: BusinessTime, clock: ClockFacts, until: Date): number {
  const end = until.getTime();
  let from = clock.start.getTime();
  let sum = 0;
  for (const pause of pausesOf(clock)) {
    if (pause.from >= end) {
      break;
    }
    sum += time.between(from, pause.from);
    from = pause.to;
  }
  return sum + time.between(from, end);
}

/** In order and apart from each other, none before the start. Where two overlap, the one that began first is named. */
function pausesOf({ start, pauses }: ClockFacts): PausedSpan[] {
  const found: PausedSpan[] = [];
  const ordered = pauses
    .map(({ from, to, cause }) => ({ from: from.getTime(), to: to?.getTime() ?? Infinity, cause }))
    .sort((a, b) => a.from - b.from);
  let last = start.getTime();
  for (const { from, to, cause } of ordered) {
    if (to > last && from < to) {
      found.push({ from: Math.max(from, last), to, cause });
      last = to;
    }
  }
  return found;
}
