import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound, versionStale } from '../../../kernel/common.errors.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { calendarProblems } from '../domain/calendar-rules.js';
import { readHolidays, type ReadHolidays } from '../domain/holidays.js';
import type { SlaCalendar } from '../domain/sla-policy.js';
import { CalendarsRepository } from '../persistence/calendars.repository.js';
import { calendarInvalid, holidaysNotFound } from '../sla.errors.js';
import { RememberedTerms } from '../remembered-terms.js';
import { changedFields } from './changed-fields.js';

export type CalendarFields = Omit<SlaCalendar, 'id' | 'version'>;
type Change = (before: SlaCalendar) => SlaCalendar;

export interface ImportedHolidays {
  readonly calendar: SlaCalendar;
  /** What the text holds and the desk does not understand. */
  readonly skipped: readonly string[];
}

/** Calendars that can be counted with, and no others. */
@Injectable()
export class SaveCalendar {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly calendars: CalendarsRepository,
    private readonly events: EventLog,
    private readonly terms: RememberedTerms,
  ) {}

  async create(call: PersonCall, fields: CalendarFields): Promise<SlaCalendar> {
    return this.unitOfWork.run(call, async (tx) => {
      const calendar = { ...fields, id: newId(), version: 1 };
      await this.save(tx, calendar);
      await this.tell(tx, call, 'sla_calendar.created', null, calendar);
      return calendar;
    });
  }

  async update(
    call: PersonCall,
    id: string,
    fields: Partial<CalendarFields>,
    ifMatch: number | null,
  ): Promise<SlaCalendar> {
    return this.change(call, id, ifMatch, (before) => ({
      ...before,
      name: fields.name ?? before.name,
      timeZone: fields.timeZone ?? before.timeZone,
      week: fields.week ?? before.week,
      exceptions: fields.exceptions ?? before.exceptions,
    }));
  }

  /** Adds the whole-day events of an iCalendar text; a date that has hours of its own already keeps them. */
  async importHolidays(call: PersonCall, id: string, ics: string, ifMatch: number | null): Promise<ImportedHolidays> {
    const read = readHolidays(ics);
    const calendar = await this.change(call, id, ifMatch, (before) => withHolidays(before, read));
    return { calendar, skipped: read.skipped };
  }

  /** What the import of this text would make of it. Changes nothing. */
  async previewHolidays(call: PersonCall, id: string, ics: string): Promise<ImportedHolidays> {
    const read = readHolidays(ics);
    return this.unitOfWork.run(call, async (tx) => {
      const before = await this.calendars.find(tx, id);
      if (before === null) {
        throw resourceNotFound();
      }
      return { calendar: withHolidays(before, read), skipped: read.skipped };
    });
  }

  async remove(call: PersonCall, id: string): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      const before = await this.calendars.lock(tx, id);
      if (before === null) {
        throw resourceNotFound();
      }
      await this.calendars.remove(tx, id);
      await this.tell(tx, call, 'sla_calendar.deleted', before, null);
    });
  }

  private async change(call: PersonCall, id: string, ifMatch: number | null, change: Change): Promise<SlaCalendar> {
    return this.unitOfWork.run(call, async (tx) => {
      const before = await this.calendars.lock(tx, id);
      if (before === null) {
        throw resourceNotFound();
      }
      if (ifMatch !== null && ifMatch !== before.version) {
        throw versionStale(before.version);
      }
      const after = change(before);
      if (changedFields(before, after).length === 0) {
        return before;
      }
      const calendar = { ...after, version: before.version + 1 };
      await this.save(tx, calendar);
      await this.tell(tx, call, 'sla_calendar.updated', before, calendar);
      return calendar;
    });
  }

  private async save(tx: Transaction, calendar: SlaCalendar): Promise<void> {
    const problems = calendarProblems(calendar);
    if (Object.keys(problems).length > 0) {
      throw calendarInvalid(problems);
    }
    await this.calendars.save(tx, calendar);
    await this.terms.renew(tx);
  }

  private async tell(
    tx: Transaction,
    call: PersonCall,
    name: 'sla_calendar.created' | 'sla_calendar.updated' | 'sla_calendar.deleted',
    before: SlaCalendar | null,
    after: SlaCalendar | null,
  ): Promise<void> {
    const { id = '', version = 0 } = after ?? before ?? {};
    const fields = before === null || after === null ? null : changedFields(before, after);
    await this.events.append(tx, call, [
      {
        name,
        subject: { type: 'sla_calendar', id },
        audience: 'admin',
        data: { version, ...(fields === null ? {} : { fields }) },
        personal: { before, after },
      },
    ]);
  }
}

function withHolidays(before: SlaCalendar, { holidays, skipped }: ReadHolidays): SlaCalendar {
  if (holidays.length === 0) {
    throw holidaysNotFound(skipped);
  }
  const known = new Set(before.exceptions.map(({ date }) => date));
  const exceptions = [...before.exceptions, ...holidays.filter(({ date }) => !known.has(date))];
  return { ...before, exceptions: exceptions.sort((a, b) => a.date.localeCompare(b.date)) };
}
