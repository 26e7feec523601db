/** Times as people say them, in the viewer's zone. Pure: the clock comes in. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type TimeStyle = 'short' | 'day' | 'within' | 'clock' | 'age' | 'full';
export type Say = (key: string, values?: Record<string, string | number>) => string;

/** English words with the day before the month, as the desk writes them. */
export function dateLocale(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than drawing a row, and a list that scrolls asks for several a row. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, known);
  return known;
}

function dayNumber(date: Date): number {
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY);
}

function clockTime(date: Date, locale: string): string {
  return formatter(locale, { hour: '2-digit', minute: '2-digit', hour12: false }).format(date);
}

/** The day without a time: weekday within a week of now, else the date, with the year when it is another one. */
function dayOf(date: Date, now: Date, locale: string): string {
  const age = dayNumber(now) - dayNumber(date);
  if (age !== 0 && Math.abs(age) < 7) {
    return formatter(locale, { weekday: 'short' }).format(date);
  }
  return formatter(locale, {
    day: 'numeric',
    month: 'short',
    ...(date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(date);
}

function ageOf(date: Date, now: Date, say: Say): string {
  const passed = Math.abs(now.getTime() - date.getTime());
  if (passed < MINUTE) {
    return say('ui.now');
  }
  if (passed < HOUR) {
    return say('ui.minutes', { count: Math.floor(passed / MINUTE) });
  }
  if (passed < DAY) {
    return say('ui.hours', { count: Math.floor(passed / HOUR) });
  }
  return say('ui.days', { count: Math.floor(passed / DAY) });
}

/**
 * short: `08:36`, `Mon`, `12 Nov`. day: `Today 08:36`, `Mon 08:36`, `12 Nov, 08:36`. within: the same inside a
 * sentence, `today 08:36`. clock: `08:36`. age: `4 min`, `3 h`, `2 d`.
 * full: the whole date with the time and the zone, for titles.
 */
export function formatTime(date: Date, now: Date, style: TimeStyle, locale: string, say: Say): string {
  switch (style) {
    case 'short':
      return dayNumber(date) === dayNumber(now) ? clockTime(date, locale) : dayOf(date, now, locale);
    case 'day':
    case 'within': {
      const time = clockTime(date, locale);
      const age = dayNumber(now) - dayNumber(date);
      const near = { [-1]: 'ui.tomorrow', 0: 'ui.today', 1: 'ui.yesterday' }[age];
      if (near !== undefined) {
        return say(style === 'within' ? `${near}Within` : near, { time });
      }
      return `${dayOf(date, now, locale)} ${time}`;
    }
    case 'clock':
      return clockTime(date, locale);
    case 'age':
      return ageOf(date, now, say);
    case 'full':
      return formatter(locale, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hour12: false,
        timeZoneName: 'short',
      }).format(date);
  }
}
