import type { Database } from '../../server/platform/database/database.js';
import type { Statement } from '../../server/platform/database/statement.js';
import { AccountHistoryQuery } from '../../server/modules/users/persistence/account-history.query.js';
import { AccountsQueries, type AccountFilter } from '../../server/modules/users/persistence/accounts.queries.js';
import { PeopleQueries } from '../../server/modules/users/persistence/people.queries.js';
import { testDatabase, type TestDatabase } from '../support/test-database.js';

const PEOPLE = 100_000;
/** Rows that all walks through a table together may look at: a quarter of one walk through all people. */
const LOOKED_AT = PEOPLE / 4;

const ALL: AccountFilter = {
  statuses: [],
  roles: [],
  departments: { refs: [], isNone: false },
  teams: { refs: [], isNone: false },
  text: '',
  sort: '-createdAt',
  limit: 25,
  cursor: null,
  wantsTotal: false,
};

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Plan[];
}

describe(`lists of people, among ${String(PEOPLE)}`, () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase();
    // Rare: the suspended, the waiting, staff, one department in five, a team; ranked against the time they came.
    await database.query(
      `INSERT INTO users (id, company_id, email, password_hash, first_name, last_name, role, status, department_id, created_at)
       SELECT gen_random_uuid(), 'EMP-' || lpad(n::text, 6, '0'), 'person' || n || '@desk' || n % 50 || '.example', 'x',
         (ARRAY['Zoë', 'Jürgen', 'Ada', 'Øyvind', 'Łucja'])[n % 5 + 1] || n % 997, 'Müller' || n % 9973,
         CASE WHEN n % 20000 = 1 THEN 'System Admin' WHEN n % 200 = 2 THEN 'Ticket Coordinator' ELSE 'Employee' END,
         CASE WHEN n < 300 THEN 'Pending' WHEN n < 600 THEN 'Suspended' WHEN n < 700 THEN 'Rejected' ELSE 'Approved' END,
         CASE WHEN n % 5 = 0 THEN (SELECT id FROM departments WHERE key = 'finance') END,
         timestamptz '2026-01-01' + n * interval '1 minute'
       FROM generate_series(1, ${String(PEOPLE)}) AS n`,
    );
    await database.query(
      `INSERT INTO team_members (team_id, user_id) SELECT t.id, u.id FROM teams t, users u WHERE u.role = 'Ticket Coordinator'`,
    );
    await database.query('ANALYZE');
  }, 120_000);
  afterAll(async () => {
    await database.drop();
  });

  /** Explains what the product asks, instead of answering it. */
  const planOf = async (ask: (from: Database) => Promise<unknown>): Promise<Plan> => {
    const plans: Plan[] = [];
    const from = {
      query: async ({ text }: Statement, values: readonly unknown[] = []) => {
        const [row] = await database.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
          `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
          values,
        );
        if (row !== undefined) {
          plans.push(row['QUERY PLAN'][0].Plan);
        }
        return [];
      },
    };
    // Only `query` is called.
    await ask(from as unknown as Database);
    const [plan] = plans;
    if (plan === undefined) {
      throw new Error('Nothing was asked');
    }
    return plan;
  };
  const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
  const list = (filter: Partial<AccountFilter>) => async (from: Database) =>
    new AccountsQueries(from).list({ ...ALL, ...filter });

  const rare = { refs: ['finance'], isNone: false };
  const CASES: [string, (from: Database) => Promise<unknown>][] = [
    ['newest first', list({})],
    ['oldest first', list({ sort: 'createdAt' })],
    ['by name', list({ sort: 'name' })],
    ['by name, backwards', list({ sort: '-name' })],
    ['the waiting', list({ statuses: ['Pending'] })],
    ['the suspended, who are the oldest', list({ statuses: ['Suspended'] })],
    ['administrators', list({ roles: ['System Admin'] })],
    ['a department', list({ departments: rare })],
    ['a team', list({ teams: { refs: ['service-desk'], isNone: false } })],
    ['in no team', list({ teams: { refs: [], isNone: true } })],
    ['a common name', list({ text: 'muller' })],
    ['a rare name', list({ text: 'zoe5 muller4986' })],
    ['an address', list({ text: 'person77777@' })],
    ['a name that nobody has', list({ text: 'nobodyhasit' })],
    ['a company ID by name', list({ text: 'EMP-077777', sort: 'name' })],
    ['people for a ticket', async (from) => new PeopleQueries(from).find('person88888', false, 20)],
    ['a history', async (from) => new AccountHistoryQuery(from).read('019a8a00-0000-7000-8000-000000000001', null, 26)],
  ];

  it.each(CASES)('%s: by an index, with few pages', async (_name, ask) => {
    // Once before, so that it is about work and not about what is cached.
    await planOf(ask);
    const plan = await planOf(ask);
    // A question that is answered by the first row it meets may well begin at the table's beginning.
    const walked = nodesOf(plan).filter(
      (node) =>
        node['Node Type'] === 'Seq Scan' &&
        ['users', 'events'].includes(node['Relation Name'] ?? '') &&
        (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'] > LOOKED_AT,
    );
    const pages = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
    if (process.env['DEBUG'] !== undefined) {
      process.stdout.write(`${_name}: ${String(pages)} pages, ${String(Reflect.get(plan, 'Actual Total Time'))} ms\n`);
    }
    expect(walked).toEqual([]);
    expect(pages).toBeLessThan(3_000);
  });
});
