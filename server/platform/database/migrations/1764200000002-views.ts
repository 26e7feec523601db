import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Saved views of tickets, and what the views that are always there ask for. */
export class Views1764200000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ticket_views (
        id uuid PRIMARY KEY,
        scope text NOT NULL CHECK (scope IN ('own', 'team', 'everyone')),
        owner_id uuid NOT NULL REFERENCES users (id),
        -- Nobody is left to see the views of a team that is taken away.
        team_id uuid REFERENCES teams (id) ON DELETE CASCADE,
        name text NOT NULL CHECK (char_length(name) <= 60),
        -- Words of the list's filter; ids in it refer to nothing, so that a view outlives what it names.
        filters jsonb NOT NULL,
        sort text NOT NULL,
        columns text[] NOT NULL,
        position int NOT NULL DEFAULT 0,
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((scope = 'team') = (team_id IS NOT NULL))
      );
      CREATE INDEX ticket_views_owner ON ticket_views (owner_id) WHERE scope = 'own';
      CREATE INDEX ticket_views_team ON ticket_views (team_id) WHERE scope = 'team';
      CREATE INDEX ticket_views_everyone ON ticket_views (position) WHERE scope = 'everyone';

      -- The columns one person wants to see in a view, of others too.
      CREATE TABLE ticket_view_columns (
        user_id uuid NOT NULL REFERENCES users (id),
        -- Key of a view that is always there, or id of a saved one.
        view text NOT NULL,
        columns text[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, view)
      );

      ALTER TABLE tickets
        -- The last public word is the requester's, or there is none yet but his first one.
        ADD COLUMN awaits_reply boolean NOT NULL DEFAULT true,
        ADD COLUMN reopened_at timestamptz;
      -- Only open ones are asked for; the rest may say what it likes.
      UPDATE tickets t SET awaits_reply = false
        WHERE t.status IN ('New', 'Open', 'In Progress', 'On Hold') AND t.first_reply_at IS NOT NULL
          AND (SELECT c.author_id IS DISTINCT FROM t.requester_id FROM comments c
               WHERE c.ticket_id = t.id AND c.visibility = 'public' ORDER BY c.created_at DESC, c.id DESC LIMIT 1);
      UPDATE tickets t SET reopened_at = e.at
        FROM (SELECT subject_id, max(occurred_at) AS at FROM events
              WHERE name = 'ticket.status_changed' AND data ->> 'isReopening' = 'true' GROUP BY subject_id) e
        WHERE e.subject_id = t.id;

      CREATE INDEX tickets_unassigned ON tickets (status, submitted_at DESC, id DESC) WHERE assignee_id IS NULL;
      CREATE INDEX tickets_reopened ON tickets (status, submitted_at DESC, id DESC) WHERE reopened_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX tickets_unassigned, tickets_reopened;
      ALTER TABLE tickets DROP COLUMN awaits_reply, DROP COLUMN reopened_at;
      DROP TABLE ticket_view_columns, ticket_views;
    `);
  }
}
