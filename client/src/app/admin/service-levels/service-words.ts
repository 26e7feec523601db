import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { SlaCalendarDto } from '../../api/types';
import { dateLocale } from '../../ui/time/time-format';
import { hoursOf, hoursText, type Weekday, WEEKDAYS, weekFields, weekGroups } from './calendar-fields';

/** 1 January 2024 was a Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** Calendars and promises in words. */
@Injectable({ providedIn: 'root' })
export class ServiceWords {
  private readonly i18n = inject(TranslocoService);

  say(key: string, values?: Record<string, string | number>): string {
    return this.i18n.translate<string>(`admin.serviceLevels.${key}`, values);
  }

  weekday(day: Weekday, form: 'long' | 'short' = 'long'): string {
    const at = new Date(MONDAY + WEEKDAYS.indexOf(day) * DAY);
    return new Intl.DateTimeFormat(this.locale(), { weekday: form, timeZone: 'UTC' }).format(at);
  }

  /** `25 Dec 2026`, with its weekday. */
  date(date: string): string {
    const at = new Date(`${date}T00:00:00Z`);
    return Number.isNaN(at.getTime())
      ? date
      : new Intl.DateTimeFormat(this.locale(), {
          weekday: 'short',
          day: 'numeric',
          month: 'short',
          year: 'numeric',
          timeZone: 'UTC',
        }).format(at);
  }

  /** `08:00–12:00, 13:00–18:00`, or that it is closed. */
  hours(text: string): string {
    const all = hoursOf(text).map(({ from, to }) => `${from}–${to}`);
    return all.length === 0 ? this.say('closed') : all.join(', ');
  }

  /** `Mon–Fri 08:00–18:00; Sat–Sun closed`. */
  week({ week }: SlaCalendarDto): string {
    return weekGroups(weekFields((day) => hoursText(week[day])))
      .map(({ first, last, hours }) => {
        const days =
          first === last
            ? this.weekday(first, 'short')
            : `${this.weekday(first, 'short')}–${this.weekday(last, 'short')}`;
        return `${days} ${this.hours(hours)}`;
      })
      .join('; ');
  }

  number(value: number): string {
    return value.toLocaleString(this.locale(), { maximumFractionDigits: 2 });
  }

  private locale(): string {
    return dateLocale(this.i18n.getActiveLang());
  }
}
