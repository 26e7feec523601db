import { dayOf, type CalendarException } from './calendar-rules.js';

const DAY = 86_400_000;
/** A yearly holiday without an end is written down for so many years. */
const YEARS_AHEAD = 10;
/** The longest holiday that is believed: a summer break, not a slip of the year. */
const DAYS_MAX = 62;

export interface ReadHolidays {
  readonly holidays: readonly CalendarException[];
  /** What could not be understood, with why. */
  readonly skipped: readonly string[];
}

/**
 * Whole-day events of an iCalendar text (RFC 5545): dates, several days, yearly repetition. Everything else about the
 * format is passed over; an event that says more than that is named instead of guessed at.
 */
export function readHolidays(text: string): ReadHolidays {
  const found = new Map<string, CalendarException>();
  const skipped: string[] = [];
  for (const event of eventsOf(text)) {
    const name = plain(event.get('SUMMARY') ?? '').slice(0, 120) || 'Holiday';
    const first = dateOf(event.get('DTSTART'));
    if (first === null) {
      skipped.push(`${name}: not a whole day`);
      continue;
    }
    const length = (dateOf(event.get('DTEND')) ?? first + 1) - first;
    const starts = yearsOf(first, event.get('RRULE'));
    if (length < 1 || length > DAYS_MAX) {
      skipped.push(`${name}: lasts ${String(length)} days`);
    } else if (starts === null) {
      skipped.push(`${name}: repeats in a way that is not understood`);
    } else {
      for (const start of starts) {
        for (let day = start; day < start + length; day += 1) {
          const date = textOf(day);
          found.set(date, { date, name, hours: [] });
        }
      }
    }
  }
  return { holidays: [...found.values()].sort((a, b) => a.date.localeCompare(b.date)), skipped };
}

/** Properties of each event, by name, without their parameters; long lines are joined again. */
function eventsOf(text: string): ReadonlyMap<string, string>[] {
  const events: Map<string, string>[] = [];
  let current: Map<string, string> | null = null;
  let inside = 0;
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    const [, key, value] = /^([A-Za-z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
    const name = key?.toUpperCase();
    if (name === 'BEGIN' && value?.trim().toUpperCase() === 'VEVENT') {
      current = new Map();
      inside = 0;
      events.push(current);
    } else if (name === 'END' && value?.trim().toUpperCase() === 'VEVENT') {
      current = null;
    } else if (name === 'BEGIN' || name === 'END') {
      // An alarm inside an event has properties of its own.
      inside += name === 'BEGIN' ? 1 : -1;
    } else if (current !== null && inside === 0 && name !== undefined && value !== undefined && !current.has(name)) {
      current.set(name, value.trim());
    }
  }
  return events;
}

function dateOf(value: string | undefined): number | null {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(value ?? '') ?? [];
  return year === undefined ? null : dayOf(`${year}-${String(month)}-${String(day)}`);
}

/** First days of every repetition; null when the rule says anything but "each year on this date". */
function yearsOf(first: number, rule: string | undefined): number[] | null {
  if (rule === undefined) {
    return [first];
  }
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string | undefined]));
  const known = ['FREQ', 'COUNT', 'UNTIL', 'INTERVAL', 'WKST'];
  const interval = Number(parts.get('INTERVAL') ?? '1');
  if (parts.get('FREQ') !== 'YEARLY' || interval !== 1 || [...parts.keys()].some((part) => !known.includes(part))) {
    return null;
  }
  const until = parts.has('UNTIL') ? dateOf(parts.get('UNTIL')?.slice(0, 8)) : Infinity;
  const count = Number(parts.get('COUNT') ?? String(YEARS_AHEAD));
  if (until === null || !(count >= 1)) {
    return null;
  }
  const [year, rest] = [Number(textOf(first).slice(0, 4)), textOf(first).slice(4)];
  return Array.from({ length: Math.min(count, YEARS_AHEAD) }, (_, index) => dayOf(`${String(year + index)}${rest}`))
    .filter((day) => day !== null)
    .filter((day) => day <= until);
}

function textOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function plain(value: string): string {
  return value
    .replace(/\\([,;\\])/g, '$1')
    .replace(/\\[nN]/g, ' ')
    .replace(/\p{Cc}/gu, ' ')
    .trim();
}
