import { dueAt, type ClockFacts } from './sla-clock.js';
import { CLOCK_KINDS, isPausable, type ClockKind, type SlaPriority } from './sla-policy.js';
import type { CountingTerms } from './sla-terms.js';

/** UTC, ISO 8601 with milliseconds: what is kept survives JSON and can be compared as text. */
type Instant = string;
/** A person's id; null for the desk itself and for outside systems. */
type Who = string | null;

/** Why the clocks of a subject stand still. */
export type PauseCause = 'on_hold' | 'resolved' | 'closed';
/** Why they go on. */
export type ResumeCause = 'hold_ended' | 'requester_replied' | 'reopened';

export interface KeptPause {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly cause: PauseCause;
  /** What a hold waits for. */
  readonly holdReason: string | null;
  readonly by: Who;
  readonly endCause: ResumeCause | null;
  readonly endedBy: Who;
}

/** One promise to one subject. */
export interface KeptClock {
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  readonly startedBy: Who;
  /** The terms it counts by; those of a promise that was kept stay. */
  readonly termsId: string;
  /** Seconds of business time. */
  readonly target: number;
  /** Null while it stands still. */
  readonly dueAt: Instant | null;
  readonly warnAt: Instant | null;
  readonly metAt: Instant | null;
  /** Nothing is owed any more, though it was not kept. */
  readonly cancelledAt: Instant | null;
  /** When its time was over: a fact, written once. */
  readonly breachedAt: Instant | null;
  /** What was told of already. */
  readonly isWarned: boolean;
  readonly isBreachTold: boolean;
}

/** All promises to one subject: a value that stands on the subject's own row. */
export interface SlaClocks {
  readonly termsId: string;
  readonly priority: SlaPriority;
  readonly startedAt: Instant;
  readonly startedBy: Who;
  readonly clocks: readonly KeptClock[];
  readonly pauses: readonly KeptPause[];
  /** Staff has answered once: from then on a message of the requester owes a next reply. */
  readonly isAnswered: boolean;
  /** Solved or over: nothing new is owed until it comes back. */
  readonly isOver: boolean;
  /** The desk has raised the priority because of a breach. */
  readonly isRaised: boolean;
}

/** What happens to a subject, at the instant from which it counts. */
export type SlaAct = { readonly at: Date; readonly by: Who } & (
  | { readonly kind: 'asked' }
  | { readonly kind: 'answered' }
  | { readonly kind: 'held'; readonly holdReason: string | null }
  | { readonly kind: 'resumed'; readonly cause: ResumeCause }
  /** Solved: what was done is told to the requester, and that is an answer. */
  | { readonly kind: 'resolved' }
  /** Over by the requester's own word: it is solved, though nobody said how. */
  | { readonly kind: 'settled' }
  /** Refused: told with its reason, but not solved. */
  | { readonly kind: 'refused' }
  /** Over, and nothing is owed. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'retargeted'; readonly terms: CountingTerms; readonly priority: SlaPriority }
);

/** Terms by their id, all that a subject's clocks name among them. */
export type TermsById = ReadonlyMap<string, CountingTerms>;

/** So many next replies are remembered with the ledger; older ones are in the events alone. */
const NEXT_REPLIES_KEPT = 20;

/** What is promised from the start on. */
export function beginClocks(terms: CountingTerms, priority: SlaPriority, at: Date, by: Who): SlaClocks {
  const clocks: SlaClocks = {
    termsId: terms.id,
    priority,
    startedAt: instantOf(at),
    startedBy: by,
    clocks: [],
    pauses: [],
    isAnswered: false,
    isOver: false,
    isRaised: false,
  };
  return counted(
    started(started(clocks, 'firstResponse', at, by, terms), 'resolution', at, by, terms),
    new Map([[terms.id, terms]]),
  );
}

/** The clocks after an act. Breaches that came before it are facts and stay. */
export function afterAct(before: SlaClocks, act: SlaAct, terms: TermsById): SlaClocks {
  const now = instantOf(act.at);
  const clocks = withBreaches(before, act.at);
  switch (act.kind) {
    case 'asked':
      return clocks.isAnswered && !clocks.clocks.some((clock) => clock.kind === 'nextReply' && isOwed(clock))
        ? counted(started(clocks, 'nextReply', act.at, act.by, termsOf(terms, clocks.termsId)), terms)
        : clocks;
    case 'answered':
      return { ...met(clocks, ['firstResponse', 'nextReply'], now), isAnswered: true };
    case 'held':
      return counted(paused(clocks, act, 'on_hold', act.holdReason), terms);
    case 'resumed':
      return counted(act.cause === 'reopened' ? reopened(clocks, act, terms) : resumed(clocks, act, act.cause), terms);
    case 'resolved':
      return { ...paused(met(clocks, CLOCK_KINDS, now), act, 'resolved'), isAnswered: true, isOver: true };
    case 'settled':
      return {
        ...paused(dropped(met(clocks, ['resolution'], now), now), act, 'closed'),
        isAnswered: true,
        isOver: true,
      };
    case 'refused':
      return { ...dropped(met(clocks, ['firstResponse', 'nextReply'], now), now), isAnswered: true, isOver: true };
    case 'dropped':
      return { ...dropped(clocks, now), isOver: true };
    case 'retargeted':
      return counted(retargeted(clocks, act.terms, act.priority), new Map([...terms, [act.terms.id, act.terms]]));
  }
}

/** A promise that still has to be kept. */
export function isOwed(clock: KeptClock): boolean {
  return clock.metAt === null && clock.cancelledAt === null;
}

export function factsOf(clock: KeptClock, pauses: readonly KeptPause[]): ClockFacts {
  return {
    start: new Date(clock.startedAt),
    target: clock.target,
    pauses: isPausable(clock.kind)
      ? pauses.map(({ from, to, cause }) => ({ from: new Date(from), to: to === null ? null : new Date(to), cause }))
      : [],
  };
}

export function termsOf(terms: TermsById, id: string): CountingTerms {
  const found = terms.get(id);
  if (found === undefined) {
    throw new Error(`The terms ${id} are gone`);
  }
  return found;
}

/** Writes down every breach until then, with the time it truly came. */
export function withBreaches(clocks: SlaClocks, until: Date): SlaClocks {
  const now = instantOf(until);
  return {
    ...clocks,
    clocks: clocks.clocks.map((clock) =>
      isOwed(clock) && clock.breachedAt === null && clock.dueAt !== null && clock.dueAt < now
        ? { ...clock, breachedAt: clock.dueAt }
        : clock,
    ),
  };
}

function started(
  clocks: SlaClocks,
  kind: ClockKind,
  at: Date,
  startedBy: Who,
  { id, policy }: CountingTerms,
): SlaClocks {
  const target = policy.targets[clocks.priority][kind];
  if (target === null) {
    return clocks;
  }
  const clock: KeptClock = {
    kind,
    startedAt: instantOf(at),
    startedBy,
    termsId: id,
    target,
    dueAt: null,
    warnAt: null,
    metAt: null,
    cancelledAt: null,
    breachedAt: null,
    isWarned: false,
    isBreachTold: false,
  };
  const replies = clocks.clocks.filter((one) => one.kind === 'nextReply');
  const forgotten = kind === 'nextReply' && replies.length >= NEXT_REPLIES_KEPT ? replies[0] : undefined;
  return { ...clocks, clocks: [...clocks.clocks.filter((one) => one !== forgotten), clock] };
}

function met(clocks: SlaClocks, kinds: readonly ClockKind[], metAt: Instant): SlaClocks {
  return changedWhere(clocks, (clock) => isOwed(clock) && kinds.includes(clock.kind), { metAt });
}

function dropped(clocks: SlaClocks, cancelledAt: Instant): SlaClocks {
  return changedWhere(clocks, isOwed, { cancelledAt });
}

/** One pause at a time: whatever lasts ends where the next one begins. */
function paused(clocks: SlaClocks, act: SlaAct, cause: PauseCause, holdReason: string | null = null): SlaClocks {
  const from = instantOf(act.at);
  const before = resumed(clocks, act, 'hold_ended');
  const pause = { from, to: null, cause, holdReason, by: act.by, endCause: null, endedBy: null };
  return { ...before, pauses: [...before.pauses, pause] };
}

/** Ends the pause that lasts, if one does; never before it began. */
function resumed(clocks: SlaClocks, { at, by }: SlaAct, endCause: ResumeCause): SlaClocks {
  const to = instantOf(at);
  return {
    ...clocks,
    pauses: clocks.pauses.map((pause) =>
      pause.to === null ? { ...pause, to: to < pause.from ? pause.from : to, endCause, endedBy: by } : pause,
    ),
  };
}

/** The resolution is owed again, by what holds now; the time since it was solved is a pause. */
function reopened(clocks: SlaClocks, act: SlaAct, terms: TermsById): SlaClocks {
  const { id, policy } = termsOf(terms, clocks.termsId);
  const target = policy.targets[clocks.priority].resolution;
  const back: Partial<KeptClock> = { metAt: null, ...(target === null ? {} : { termsId: id, target }) };
  return {
    ...changedWhere(resumed(clocks, act, 'reopened'), (clock) => clock.kind === 'resolution', back),
    isOver: false,
  };
}

/** From the start and with all that has counted; what was broken under the old promise stays broken. */
function retargeted(before: SlaClocks, terms: CountingTerms, priority: SlaPriority): SlaClocks {
  const targets = terms.policy.targets[priority];
  const clocks: SlaClocks = {
    ...before,
    termsId: terms.id,
    priority,
    clocks: before.clocks.flatMap((clock) => {
      const target = targets[clock.kind];
      if (!isOwed(clock)) {
        return [clock];
      }
      if (target !== null) {
        // A longer promise is warned of once more; a shorter one is no news.
        return [{ ...clock, termsId: terms.id, target, isWarned: clock.isWarned && target <= clock.target }];
      }
      // What is promised no longer is owed no longer; that it was broken remains to be seen.
      return clock.breachedAt === null ? [] : [{ ...clock, cancelledAt: clock.breachedAt }];
    }),
  };
  const isMissing = (kind: ClockKind): boolean => !clocks.clocks.some((clock) => clock.kind === kind);
  const at = new Date(clocks.startedAt);
  const promised = (
    [
      ['firstResponse', clocks.isAnswered],
      ['resolution', clocks.isOver],
    ] as const
  ).filter(([kind, isPast]) => !isPast && isMissing(kind));
  return promised.reduce((now, [kind]) => started(now, kind, at, clocks.startedBy, terms), clocks);
}

/** Due dates and times of warning anew, of what is owed. */
function counted(clocks: SlaClocks, terms: TermsById): SlaClocks {
  return {
    ...clocks,
    clocks: clocks.clocks.map((clock) => {
      if (!isOwed(clock)) {
        return clock;
      }
      const { time, policy } = termsOf(terms, clock.termsId);
      const facts = factsOf(clock, clocks.pauses);
      const due = dueAt(time, facts);
      const part = Math.max(1, Math.floor((clock.target * policy.warnAtPercent) / 100));
      const warn = due === null ? null : dueAt(time, { ...facts, target: part });
      return {
        ...clock,
        dueAt: due === null ? null : instantOf(due),
        warnAt: warn === null ? null : instantOf(warn),
      };
    }),
  };
}

function changedWhere(clocks: SlaClocks, is: (clock: KeptClock) => boolean, change: Partial<KeptClock>): SlaClocks {
  return { ...clocks, clocks: clocks.clocks.map((clock) => (is(clock) ? { ...clock, ...change } : clock)) };
}

export function instantOf(at: Date): Instant {
  return at.toISOString();
}
