import { elapsedAt, ledgerOf, type SegmentKind } from './sla-clock.js';
import {
  factsOf,
  instantOf,
  isOwed,
  termsOf,
  withBreaches,
  type KeptClock,
  type KeptPause,
  type SlaClocks,
  type TermsById,
} from './sla-clocks.js';
import type { ClockKind } from './sla-policy.js';

export const STANDING_STATES = ['running', 'warning', 'paused', 'breached'] as const;
export type StandingState = (typeof STANDING_STATES)[number];
export const CLOCK_STATES = [...STANDING_STATES, 'met', 'cancelled'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/** What a stretch of a ledger goes back to. */
export const SEGMENT_CAUSES = [
  'submitted',
  'requester_replied',
  'on_hold',
  'hold_ended',
  'resolved',
  'closed',
  'reopened',
  'outside_hours',
] as const;
export type SegmentCause = (typeof SEGMENT_CAUSES)[number];

export interface NextPromise {
  readonly kind: ClockKind;
  readonly dueAt: string | null;
  readonly warnAt: string | null;
  readonly state: StandingState;
  readonly targetSeconds: number;
  readonly remainingSeconds: number;
}

/** What lists show. */
export interface Standing {
  readonly next: NextPromise | null;
  readonly breached: readonly ClockKind[];
}

export interface LedgerSegment {
  readonly kind: SegmentKind;
  readonly from: string;
  readonly to: string;
  readonly seconds: number;
  readonly cause: SegmentCause;
  readonly holdReason: string | null;
  readonly by: string | null;
}

export interface ClockLedger {
  readonly kind: ClockKind;
  readonly targetSeconds: number;
  readonly startedAt: string;
  readonly dueAt: string | null;
  readonly warnAt: string | null;
  readonly metAt: string | null;
  readonly breachedAt: string | null;
  readonly state: ClockState;
  readonly elapsedSeconds: number;
  readonly remainingSeconds: number;
  readonly segments: readonly LedgerSegment[];
}

/** Something to tell of, once. */
export interface SlaMark {
  readonly kind: ClockKind;
  readonly what: 'warned' | 'breached';
  /** When it truly came, however late it is noticed. */
  readonly at: string;
  readonly dueAt: string;
  /** It is still to be done what was promised. */
  readonly isOwed: boolean;
}

/** What stands on the subject's row beside the clocks, for order, filters and the sweep; null: not at all. */
export interface SlaTimes {
  /** Of the next promise. */
  readonly dueAt: Date | null;
  /** Of its warning, until it is broken. */
  readonly warnAt: Date | null;
  /** When there is something to tell of. */
  readonly markAt: Date | null;
}

/** The promise that is to be kept first; what stands still comes after everything that runs. */
export function nextClock({ clocks }: SlaClocks): KeptClock | null {
  const [first] = clocks
    .filter(isOwed)
    .toSorted((a, b) => (a.dueAt === null ? 1 : b.dueAt === null ? -1 : a.dueAt.localeCompare(b.dueAt)));
  return first ?? null;
}

export function timesOf(clocks: SlaClocks): SlaTimes {
  const next = nextClock(clocks);
  const marks = clocks.clocks.flatMap((clock) => [
    ...(clock.breachedAt !== null && !clock.isBreachTold ? [clock.breachedAt] : []),
    ...(isOwed(clock) && clock.breachedAt === null && clock.dueAt !== null ? [clock.dueAt] : []),
    ...(isOwed(clock) && clock.breachedAt === null && !clock.isWarned && clock.warnAt !== null ? [clock.warnAt] : []),
  ]);
  const [mark] = marks.toSorted();
  const date = (at: string | null | undefined): Date | null => (at === null || at === undefined ? null : new Date(at));
  return {
    dueAt: date(next?.dueAt),
    warnAt: next?.breachedAt === null ? date(next.warnAt) : null,
    markAt: date(mark),
  };
}

/**
 * What has come to be told of until now, and the clocks that know it was told. A promise that is broken already is warned
 * of no more, however long nobody looked.
 */
export function marksOf(before: SlaClocks, now: Date): { marks: readonly SlaMark[]; clocks: SlaClocks } {
  const at = instantOf(now);
  const marks: SlaMark[] = [];
  const clocks = withBreaches(before, now);
  return {
    marks,
    clocks: {
      ...clocks,
      clocks: clocks.clocks.map((clock) => {
        const { kind, breachedAt, dueAt, warnAt } = clock;
        if (breachedAt !== null && !clock.isBreachTold) {
          marks.push({ kind, what: 'breached', at: breachedAt, dueAt: breachedAt, isOwed: isOwed(clock) });
          return { ...clock, isBreachTold: true, isWarned: true };
        }
        if (
          isOwed(clock) &&
          breachedAt === null &&
          !clock.isWarned &&
          warnAt !== null &&
          dueAt !== null &&
          warnAt <= at
        ) {
          marks.push({ kind, what: 'warned', at: warnAt, dueAt, isOwed: true });
          return { ...clock, isWarned: true };
        }
        return clock;
      }),
    },
  };
}

export function standingOf(kept: SlaClocks, terms: TermsById, now: Date): Standing {
  const clocks = withBreaches(kept, now);
  const next = nextClock(clocks);
  return {
    next:
      next === null
        ? null
        : {
            kind: next.kind,
            dueAt: next.dueAt,
            warnAt: next.warnAt,
            state: owedState(next, now),
            targetSeconds: next.target,
            remainingSeconds: next.target - elapsedSeconds(next, clocks.pauses, terms, now),
          },
    breached: [...new Set(clocks.clocks.filter(({ breachedAt }) => breachedAt !== null).map(({ kind }) => kind))],
  };
}

/** When the answer that is owed is due. */
export function answerDueAt({ clocks }: SlaClocks): string | null {
  const answer = clocks.find((clock) => clock.kind !== 'resolution' && isOwed(clock));
  return answer?.dueAt ?? null;
}

export function ledgersOf(kept: SlaClocks, terms: TermsById, now: Date): ClockLedger[] {
  const { clocks, pauses } = withBreaches(kept, now);
  return clocks
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt))
    .map((clock) => {
      const until = endOf(clock, now);
      const elapsed = elapsedSeconds(clock, pauses, terms, now);
      return {
        kind: clock.kind,
        targetSeconds: clock.target,
        startedAt: clock.startedAt,
        dueAt: clock.dueAt,
        warnAt: clock.warnAt,
        metAt: clock.metAt,
        breachedAt: clock.breachedAt,
        state: stateOf(clock, now),
        elapsedSeconds: elapsed,
        remainingSeconds: clock.target - elapsed,
        segments: segmentsOf(clock, pauses, terms, until),
      };
    });
}

function owedState(clock: KeptClock, now: Date): StandingState {
  const at = instantOf(now);
  if (clock.breachedAt !== null) {
    return 'breached';
  }
  if (clock.dueAt === null || clock.warnAt === null) {
    return 'paused';
  }
  return clock.warnAt <= at ? 'warning' : 'running';
}

function stateOf(clock: KeptClock, now: Date): ClockState {
  if (clock.breachedAt !== null || isOwed(clock)) {
    return owedState(clock, now);
  }
  return clock.metAt === null ? 'cancelled' : 'met';
}

/** What was kept or given up counts no further. */
function endOf(clock: KeptClock, now: Date): Date {
  const end = clock.metAt ?? clock.cancelledAt;
  return end === null ? now : new Date(end);
}

function elapsedSeconds(clock: KeptClock, pauses: readonly KeptPause[], terms: TermsById, now: Date): number {
  const { time } = termsOf(terms, clock.termsId);
  return Math.floor(elapsedAt(time, factsOf(clock, pauses), endOf(clock, now)) / 1_000);
}

function segmentsOf(
  clock: KeptClock,
  pauses: readonly KeptPause[],
  terms: TermsById,
  until: Date,
): readonly LedgerSegment[] {
  const facts = factsOf(clock, pauses);
  const own = facts.pauses.length === 0 ? [] : pauses;
  return ledgerOf(termsOf(terms, clock.termsId).time, facts, until).map(({ kind, from, to, seconds }) => {
    const at = instantOf(from);
    return { kind, from: at, to: instantOf(to), seconds, ...causeOf(clock, own, kind, at) };
  });
}

function causeOf(
  clock: KeptClock,
  pauses: readonly KeptPause[],
  kind: SegmentKind,
  at: string,
): Pick<LedgerSegment, 'cause' | 'holdReason' | 'by'> {
  if (kind === 'closed') {
    return { cause: 'outside_hours', holdReason: null, by: null };
  }
  if (kind === 'paused') {
    const pause = pauses.findLast(({ from, to }) => from <= at && (to === null || to > at));
    return { cause: pause?.cause ?? 'on_hold', holdReason: pause?.holdReason ?? null, by: pause?.by ?? null };
  }
  const ended = pauses.findLast(({ to }) => to !== null && to > clock.startedAt && to <= at);
  if (ended === undefined) {
    const cause = clock.kind === 'nextReply' ? 'requester_replied' : 'submitted';
    return { cause, holdReason: null, by: clock.startedBy };
  }
  return { cause: ended.endCause ?? 'hold_ended', holdReason: null, by: ended.endedBy };
}
