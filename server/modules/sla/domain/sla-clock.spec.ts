import fc from 'fast-check';
import { BusinessTime } from './business-time.js';
import { WEEKDAYS, type CalendarException, type CalendarRules, type OpenHours } from './calendar-rules.js';
import { dueAt, ledgerOf, type ClockFacts, type Pause } from './sla-clock.js';

const OFFICE: OpenHours[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
];
const ROUND_THE_CLOCK: OpenHours[] = [{ from: '00:00', to: '24:00' }];
const HOUR = 3_600;

function calendar(hours: OpenHours[], exceptions: CalendarException[] = []): CalendarRules {
  const weekend = hours === ROUND_THE_CLOCK ? hours : [];
  return {
    timeZone: 'Europe/Berlin',
    week: {
      monday: hours,
      tuesday: hours,
      wednesday: hours,
      thursday: hours,
      friday: hours,
      saturday: weekend,
      sunday: weekend,
    },
    exceptions,
  };
}

function pause(from: string, to: string | null): Pause {
  return { from: new Date(from), to: to === null ? null : new Date(to), cause: 'On Hold' };
}

function clock(start: string, target: number, pauses: Pause[] = []): ClockFacts {
  return { start: new Date(start), target, pauses };
}

/** Nothing is left out and nothing comes twice. */
function isSeamless(segments: readonly { from: Date; to: Date }[]): boolean {
  return segments.every(
    (segment, index) => index === 0 || segment.from.getTime() === segments[index - 1]?.to.getTime(),
  );
}

function secondsOf(segments: readonly { kind: string; seconds: number }[], ...kinds: string[]): number {
  return segments.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { seconds }) => sum + seconds, 0);
}

describe('when a promise is due', () => {
  const MONDAY_OFF = [{ date: '2026-09-07', name: 'Holiday', hours: [] }];
  it.each<[string, CalendarRules, ClockFacts, string]>([
    ['weekend', calendar(OFFICE), clock('2026-09-04T15:30+02:00', 4 * HOUR), '2026-09-07T11:30+02:00'],
    ['in the lunch break', calendar(OFFICE), clock('2026-09-04T12:30+02:00', HOUR), '2026-09-04T14:00+02:00'],
    ['closed day', calendar(OFFICE), clock('2026-09-05T10:00+02:00', HOUR / 2), '2026-09-07T09:30+02:00'],
    ['holiday', calendar(OFFICE, MONDAY_OFF), clock('2026-09-04T15:30+02:00', 4 * HOUR), '2026-09-08T11:30+02:00'],
    [
      'pause',
      calendar(OFFICE),
      clock('2026-09-07T09:00+02:00', 4 * HOUR, [pause('2026-09-07T10:00+02:00', '2026-09-07T15:00+02:00')]),
      '2026-09-08T10:00+02:00',
    ],
    [
      'pause while closed',
      calendar(OFFICE),
      clock('2026-09-04T16:00+02:00', 2 * HOUR, [pause('2026-09-04T18:00+02:00', '2026-09-05T10:00+02:00')]),
      '2026-09-07T10:00+02:00',
    ],
    ['DST gap, 24x7', calendar(ROUND_THE_CLOCK), clock('2026-03-28T23:00+01:00', 8 * HOUR), '2026-03-29T08:00+02:00'],
    [
      'DST overlap, 24x7',
      calendar(ROUND_THE_CLOCK),
      clock('2026-10-24T23:00+02:00', 8 * HOUR),
      '2026-10-25T06:00+01:00',
    ],
    [
      'reply while the worker was down',
      calendar(OFFICE),
      clock('2026-09-07T09:00+02:00', 4 * HOUR, [pause('2026-09-07T10:00+02:00', '2026-09-07T11:00+02:00')]),
      '2026-09-07T15:00+02:00',
    ],
    [
      'a date with hours of its own',
      calendar(OFFICE, [{ date: '2026-09-07', name: 'Short day', hours: [{ from: '10:00', to: '11:00' }] }]),
      clock('2026-09-04T17:00+02:00', 2 * HOUR),
      '2026-09-08T10:00+02:00',
    ],
    [
      'hours that the clock change leaves out',
      { ...calendar([]), week: { ...calendar([]).week, sunday: [{ from: '01:30', to: '03:30' }] } },
      clock('2026-03-29T00:00+01:00', HOUR),
      '2026-03-29T03:30+02:00',
    ],
    [
      'hours that the clock change repeats',
      { ...calendar([]), week: { ...calendar([]).week, sunday: [{ from: '02:15', to: '02:45' }] } },
      clock('2026-10-25T00:00+02:00', HOUR),
      '2026-10-25T02:45+01:00',
    ],
  ])('%s', (_, rules, facts, due) => {
    const time = new BusinessTime(rules);
    expect(dueAt(time, facts)).toEqual(new Date(due));
    const ledger = ledgerOf(time, facts, facts.start);
    expect(secondsOf(ledger, 'running', 'remaining')).toBe(facts.target);
    expect(ledger.at(-1)?.to).toEqual(new Date(due));
    expect(isSeamless(ledger)).toBe(true);
  });

  it('has no date while it stands still, and the ledger ends with the pause', () => {
    const facts = clock('2026-09-07T09:00+02:00', 4 * HOUR, [pause('2026-09-07T10:00+02:00', null)]);
    const time = new BusinessTime(calendar(OFFICE));
    expect(dueAt(time, facts)).toBeNull();
    expect(ledgerOf(time, facts, new Date('2026-09-07T14:00+02:00'))).toEqual([
      {
        kind: 'running',
        from: new Date('2026-09-07T09:00+02:00'),
        to: new Date('2026-09-07T10:00+02:00'),
        seconds: HOUR,
        cause: null,
      },
      {
        kind: 'paused',
        from: new Date('2026-09-07T10:00+02:00'),
        to: new Date('2026-09-07T14:00+02:00'),
        seconds: 3 * HOUR,
        cause: 'On Hold',
      },
    ]);
  });

  it('tells running, closed, remaining and overdue apart', () => {
    const time = new BusinessTime(calendar(OFFICE));
    const facts = clock('2026-09-04T16:00+02:00', 2 * HOUR);
    const kinds = (until: string) => ledgerOf(time, facts, new Date(until)).map(({ kind }) => kind);
    expect(kinds('2026-09-04T16:30+02:00')).toEqual(['running', 'remaining', 'closed', 'remaining']);
    expect(kinds('2026-09-07T09:30+02:00')).toEqual(['running', 'closed', 'running', 'remaining']);
    expect(kinds('2026-09-07T11:00+02:00')).toEqual(['running', 'closed', 'running', 'overdue']);
  });

  it('ten years of a target in a calendar that opens for a minute a week', () => {
    const rules = { ...calendar([]), week: { ...calendar([]).week, monday: [{ from: '09:00', to: '09:01' }] } };
    const began = process.cpuUsage();
    const due = dueAt(new BusinessTime(rules), clock('2026-09-07T00:00+02:00', 520 * 60));
    expect(due).toEqual(new Date('2036-08-18T09:01+02:00'));
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(1_000);
  });
});

describe('any calendar, any pauses', () => {
  const time = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const hours = fc
    .uniqueArray(fc.integer({ min: 0, max: 1_440 }), { maxLength: 6 })
    .map((marks) => marks.sort((a, b) => a - b))
    .map((marks) =>
      Array.from({ length: Math.floor(marks.length / 2) }, (_, index) => ({
        from: time(marks[2 * index] ?? 0),
        to: time(marks[2 * index + 1] ?? 1_440),
      })),
    );
  const open = fc.constant<OpenHours[]>([{ from: '08:00', to: '18:00' }]);
  // Around the clock changes of 2026 in these zones, half an hour and the date line included.
  const rules: fc.Arbitrary<CalendarRules> = fc.record({
    timeZone: fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'Pacific/Apia',
    ),
    week: fc.record({
      monday: open,
      tuesday: hours,
      wednesday: hours,
      thursday: hours,
      friday: hours,
      saturday: hours,
      sunday: hours,
    }),
    exceptions: fc.uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 12 }).chain((days) =>
      fc.tuple(
        ...days.map((day) =>
          fc.record({
            date: fc.constant(new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)),
            name: fc.constant('x'),
            hours: fc.oneof(fc.constant([]), hours),
          }),
        ),
      ),
    ),
  });
  const second = fc.integer({ min: 0, max: 300 * 24 * HOUR });
  const instant = fc.oneof(
    second,
    // The nights of the changes come often.
    fc.integer({ min: 86 * 24 * HOUR, max: 89 * 24 * HOUR }),
    fc.integer({ min: 296 * 24 * HOUR, max: 299 * 24 * HOUR }),
  );
  const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);
  const target = fc.integer({ min: 1, max: 60 * HOUR });
  const pauses = (start: number): fc.Arbitrary<Pause[]> =>
    fc.array(
      fc
        .tuple(fc.integer({ min: -3_000, max: 900_000 }), fc.integer({ min: 0, max: 300_000 }))
        .map(([from, length]) => ({ from: at(start + from), to: at(start + from + length), cause: 'On Hold' })),
      { maxLength: 4 },
    );
  const cases = fc
    .tuple(rules, instant, target)
    .chain(([calendarRules, start, seconds]) =>
      fc.tuple(fc.constant(calendarRules), fc.constant(start), fc.constant(seconds), pauses(start), instant),
    );

  it('the ledger adds up to the due date, to the second', () => {
    fc.assert(
      fc.property(cases, ([calendarRules, start, seconds, given, until]) => {
        const business = new BusinessTime(calendarRules);
        const facts = { start: at(start), target: seconds, pauses: given };
        const due = dueAt(business, facts);
        const ledger = ledgerOf(business, facts, at(until));
        expect(isSeamless(ledger)).toBe(true);
        expect(ledger[0]?.from).toEqual(facts.start);
        expect(secondsOf(ledger, 'running', 'remaining')).toBe(seconds);
        const counted = ledger.filter(({ kind }) => kind === 'running' || kind === 'remaining');
        expect(counted.at(-1)?.to).toEqual(due);
        // What was open on the way is either counted, paused or too late.
        const end = ledger.at(-1)?.to ?? facts.start;
        expect(business.between(facts.start.getTime(), end.getTime()) / 1_000).toBe(
          secondsOf(ledger, 'running', 'remaining', 'paused', 'overdue'),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('pauses may be told in any order', () => {
    fc.assert(
      fc.property(cases, ([calendarRules, start, seconds, given]) => {
        const business = new BusinessTime(calendarRules);
        const facts = { start: at(start), target: seconds, pauses: given };
        expect(dueAt(business, { ...facts, pauses: [...given].reverse() })).toEqual(dueAt(business, facts));
      }),
      { numRuns: 150 },
    );
  });

  it('more time is never due earlier', () => {
    fc.assert(
      fc.property(cases, target, ([calendarRules, start, seconds, given], more) => {
        const business = new BusinessTime(calendarRules);
        const due = (wanted: number) => dueAt(business, { start: at(start), target: wanted, pauses: given })?.getTime();
        expect(due(seconds + more)).toBeGreaterThan(due(seconds) ?? Infinity);
      }),
      { numRuns: 150 },
    );
  });

  it('a pause moves the due date by exactly the business time it took', () => {
    fc.assert(
      fc.property(
        cases,
        fc.double({ min: 0, max: 1, noNaN: true }),
        target,
        ([calendarRules, start, seconds], part, length) => {
          const business = new BusinessTime(calendarRules);
          const begun = at(start).getTime();
          // Begins before the due date, so that it counts.
          const from = business.add(begun, Math.floor(part * (seconds - 1)) * 1_000);
          const to = from + length * 1_000;
          const given = [{ from: new Date(from), to: new Date(to), cause: 'On Hold' }];
          const due = dueAt(business, { start: at(start), target: seconds, pauses: given })?.getTime() ?? 0;
          const without = dueAt(business, { start: at(start), target: seconds, pauses: [] })?.getTime() ?? 0;
          expect(business.between(without, due)).toBe(business.between(from, to));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('adding and measuring undo each other', () => {
    fc.assert(
      fc.property(rules, instant, target, (calendarRules, start, seconds) => {
        const business = new BusinessTime(calendarRules);
        const from = at(start).getTime();
        expect(business.between(from, business.add(from, seconds * 1_000))).toBe(seconds * 1_000);
      }),
      { numRuns: 150 },
    );
  });

  it('an instant is open when the wall clock shows an open hour', () => {
    fc.assert(
      fc.property(rules, instant, (calendarRules, seconds) => {
        const wall = Object.fromEntries(
          new Intl.DateTimeFormat('en-CA', {
            timeZone: calendarRules.timeZone,
            hourCycle: 'h23',
            weekday: 'long',
            year: 'numeric',
            month: '2-digit',
            day: '2-digit',
            hour: '2-digit',
            minute: '2-digit',
          })
            .formatToParts(at(seconds))
            .map(({ type, value }) => [type, value]),
        );
        const date = `${String(wall.year)}-${String(wall.month)}-${String(wall.day)}`;
        const clockTime = `${String(wall.hour)}:${String(wall.minute)}`;
        const weekday = WEEKDAYS.find((day) => day === wall.weekday?.toLowerCase()) ?? 'monday';
        const today = calendarRules.exceptions.find((one) => one.date === date)?.hours ?? calendarRules.week[weekday];
        const isOpen = today.some(({ from, to }) => from <= clockTime && clockTime < to);
        const business = new BusinessTime(calendarRules);
        const instantMs = at(seconds).getTime();
        expect(business.between(instantMs, instantMs + 1_000) > 0).toBe(isOpen);
      }),
      { numRuns: 500 },
    );
  });
});
