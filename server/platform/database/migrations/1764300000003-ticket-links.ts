import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links between tickets, impact and urgency, what a category decides for its tickets, and a first set for an IT desk. */
export class TicketLinks1764300000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row for both directions: \`from_id\` duplicates \`to_id\`, or is its parent. Follow-ups are no rows here, the
      -- later ticket itself knows the earlier one.
      CREATE TABLE ticket_links (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('relates', 'duplicates', 'parent')),
        from_id uuid NOT NULL REFERENCES tickets (id),
        to_id uuid NOT NULL REFERENCES tickets (id),
        linked_by uuid NOT NULL REFERENCES users (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (from_id <> to_id)
      );
      -- Two tickets are linked once in each way, whichever comes first.
      CREATE UNIQUE INDEX ticket_links_pair ON ticket_links (least(from_id, to_id), greatest(from_id, to_id), kind);
      CREATE INDEX ticket_links_from ON ticket_links (from_id, kind);
      CREATE INDEX ticket_links_to ON ticket_links (to_id, kind);

      ALTER TABLE tickets
        ADD COLUMN impact text CHECK (impact IN ('Low', 'Medium', 'High')),
        ADD COLUMN urgency text CHECK (urgency IN ('Low', 'Medium', 'High'));

      ALTER TABLE categories
        -- A team that categories send their tickets to is not taken away unnoticed.
        ADD COLUMN default_team_id uuid REFERENCES teams (id),
        ADD COLUMN default_priority text CHECK (default_priority IN ('Low', 'Medium', 'High', 'Critical'));
      CREATE INDEX categories_default_team ON categories (default_team_id) WHERE default_team_id IS NOT NULL;
    `);
    // Only where nobody has begun to make the list his own.
    await runner.query(`
      CREATE TEMPORARY TABLE first_seed ON COMMIT DROP AS
        SELECT count(*) = 6 AND bool_and(version = 1) AND bool_and(key = ANY
          ('{hardware,software,network,access,email,other}'::text[])) AS is_untouched FROM categories;
      UPDATE categories c SET name = better.name, description = better.description, position = better.position
        FROM first_seed, (VALUES
          ('hardware', 'Hardware', 'Laptops, screens, docks and what belongs to them: broken, missing or new', 10),
          ('software', 'Software', 'Programs that fail, are missing, or need a licence or an update', 20),
          ('access', 'Accounts and access', 'Passwords, rights, shared folders, and what a new colleague needs', 30),
          ('email', 'E-mail and calendar', 'Mail that does not arrive, shared mailboxes, calendars, distribution lists', 40),
          ('network', 'Network and VPN', 'Wi-Fi, VPN, internet and working from elsewhere', 50),
          ('other', 'Something else', 'Anything that fits nowhere else; we find the right people', 110)
        ) AS better (key, name, description, position)
        WHERE is_untouched AND c.key = better.key;
      INSERT INTO categories (id, key, name, description, position, default_priority)
        SELECT fresh.id::uuid, fresh.key, fresh.name, fresh.description, fresh.position, fresh.priority
        FROM first_seed, (VALUES
          ('018f0000-0000-7000-8000-000000000007', 'phones', 'Phones and mobiles',
            'Desk phones, mobiles, headsets, SIM cards and voicemail', 60, 'Medium'),
          ('018f0000-0000-7000-8000-000000000008', 'printing', 'Printing and scanning',
            'Printers, scanners, toner and jams', 70, 'Low'),
          ('018f0000-0000-7000-8000-000000000009', 'meeting-rooms', 'Meeting rooms',
            'Screens, cameras, microphones and the booking of rooms', 80, 'Medium'),
          ('018f0000-0000-7000-8000-00000000000a', 'data', 'Files and backups',
            'Lost or locked files, storage that is full, something to restore', 90, 'Medium'),
          ('018f0000-0000-7000-8000-00000000000b', 'security', 'Security incident',
            'A suspicious mail, a lost device, a stranger in an account: tell us at once, day or night', 100, 'High')
        ) AS fresh (id, key, name, description, position, priority)
        WHERE is_untouched
        ON CONFLICT DO NOTHING;
      -- What is reported at night is looked at in the night.
      INSERT INTO sla_policies (id, name, calendar_id, category_id, targets, warn_at_percent)
        SELECT '018f0000-0000-7000-8000-000000000112', 'Security incidents', calendar.id, category.id, '{
            "Critical": {"firstResponse": 900, "nextReply": 1800, "resolution": 14400},
            "High": {"firstResponse": 1800, "nextReply": 3600, "resolution": 28800},
            "Medium": {"firstResponse": 7200, "nextReply": 14400, "resolution": 86400},
            "Low": {"firstResponse": 14400, "nextReply": 28800, "resolution": 172800}
          }', 75
        FROM first_seed, sla_calendars calendar, categories category
        WHERE is_untouched AND calendar.id = '018f0000-0000-7000-8000-000000000102'
          AND category.id = '018f0000-0000-7000-8000-00000000000b'
        ON CONFLICT DO NOTHING;
      -- Work needs a team to go to; a desk that took its only one away has a reason, unless it never had people.
      INSERT INTO teams (id, key, name)
        SELECT '019a8a00-0000-7000-8000-000000000011', 'service-desk', 'Service Desk' FROM first_seed
        WHERE is_untouched AND NOT EXISTS (SELECT FROM teams) AND NOT EXISTS (SELECT FROM users)
        ON CONFLICT DO NOTHING;
      DROP TABLE first_seed;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE categories DROP COLUMN default_team_id, DROP COLUMN default_priority;
      ALTER TABLE tickets DROP COLUMN impact, DROP COLUMN urgency;
      DROP TABLE ticket_links;
    `);
  }
}
