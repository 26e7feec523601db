import type pg from 'pg';
import type { DemoLink, DemoTicket } from './demo-ticket.js';
import { DEPARTMENTS, TEAMS } from './demo-words.js';
import { DEMO_DOMAIN, type DemoCategory, type DemoPerson, type DemoWorld } from './demo-world.js';

/** As much of a message as lists show. */
const EXCERPT = 140;

/** Rows of a whole batch at a time. Columns that a desk of another version does not have are left out. */
export class DemoWriter {
  private ticketColumns: readonly string[] = [];

  constructor(private readonly client: pg.Client) {}

  async begin(): Promise<void> {
    // What is lost with the power is made again with the next seed.
    await this.client.query('SET synchronous_commit = off');
    this.ticketColumns = await this.columnsOf('tickets');
  }

  async hasDemo(): Promise<boolean> {
    const { rowCount } = await this.client.query('SELECT FROM users WHERE email::text LIKE $1 LIMIT 1', [
      `%@${DEMO_DOMAIN}`,
    ]);
    return rowCount === 1;
  }

  /** With departments and teams that are not there yet. */
  async people(people: readonly DemoPerson[], passwordHash: string): Promise<void> {
    await this.inTransaction(async () => {
      await this.groups('departments', DEPARTMENTS);
      await this.groups(
        'teams',
        TEAMS.map(([key, name]) => [key, name] as const),
      );
      const departments = await this.ids('SELECT id FROM departments ORDER BY key <> $1, key', ['it']);
      await this.client.query(
        `INSERT INTO users (id, company_id, email, password_hash, first_name, last_name, role, status, department_id,
           time_zone, decided_at, created_at, updated_at)
         SELECT p.id, 'DEMO-' || lpad(p.number::text, 6, '0'), p.email, $2, p.first_name, p.last_name, p.role, 'Approved',
           ($3::uuid[])[1 + p.department % cardinality($3::uuid[])], 'Europe/Berlin', p.since, p.since, p.since
         FROM jsonb_to_recordset($1::jsonb) AS p (number int, id uuid, email text, first_name text, last_name text, role text,
           department int, since timestamptz)`,
        [
          JSON.stringify(
            people.map((person, index) => ({
              number: index + 1,
              id: person.id,
              email: person.email,
              first_name: person.firstName,
              last_name: person.lastName,
              role: person.role,
              department: person.department,
              since: person.since,
            })),
          ),
          passwordHash,
          departments,
        ],
      );
      const members = people.flatMap(({ id, team }) => (team === null ? [] : [{ id, key: TEAMS[team]?.[0] }]));
      await this.client.query(
        `INSERT INTO team_members (team_id, user_id)
         SELECT t.id, m.id FROM jsonb_to_recordset($1::jsonb) AS m (id uuid, key text) JOIN teams t ON t.key = m.key`,
        [JSON.stringify(members)],
      );
    });
  }

  async world(people: readonly DemoPerson[]): Promise<DemoWorld> {
    const { rows } = await this.client.query<DemoCategory>(
      'SELECT id, key, default_team_id AS "defaultTeamId" FROM categories ORDER BY is_active DESC, position',
    );
    const teams = await this.client.query<{ id: string; key: string }>('SELECT id, key FROM teams');
    const [first] = rows;
    const byKey = new Map(rows.map((row) => [row.key, row]));
    return {
      employees: people.filter(({ role }) => role === 'Employee'),
      staff: people.filter(({ role }) => role !== 'Employee'),
      // A desk with categories of its own gets them all the same.
      categories: first === undefined || byKey.has('other') ? byKey : byKey.set('other', first),
      teamIds: TEAMS.flatMap(([key]) => teams.rows.filter((team) => team.key === key).map(({ id }) => id)),
    };
  }

  /** Of the desk's own sequence, so that nobody else gets them. */
  async drawNumbers(many: number): Promise<string[]> {
    const { rows } = await this.client.query<{ number: string }>(
      `SELECT 'SS-' || CASE WHEN length(n) < 6 THEN lpad(n, 6, '0') ELSE n END AS number
       FROM (SELECT nextval('ticket_numbers')::text AS n FROM generate_series(1, $1::int)) drawn`,
      [many],
    );
    return rows.map(({ number }) => number);
  }

  async write(tickets: readonly DemoTicket[], links: readonly DemoLink[]): Promise<void> {
    await this.inTransaction(async () => {
      const rows = tickets.map(rowOf);
      const columns = Object.keys(rows[0] ?? {}).filter((column) => this.ticketColumns.includes(column));
      await this.client.query(
        `INSERT INTO tickets (${columns.join(', ')}) SELECT ${columns.join(', ')}
         FROM jsonb_populate_recordset(NULL::tickets, $1::jsonb)`,
        [JSON.stringify(rows)],
      );
      // Whatever may still be promised gets its clocks from its history, in the background.
      await this.client.query(
        `UPDATE tickets SET sla_mark_at = now() WHERE id = ANY ($1::uuid[])
           AND (status IN ('New', 'Open', 'In Progress', 'On Hold', 'Resolved')
             OR (status = 'Closed' AND closed_at > now() - interval '30 days'))`,
        [rows.map(({ id }) => id)],
      );
      await this.client.query(COMMENTS, [
        JSON.stringify(
          tickets.flatMap(({ comments }) =>
            comments.map((one) => ({
              id: one.id,
              ticket_id: one.ticketId,
              author_id: one.authorId,
              author_kind: 'person',
              visibility: one.visibility,
              body: one.body,
              body_html: one.bodyHtml,
              created_at: one.at,
            })),
          ),
        ),
      ]);
      await this.client.query(SEARCH_ROWS, [rows.map(({ id }) => id)]);
      await this.client.query(EVENTS, [JSON.stringify(eventsOf(tickets))]);
      await this.client.query(
        `INSERT INTO ticket_watchers (ticket_id, user_id, created_at)
         SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (ticket_id uuid, user_id uuid, created_at timestamptz)`,
        [
          JSON.stringify(
            tickets.flatMap(({ now, watchers }) =>
              watchers.map(({ userId, at }) => ({ ticket_id: now.id, user_id: userId, created_at: at })),
            ),
          ),
        ],
      );
      await this.client.query(
        `INSERT INTO ticket_looks (user_id, ticket_id, news)
         SELECT * FROM jsonb_to_recordset($1::jsonb) AS l (user_id uuid, ticket_id uuid, news int)`,
        [
          JSON.stringify(
            tickets.flatMap(({ now, news }) =>
              [...news.looks].map(([userId, count]) => ({ user_id: userId, ticket_id: now.id, news: count })),
            ),
          ),
        ],
      );
      await this.client.query(
        `INSERT INTO ticket_links (id, kind, from_id, to_id, linked_by, created_at)
         SELECT * FROM jsonb_to_recordset($1::jsonb)
           AS l (id uuid, kind text, from_id uuid, to_id uuid, linked_by uuid, created_at timestamptz)`,
        [
          JSON.stringify(
            links.map(({ id, kind, from, to, by, at }) => ({
              id,
              kind,
              from_id: from.now.id,
              to_id: to.now.id,
              linked_by: by,
              created_at: at,
            })),
          ),
        ],
      );
    });
  }

  /** The planner knows nothing of rows that came all at once. */
  async end(): Promise<void> {
    await this.client.query('ANALYZE');
  }

  private async groups(table: 'departments' | 'teams', groups: readonly (readonly [string, string])[]): Promise<void> {
    await this.client.query(
      `INSERT INTO ${table} (id, key, name) SELECT gen_random_uuid(), g.key, g.name
       FROM unnest($1::text[], $2::text[]) AS g (key, name) ON CONFLICT DO NOTHING`,
      [groups.map(([key]) => key), groups.map(([, name]) => name)],
    );
  }

  private async ids(text: string, values: readonly unknown[]): Promise<string[]> {
    return (await this.client.query<{ id: string }>(text, [...values])).rows.map(({ id }) => id);
  }

  private async columnsOf(table: string): Promise<string[]> {
    const { rows } = await this.client.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND table_schema = current_schema()
         AND is_generated = 'NEVER'`,
      [table],
    );
    return rows.map(({ name }) => name);
  }

  private async inTransaction(work: () => Promise<void>): Promise<void> {
    await this.client.query('BEGIN');
    try {
      await work();
      await this.client.query('COMMIT');
    } catch (error) {
      await this.client.query('ROLLBACK');
      throw error;
    }
  }
}

const COMMENTS = `
  INSERT INTO comments (id, ticket_id, author_id, author_kind, visibility, body, body_html, created_at)
  SELECT id, ticket_id, author_id, author_kind, visibility, body, body_html, created_at
  FROM jsonb_populate_recordset(NULL::comments, $1::jsonb)`;

/** As submitting, commenting and editing leave them. */
const SEARCH_ROWS = `
  INSERT INTO ticket_search (ticket_id, words)
  SELECT t.id, search_document(t.number || ' ' || ltrim(substr(t.number, 4), '0') || ' ' || t.subject || ' ' || t.description)
      || coalesce((SELECT search_document(string_agg(c.body, ' ')) FROM comments c
                   WHERE c.ticket_id = t.id AND c.visibility = 'public'), '')
      || coalesce((SELECT search_note(string_agg(c.body, ' ')) FROM comments c
                   WHERE c.ticket_id = t.id AND c.visibility = 'internal'), '')
      || search_place(t.submitted_at, t.requester_id)
  FROM tickets t WHERE t.id = ANY ($1::uuid[])`;

/** Told to the history alone: nobody is mailed, and no workflow runs, because of what was invented. */
const EVENTS = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS g (position int, id uuid, name text, subject_id uuid, audience text,
      actor_id uuid, at timestamptz, data jsonb, personal jsonb)
  ), stored AS (
    INSERT INTO events (id, name, subject_type, subject_id, audience, actor_kind, actor_id, occurred_at, data)
    SELECT id, name, 'ticket', subject_id, audience, CASE WHEN actor_id IS NULL THEN 'system' ELSE 'person' END, actor_id, at,
      data
    FROM given ORDER BY position RETURNING id
  )
  INSERT INTO event_details (event_id, personal) SELECT g.id, g.personal FROM given g JOIN stored s ON s.id = g.id
  WHERE g.personal IS NOT NULL`;

/** In the order in which it happened; what happened at once, in the order in which it was told. */
function eventsOf(tickets: readonly DemoTicket[]): object[] {
  return tickets
    .flatMap(({ events }) => events)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ id, name, subjectId, audience, actorId, at, data, personal }, position) => ({
      position,
      id,
      name,
      subject_id: subjectId,
      audience,
      actor_id: actorId,
      at,
      data,
      personal,
    }));
}

function rowOf({ now: t, awaitsReply, comments, news }: DemoTicket) {
  const reply = comments.findLast(({ visibility }) => visibility === 'public');
  const note = comments.findLast(({ visibility }) => visibility === 'internal');
  return {
    id: t.id,
    number: t.number,
    version: t.version,
    subject: t.subject,
    description: t.description,
    description_html: t.descriptionHtml,
    category_id: t.categoryId,
    status: t.status,
    priority: t.priority,
    impact: t.impact,
    urgency: t.urgency,
    requester_id: t.requesterId,
    submitted_by: t.submittedBy,
    assignee_id: t.assigneeId,
    team_id: t.teamId,
    confidential: t.confidential,
    tags: t.tags,
    hold_reason: t.holdReason,
    hold_until: t.holdUntil,
    status_before_hold: t.statusBeforeHold,
    resolution: t.resolution,
    comment_count: t.commentCount,
    note_count: t.noteCount,
    attachment_count: 0,
    note_attachment_count: 0,
    field_versions: t.fieldVersions,
    submitted_at: t.submittedAt,
    updated_at: t.updatedAt,
    first_reply_at: t.firstReplyAt,
    reopened_at: t.reopenedAt,
    resolved_at: t.resolvedAt,
    closed_at: t.closedAt,
    created_at: t.submittedAt,
    awaits_reply: awaitsReply,
    last_reply_at: reply?.at ?? null,
    last_reply_by: reply?.authorId ?? null,
    last_reply_text: reply === undefined ? null : excerpt(reply.body),
    news: news.count,
    news_by: news.by,
    news_of_others: news.ofOthers,
    public_news: news.publicCount,
    public_news_by: news.publicBy,
    public_news_of_others: news.publicOfOthers,
    last_note_at: note?.at ?? null,
    last_note_by: note?.authorId ?? null,
    last_note_text: note === undefined ? null : excerpt(note.body),
  };
}

function excerpt(body: string): string {
  const words = body.replace(/[*_`#>~\s]+/g, ' ').trim();
  return words.length > EXCERPT ? `${words.slice(0, EXCERPT - 1)}…` : words;
}
