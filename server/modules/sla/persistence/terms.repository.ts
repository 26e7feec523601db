import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { SlaTerms } from '../domain/sla-terms.js';

/** Until the end of the transaction nobody else keeps terms. */
const LOCK = statement('sla.lock_terms', `SELECT pg_advisory_xact_lock(hashtext('sla_terms'))`);
/** Of every policy with its calendar, where nothing of it is kept yet; kept terms are never changed. */
const KEEP = statement(
  'sla.keep_terms',
  `INSERT INTO sla_terms (id, policy_id, policy_version, calendar_id, calendar_version, policy, calendar)
   SELECT gen_random_uuid(), p.id, p.version, c.id, c.version,
     jsonb_build_object('id', p.id, 'name', p.name, 'version', p.version, 'targets', p.targets,
       'warnAtPercent', p.warn_at_percent, 'escalation', p.escalation),
     jsonb_build_object('id', c.id, 'name', c.name, 'timeZone', c.time_zone, 'week', c.week, 'exceptions', c.exceptions)
   FROM sla_policies p JOIN sla_calendars c ON c.id = p.calendar_id
   ON CONFLICT ON CONSTRAINT sla_terms_of_versions DO NOTHING`,
);
const CURRENT = statement(
  'sla.current_terms',
  `SELECT t.id, t.policy, t.calendar, p.category_id AS "categoryId"
   FROM sla_policies p JOIN sla_calendars c ON c.id = p.calendar_id
     JOIN sla_terms t ON t.policy_id = p.id AND t.policy_version = p.version AND t.calendar_id = c.id
       AND t.calendar_version = c.version`,
);
const BY_IDS = statement('sla.terms', 'SELECT id, policy, calendar FROM sla_terms WHERE id = ANY ($1::uuid[])');

export interface CurrentTerms extends SlaTerms {
  /** Null: of every category that has no policy of its own. */
  readonly categoryId: string | null;
}

@Injectable()
export class TermsRepository {
  async keep(to: Queryable): Promise<void> {
    await to.query(KEEP);
  }

  /** A policy and its calendar that are changed at once: whoever comes second keeps terms of both as they are then. */
  async keepAlone(tx: Transaction): Promise<void> {
    await tx.query(LOCK);
    await this.keep(tx);
  }

  async current(from: Queryable): Promise<CurrentTerms[]> {
    return from.query<CurrentTerms>(CURRENT);
  }

  async byIds(from: Queryable, ids: readonly string[]): Promise<SlaTerms[]> {
    return from.query<SlaTerms>(BY_IDS, [ids]);
  }
}
