import { IANAZone } from 'luxon';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Local wall time, `HH:MM`; `24:00` is the end of the day. */
export interface OpenHours {
  readonly from: string;
  readonly to: string;
}

/** A date on which other hours hold than its weekday's; none at all on a holiday. */
export interface CalendarException {
  /** `YYYY-MM-DD`, in the calendar's zone. */
  readonly date: string;
  readonly name: string;
  readonly hours: readonly OpenHours[];
}

/** When time counts. */
export interface CalendarRules {
  /** IANA name. */
  readonly timeZone: string;
  readonly week: Readonly<Record<Weekday, readonly OpenHours[]>>;
  readonly exceptions: readonly CalendarException[];
}

/** More dates than fifty years of holidays have. */
const EXCEPTIONS_MAX = 1_000;
const OPEN_MINUTES_MIN = 60;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Minutes from midnight, null for what is no time of day. */
export function minutesOf(time: string): number | null {
  if (time === '24:00') {
    return 1_440;
  }
  const [, hours, minutes] = TIME.exec(time) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** A date's place in the row of days, 1970-01-01 being 0; null for what is no date between 1970 and 9999. */
export function dayOf(date: string): number | null {
  const [, year, month, day] = DATE.exec(date) ?? [];
  if (year === undefined || Number(year) < 1970) {
    return null;
  }
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return at.toISOString().startsWith(date) ? at.getTime() / 86_400_000 : null;
}

/** What is wrong with these rules, by field; empty when they can be counted with. */
export function calendarProblems(rules: CalendarRules): Readonly<Record<string, readonly string[]>> {
  const days = rules.exceptions.map(({ date }) => date);
  const problems: Record<string, readonly string[]> = {
    timeZone: IANAZone.isValidZone(rules.timeZone) ? [] : ['Must be a time zone like Europe/Berlin'],
    week: WEEKDAYS.flatMap((day) => hoursProblems(rules.week[day]).map((problem) => `${day}: ${problem}`)),
    exceptions: [
      ...rules.exceptions.flatMap(({ date, hours }) => [
        ...(dayOf(date) === null ? [`${date}: Must be a date like 2026-12-24`] : []),
        ...hoursProblems(hours).map((problem) => `${date}: ${problem}`),
      ]),
      ...days.filter((date, index) => days.indexOf(date) !== index).map((date) => `${date}: Only once, please`),
      ...(days.length > EXCEPTIONS_MAX ? [`At most ${String(EXCEPTIONS_MAX)} dates`] : []),
    ],
  };
  // Where it is always closed nothing is ever due, and looking for it would never end; nearly always is hardly better.
  if (problems.week?.length === 0 && openMinutes(rules) < OPEN_MINUTES_MIN) {
    problems.week = ['At least one hour of the week must be open'];
  }
  return Object.fromEntries(Object.entries(problems).filter(([, texts]) => texts.length > 0));
}

function openMinutes({ week }: CalendarRules): number {
  return WEEKDAYS.flatMap((day) => week[day]).reduce(
    (sum, { from, to }) => sum + (minutesOf(to) ?? 0) - (minutesOf(from) ?? 0),
    0,
  );
}

function hoursProblems(hours: readonly OpenHours[]): string[] {
  let last = -1;
  for (const { from, to } of hours) {
    const [begin, end] = [minutesOf(from), minutesOf(to)];
    if (begin === null || end === null) {
      return ['Times look like 08:30'];
    }
    if (begin >= end) {
      return ['Hours must end after they begin'];
    }
    if (begin < last) {
      return ['Hours must be in order and not overlap'];
    }
    last = end;
  }
  return [];
}
