import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Service level clocks on tickets, the terms they count by, and what follows when they run out. */
export class SlaClocks1764300000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sla_policies ADD COLUMN escalation jsonb NOT NULL DEFAULT '{
        "onWarn": {"notify": ["assignee"]},
        "onBreach": {"notify": ["assignee", "team"], "raisePriority": false, "teamId": null}
      }';

      -- What was promised, as it stood then; nothing here is ever changed or taken away.
      CREATE TABLE sla_terms (
        id uuid PRIMARY KEY,
        -- No foreign keys: promises outlive the policy and the calendar they were made by.
        policy_id uuid NOT NULL,
        policy_version int NOT NULL,
        calendar_id uuid NOT NULL,
        calendar_version int NOT NULL,
        policy jsonb NOT NULL,
        calendar jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT sla_terms_of_versions UNIQUE (policy_id, policy_version, calendar_id, calendar_version)
      );
      INSERT INTO sla_terms (id, policy_id, policy_version, calendar_id, calendar_version, policy, calendar)
      SELECT gen_random_uuid(), p.id, p.version, c.id, c.version,
        jsonb_build_object('id', p.id, 'name', p.name, 'version', p.version, 'targets', p.targets,
          'warnAtPercent', p.warn_at_percent, 'escalation', p.escalation),
        jsonb_build_object('id', c.id, 'name', c.name, 'timeZone', c.time_zone, 'week', c.week,
          'exceptions', c.exceptions)
      FROM sla_policies p JOIN sla_calendars c ON c.id = p.calendar_id;

      ALTER TABLE tickets
        -- The clocks themselves, a value of the sla module; null until they are made from the ticket's history.
        ADD COLUMN sla jsonb,
        -- When the next promise is due; null when none runs.
        ADD COLUMN sla_due_at timestamptz,
        -- When the next promise is to be warned of; null once it is broken.
        ADD COLUMN sla_warn_at timestamptz,
        -- When there is something to tell of, or to make up for.
        ADD COLUMN sla_mark_at timestamptz;
      -- Whatever may still run gets its clocks in the background, the desk being up meanwhile.
      UPDATE tickets SET sla_mark_at = now()
        WHERE status IN ('New', 'Open', 'In Progress', 'On Hold', 'Resolved')
          OR (status = 'Closed' AND closed_at > now() - interval '30 days');
      ALTER TABLE tickets
        -- What lists are ordered by: nothing due comes last.
        ADD COLUMN sla_order_at timestamptz NOT NULL
          GENERATED ALWAYS AS (coalesce(sla_due_at, 'infinity'::timestamptz)) STORED;

      CREATE INDEX tickets_by_due ON tickets (status, sla_order_at, id);
      CREATE INDEX tickets_by_warning ON tickets (sla_warn_at, id) WHERE sla_warn_at IS NOT NULL;
      CREATE INDEX tickets_by_mark ON tickets (sla_mark_at) WHERE sla_mark_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX tickets_by_due, tickets_by_warning, tickets_by_mark;
      ALTER TABLE tickets DROP COLUMN sla_order_at, DROP COLUMN sla_mark_at, DROP COLUMN sla_warn_at,
        DROP COLUMN sla_due_at, DROP COLUMN sla;
      DROP TABLE sla_terms;
      ALTER TABLE sla_policies DROP COLUMN escalation;
    `);
  }
}
