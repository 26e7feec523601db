import { DEFAULT_LIFECYCLE } from '../../server/modules/tickets/domain/default-lifecycle.js';
import { DemoExistsError, seedDemo } from '../../server/demo/demo-seed.js';
import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import { testDatabase, type TestDatabase } from '../support/test-database.js';
import type { TicketListView, TicketView } from '../support/ticket-views.js';

const TICKETS = 600;
const UNTIL = new Date('2026-09-01T00:00:00Z');
const ORDER = { tickets: TICKETS, seed: 7, until: UNTIL, password: 'try-the-Demo-2026' };

/** Everything that was invented, but for the rows that the desk had before. */
async function invented({ query }: TestDatabase): Promise<unknown> {
  const hashes = await query(
    `SELECT (SELECT md5(string_agg(u::text, '|' ORDER BY u.id)) FROM (SELECT id, email, role, first_name, last_name FROM users) u) AS people,
       (SELECT md5(string_agg(t::text, '|' ORDER BY t.id)) FROM (SELECT id, number, subject, status, priority, requester_id, assignee_id,
          version, updated_at, comment_count, tags FROM tickets) t) AS tickets,
       (SELECT md5(string_agg(c::text, '|' ORDER BY c.id)) FROM comments c) AS comments,
       (SELECT md5(string_agg(e.id::text || e.name || e.occurred_at::text, '|' ORDER BY e.id)) FROM events e WHERE subject_type = 'ticket') AS events`,
  );
  return hashes[0];
}

describe('an invented year', () => {
  let desk: Desk;
  let employee: SignedIn;
  let coordinator: SignedIn;
  let admin: SignedIn;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    const made = await seedDemo(desk.database.url, ORDER);
    expect(made).toMatchObject({ tickets: TICKETS });
    const password = ORDER.password;
    [employee, coordinator, admin] = await Promise.all([
      desk.people.signIn({ email: made.employee, password }),
      desk.people.signIn({ email: made.coordinator, password }),
      desk.people.admin(),
    ]);
  });
  afterAll(async () => {
    await desk.close();
  });

  const none = async (text: string): Promise<void> => {
    expect(await desk.database.query(text)).toEqual([]);
  };

  it('has tickets in every status that one comes to by itself, most of them closed, over a whole year', async () => {
    const rows = await desk.database.query<{ status: string; many: number }>(
      'SELECT status, count(*)::int AS many FROM tickets GROUP BY status',
    );
    const many = new Map(rows.map((row) => [row.status, row.many]));
    expect([...many.keys()].toSorted()).toEqual(
      ['Closed', 'In Progress', 'New', 'On Hold', 'Open', 'Rejected', 'Resolved', 'Withdrawn'].filter((status) =>
        many.has(status),
      ),
    );
    expect(many.get('Closed')).toBeGreaterThan(TICKETS / 2);
    expect([...many.keys()].length).toBeGreaterThanOrEqual(6);
    const [span] = await desk.database.query<{ days: number; requesters: number; categories: number }>(
      `SELECT extract(day FROM max(submitted_at) - min(submitted_at))::int AS days, count(DISTINCT requester_id)::int AS requesters,
         count(DISTINCT category_id)::int AS categories FROM tickets`,
    );
    expect(span?.days).toBeGreaterThan(300);
    expect(span?.requesters).toBeGreaterThan(20);
    expect(span?.categories).toBe(11);
  });

  it('tells histories that lead to where the tickets stand, only along the lifecycle, and never into the future', async () => {
    const moves = await desk.database.query<{ from: string; to: string; actor_kind: string }>(
      `SELECT DISTINCT data ->> 'from' AS "from", data ->> 'to' AS "to", actor_kind FROM events WHERE name = 'ticket.status_changed'`,
    );
    const legal = DEFAULT_LIFECYCLE.transitions.map(({ from, to }) => `${from} ${to}`);
    expect(moves.map(({ from, to }) => `${from} ${to}`).filter((move) => !legal.includes(move))).toEqual([]);
    // Each change begins where the one before ended, and the last one ended where the ticket stands.
    await none(`SELECT 1 FROM (SELECT data ->> 'from' AS "from", lag(data ->> 'to', 1, 'New') OVER (PARTITION BY subject_id ORDER BY seq) AS before
      FROM events WHERE name = 'ticket.status_changed') e WHERE e."from" <> e.before`);
    await none(`SELECT t.number FROM tickets t LEFT JOIN LATERAL (SELECT data ->> 'to' AS status FROM events e
      WHERE e.subject_id = t.id AND e.name = 'ticket.status_changed' ORDER BY seq DESC LIMIT 1) e ON true
      WHERE t.status <> coalesce(e.status, 'New')`);
    await none(`SELECT 1 FROM (SELECT occurred_at, lag(occurred_at) OVER (PARTITION BY subject_id ORDER BY seq) AS before FROM events
      WHERE subject_type = 'ticket') e WHERE e.occurred_at < e.before`);
    await none(`SELECT 1 FROM events WHERE subject_type = 'ticket' AND occurred_at > '${UNTIL.toISOString()}'`);
    await none(
      `SELECT t.number FROM tickets t WHERE (SELECT count(*) FROM events e WHERE e.subject_id = t.id AND e.name = 'ticket.submitted') <> 1`,
    );
    await none(`SELECT t.number FROM tickets t WHERE t.assignee_id IS DISTINCT FROM (SELECT (data ->> 'assigneeId')::uuid FROM events e
      WHERE e.subject_id = t.id AND e.name = 'ticket.assigned' ORDER BY seq DESC LIMIT 1)`);
    await none(`SELECT t.number FROM tickets t WHERE t.version <> 1 + (SELECT count(*) FROM events e WHERE e.subject_id = t.id
      AND e.name IN ('ticket.status_changed', 'ticket.assigned', 'ticket.edited', 'ticket.priority_changed'))`);
  });

  it('has counters, times and facts that say what the rows say', async () => {
    await none(`SELECT t.number FROM tickets t WHERE
      t.comment_count <> (SELECT count(*) FROM comments c WHERE c.ticket_id = t.id AND c.visibility = 'public')
      OR t.note_count <> (SELECT count(*) FROM comments c WHERE c.ticket_id = t.id AND c.visibility = 'internal')
      OR t.comment_count + t.note_count <> (SELECT count(*) FROM events e WHERE e.subject_id = t.id AND e.name = 'ticket.commented')`);
    await none(`SELECT t.number FROM tickets t WHERE t.first_reply_at IS DISTINCT FROM (SELECT min(c.created_at) FROM comments c
      WHERE c.ticket_id = t.id AND c.visibility = 'public' AND c.author_id <> t.requester_id)`);
    await none(`SELECT t.number FROM tickets t WHERE t.awaits_reply IS DISTINCT FROM coalesce((SELECT c.author_id = t.requester_id FROM comments c
      WHERE c.ticket_id = t.id AND c.visibility = 'public' ORDER BY c.created_at DESC, c.id DESC LIMIT 1), true)`);
    await none(`SELECT number FROM tickets WHERE (status = 'On Hold') <> (hold_reason IS NOT NULL)
      OR (hold_reason = 'scheduled') IS TRUE <> (hold_until IS NOT NULL)
      OR (status IN ('Closed', 'Rejected', 'Withdrawn')) <> (closed_at IS NOT NULL)
      OR (status = 'Resolved' AND (resolved_at IS NULL OR resolution IS NULL))
      OR (status = 'In Progress' AND assignee_id IS NULL) OR (status = 'New') <> (version = 1)`);
    await none(
      'SELECT t.number FROM tickets t LEFT JOIN ticket_search s ON s.ticket_id = t.id WHERE s.ticket_id IS NULL',
    );
    await none(`SELECT 1 FROM (SELECT subject_id, count(*) AS many FROM events WHERE name = 'ticket.linked' GROUP BY 1) e
      WHERE e.many <> (SELECT count(*) FROM ticket_links l WHERE e.subject_id IN (l.from_id, l.to_id))`);
    const [links] = await desk.database.query<{ many: number }>('SELECT count(*)::int AS many FROM ticket_links');
    expect(links?.many).toBeGreaterThan(0);
    // Nobody is mailed for what was invented, and no workflow runs.
    await none(`SELECT 1 FROM outbox o JOIN events e ON e.id = o.event_id WHERE e.subject_type = 'ticket'`);
    await none('SELECT 1 FROM mail_messages');
  });

  it('is worked with like any other: lists by the policy, search, numbers, details, timeline, the next act', async () => {
    const list = async (as: SignedIn, query: string): Promise<TicketListView> => {
      const answer = await desk.request<TicketListView>('GET', `/api/tickets?${query}`, { as });
      expect(answer.status).toBe(200);
      return answer.body;
    };
    const total = async (as: SignedIn, query = ''): Promise<number | undefined> =>
      (await list(as, `include=total&${query}`)).total;
    const [rows] = await desk.database.query<{ confidential: number; own: number }>(
      `SELECT count(*) FILTER (WHERE t.confidential AND t.assignee_id IS DISTINCT FROM $1 AND NOT EXISTS (SELECT FROM team_members m
          WHERE m.team_id = t.team_id AND m.user_id = $1) AND t.requester_id <> $1)::int AS confidential,
         count(*) FILTER (WHERE t.requester_id = $2 OR EXISTS (SELECT FROM ticket_watchers w WHERE w.ticket_id = t.id AND w.user_id = $2))::int AS own
       FROM tickets t`,
      [coordinator.id, employee.id],
    );
    expect(await total(admin)).toBe(TICKETS);
    expect(await total(coordinator)).toBe(TICKETS - (rows?.confidential ?? 0));
    expect(await total(employee)).toBe(rows?.own);
    expect(await total(coordinator, 'q=printer')).toBeGreaterThan(0);
    const { items } = await list(coordinator, 'status=Open,In%20Progress&limit=5');
    // What happened lately is new to whoever has not acted since, and nothing of long ago is.
    const latest = (await list(coordinator, 'limit=100&sort=-updatedAt')).items;
    const oldest = (await list(coordinator, 'limit=100&sort=updatedAt')).items;
    expect(new Set(latest.map(({ isUnread }) => isUnread))).toEqual(new Set([true, false]));
    expect(oldest.filter(({ isUnread }) => isUnread)).toEqual([]);
    const [open] = items;
    expect(open).toBeDefined();
    const path = `/api/tickets/${open?.number ?? ''}`;
    const detail = await desk.request<TicketView>('GET', path, { as: coordinator });
    expect(detail.body).toMatchObject({ id: open?.id, allowedActions: expect.arrayContaining(['reply', 'link']) });
    expect((await desk.request('GET', `${path}/timeline`, { as: coordinator })).status).toBe(200);
    const resolved = await desk.request('POST', `${path}/status`, {
      as: coordinator,
      body: { status: 'Resolved', resolution: 'Done' },
      headers: { 'if-match': `"${String(open?.version)}"` },
    });
    expect(resolved.status).toBe(200);
    // The desk's own numbers go on after the invented ones.
    const next = await desk.request<TicketView>('POST', '/api/tickets', {
      as: employee,
      body: { subject: 'Real', category: 'network', description: 'x' },
    });
    expect(next.body.number).toBe(`SS-${String(TICKETS + 1).padStart(6, '0')}`);
  });

  it('is made once', async () => {
    await expect(seedDemo(desk.database.url, ORDER)).rejects.toThrow(DemoExistsError);
  });

  it('is the same for the same seed, and another one for another', async () => {
    const databases = await Promise.all([testDatabase(), testDatabase(), testDatabase()]);
    try {
      const order = { ...ORDER, tickets: 60 };
      const made: unknown[] = [];
      for (const [index, database] of databases.entries()) {
        await seedDemo(database.url, { ...order, seed: index === 2 ? 8 : 7 });
        made.push(await invented(database));
      }
      expect(made[1]).toEqual(made[0]);
      expect(made[2]).not.toEqual(made[0]);
    } finally {
      await Promise.all(databases.map(async (database) => database.drop()));
    }
  });
});
