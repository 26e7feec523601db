import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { SlaPolicy } from '../domain/sla-policy.js';
import { categoryHasPolicy, slaCalendarUnknown, slaCategoryUnknown, slaNameTaken } from '../sla.errors.js';
import { violatedConstraint } from './constraint-violation.js';

const COLUMNS = `id, name, calendar_id AS "calendarId", category_id AS "categoryId", targets,
  warn_at_percent AS "warnAtPercent", escalation, version`;
const LIST = statement('sla.policies', `SELECT ${COLUMNS} FROM sla_policies ORDER BY (category_id IS NOT NULL), name`);
const FIND = statement('sla.policy', `SELECT ${COLUMNS} FROM sla_policies WHERE id = $1`);
const LOCK = statement('sla.lock_policy', `${FIND.text} FOR UPDATE`);
const SAVE = statement(
  'sla.save_policy',
  `INSERT INTO sla_policies (id, name, calendar_id, category_id, targets, warn_at_percent, version, escalation)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
   ON CONFLICT (id) DO UPDATE SET name = excluded.name, calendar_id = excluded.calendar_id,
     category_id = excluded.category_id, targets = excluded.targets, warn_at_percent = excluded.warn_at_percent,
     escalation = excluded.escalation, version = excluded.version`,
);
const REMOVE = statement('sla.remove_policy', 'DELETE FROM sla_policies WHERE id = $1');

@Injectable()
export class PoliciesRepository {
  /** The one for everything first, then by name. */
  async list(from: Queryable): Promise<SlaPolicy[]> {
    return from.query<SlaPolicy>(LIST);
  }

  async find(from: Queryable, id: string): Promise<SlaPolicy | null> {
    const [row] = await from.query<SlaPolicy>(FIND, [id]);
    return row ?? null;
  }

  async lock(tx: Transaction, id: string): Promise<SlaPolicy | null> {
    const [row] = await tx.query<SlaPolicy>(LOCK, [id]);
    return row ?? null;
  }

  /** 400 or 409 for what the database knows better than any question asked before. */
  async save(tx: Transaction, policy: SlaPolicy): Promise<void> {
    const { id, name, calendarId, categoryId, targets, warnAtPercent, version, escalation } = policy;
    try {
      await tx.query(SAVE, [
        id,
        name,
        calendarId,
        categoryId,
        JSON.stringify(targets),
        warnAtPercent,
        version,
        JSON.stringify(escalation),
      ]);
    } catch (error) {
      switch (violatedConstraint(error)) {
        case 'sla_policies_name':
          throw slaNameTaken();
        case 'sla_policies_of_category':
        case 'sla_policies_default':
          throw categoryHasPolicy();
        case 'sla_policies_calendar':
          throw slaCalendarUnknown();
        case 'sla_policies_category':
          throw slaCategoryUnknown();
        default:
          throw error;
      }
    }
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.query(REMOVE, [id]);
  }
}
