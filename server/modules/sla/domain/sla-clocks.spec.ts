import fc from 'fast-check';
import type { OpenHours } from './calendar-rules.js';
import { afterAct, beginClocks, isOwed, type SlaAct, type SlaClocks, type TermsById } from './sla-clocks.js';
import { DEFAULT_ESCALATION, isPausable, SLA_PRIORITIES, type ClockKind, type SlaPriority } from './sla-policy.js';
import { answerDueAt, ledgersOf, marksOf, nextClock, standingOf, timesOf } from './sla-standing.js';
import { counting, type CountingTerms } from './sla-terms.js';

const HOUR = 3_600;
const OFFICE: OpenHours[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
];
type Targets = CountingTerms['policy']['targets'];

function terms(id: string, targets: Targets, timeZone = 'Europe/Berlin', weekend: OpenHours[] = []): CountingTerms {
  const day = { monday: OFFICE, tuesday: OFFICE, wednesday: OFFICE, thursday: OFFICE, friday: OFFICE };
  return counting({
    id,
    policy: { id, name: id, version: 1, targets, warnAtPercent: 75, escalation: DEFAULT_ESCALATION },
    calendar: { id, name: id, timeZone, week: { ...day, saturday: weekend, sunday: weekend }, exceptions: [] },
  });
}
function everywhere(one: Record<ClockKind, number | null>): Targets {
  return { Low: one, Medium: one, High: one, Critical: one };
}
const at = (time: string): Date => new Date(`2026-09-07T${time}+02:00`);
const USUAL = terms('usual', everywhere({ firstResponse: HOUR, nextReply: 2 * HOUR, resolution: 4 * HOUR }));
const KNOWN: TermsById = new Map([['usual', USUAL]]);
const begun = (time = '09:00'): SlaClocks => beginClocks(USUAL, 'Medium', at(time), 'eve');
const run = (clocks: SlaClocks, ...acts: SlaAct[]): SlaClocks =>
  acts.reduce((now, act) => afterAct(now, act, KNOWN), clocks);
const of = (clocks: SlaClocks, kind: ClockKind) => clocks.clocks.findLast((clock) => clock.kind === kind);

describe('what happens to promises', () => {
  const answered: SlaAct = { kind: 'answered', at: at('09:30'), by: 'carl' };

  it.each<[string, SlaAct[], Partial<Record<ClockKind, object | undefined>>]>([
    [
      'a question before the first answer owes nothing more',
      [{ kind: 'asked', at: at('09:10'), by: 'eve' }],
      { nextReply: undefined },
    ],
    [
      'two questions owe one answer, from the first one',
      [answered, { kind: 'asked', at: at('10:00'), by: 'eve' }, { kind: 'asked', at: at('11:00'), by: 'eve' }],
      { nextReply: { startedAt: at('10:00').toISOString(), dueAt: at('12:00').toISOString() } },
    ],
    [
      'a question on hold waits with the hold',
      [
        answered,
        { kind: 'held', holdReason: 'approval', at: at('09:45'), by: 'carl' },
        { kind: 'asked', at: at('10:00'), by: 'eve' },
      ],
      { nextReply: { dueAt: null }, resolution: { dueAt: null } },
    ],
    [
      'what the owner calls solved is solved, and owes no answer',
      [{ kind: 'settled', at: at('09:30'), by: 'eve' }],
      { resolution: { metAt: at('09:30').toISOString() }, firstResponse: { cancelledAt: at('09:30').toISOString() } },
    ],
    [
      'a refusal is an answer and no solution',
      [{ kind: 'refused', at: at('09:30'), by: 'carl' }],
      {
        firstResponse: { metAt: at('09:30').toISOString() },
        resolution: { metAt: null, cancelledAt: at('09:30').toISOString() },
      },
    ],
    [
      'a hold cannot end before it began',
      [
        { kind: 'held', holdReason: null, at: at('10:00'), by: 'carl' },
        { kind: 'resumed', cause: 'requester_replied', at: at('09:00'), by: 'eve' },
      ],
      { resolution: { dueAt: at('14:00').toISOString() } },
    ],
  ])('%s', (_name, acts, expected) => {
    const after = run(begun(), ...acts);
    for (const [kind, facts] of Object.entries(expected)) {
      if (facts === undefined) {
        expect(of(after, kind as ClockKind)).toBeUndefined();
      } else {
        expect(of(after, kind as ClockKind)).toMatchObject(facts);
      }
    }
  });

  it('a breach is written with the time it came, and only once', () => {
    const late = run(begun(), { kind: 'answered', at: at('11:00'), by: 'carl' });
    expect(of(late, 'firstResponse')).toMatchObject({
      breachedAt: at('10:00').toISOString(),
      metAt: at('11:00').toISOString(),
    });
    const first = marksOf(late, at('11:30'));
    expect(first.marks).toMatchObject([
      { kind: 'firstResponse', what: 'breached', at: at('10:00').toISOString(), isOwed: false },
    ]);
    expect(marksOf(first.clocks, at('11:31')).marks).toEqual([]);
  });

  it('what is broken is warned of no more, and what was warned of is broken only once', () => {
    const asleep = marksOf(begun(), at('16:00'));
    expect(asleep.marks.map(({ kind, what }) => [kind, what])).toEqual([
      ['firstResponse', 'breached'],
      ['resolution', 'breached'],
    ]);
    const awake = marksOf(begun(), at('09:50'));
    expect(awake.marks.map(({ kind, what }) => [kind, what])).toEqual([['firstResponse', 'warned']]);
    expect(timesOf(awake.clocks).markAt).toEqual(at('10:00'));
  });

  it('the next promise is the one that is due first; what stands still comes last', () => {
    const held = run(begun(), { kind: 'held', holdReason: null, at: at('09:10'), by: 'carl' });
    expect(nextClock(held)?.kind).toBe('firstResponse');
    const waiting = run(held, { kind: 'answered', at: at('09:20'), by: 'carl' });
    expect(standingOf(waiting, KNOWN, at('16:00')).next).toMatchObject({
      kind: 'resolution',
      state: 'paused',
      dueAt: null,
      remainingSeconds: 4 * HOUR - 600,
    });
    expect(answerDueAt(waiting)).toBeNull();
  });

  it('a promise that the new terms do not make is gone, and one they make begins at the start', () => {
    const none = terms('none', everywhere({ firstResponse: null, nextReply: null, resolution: null }));
    const gone = afterAct(
      begun(),
      { kind: 'retargeted', terms: none, priority: 'Low', at: at('09:10'), by: null },
      KNOWN,
    );
    expect(gone.clocks).toEqual([]);
    const back = { kind: 'retargeted', terms: USUAL, priority: 'Low', at: at('09:20'), by: null } as const;
    expect(of(afterAct(gone, back, new Map([['none', none]])), 'resolution')).toMatchObject({
      startedAt: at('09:00').toISOString(),
      dueAt: at('14:00').toISOString(),
    });
  });
});

describe('any calendar, any history', () => {
  const time = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const hours = fc
    .uniqueArray(fc.integer({ min: 0, max: 1_440 }), { minLength: 2, maxLength: 6 })
    .map((marks) => marks.sort((a, b) => a - b))
    .map((marks) =>
      Array.from({ length: Math.floor(marks.length / 2) }, (_, index) => ({
        from: time(marks[2 * index] ?? 0),
        to: time(marks[2 * index + 1] ?? 1_440),
      })),
    );
  const target = fc.option(fc.integer({ min: 60, max: 60 * HOUR }), { nil: null, freq: 6 });
  const one = fc.record({ firstResponse: target, nextReply: target, resolution: target });
  const anyTerms = (id: string): fc.Arbitrary<CountingTerms> =>
    fc
      .tuple(
        fc.record({ Low: one, Medium: one, High: one, Critical: one }),
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'),
        hours,
        hours,
        fc.integer({ min: 1, max: 99 }),
      )
      .map(([targets, timeZone, weekday, weekend, warnAtPercent]) =>
        counting({
          id,
          policy: { id, name: id, version: 1, targets, warnAtPercent, escalation: DEFAULT_ESCALATION },
          calendar: {
            id,
            name: id,
            timeZone,
            week: {
              monday: weekday,
              tuesday: weekday,
              wednesday: weekday,
              thursday: weekday,
              friday: weekday,
              saturday: weekend,
              sunday: weekend,
            },
            exceptions: [],
          },
        }),
      );
  const priority = fc.constantFrom<SlaPriority>(...SLA_PRIORITIES);
  type Step = 'ask' | 'answer' | 'hold' | 'resume' | 'resolve' | 'reopen' | 'retarget' | 'look';
  const step = fc.record({
    what: fc.constantFrom<Step>('ask', 'answer', 'hold', 'resume', 'resolve', 'reopen', 'retarget', 'look'),
    // Milliseconds: no clock of this world stops at whole seconds.
    after: fc.integer({ min: 1, max: 3 * 24 * HOUR * 1_000 }),
    priority,
    isOther: fc.boolean(),
  });
  // Around both clock changes of 2026.
  const start = fc
    .tuple(
      fc.constantFrom(Date.UTC(2026, 2, 26), Date.UTC(2026, 9, 22)),
      fc.integer({ min: 0, max: 5 * 24 * HOUR * 1_000 }),
    )
    .map(([day, more]) => day + more);
  const history = fc.tuple(anyTerms('a'), anyTerms('b'), start, priority, fc.array(step, { maxLength: 14 }));

  /** As the lifecycle allows it: only what stands is held or solved, only what rests goes on. */
  function actsOf(what: Step, status: string): { act: string; status: string } | null {
    switch (what) {
      case 'hold':
        return status === 'open' ? { act: 'held', status: 'held' } : null;
      case 'resume':
        return status === 'held' ? { act: 'resumed', status: 'open' } : null;
      case 'resolve':
        return status === 'solved' ? null : { act: 'resolved', status: 'solved' };
      case 'reopen':
        return status === 'solved' ? { act: 'reopened', status: 'open' } : null;
      default:
        return { act: what, status };
    }
  }

  it('every ledger adds up to the second, a due date moves by exactly the paused time, a breach is never taken back', () => {
    fc.assert(
      fc.property(history, ([first, other, from, urgency, steps]) => {
        const known: TermsById = new Map([
          ['a', first],
          ['b', other],
        ]);
        let now = from;
        let status = 'open';
        let clocks = beginClocks(first, urgency, new Date(now), 'eve');
        const told: string[] = [];
        for (const { what, after, priority: wanted, isOther } of steps) {
          const next = actsOf(what, status);
          now += after;
          if (next === null) {
            continue;
          }
          ({ status } = next);
          const instant = { at: new Date(now), by: 'carl' };
          const breachedBefore = clocks.clocks.filter(({ breachedAt }) => breachedAt !== null).length;
          switch (next.act) {
            case 'look': {
              const marks = marksOf(clocks, instant.at);
              ({ clocks } = marks);
              told.push(
                ...marks.marks.filter((mark) => mark.what === 'breached').map((mark) => `${mark.kind} ${mark.at}`),
              );
              break;
            }
            case 'ask':
              clocks = afterAct(clocks, { ...instant, kind: 'asked' }, known);
              break;
            case 'answer':
              clocks = afterAct(clocks, { ...instant, kind: 'answered' }, known);
              break;
            case 'held':
              clocks = afterAct(clocks, { ...instant, kind: 'held', holdReason: null }, known);
              break;
            case 'resumed':
              clocks = afterAct(clocks, { ...instant, kind: 'resumed', cause: 'hold_ended' }, known);
              break;
            case 'resolved':
              clocks = afterAct(clocks, { ...instant, kind: 'resolved' }, known);
              break;
            case 'reopened':
              clocks = afterAct(clocks, { ...instant, kind: 'resumed', cause: 'reopened' }, known);
              break;
            default:
              clocks = afterAct(
                clocks,
                { ...instant, kind: 'retargeted', terms: isOther ? other : first, priority: wanted },
                known,
              );
          }
          expect(clocks.clocks.filter(({ breachedAt }) => breachedAt !== null).length).toBeGreaterThanOrEqual(
            breachedBefore,
          );
          // What is kept is JSON, and reads as it was written.
          expect(JSON.parse(JSON.stringify(clocks))).toEqual(clocks);
        }
        expect(new Set(told).size).toBe(told.length);
        const look = new Date(now + 1_000);
        for (const [index, ledger] of ledgersOf(clocks, known, look).entries()) {
          const clock = clocks.clocks.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt))[index];
          const { time: business } = known.get(clock?.termsId ?? '') ?? first;
          const sum = (...kinds: string[]): number =>
            ledger.segments
              .filter(({ kind }) => kinds.includes(kind))
              .reduce((total, { seconds }) => total + seconds, 0);
          ledger.segments.forEach((segment, place) => {
            expect(segment.from).toBe(place === 0 ? ledger.startedAt : ledger.segments[place - 1]?.to);
            expect(Number.isInteger(segment.seconds)).toBe(true);
          });
          expect(ledger.elapsedSeconds + ledger.remainingSeconds).toBe(ledger.targetSeconds);
          if (clock === undefined || ledger.dueAt === null || !isOwed(clock)) {
            continue;
          }
          expect(sum('running', 'remaining')).toBe(ledger.targetSeconds);
          const started = Date.parse(ledger.startedAt);
          const due = Date.parse(ledger.dueAt);
          const pauses = isPausable(ledger.kind) ? clocks.pauses : [];
          const paused = pauses.reduce((total, pause) => {
            const begins = Math.max(started, Date.parse(pause.from));
            const ends = Math.min(due, Date.parse(pause.to ?? ledger.dueAt ?? ''));
            return total + (ends > begins ? business.between(begins, ends) : 0);
          }, 0);
          expect(business.between(started, due)).toBe(ledger.targetSeconds * 1_000 + paused);
        }
      }),
      { numRuns: 300 },
    );
  });
});
