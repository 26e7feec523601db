import { verify } from '@node-rs/argon2';
import type pg from 'pg';
import { v7 } from 'uuid';
import type { Rest } from '../support/rest.js';
import type { HttpRequest } from './load.js';
import { emailOf, PASSWORD, PEOPLE, wordOf } from './seed.js';

/** Whoever the requests are made as. */
interface Person {
  readonly id: string;
  readonly access: string;
  readonly teamIds: readonly string[];
}

/** Who is signed in and what there is to ask for, once per database. */
export interface Scene {
  readonly employees: readonly Person[];
  readonly coordinators: readonly Person[];
  readonly numbers: readonly string[];
  /** Tickets that can be written to, and tickets that nobody has. */
  readonly open: readonly string[];
  readonly unclaimed: readonly string[];
  /** Where the twentieth page of all tickets, and of all open ones by their last change, begins. */
  readonly deep: string;
  readonly deepByChange: string;
  readonly categoryId: string;
  readonly passwordHash: string;
}

export interface BenchCall {
  readonly name: string;
  readonly title: string;
  /** Said in `performance.md`: p50 with many tickets over p50 with few; null where the number of tickets has no part. */
  readonly mayGrow: number | null;
  /** Share of the SQL's best throughput the product should reach; null where nothing was said. */
  readonly ofSql: number | null;
  readonly requests: (scene: Scene) => HttpRequest[];
  /** The statement that does the same work, with the values of one turn. */
  readonly work: (scene: Scene, pool: pg.Pool) => (turn: number) => Promise<unknown>;
  /** Loops of `work`, where it is not one per connection. */
  readonly loops?: number;
}

const SEEN_EMPLOYEES = 20;
const SEEN_COORDINATORS = 8;
const OPEN = ['New', 'Open', 'In Progress', 'On Hold'];
const FREQUENT = Array.from({ length: 20 }, (_, index) => wordOf(21 + index));
const RARE = Array.from({ length: 100 }, (_, index) => wordOf(2_000 + index * 30));
/** Neither on every page nor almost nowhere: where an index and a walk through the tickets cost about the same. */
const MIDDLING = Array.from({ length: 100 }, (_, index) => wordOf(100 + index * 9));
const TWO = FREQUENT.map((word, index) => `${word} ${MIDDLING[index * 5] ?? ''}`);
const TWO_MIDDLING = MIDDLING.map((word, index) => `${word} ${MIDDLING[(index * 7 + 3) % MIDDLING.length] ?? ''}`);
const NUMBERS = Array.from({ length: 100 }, (_, index) => `SS-${String(1 + index * 97).padStart(6, '0')}`);
/** Texts like the seeded ones: what is created must not make the words of the newest tickets any different. */
const TEXTS = Array.from({ length: 200 }, (_, text) => {
  const words = Array.from({ length: 36 }, (__, word) =>
    wordOf(Math.floor(20_000 ** (((text * 36 + word + 1) * 0.618_034) % 1))),
  );
  return { subject: words.slice(0, 8).join(' '), description: `${words.join(' ')}\n\n**please** help` };
});

export async function arrange(rest: Rest, pool: pg.Pool, tickets: number): Promise<Scene> {
  const signIn = async (person: number): Promise<Person> => {
    const answer = await rest.request<{ access: string; user: { id: string } }>('POST', '/api/token/employee/', {
      body: { email: emailOf(person), password: PASSWORD },
    });
    if (answer.status !== 200) {
      throw new Error(`${emailOf(person)} could not sign in: ${JSON.stringify(answer.body)}`);
    }
    const { id } = answer.body.user;
    const teams = await pool.query<{ id: string }>('SELECT team_id AS id FROM team_members WHERE user_id = $1', [id]);
    return { id, access: answer.body.access, teamIds: teams.rows.map((team) => team.id) };
  };
  const several = async (from: number, count: number): Promise<Person[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => signIn(from + index)));
  const [category] = (await pool.query<{ id: string }>("SELECT id FROM categories WHERE key = 'hardware'")).rows;
  const [person] = (
    await pool.query<{ hash: string }>('SELECT password_hash AS hash FROM users WHERE email = $1', [emailOf(1)])
  ).rows;
  const numbersOf = async (condition: string): Promise<string[]> =>
    (
      await pool.query<{ number: string }>(
        `SELECT number FROM tickets WHERE ${condition} AND NOT confidential ORDER BY md5(number) LIMIT 400`,
      )
    ).rows.map(({ number }) => number);
  const employees = await several(1, SEEN_EMPLOYEES);
  const coordinators = await several(PEOPLE.employees + 1, SEEN_COORDINATORS);
  const pageTwenty = async (query: string): Promise<string> => {
    let cursor = '';
    for (let page = 1; page < 20; page += 1) {
      const path = `/api/tickets?${query}&cursor=${cursor}`.replace(/&cursor=$/, '');
      const answer = await rest.request<{ nextCursor: string }>('GET', path, { as: one(coordinators, 0) });
      cursor = encodeURIComponent(answer.body.nextCursor);
    }
    return cursor;
  };
  return {
    employees,
    coordinators,
    open: await numbersOf("status = 'In Progress'"),
    unclaimed: await numbersOf("status = 'Open' AND assignee_id IS NULL"),
    deep: await pageTwenty('sort=-submittedAt'),
    deepByChange: await pageTwenty('view=all_open&sort=-updatedAt'),
    numbers: Array.from(
      { length: 200 },
      (_, index) => `SS-${String(1 + Math.floor((index * tickets) / 200)).padStart(6, '0')}`,
    ),
    categoryId: category?.id ?? '',
    passwordHash: person?.hash ?? '',
  };
}

const as = (person: Person, path: string): HttpRequest => ({
  method: 'GET',
  path,
  headers: { authorization: `Bearer ${person.access}` },
});
const json = (path: string, body: object, headers: Record<string, string> = {}): HttpRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

function one<T>(given: readonly T[], turn: number): T {
  const found = given[turn % given.length];
  if (found === undefined) {
    throw new Error('Nothing to choose from');
  }
  return found;
}

/** What a list shows, people and teams included, of the tickets that `shown` names. */
const listed = (shown: string): string => `WITH shown AS (${shown})
  SELECT t.id, t.number, t.version, t.subject, c.id AS category_id, c.key AS category_key, c.name AS category_name, t.status, t.hold_reason,
    t.priority, r.id AS requester_id, r.company_id, r.first_name, r.last_name, a.id AS assignee_id, a.company_id AS assignee_company,
    a.first_name AS assignee_first, a.last_name AS assignee_last, m.id AS team_id, m.key AS team_key, m.name AS team_name,
    t.confidential, t.tags, t.comment_count, t.note_count, t.attachment_count, t.note_attachment_count, t.submitted_at, t.updated_at,
    t.first_reply_at, t.resolved_at, t.closed_at
  FROM shown JOIN tickets t USING (id) JOIN categories c ON c.id = t.category_id JOIN users r ON r.id = t.requester_id
    LEFT JOIN users a ON a.id = t.assignee_id LEFT JOIN teams m ON m.id = t.team_id
  ORDER BY t.submitted_at DESC, t.id DESC`;

const VISIBLE_TO_COORDINATOR = `(NOT t.confidential OR t.requester_id = $1 OR t.assignee_id = $1 OR t.team_id = ANY ($2::uuid[])
  OR EXISTS (SELECT 1 FROM ticket_watchers w WHERE w.ticket_id = t.id AND w.user_id = $1))`;

const MINE = listed(`SELECT id FROM (
    (SELECT t.id, t.submitted_at FROM tickets t WHERE t.requester_id = $1 ORDER BY t.submitted_at DESC, t.id DESC LIMIT 26)
    UNION
    (SELECT t.id, t.submitted_at FROM ticket_watchers w JOIN tickets t ON t.id = w.ticket_id WHERE w.user_id = $1
     ORDER BY t.submitted_at DESC, t.id DESC LIMIT 26)) t ORDER BY submitted_at DESC, id DESC LIMIT 26`);

const QUEUE = listed(
  `SELECT id FROM (${OPEN.map(
    (status) => `(SELECT t.id, t.submitted_at FROM tickets t WHERE t.status = '${status}' AND ${VISIBLE_TO_COORDINATOR}
    ORDER BY t.submitted_at DESC, t.id DESC LIMIT 26)`,
  ).join(' UNION ALL ')}) t ORDER BY submitted_at DESC, id DESC LIMIT 26`,
);

/** For frequent words the order leads and the words are a filter; for rare ones the other way round. */
const SEARCH_IN_ORDER = listed(`SELECT t.id FROM tickets t JOIN ticket_search s ON s.ticket_id = t.id
  WHERE (s.words @@ search_query($3, true)) AND ${VISIBLE_TO_COORDINATOR}
  ORDER BY t.submitted_at DESC, t.id DESC LIMIT 26`);
const SEARCH_BY_WORDS = listed(`SELECT t.id FROM (SELECT ticket_id FROM ticket_search
    WHERE words @@ search_query($3, true) OFFSET 0) s JOIN tickets t ON t.id = s.ticket_id
  WHERE ${VISIBLE_TO_COORDINATOR} ORDER BY t.submitted_at DESC, t.id DESC LIMIT 26`);

const DETAIL = `SELECT t.*, c.key AS category_key, c.name AS category_name, r.company_id, r.first_name, r.last_name,
    a.company_id AS assignee_company, a.first_name AS assignee_first, a.last_name AS assignee_last, m.key AS team_key, m.name AS team_name,
    ARRAY(SELECT json_build_object('id', u.id, 'companyId', u.company_id, 'firstName', u.first_name, 'lastName', u.last_name)
      FROM ticket_watchers w JOIN users u ON u.id = w.user_id WHERE w.ticket_id = t.id ORDER BY w.created_at) AS watchers
  FROM tickets t JOIN categories c ON c.id = t.category_id JOIN users r ON r.id = t.requester_id
    LEFT JOIN users a ON a.id = t.assignee_id LEFT JOIN teams m ON m.id = t.team_id WHERE t.number = $1`;

/** Ticket, search row, event and outbox row in one commit. The event has no consumer. */
export const REFERENCE_EVENT = 'bench.submitted';
const CREATE = `WITH drawn AS (SELECT nextval('ticket_numbers')::text AS digits),
  stored AS (INSERT INTO tickets (id, number, subject, description, description_html, category_id, status, priority, requester_id,
      submitted_by, submitted_at, updated_at)
    SELECT $1, 'SS-' || CASE WHEN length(digits) < 6 THEN lpad(digits, 6, '0') ELSE digits END, $2, $3, $4, $5, 'New', 'Medium', $6, $6, now(), now()
    FROM drawn RETURNING number),
  searchable AS (INSERT INTO ticket_search (ticket_id, words)
    SELECT $1, search_document('SS ' || digits || ' ' || $2::text || ' ' || $3::text) || search_place(now(), $6) FROM drawn),
  told AS (INSERT INTO events (id, name, subject_type, subject_id, audience, actor_kind, actor_id, occurred_at, data)
    SELECT $7, '${REFERENCE_EVENT}', 'ticket', $1, 'everyone', 'person', $6, now(), '{"priority":"Medium"}' RETURNING id),
  waiting AS (INSERT INTO outbox (event_id) SELECT id FROM told)
  SELECT number FROM stored`;

type Values = (scene: Scene, turn: number) => unknown[];

/** Prepared once per connection, like the product's own. */
const prepared =
  (name: string, text: string, values: Values): BenchCall['work'] =>
  (scene, pool) =>
  async (turn) =>
    pool.query({ name: `bench.${name}`, text, values: values(scene, turn) });

/** Planned with its values, like the product's own searches. */
const planned =
  (text: string, values: Values): BenchCall['work'] =>
  (scene, pool) =>
  async (turn) =>
    pool.query(text, values(scene, turn));

const asCoordinator = (scene: Scene, turn: number): unknown[] => {
  const { id, teamIds } = one(scene.coordinators, turn);
  return [id, teamIds];
};

/** Beside the promises of throughput: only whether its cost stays flat. */
const flat = (title: string, name: string, requests: BenchCall['requests']): BenchCall => ({
  name,
  title,
  mayGrow: 1.3,
  ofSql: null,
  requests,
  work: prepared('queue', QUEUE, asCoordinator),
});

const view = (title: string, name: string, query: string | ((scene: Scene, person: Person) => string)): BenchCall =>
  flat(title, name, (scene) =>
    scene.coordinators.map((person) =>
      as(person, `/api/tickets${typeof query === 'string' ? query : query(scene, person)}`),
    ),
  );

const ofTicket = (title: string, name: string, part: string): BenchCall =>
  flat(title, name, ({ coordinators, numbers }) =>
    numbers.map((number, index) => as(one(coordinators, index), `/api/tickets/${number}/${part}`)),
  );

const act = (person: Person, path: string, body: object): HttpRequest =>
  json(`/api/tickets/${path}`, body, { authorization: `Bearer ${person.access}` });

interface SearchOptions {
  readonly ofSql?: number | null;
  /** The rest of the address. */
  readonly more?: string;
  readonly who?: 'coordinators' | 'employees';
}

const search = (
  title: string,
  name: string,
  words: readonly string[],
  text: string,
  { ofSql = null, more = '', who = 'coordinators' }: SearchOptions = {},
): BenchCall => ({
  name,
  title,
  mayGrow: 3,
  ofSql,
  requests: (scene) =>
    words.map((word, index) => as(one(scene[who], index), `/api/tickets?q=${encodeURIComponent(word)}${more}`)),
  work: planned(text, (scene, turn) => [...asCoordinator(scene, turn), one(words, turn)]),
});

export const CALLS: readonly BenchCall[] = [
  {
    name: 'create',
    title: 'create a ticket',
    mayGrow: 1.3,
    ofSql: 0.4,
    requests: ({ employees }) =>
      TEXTS.map((text, index) =>
        json(
          '/api/tickets',
          { ...text, category: 'hardware' },
          { authorization: `Bearer ${one(employees, index).access}` },
        ),
      ),
    work: prepared('create', CREATE, ({ employees, categoryId }, turn) => [
      v7(),
      one(TEXTS, turn).subject,
      one(TEXTS, turn).description,
      `<p>${one(TEXTS, turn).description}</p>`,
      categoryId,
      one(employees, turn).id,
      v7(),
    ]),
  },
  {
    name: 'mine',
    title: 'my tickets (employee)',
    mayGrow: 1.3,
    ofSql: 0.25,
    requests: ({ employees }) => employees.map((person) => as(person, '/api/tickets')),
    work: prepared('mine', MINE, ({ employees }, turn) => [one(employees, turn).id]),
  },
  {
    name: 'queue',
    title: 'queue of open (coordinator)',
    mayGrow: 1.3,
    ofSql: 0.25,
    requests: ({ coordinators }) => coordinators.map((person) => as(person, '/api/tickets?view=all_open')),
    work: prepared('queue', QUEUE, asCoordinator),
  },
  {
    name: 'detail',
    title: 'one ticket',
    mayGrow: 1.3,
    ofSql: 0.33,
    requests: ({ coordinators, numbers }) =>
      numbers.map((number, index) => as(one(coordinators, index), `/api/tickets/${number}`)),
    work: prepared('detail', DETAIL, ({ numbers }, turn) => [one(numbers, turn)]),
  },
  view('all tickets', 'all', ''),
  view('all tickets, page 20', 'deep', ({ deep }) => `?sort=-submittedAt&cursor=${deep}`),
  view('all by last change', 'all-by-change', '?sort=-updatedAt'),
  view('all by due time', 'all-by-due', '?sort=dueAt'),
  view('oldest first', 'oldest', '?sort=submittedAt'),
  view('view: my open', 'my-open', '?view=my_open'),
  view('view: unassigned', 'unassigned', '?view=unassigned'),
  view('view: waiting on me', 'waiting-on-me', '?view=waiting_on_me'),
  view('view: reopened', 'reopened', '?view=reopened'),
  view('view: mentions', 'mentions', '?view=mentions'),
  view('view: due soon', 'near-breach', '?view=near_breach'),
  view('view: overdue', 'overdue', '?view=overdue'),
  view('due soon, newest first', 'soon-newest', '?due=soon'),
  view('open by due time', 'by-due', '?view=all_open&sort=dueAt'),
  view('open by last change', 'by-change', '?view=all_open&sort=-updatedAt'),
  view('open by last change, page 20', 'deep-by-change', (scene) => {
    return `?view=all_open&sort=-updatedAt&cursor=${scene.deepByChange}`;
  }),
  view('of an assignee', 'assignee', (_scene, { id }) => `?assignee=${id}`),
  view('of an assignee by last change', 'assignee-by-change', (_scene, { id }) => `?assignee=${id}&sort=-updatedAt`),
  view('of a team', 'team', (_scene, { teamIds }) => `?team=${teamIds[0] ?? ''}`),
  view('open of a team', 'team-open', (_scene, { teamIds }) => `?view=all_open&team=${teamIds[0] ?? ''}`),
  view('of a requester', 'requester', ({ employees }) => `?requester=${employees[0]?.id ?? ''}`),
  view('with a tag', 'tag', '?tag=site4'),
  view('with two tags', 'tags', '?tag=site4,tag2'),
  view('a category, high priority', 'category', '?category=network&priority=High'),
  view('open of a category by last change', 'category-open', '?category=network&view=all_open&sort=-updatedAt'),
  view('on hold for a reason', 'hold', '?status=On%20Hold&holdReason=requester'),
  view('of a month', 'month', () => {
    const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString();
    return `?submittedFrom=${day(430)}&submittedTo=${day(400)}`;
  }),
  view('open with their total', 'total', '?view=all_open&include=total'),
  view('the views', 'views', '/views'),
  view('counts of all views', 'counts', '/views/counts'),
  ofTicket('conversation', 'comments', 'comments'),
  ofTicket('timeline', 'timeline', 'timeline'),
  ofTicket('ledger of promises', 'sla', 'sla'),
  ofTicket('links', 'links', 'links'),
  ofTicket('similar tickets', 'similar', 'similar'),
  flat('write an answer', 'comment', ({ coordinators, open }) =>
    open.map((number, index) =>
      act(one(coordinators, index), `${number}/comments`, { body: one(TEXTS, index).subject }),
    ),
  ),
  // One connection does one after the other; several begin at different tickets.
  flat('claim and give back', 'claim', ({ coordinators, unclaimed }) =>
    unclaimed.flatMap((number, index) => [
      act(one(coordinators, index), `${number}/claim`, {}),
      act(one(coordinators, index), `${number}/assign`, { assigneeId: null }),
    ]),
  ),
  search('search, frequent word', 'search-frequent', FREQUENT, SEARCH_IN_ORDER, { ofSql: 0.85 }),
  search('search, rare word', 'search-rare', RARE, SEARCH_BY_WORDS, { ofSql: 0.85 }),
  search('search, middling word', 'search-middling', MIDDLING, SEARCH_BY_WORDS),
  search('search, two words', 'search-two', TWO, SEARCH_BY_WORDS),
  search('search, two middling words', 'search-two-middling', TWO_MIDDLING, SEARCH_BY_WORDS),
  search('search, rare by last change', 'search-by-change', RARE, SEARCH_BY_WORDS, { more: '&sort=-updatedAt' }),
  search('search, middling by last change', 'search-middling-by-change', MIDDLING, SEARCH_BY_WORDS, {
    more: '&sort=-updatedAt',
  }),
  search('search, open, rare word', 'search-open', RARE, SEARCH_BY_WORDS, { more: '&view=all_open' }),
  search('search, rare, with total', 'search-total', RARE, SEARCH_BY_WORDS, { more: '&include=total' }),
  search('search, middling, with total', 'search-middling-total', MIDDLING, SEARCH_BY_WORDS, {
    more: '&include=total',
  }),
  search('search of an employee', 'search-mine', FREQUENT, SEARCH_BY_WORDS, { who: 'employees' }),
  search('search of an employee, rare word', 'search-mine-rare', RARE, SEARCH_BY_WORDS, { who: 'employees' }),
  search('search, typing error', 'search-typo', ['pritner', 'moniter', 'passwrod', 'keybord'], SEARCH_BY_WORDS),
  search('search, number', 'search-number', NUMBERS, SEARCH_BY_WORDS),
  search('search, nothing found', 'search-none', ['nobodywrotethis', 'nobodywrotethat'], SEARCH_BY_WORDS),
  {
    name: 'login',
    title: 'login',
    mayGrow: null,
    ofSql: 0.9,
    requests: () =>
      Array.from({ length: SEEN_EMPLOYEES }, (_, index) =>
        json('/api/token/employee', { email: emailOf(100 + index), password: PASSWORD }),
      ),
    // Not SQL: the bare hash rate, as many at once as the product allows itself.
    work:
      ({ passwordHash }) =>
      async () =>
        verify(passwordHash, PASSWORD),
    loops: 2,
  },
];
