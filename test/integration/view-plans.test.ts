import type { PersonActor } from '../../server/kernel/actor.js';
import { filterOf, type FilterWords } from '../../server/modules/tickets/domain/ticket-list.js';
import { BUILT_IN_VIEWS, withView } from '../../server/modules/tickets/domain/ticket-view.js';
import {
  LOOKED_AT,
  TicketCountsQuery,
  type ViewCount,
} from '../../server/modules/tickets/persistence/ticket-counts.query.js';
import type { Database } from '../../server/platform/database/database.js';
import type { Statement } from '../../server/platform/database/statement.js';
import { testDatabase, type TestDatabase } from '../support/test-database.js';

const TICKETS = 200_000;
const TIMES = { now: new Date('2026-06-01T00:00Z'), endOfDay: new Date('2026-06-01T23:59:59.999Z') };
const STAFF = '019a8a00-0000-7000-8000-0000000000a1';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

describe(`counts of views, among ${String(TICKETS)} tickets`, () => {
  let database: TestDatabase;
  const actor: PersonActor = {
    kind: 'person',
    id: STAFF,
    name: 'Staff',
    role: 'Ticket Coordinator',
    teamIds: [],
    sessionId: 's',
    scopes: null,
    mustSetUpSecondFactor: false,
  };

  beforeAll(async () => {
    database = await testDatabase();
    await database.query(
      `INSERT INTO users (id, company_id, email, password_hash, first_name, last_name, role, status)
       SELECT CASE WHEN n = 1 THEN $1::uuid ELSE gen_random_uuid() END, 'EMP-9' || n, 'person' || n || '@desk.example', 'x',
         'First', 'Last' || n, 'Ticket Coordinator', 'Approved' FROM generate_series(1, 50) AS n`,
      [STAFF],
    );
    // One in ten is open, one of those in fifty is nobody's; one in a thousand came back; Critical ones are old.
    await database.query(
      `WITH people AS (SELECT array_agg(id) AS ids FROM users), kinds AS (SELECT array_agg(id) AS ids FROM categories)
       INSERT INTO tickets (id, number, subject, description, description_html, category_id, status, priority, requester_id,
         submitted_by, assignee_id, submitted_at, updated_at, confidential, awaits_reply, reopened_at, sla_due_at, sla_warn_at)
       SELECT gen_random_uuid(), 'SS-' || n, 'x', 'x', 'x', kinds.ids[n % 5 + 1],
         CASE WHEN n % 10 > 0 THEN 'Closed' ELSE (ARRAY['Open', 'In Progress', 'On Hold', 'New'])[n / 10 % 4 + 1] END,
         CASE WHEN n < 500 THEN 'Critical' ELSE 'Medium' END, people.ids[n % 50 + 1], people.ids[1],
         CASE WHEN n % 500 > 0 THEN people.ids[n / 10 % 50 + 1] END,
         timestamptz '2026-01-01' + n * interval '1 minute', now(), n % 100 = 0, n % 3 = 0,
         CASE WHEN n % 1000 = 0 THEN now() END,
         -- Half of the open ones are overdue, one in a hundred of the others is nearly so.
         CASE WHEN n % 10 = 0 THEN timestamptz '2026-06-01' + (n % 400 - 200) * interval '1 hour' END,
         CASE WHEN n % 10 = 0 AND n % 400 > 200
           THEN timestamptz '2026-06-01' + (CASE WHEN n % 390 = 0 THEN -1 ELSE 1 END) * interval '1 minute' END
       FROM people, kinds, generate_series(1, ${String(TICKETS)}) AS n`,
    );
    await database.query('ANALYZE');
  }, 120_000);
  afterAll(async () => {
    await database.drop();
  });

  /** Both what the product is answered and how many tickets were looked at for it. */
  const lookedAt = async (words: readonly FilterWords[], views = BUILT_IN_VIEWS.slice(0, 0)) => {
    let looked = 0;
    const from = {
      query: async ({ text }: Statement, values: readonly unknown[] = []) => {
        const [row] = await database.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
          `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
          values,
        );
        looked = row === undefined ? 0 : rowsOf(row['QUERY PLAN'][0].Plan);
        return database.query(text, values);
      },
    };
    // Only `query` is called.
    const counts: ViewCount[] = await new TicketCountsQuery(from as unknown as Database).counts(actor, [
      ...views.map((view) => ({ ...withView(filterOf({}, STAFF), view, STAFF), dueTimes: TIMES })),
      ...words.map((one) => ({ ...filterOf(one, STAFF), dueTimes: TIMES })),
    ]);
    return { looked, counts };
  };

  it.each(BUILT_IN_VIEWS)('%s looks at a bounded number', async (view) => {
    const { looked, counts } = await lookedAt([], [view]);
    expect(looked).toBeLessThanOrEqual(LOOKED_AT + 1);
    expect(counts).toHaveLength(1);
  });

  const CASES: [string, FilterWords, Partial<ViewCount>][] = [
    ['everything', {}, { count: 1_000, isCapped: true }],
    ['what only the oldest have', { priority: ['Critical'] }, { count: 0, isCapped: true }],
    ['what nobody has', { status: ['Merged'] }, { count: 0, isCapped: false }],
    ['what is overdue', { due: ['overdue'] }, { count: 1_000, isCapped: true }],
    ['what is due soon', { due: ['soon'] }, { isCapped: false }],
    ['what is due today', { due: ['today'], status: ['Merged'] }, { count: 0, isCapped: false }],
    ['whatever is due', { due: ['overdue', 'soon', 'today'], status: ['Open'] }, { isCapped: true }],
    ['a tag of nobody', { tag: ['none'] }, { count: 0, isCapped: false }],
    ['few of one person', { assignee: [STAFF], status: ['Open'], priority: ['Critical'] }, { isCapped: false }],
    ['a person who is gone', { requester: ['018f0000-0000-7000-8000-0000000000bb'] }, { count: 0, isCapped: false }],
  ];

  it.each(CASES)('%s is counted as far as it is looked at', async (_name, words, expected) => {
    const { looked, counts } = await lookedAt([words]);
    expect(looked).toBeLessThanOrEqual(LOOKED_AT + 1);
    expect(counts).toMatchObject([expected]);
  });
});

/** Rows of tickets that the scans gave or threw away. */
function rowsOf(plan: Plan): number {
  const own =
    plan['Relation Name'] === 'tickets'
      ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops']
      : 0;
  return own + (plan.Plans ?? []).reduce((sum, inner) => sum + rowsOf(inner), 0);
}
