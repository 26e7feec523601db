import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Service levels: business calendars and what is promised by priority and category. */
export class Sla1764200000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sla_calendars (
        id uuid PRIMARY KEY,
        name text NOT NULL CONSTRAINT sla_calendars_name UNIQUE,
        time_zone text NOT NULL,
        week jsonb NOT NULL,
        exceptions jsonb NOT NULL DEFAULT '[]',
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE sla_policies (
        id uuid PRIMARY KEY,
        name text NOT NULL CONSTRAINT sla_policies_name UNIQUE,
        calendar_id uuid NOT NULL CONSTRAINT sla_policies_calendar REFERENCES sla_calendars (id),
        category_id uuid CONSTRAINT sla_policies_of_category UNIQUE
          CONSTRAINT sla_policies_category REFERENCES categories (id),
        targets jsonb NOT NULL,
        warn_at_percent int NOT NULL CHECK (warn_at_percent BETWEEN 1 AND 99),
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX sla_policies_by_calendar ON sla_policies (calendar_id);
      -- Where no other holds, one does, and no second one.
      CREATE UNIQUE INDEX sla_policies_default ON sla_policies ((category_id IS NULL)) WHERE category_id IS NULL;

      INSERT INTO sla_calendars (id, name, time_zone, week)
      SELECT '018f0000-0000-7000-8000-000000000101', 'Office hours', 'Europe/Berlin',
        jsonb_build_object('monday', hours, 'tuesday', hours, 'wednesday', hours, 'thursday', hours, 'friday', hours,
          'saturday', '[]'::jsonb, 'sunday', '[]'::jsonb)
      FROM (VALUES ('[{"from": "08:00", "to": "18:00"}]'::jsonb)) AS office (hours);
      INSERT INTO sla_calendars (id, name, time_zone, week)
      SELECT '018f0000-0000-7000-8000-000000000102', 'Around the clock', 'UTC',
        jsonb_build_object('monday', hours, 'tuesday', hours, 'wednesday', hours, 'thursday', hours, 'friday', hours,
          'saturday', hours, 'sunday', hours)
      FROM (VALUES ('[{"from": "00:00", "to": "24:00"}]'::jsonb)) AS always (hours);

      -- Seconds of business time; a day has ten hours here.
      INSERT INTO sla_policies (id, name, calendar_id, targets, warn_at_percent) VALUES (
        '018f0000-0000-7000-8000-000000000111', 'Standard', '018f0000-0000-7000-8000-000000000101', '{
          "Critical": {"firstResponse": 3600, "nextReply": 7200, "resolution": 14400},
          "High": {"firstResponse": 14400, "nextReply": 14400, "resolution": 36000},
          "Medium": {"firstResponse": 28800, "nextReply": 36000, "resolution": 108000},
          "Low": {"firstResponse": 36000, "nextReply": 72000, "resolution": 180000}
        }', 75);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sla_policies, sla_calendars');
  }
}
