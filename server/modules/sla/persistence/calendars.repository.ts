import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { SlaCalendar } from '../domain/sla-policy.js';
import { calendarInUse, slaNameTaken } from '../sla.errors.js';
import { violatedConstraint } from './constraint-violation.js';

const COLUMNS = 'id, name, time_zone AS "timeZone", week, exceptions, version';
const LIST = statement('sla.calendars', `SELECT ${COLUMNS} FROM sla_calendars ORDER BY name`);
const FIND = statement('sla.calendar', `SELECT ${COLUMNS} FROM sla_calendars WHERE id = $1`);
const LOCK = statement('sla.lock_calendar', `${FIND.text} FOR UPDATE`);
const SAVE = statement(
  'sla.save_calendar',
  `INSERT INTO sla_calendars (id, name, time_zone, week, exceptions, version) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, week = excluded.week,
     exceptions = excluded.exceptions, version = excluded.version`,
);
const REMOVE = statement('sla.remove_calendar', 'DELETE FROM sla_calendars WHERE id = $1');

@Injectable()
export class CalendarsRepository {
  async list(from: Queryable): Promise<SlaCalendar[]> {
    return from.query<SlaCalendar>(LIST);
  }

  async find(from: Queryable, id: string): Promise<SlaCalendar | null> {
    const [row] = await from.query<SlaCalendar>(FIND, [id]);
    return row ?? null;
  }

  async lock(tx: Transaction, id: string): Promise<SlaCalendar | null> {
    const [row] = await tx.query<SlaCalendar>(LOCK, [id]);
    return row ?? null;
  }

  /** 409 for a name that another one has. */
  async save(tx: Transaction, { id, name, timeZone, week, exceptions, version }: SlaCalendar): Promise<void> {
    try {
      await tx.query(SAVE, [id, name, timeZone, JSON.stringify(week), JSON.stringify(exceptions), version]);
    } catch (error) {
      throw violatedConstraint(error) === 'sla_calendars_name' ? slaNameTaken() : error;
    }
  }

  /** 409 while a policy counts by it; who asks first would still race. */
  async remove(tx: Transaction, id: string): Promise<void> {
    try {
      await tx.query(REMOVE, [id]);
    } catch (error) {
      throw violatedConstraint(error) === 'sla_policies_calendar' ? calendarInUse(error) : error;
    }
  }
}
