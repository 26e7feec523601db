import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Categories, tickets, comments, watchers and the search rows. */
export class Tickets1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE categories (
        id uuid PRIMARY KEY,
        key text NOT NULL UNIQUE,
        name text NOT NULL UNIQUE,
        description text NOT NULL DEFAULT '',
        position int NOT NULL DEFAULT 0,
        is_active boolean NOT NULL DEFAULT true,
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO categories (id, key, name, description, position) VALUES
        ('018f0000-0000-7000-8000-000000000001', 'hardware', 'Hardware', 'Laptops, screens, phones, printers and what belongs to them', 1),
        ('018f0000-0000-7000-8000-000000000002', 'software', 'Software', 'Programs that fail, are missing or need a licence', 2),
        ('018f0000-0000-7000-8000-000000000003', 'network', 'Network and VPN', 'Wi-Fi, VPN, internet and remote work', 3),
        ('018f0000-0000-7000-8000-000000000004', 'access', 'Accounts and access', 'Passwords, rights, mailboxes and shared folders', 4),
        ('018f0000-0000-7000-8000-000000000005', 'email', 'E-mail and calendar', 'Mail, calendars and meeting rooms', 5),
        ('018f0000-0000-7000-8000-000000000006', 'other', 'Something else', 'Anything that fits nowhere else', 6);

      CREATE SEQUENCE ticket_numbers;

      CREATE TABLE tickets (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        version int NOT NULL DEFAULT 1,
        subject text NOT NULL CHECK (char_length(subject) <= 200),
        description text NOT NULL,
        description_html text NOT NULL,
        category_id uuid NOT NULL REFERENCES categories (id),
        status text NOT NULL,
        priority text NOT NULL,
        requester_id uuid NOT NULL REFERENCES users (id),
        submitted_by uuid NOT NULL REFERENCES users (id),
        assignee_id uuid REFERENCES users (id),
        team_id uuid REFERENCES teams (id),
        confidential boolean NOT NULL DEFAULT false,
        tags text[] NOT NULL DEFAULT '{}',
        hold_reason text,
        hold_until timestamptz,
        status_before_hold text,
        resolution text,
        follow_up_of uuid REFERENCES tickets (id),
        -- Counters of what everyone who sees the ticket sees, and of what only staff sees. They never change the version.
        comment_count int NOT NULL DEFAULT 0,
        note_count int NOT NULL DEFAULT 0,
        attachment_count int NOT NULL DEFAULT 0,
        note_attachment_count int NOT NULL DEFAULT 0,
        -- Version at which each field last changed: { "subject": 3 }.
        field_versions jsonb NOT NULL DEFAULT '{}',
        submitted_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        first_reply_at timestamptz,
        resolved_at timestamptz,
        closed_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      -- Policy filter + order; lists never sort more than they show.
      CREATE INDEX tickets_submitted ON tickets (submitted_at DESC, id DESC);
      CREATE INDEX tickets_updated ON tickets (updated_at DESC, id DESC);
      CREATE INDEX tickets_requester ON tickets (requester_id, submitted_at DESC, id DESC);
      CREATE INDEX tickets_assignee ON tickets (assignee_id, submitted_at DESC, id DESC);
      CREATE INDEX tickets_assignee_status ON tickets (assignee_id, status, submitted_at DESC, id DESC) WHERE assignee_id IS NOT NULL;
      CREATE INDEX tickets_team ON tickets (team_id, submitted_at DESC, id DESC) WHERE team_id IS NOT NULL;
      CREATE INDEX tickets_status ON tickets (status, submitted_at DESC, id DESC);
      CREATE INDEX tickets_category ON tickets (category_id, submitted_at DESC, id DESC);
      CREATE INDEX tickets_tags ON tickets USING gin (tags);
      CREATE INDEX tickets_follow_up ON tickets (follow_up_of) WHERE follow_up_of IS NOT NULL;

      CREATE TABLE ticket_watchers (
        ticket_id uuid NOT NULL REFERENCES tickets (id),
        user_id uuid NOT NULL REFERENCES users (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (ticket_id, user_id)
      );
      CREATE INDEX ticket_watchers_user ON ticket_watchers (user_id, ticket_id);

      CREATE TABLE comments (
        id uuid PRIMARY KEY,
        ticket_id uuid NOT NULL REFERENCES tickets (id),
        author_id uuid REFERENCES users (id),
        author_kind text NOT NULL CHECK (author_kind IN ('person', 'workflow', 'system')),
        visibility text NOT NULL CHECK (visibility IN ('public', 'internal')),
        body text NOT NULL,
        body_html text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX comments_ticket ON comments (ticket_id, created_at, id);

      -- One row per ticket beside the ticket, so that its index costs nothing when the ticket itself changes.
      -- Stripped of positions: lists keep their own order, and a long conversation stays far under the size limit.
      CREATE TABLE ticket_search (
        ticket_id uuid PRIMARY KEY REFERENCES tickets (id),
        document tsvector NOT NULL,
        notes tsvector NOT NULL DEFAULT ''
      );
      CREATE INDEX ticket_search_document ON ticket_search USING gin (document);
      CREATE INDEX ticket_search_notes ON ticket_search USING gin (notes);

      -- unaccent() is only stable, because its dictionary could change; ours does not.
      CREATE FUNCTION search_text(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT lower(regexp_replace(public.unaccent('public.unaccent', given), '[^[:alnum:]]+', ' ', 'g'))
      $$;
      CREATE FUNCTION search_document(given text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT strip(to_tsvector('simple', public.search_text(given)) || to_tsvector('english', public.search_text(given)))
      $$;
      -- Each word as typed with a prefix, or by its English stem; all words must be found. Null when there is no word.
      CREATE FUNCTION search_query(given text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
      DECLARE
        word text;
        stem tsquery;
        one tsquery;
        result tsquery;
      BEGIN
        FOR word IN
          SELECT left(w, 100) FROM unnest(string_to_array(public.search_text(left(given, 2000)), ' ')) AS w WHERE w <> '' LIMIT 20
        LOOP
          one := (quote_literal(word) || ':*')::tsquery;
          stem := plainto_tsquery('english', word);
          IF numnode(stem) > 0 THEN
            one := one || stem;
          END IF;
          result := CASE WHEN result IS NULL THEN one ELSE result && one END;
        END LOOP;
        RETURN result;
      END $$;
      -- At most so many tickets with these words, always through the indexes: the planner takes every prefix for frequent
      -- and would rather read the whole table for a word that nobody wrote.
      CREATE FUNCTION search_hits(words tsquery, most int) RETURNS SETOF uuid LANGUAGE plpgsql STABLE
        SET enable_seqscan = off SET enable_indexscan = off AS $$
      BEGIN
        RETURN QUERY SELECT s.ticket_id FROM public.ticket_search s WHERE s.document @@ words OR s.notes @@ words LIMIT most;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION search_hits, search_query, search_document, search_text;
      DROP TABLE ticket_search, comments, ticket_watchers, tickets, categories;
      DROP SEQUENCE ticket_numbers;
    `);
  }
}
