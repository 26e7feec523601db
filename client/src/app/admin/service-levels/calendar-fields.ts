import type { CalendarExceptionDto, SlaCalendarDto } from '../../api/types';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** A calendar as it stands in its form: hours like `08:00-12:00 13:00-18:00`, other days as JSON. */
export type CalendarFields = {
  readonly name: string;
  readonly timeZone: string;
  readonly exceptions: string;
} & Readonly<Record<Weekday, string>>;
export type CalendarKey = keyof CalendarFields;

export function hoursText(hours: readonly Hours[]): string {
  return hours.map(({ from, to }) => `${from}-${to}`).join(' ');
}

/** Also what is only half typed. */
export function hoursOf(text: string): Hours[] {
  return text
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => {
      const [from = '', to = ''] = one.split('-');
      return { from, to };
    });
}

/** `8`, `8:30`, `0830` and `08.30` become `08:30`; what is no time stays as typed, without what parts times. */
export function tidyTime(typed: string): string {
  const text = typed.trim();
  const [, hours, minutes = '00'] = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(text) ?? [];
  return hours === undefined ? text.replace(/[\s-]/g, '') : `${hours.padStart(2, '0')}:${minutes}`;
}

function minutesOf(time: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(time) ?? [];
  const all = Number(hours) * 60 + Number(minutes);
  return hours === undefined || Number(minutes) > 59 || all > 1_440 ? null : all;
}

export type HoursProblem = 'time' | 'turned' | 'order';

export function hoursProblem(text: string): HoursProblem | null {
  let last = -1;
  for (const { from, to } of hoursOf(text)) {
    const [begin, end] = [minutesOf(from), minutesOf(to)];
    if (begin === null || end === null) {
      return 'time';
    }
    if (begin >= end) {
      return 'turned';
    }
    if (begin < last) {
      return 'order';
    }
    last = end;
  }
  return null;
}

/** Minutes that are open in a week. */
export function weekMinutes(fields: Readonly<Record<Weekday, string>>): number {
  return WEEKDAYS.flatMap((day) => hoursOf(fields[day])).reduce((sum, { from, to }) => {
    const [begin, end] = [minutesOf(from), minutesOf(to)];
    return sum + (begin === null || end === null ? 0 : Math.max(0, end - begin));
  }, 0);
}

/** Days that follow each other and have the same hours, together. */
export function weekGroups(
  fields: Readonly<Record<Weekday, string>>,
): readonly { readonly first: Weekday; readonly last: Weekday; readonly hours: string }[] {
  const groups: { first: Weekday; last: Weekday; hours: string }[] = [];
  for (const day of WEEKDAYS) {
    const before = groups.at(-1);
    if (before?.hours === fields[day]) {
      before.last = day;
    } else {
      groups.push({ first: day, last: day, hours: fields[day] });
    }
  }
  return groups;
}

export function calendarFieldsOf({ name, timeZone, week, exceptions }: SlaCalendarDto): CalendarFields {
  return {
    name,
    timeZone,
    exceptions: exceptionsText(exceptions),
    ...weekFields((day) => hoursText(week[day])),
  };
}

export function weekFields(of: (day: Weekday) => string): Record<Weekday, string> {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, of(day)])) as Record<Weekday, string>;
}

export function weekOf(fields: CalendarFields): SlaCalendarDto['week'] {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, hoursOf(fields[day])])) as SlaCalendarDto['week'];
}

/** Always in the same form and order, so that equal days are equal texts. */
export function exceptionsText(exceptions: readonly CalendarExceptionDto[]): string {
  const plain = exceptions
    .map(({ date, name, hours }) => ({ date, name, hours: hours.map(({ from, to }) => ({ from, to })) }))
    .sort((a, b) => a.date.localeCompare(b.date));
  return JSON.stringify(plain);
}

/** A draft of another version may hold anything. */
export function exceptionsOf(text: string): readonly CalendarExceptionDto[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? (parsed as CalendarExceptionDto[]) : [];
  } catch {
    return [];
  }
}

/** Those of a list that the other has not, or otherwise. */
export function otherDays(mine: string, theirs: string): readonly CalendarExceptionDto[] {
  const known = new Set(exceptionsOf(theirs).map((one) => JSON.stringify(one)));
  return exceptionsOf(mine).filter((one) => !known.has(JSON.stringify(one)));
}
