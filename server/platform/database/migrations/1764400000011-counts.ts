import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPEN = `('New', 'Open', 'In Progress', 'On Hold')`;

/** Counts, mentions and tags whose cost does not grow with the desk. */
export class Counts1764400000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Whatever decides who sees a ticket stands in these, so that counting reads no ticket. Only what is open.
      CREATE INDEX tickets_open_seen ON tickets (status, assignee_id)
        INCLUDE (id, confidential, requester_id, team_id, awaits_reply, priority, category_id) WHERE status IN ${OPEN};
      CREATE INDEX tickets_open_due ON tickets (status, sla_order_at, id)
        INCLUDE (confidential, requester_id, assignee_id, team_id, sla_warn_at) WHERE status IN ${OPEN};
      -- Each ticket is in one of the two: nothing more to write.
      CREATE INDEX tickets_ended_due ON tickets (status, sla_order_at, id) WHERE status NOT IN ${OPEN};
      DROP INDEX tickets_by_due, tickets_by_warning, tickets_reopened;
      CREATE INDEX tickets_by_warning ON tickets (sla_warn_at, id)
        INCLUDE (status, sla_order_at, confidential, requester_id, assignee_id, team_id) WHERE sla_warn_at IS NOT NULL;
      CREATE INDEX tickets_reopened ON tickets (status, submitted_at DESC, id DESC)
        INCLUDE (confidential, requester_id, assignee_id, team_id, reopened_at) WHERE reopened_at IS NOT NULL;
      -- An index says what a ticket holds only of pages that were vacuumed; those of the newest tickets change all day.
      ALTER TABLE tickets SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

      -- Who was named in a ticket's comments. Those of the open ones are looked for without the years before them.
      ALTER TABLE tickets ADD COLUMN mentioned uuid[] NOT NULL DEFAULT '{}';
      UPDATE tickets t SET mentioned = m.ids
        FROM (SELECT ticket_id, array_agg(DISTINCT user_id) AS ids FROM ticket_mentions GROUP BY ticket_id) m WHERE m.ticket_id = t.id;
      CREATE INDEX tickets_open_mentions ON tickets USING gin (mentioned) WITH (fastupdate = off)
        WHERE status IN ${OPEN} AND mentioned <> '{}';
      -- The comment's transaction has the ticket's row already.
      CREATE FUNCTION keep_mentioned() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE public.tickets SET mentioned = mentioned || NEW.user_id WHERE id = NEW.ticket_id AND NEW.user_id <> ALL (mentioned);
        RETURN NULL;
      END $$;
      CREATE TRIGGER ticket_mentions_kept AFTER INSERT ON ticket_mentions FOR EACH ROW EXECUTE FUNCTION keep_mentioned();

      -- Tickets of a tag in the order of lists, which an index of arrays does not have.
      CREATE TABLE ticket_tags (
        tag text NOT NULL,
        submitted_at timestamptz NOT NULL,
        ticket_id uuid NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tag, submitted_at, ticket_id)
      );
      INSERT INTO ticket_tags (tag, submitted_at, ticket_id)
        SELECT DISTINCT tag, t.submitted_at, t.id FROM tickets t CROSS JOIN unnest(t.tags) AS tag WHERE t.tags <> '{}';
      CREATE FUNCTION keep_tags() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          DELETE FROM public.ticket_tags
            WHERE tag = ANY (OLD.tags) AND tag <> ALL (NEW.tags) AND submitted_at = OLD.submitted_at AND ticket_id = OLD.id;
        END IF;
        INSERT INTO public.ticket_tags (tag, submitted_at, ticket_id)
          SELECT tag, NEW.submitted_at, NEW.id FROM unnest(NEW.tags) AS tag ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$;
      CREATE TRIGGER tickets_tagged AFTER INSERT ON tickets FOR EACH ROW WHEN (NEW.tags <> '{}') EXECUTE FUNCTION keep_tags();
      CREATE TRIGGER tickets_retagged AFTER UPDATE OF tags ON tickets FOR EACH ROW
        WHEN (NEW.tags IS DISTINCT FROM OLD.tags) EXECUTE FUNCTION keep_tags();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER tickets_tagged ON tickets;
      DROP TRIGGER tickets_retagged ON tickets;
      DROP TABLE ticket_tags;
      DROP FUNCTION keep_tags;
      DROP TRIGGER ticket_mentions_kept ON ticket_mentions;
      DROP FUNCTION keep_mentioned;
      ALTER TABLE tickets DROP COLUMN mentioned;
      ALTER TABLE tickets RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_insert_scale_factor);
      DROP INDEX tickets_open_seen, tickets_open_due, tickets_ended_due, tickets_by_warning, tickets_reopened;
      CREATE INDEX tickets_by_due ON tickets (status, sla_order_at, id);
      CREATE INDEX tickets_by_warning ON tickets (sla_warn_at, id) WHERE sla_warn_at IS NOT NULL;
      CREATE INDEX tickets_reopened ON tickets (status, submitted_at DESC, id DESC) WHERE reopened_at IS NOT NULL;
    `);
  }
}
