import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { PersonActor } from '../../server/kernel/actor.js';
import type { Database } from '../../server/platform/database/database.js';
import type { Queryable, Statement } from '../../server/platform/database/statement.js';
import type { Transaction } from '../../server/platform/database/unit-of-work.js';
import {
  filterOf,
  OPEN_STATUSES,
  type FilterWords,
  type TicketFilter,
  type TicketSort,
} from '../../server/modules/tickets/domain/ticket-list.js';
import { CommentsRepository } from '../../server/modules/tickets/persistence/comments.repository.js';
import { TicketLinksQuery } from '../../server/modules/tickets/persistence/ticket-links.query.js';
import { TicketListQuery } from '../../server/modules/tickets/persistence/ticket-list.query.js';
import { KnownWordsQuery } from '../../server/modules/tickets/persistence/known-words.query.js';
import { SimilarTicketsQuery } from '../../server/modules/tickets/persistence/similar-tickets.query.js';
import { TicketCountsQuery } from '../../server/modules/tickets/persistence/ticket-counts.query.js';
import {
  BUILT_IN,
  BUILT_IN_VIEWS,
  withView,
  type BuiltInView,
} from '../../server/modules/tickets/domain/ticket-view.js';
import { TicketsRepository } from '../../server/modules/tickets/persistence/tickets.repository.js';
import { TimelineQuery } from '../../server/modules/tickets/persistence/timeline.query.js';
import { emailOf, PEOPLE, wordOf } from './seed.js';

export const PLANS = join(import.meta.dirname, 'plans');
/** PostgreSQL decides at the sixth execution whether a prepared statement keeps one plan for all values. */
const EXECUTIONS = 8;

type Ask = (from: Queryable) => Promise<unknown>;

/** Whose eyes the plans are made with, and what they look at. */
export interface PlanScene {
  readonly employee: PersonActor;
  readonly coordinator: PersonActor;
  readonly ticketId: string;
  readonly categoryId: string;
  readonly now: Date;
}

/** The statements of everything whose cost must not grow with the desk, by the name of their file. */
export function statementsOf(scene: PlanScene): Readonly<Record<string, Ask>> {
  const { employee, coordinator, ticketId, now } = scene;
  const dueTimes = { now, endOfDay: new Date(now.getTime() + 6 * 3_600_000) };
  const narrowed = (actor: PersonActor, words: FilterWords, view: BuiltInView | null = null): TicketFilter => {
    const filter = filterOf(words, actor.id);
    return { ...(view === null ? filter : withView(filter, view, actor.id)), dueTimes };
  };
  const list =
    (actor: PersonActor, words: FilterWords, { view = null, sort = '-submittedAt', after = null }: Look = {}): Ask =>
    (from) =>
      new TicketListQuery(from as Database).page(actor, {
        filter: narrowed(actor, words, view),
        sort,
        after,
        limit: 25,
      });
  const total =
    (words: FilterWords, view: BuiltInView | null = null): Ask =>
    (from) =>
      new TicketListQuery(from as Database).total(coordinator, narrowed(coordinator, words, view));
  const monthAgo = (months: number): string => new Date(now.getTime() - months * 30 * 86_400_000).toISOString();
  const deep: Look['after'] = [monthAgo(12), ticketId];
  return {
    'my-tickets': list(employee, {}),
    'my-open-tickets': list(employee, { status: OPEN_STATUSES }),
    'all-tickets': list(coordinator, {}),
    'all-tickets-deep': list(coordinator, {}, { after: deep }),
    'all-by-change': list(coordinator, {}, { sort: '-updatedAt' }),
    'all-by-due': list(coordinator, {}, { sort: 'dueAt' }),
    'oldest-first': list(coordinator, {}, { sort: 'submittedAt' }),
    ...Object.fromEntries(
      BUILT_IN_VIEWS.map((view) => {
        const { sort = '-submittedAt' } = BUILT_IN[view];
        return [`view-${view.replaceAll('_', '-')}`, list(coordinator, {}, { view, sort })];
      }),
    ),
    'open-by-due': list(coordinator, {}, { view: 'all_open', sort: 'dueAt' }),
    'open-by-change': list(coordinator, {}, { view: 'all_open', sort: '-updatedAt' }),
    'open-by-change-deep': list(coordinator, {}, { view: 'all_open', sort: '-updatedAt', after: deep }),
    'due-soon-newest-first': list(coordinator, { due: ['soon'] }),
    'of-assignee': list(coordinator, { assignee: ['me'] }),
    'of-assignee-by-change': list(coordinator, { assignee: ['me'] }, { sort: '-updatedAt' }),
    'of-team': list(coordinator, { team: coordinator.teamIds }),
    'of-team-open': list(coordinator, { team: coordinator.teamIds }, { view: 'all_open' }),
    'of-requester': list(coordinator, { requester: [employee.id] }),
    'with-tag': list(coordinator, { tag: ['site4'] }),
    'with-unknown-tag': list(coordinator, { tag: ['nobodywrotethis'] }),
    'of-category': list(coordinator, { category: ['network'], priority: ['High'] }),
    'of-category-by-change': list(coordinator, { category: ['network'] }, { view: 'all_open', sort: '-updatedAt' }),
    'on-hold-for-a-reason': list(coordinator, { holdReason: ['requester'] }),
    'of-a-month': list(coordinator, { submittedFrom: monthAgo(14), submittedTo: monthAgo(13) }),
    'open-total': total({}, 'all_open'),
    'search-frequent-word': list(coordinator, { q: wordOf(30) }),
    'search-rare-word': list(coordinator, { q: wordOf(5_000) }),
    'search-middling-word': list(coordinator, { q: wordOf(600) }),
    'search-two-words': list(coordinator, { q: `${wordOf(30)} ${wordOf(600)}` }),
    'search-two-middling-words': list(coordinator, { q: `${wordOf(400)} ${wordOf(700)}` }),
    'search-rare-word-by-change': list(coordinator, { q: wordOf(5_000) }, { sort: '-updatedAt' }),
    'search-middling-word-by-change': list(coordinator, { q: wordOf(600) }, { sort: '-updatedAt' }),
    'search-open': list(coordinator, { q: wordOf(5_000) }, { view: 'all_open' }),
    'search-unknown-word': list(coordinator, { q: 'nobodywrotethis' }),
    'search-number': list(coordinator, { q: 'SS-004711' }),
    'search-of-employee': list(employee, { q: wordOf(30) }),
    'search-of-employee-rare-word': list(employee, { q: wordOf(5_000) }),
    'search-rare-total': total({ q: wordOf(5_000) }),
    'search-middling-total': total({ q: wordOf(600) }),
    'view-counts': (from) =>
      new TicketCountsQuery(from as Database).counts(
        coordinator,
        BUILT_IN_VIEWS.map((view) => narrowed(coordinator, {}, view)),
        true,
      ),
    'similar-tickets': (from) =>
      new SimilarTicketsQuery(from as Database).like(
        coordinator,
        [30, 300, 900, 3_000, 7_000].map((rank) => ({ word: wordOf(rank), weight: 1 })),
        null,
      ),
    'typing-error': (from) => new KnownWordsQuery(from as Database).like(coordinator, ['pritner']),
    ticket: (from) => new TicketsRepository().find(from, 'SS-004711'),
    conversation: (from) => new CommentsRepository().ofTicket(from, ticketId, ['public', 'internal'], null, 26),
    timeline: (from) =>
      new TimelineQuery(from as Database, new TicketLinksQuery(from as Database)).read(coordinator, ticketId, [
        'everyone',
        'staff',
      ]),
    links: (from) => new TicketLinksQuery(from as Database).of(coordinator, ticketId),
    create: async (from) => {
      const ticket = {
        ...NEW_TICKET,
        categoryId: scene.categoryId,
        requesterId: employee.id,
        submittedBy: employee.id,
      };
      // Its own answer is a plan, which holds no number.
      const numbered: Queryable = {
        query: async <R extends object>(given: Statement, values?: readonly unknown[]): Promise<R[]> => {
          await from.query(given, values);
          return [{ number: 'SS-000000' } as unknown as R];
        },
      };
      await new TicketsRepository().insert(numbered, { ...ticket, submittedAt: now });
    },
    comment: (from) =>
      new CommentsRepository().insert(
        from as Transaction,
        {
          id: '019a8b00-0000-7000-8000-00000000ffff',
          ticketId,
          authorId: coordinator.id,
          authorKind: 'person',
          visibility: 'public',
          body: NEW_TICKET.description,
          bodyHtml: NEW_TICKET.descriptionHtml,
          createdAt: now,
        },
        true,
        NEW_TICKET.subject,
        {},
      ),
  };
}

interface Look {
  readonly view?: BuiltInView | null;
  readonly sort?: TicketSort;
  readonly after?: readonly [string, string] | null;
}

const NEW_TICKET = {
  id: '019a8b00-0000-7000-8000-00000000fffe',
  subject: 'Laptop slow since the update',
  description: 'It takes minutes to open a file, and the screen goes black now and then. Please help.',
  descriptionHtml: '<p>It takes minutes to open a file, and the screen goes black now and then. Please help.</p>',
  priority: 'Medium',
  impact: null,
  urgency: null,
  teamId: null,
  confidential: false,
  followUpOf: null,
  attachmentCount: 0,
  promises: { sla: {}, slaDueAt: null, slaWarnAt: null, slaMarkAt: null },
} as const;

/** EXECUTE takes no parameters of its own, only literals. */
function literal(value: unknown): string {
  if (value === null || value === undefined) {
    return 'NULL';
  }
  if (Array.isArray(value)) {
    return pg.escapeLiteral(`{${value.map((one) => JSON.stringify(one)).join(',')}}`);
  }
  if (value instanceof Date) {
    return pg.escapeLiteral(value.toISOString());
  }
  return pg.escapeLiteral(typeof value === 'string' ? value : JSON.stringify(value));
}

/** In a transaction that leaves nothing behind. */
async function planOf(client: pg.Client, text: string, values?: readonly unknown[]): Promise<string> {
  await client.query('BEGIN');
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, BUFFERS) ${text}`,
    values === undefined ? undefined : [...values],
  );
  await client.query('ROLLBACK');
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

async function explain(client: pg.Client, { name, text }: Statement, values: readonly unknown[]): Promise<string> {
  let plan = '';
  if (name === undefined) {
    // Warm the cache first: a plan is about work, not about the disk of this machine.
    for (let execution = 0; execution < 2; execution += 1) {
      plan = await planOf(client, text, values);
    }
  } else {
    await client.query(`PREPARE shown AS ${text}`);
    const given = values.length === 0 ? '' : `(${values.map(literal).join(', ')})`;
    for (let execution = 0; execution < EXECUTIONS; execution += 1) {
      plan = await planOf(client, `EXECUTE shown${given}`);
    }
    await client.query('DEALLOCATE shown');
  }
  const kind = name === undefined ? 'planned with its values' : `prepared, execution ${String(EXECUTIONS)}`;
  return `-- ${kind}\n${text}\n\n${PLAN}${plan}\n`;
}

/** Stands between a statement and its plan. */
export const PLAN = '-- plan\n';

/** The product's own statements, taken from its own code, with the plans they really get on a desk of this size. */
export async function writePlans(url: string, tickets: number): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'bench-plans' });
  await client.connect();
  try {
    const person = async (number: number, role: PersonActor['role']): Promise<PersonActor> => {
      const { rows } = await client.query<{ id: string; teams: string[] }>(
        'SELECT id, ARRAY(SELECT team_id FROM team_members WHERE user_id = u.id) AS teams FROM users u WHERE email = $1',
        [emailOf(number)],
      );
      return { ...NOBODY, id: rows[0]?.id ?? '', role, teamIds: rows[0]?.teams ?? [] };
    };
    const idOf = async (query: string): Promise<string> =>
      (await client.query<{ id: string }>(query)).rows[0]?.id ?? '';
    const statements = statementsOf({
      employee: await person(5, 'Employee'),
      coordinator: await person(PEOPLE.employees + 5, 'Ticket Coordinator'),
      ticketId: await idOf('SELECT id FROM tickets WHERE comment_count > 3 ORDER BY number LIMIT 1'),
      categoryId: await idOf("SELECT id FROM categories WHERE key = 'hardware'"),
      now: new Date(),
    });
    const folder = join(PLANS, String(tickets));
    mkdirSync(folder, { recursive: true });
    for (const [name, ask] of Object.entries(statements)) {
      const parts: string[] = [];
      const from: Queryable = {
        query: async <R extends object>(statement: Statement, values: readonly unknown[] = []): Promise<R[]> => {
          parts.push(await explain(client, statement, values));
          return [];
        },
      };
      await ask(from);
      const header = `-- ${name}, ${tickets.toLocaleString('en')} tickets; made by: npm run bench -- --plans\n`;
      writeFileSync(join(folder, `${name}.txt`), header + parts.join('\n'));
    }
  } finally {
    await client.end();
  }
}

/** To be given an id, a role and teams. */
export const NOBODY: PersonActor = {
  kind: 'person',
  id: '',
  name: '',
  role: 'Employee',
  teamIds: [],
  sessionId: '',
  scopes: null,
  mustSetUpSecondFactor: false,
};
