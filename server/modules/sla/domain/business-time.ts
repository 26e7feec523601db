import { IANAZone } from 'luxon';
import { dayOf, minutesOf, WEEKDAYS, type CalendarRules, type OpenHours } from './calendar-rules.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** Nobody's clocks are further from UTC, and no change of them is greater than a day. */
const FURTHEST = 15 * HOUR;

/** So many days are remembered; three years of them take some hundred kilobytes. */
const DAYS_KNOWN = 1_200;

/** A stretch of time, in milliseconds since 1970, its end not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Time that counts only inside open hours. Hours are wall time: an instant is open when the clock on the wall shows an
 * open hour. What a clock change leaves out never was, what it repeats is there twice.
 *
 * The rules must be free of `calendarProblems`: then a week without open hours has an end, and so has every search.
 */
export class BusinessTime {
  private readonly zone: IANAZone;
  private readonly week: readonly (readonly Span[])[];
  private readonly exceptions: ReadonlyMap<number, readonly Span[]>;
  /** Days that were asked for lately: a list asks for the same ones with every row. */
  private readonly known = new Map<number, readonly Span[]>();

  constructor(rules: CalendarRules) {
    this.zone = IANAZone.create(rules.timeZone);
    this.week = WEEKDAYS.map((day) => spansOf(rules.week[day]));
    this.exceptions = new Map(rules.exceptions.map(({ date, hours }) => [dayOf(date) ?? -1, spansOf(hours)]));
  }

  /** Open stretches in order, the first cut at `from`. Endless: the caller stops. */
  *openFrom(from: number): Generator<Span> {
    const localDay = Math.floor((from + this.offset(from)) / DAY);
    for (let day = localDay; ; day += 1) {
      for (const span of this.openOn(day)) {
        if (span.to > from) {
          yield { from: Math.max(span.from, from), to: span.to };
        }
      }
    }
  }

  /** Open stretches between two instants. */
  openBetween(from: number, to: number): Span[] {
    const found: Span[] = [];
    if (from >= to) {
      return found;
    }
    // By days, since no open hour need come before `to`.
    const lastDay = Math.floor((to + this.offset(to)) / DAY);
    for (let day = Math.floor((from + this.offset(from)) / DAY); day <= lastDay; day += 1) {
      for (const span of this.openOn(day)) {
        const cut = { from: Math.max(span.from, from), to: Math.min(span.to, to) };
        if (cut.from < cut.to) {
          found.push(cut);
        }
      }
    }
    return found;
  }

  /** Milliseconds that count between two instants; 0 when they are not in this order. */
  between(from: number, to: number): number {
    return lengthOf(this.openBetween(from, to));
  }

  /** The first instant at which so many milliseconds have counted since `from`; `from` itself for none. */
  add(from: number, length: number): number {
    let left = length;
    if (left <= 0) {
      return from;
    }
    for (const span of this.openFrom(from)) {
      if (span.to - span.from >= left) {
        return span.from + left;
      }
      left -= span.to - span.from;
    }
    throw new Error('Open hours never end');
  }

  private openOn(day: number): readonly Span[] {
    const known = this.known.get(day);
    if (known !== undefined) {
      return known;
    }
    if (this.known.size >= DAYS_KNOWN) {
      this.known.clear();
    }
    const open = this.spansOn(day);
    this.known.set(day, open);
    return open;
  }

  private spansOn(day: number): Span[] {
    const hours = this.exceptions.get(day) ?? this.week[(day + 3) % 7] ?? [];
    if (hours.length === 0) {
      return [];
    }
    const midnight = day * DAY;
    const earliest = midnight - FURTHEST;
    const latest = midnight + DAY + FURTHEST;
    const [before, after] = [this.offset(earliest), this.offset(latest)];
    const at = ({ from, to }: Span, offset: number): Span => ({
      from: midnight + from - offset,
      to: midnight + to - offset,
    });
    if (before === after) {
      return hours.map((span) => at(span, before));
    }
    const change = this.changeBetween(earliest, latest, before);
    return [
      ...hours.map((span) => at(span, before)).map(({ from, to }) => ({ from, to: Math.min(to, change) })),
      ...hours.map((span) => at(span, after)).map(({ from, to }) => ({ from: Math.max(from, change), to })),
    ].filter(({ from, to }) => from < to);
  }

  /** The instant the clocks change, known to lie in between. */
  private changeBetween(from: number, to: number, before: number): number {
    let [low, high] = [from, to];
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2_000) * 1_000;
      if (this.offset(middle) === before) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Milliseconds ahead of UTC. */
  private offset(at: number): number {
    return this.zone.offset(at) * MINUTE;
  }
}

export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

function spansOf(hours: readonly OpenHours[]): Span[] {
  return hours.map(({ from, to }) => ({ from: (minutesOf(from) ?? 0) * MINUTE, to: (minutesOf(to) ?? 0) * MINUTE }));
}
