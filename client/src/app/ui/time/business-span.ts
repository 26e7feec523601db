/** Open time as people type it. A day is 24 open hours here, as everywhere on the desk. */
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** English and German, in any case; a dot after a short form is passed over. */
const UNITS: Readonly<Record<string, number>> = {
  m: MINUTE,
  min: MINUTE,
  mins: MINUTE,
  minute: MINUTE,
  minutes: MINUTE,
  minuten: MINUTE,
  h: HOUR,
  hour: HOUR,
  hours: HOUR,
  std: HOUR,
  stunde: HOUR,
  stunden: HOUR,
  d: DAY,
  day: DAY,
  days: DAY,
  t: DAY,
  tag: DAY,
  tage: DAY,
};
const PART = /^(\d{1,6}(?:[.,]\d{1,2})?)\s*([a-z]+)\.?\s*/;

/** What the server takes: a minute to ninety days. */
export const SPAN_LEAST = MINUTE;
export const SPAN_MOST = 90 * DAY;

/**
 * Seconds of `4 h`, `1 d 2 h`, `90 min`, `1,5 h` or `2:30`; null for what is none of these. A number alone is none: nobody
 * knows its unit.
 */
export function spanOf(text: string): number | null {
  let rest = text.trim().toLowerCase();
  const [, hours, minutes] = /^(\d{1,4}):([0-5]\d)$/.exec(rest) ?? [];
  if (hours !== undefined) {
    return Number(hours) * HOUR + Number(minutes) * MINUTE;
  }
  if (rest === '') {
    return null;
  }
  let seconds = 0;
  let last = Infinity;
  while (rest !== '') {
    const [whole, count, word = ''] = PART.exec(rest) ?? [];
    const unit = Object.hasOwn(UNITS, word) ? UNITS[word] : undefined;
    // From the largest to the smallest, each once: anything else is a slip.
    if (whole === undefined || count === undefined || unit === undefined || unit >= last) {
      return null;
    }
    seconds += Number(count.replace(',', '.')) * unit;
    last = unit;
    rest = rest.slice(whole.length);
  }
  return Math.round(seconds);
}

/** `4 h`, `30 h`, `1 h 30 min`: never in days, since a day of work is no day of the clock. */
export function spanText(seconds: number): string {
  const hours = Math.floor(seconds / HOUR);
  const minutes = (seconds - hours * HOUR) / MINUTE;
  const parts = [
    ...(hours > 0 ? [`${String(hours)} h`] : []),
    ...(minutes > 0 ? [`${String(Math.round(minutes * 100) / 100)} min`] : []),
  ];
  return parts.join(' ');
}
