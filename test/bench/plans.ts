import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { PersonActor } from '../../server/kernel/actor.js';
import type { Database } from '../../server/platform/database/database.js';
import type { Queryable, Statement } from '../../server/platform/database/statement.js';
import { filterOf, OPEN_STATUSES, type TicketFilter } from '../../server/modules/tickets/domain/ticket-list.js';
import { CommentsRepository } from '../../server/modules/tickets/persistence/comments.repository.js';
import { TicketLinksQuery } from '../../server/modules/tickets/persistence/ticket-links.query.js';
import { TicketListQuery } from '../../server/modules/tickets/persistence/ticket-list.query.js';
import { KnownWordsQuery } from '../../server/modules/tickets/persistence/known-words.query.js';
import { SimilarTicketsQuery } from '../../server/modules/tickets/persistence/similar-tickets.query.js';
import { TicketCountsQuery } from '../../server/modules/tickets/persistence/ticket-counts.query.js';
import { BUILT_IN, BUILT_IN_VIEWS, withView } from '../../server/modules/tickets/domain/ticket-view.js';
import { TicketsRepository } from '../../server/modules/tickets/persistence/tickets.repository.js';
import { TimelineQuery } from '../../server/modules/tickets/persistence/timeline.query.js';
import { emailOf, PEOPLE, wordOf } from './seed.js';

const FOLDER = join(import.meta.dirname, 'plans');
/** PostgreSQL decides at the sixth execution whether a prepared statement keeps one plan for all values. */
const EXECUTIONS = 8;

const ALL: TicketFilter = filterOf({}, '');

type Ask = (from: Queryable) => Promise<unknown>;

function hotReads(employee: PersonActor, coordinator: PersonActor, ticketId: string): Readonly<Record<string, Ask>> {
  const page =
    (actor: PersonActor, filter: Partial<TicketFilter>): Ask =>
    (from) =>
      new TicketListQuery(from as Database).page(actor, {
        filter: { ...ALL, ...filter },
        sort: '-submittedAt',
        after: null,
        limit: 25,
      });
  const statuses = OPEN_STATUSES;
  return {
    'my-tickets': page(employee, {}),
    'my-open-tickets': page(employee, { statuses }),
    queue: page(coordinator, { statuses }),
    'queue-total': (from) => new TicketListQuery(from as Database).total(coordinator, { ...ALL, statuses }),
    'queue-unassigned': page(coordinator, { statuses, isUnassigned: true }),
    'queue-assigned-to-me': page(coordinator, { statuses, assigneeIds: [coordinator.id] }),
    'all-tickets': page(coordinator, {}),
    'search-frequent-word': page(coordinator, { q: wordOf(30) }),
    'search-rare-word': page(coordinator, { q: wordOf(5_000) }),
    'search-middling-word': page(coordinator, { q: wordOf(600) }),
    'search-two-words': page(coordinator, { q: `${wordOf(30)} ${wordOf(600)}` }),
    'search-total': (from) => new TicketListQuery(from as Database).total(coordinator, { ...ALL, q: wordOf(600) }),
    'view-counts': (from) =>
      new TicketCountsQuery(from as Database).counts(
        coordinator,
        // What is due needs the times of the policies, which the use case brings along.
        BUILT_IN_VIEWS.filter((view) => BUILT_IN[view].filters.due === undefined).map((view) =>
          withView(ALL, view, coordinator.id),
        ),
      ),
    'similar-tickets': (from) =>
      new SimilarTicketsQuery(from as Database).like(
        coordinator,
        [30, 300, 900, 3_000, 7_000].map((rank) => ({ word: wordOf(rank), weight: 1 })),
        null,
      ),
    'typing-error': (from) => new KnownWordsQuery(from as Database).like(coordinator, ['pritner']),
    'search-unknown-word': page(coordinator, { q: 'nobodywrotethis' }),
    'search-number': page(coordinator, { q: 'SS-004711' }),
    'search-of-employee': page(employee, { q: wordOf(30) }),
    ticket: (from) => new TicketsRepository().find(from, 'SS-004711'),
    conversation: (from) => new CommentsRepository().ofTicket(from, ticketId, ['public', 'internal'], null, 26),
    timeline: (from) =>
      new TimelineQuery(from as Database, new TicketLinksQuery(from as Database)).read(coordinator, ticketId, [
        'everyone',
        'staff',
      ]),
  };
}

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

async function explain(client: pg.Client, statement: Statement, values: readonly unknown[]): Promise<string> {
  let rows: { 'QUERY PLAN': string }[] = [];
  if (statement.name === undefined) {
    // Warm the cache first: a plan is about work, not about the disk of this machine.
    for (let execution = 0; execution < 2; execution += 1) {
      ({ rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, BUFFERS) ${statement.text}`, [
        ...values,
      ]));
    }
  } else {
    await client.query(`PREPARE shown AS ${statement.text}`);
    for (let execution = 0; execution < EXECUTIONS; execution += 1) {
      const given = values.length === 0 ? '' : `(${values.map(literal).join(', ')})`;
      ({ rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, BUFFERS) EXECUTE shown${given}`));
    }
    await client.query('DEALLOCATE shown');
  }
  const kind = statement.name === undefined ? 'planned with its values' : `prepared, execution ${String(EXECUTIONS)}`;
  return `-- ${kind}\n${statement.text}\n\n${rows.map((row) => row['QUERY PLAN']).join('\n')}\n`;
}

/** The product's own statements, taken from its own code, with the plans they really get. */
export async function writePlans(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'bench-plans' });
  await client.connect();
  try {
    const person = async (number: number, role: PersonActor['role']): Promise<PersonActor> => {
      const { rows } = await client.query<{ id: string; teams: string[] }>(
        'SELECT id, ARRAY(SELECT team_id FROM team_members WHERE user_id = u.id) AS teams FROM users u WHERE email = $1',
        [emailOf(number)],
      );
      return {
        kind: 'person',
        id: rows[0]?.id ?? '',
        name: '',
        role,
        teamIds: rows[0]?.teams ?? [],
        sessionId: '',
        scopes: null,
        mustSetUpSecondFactor: false,
      };
    };
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM tickets WHERE comment_count > 3 ORDER BY number LIMIT 1',
    );
    const reads = hotReads(
      await person(5, 'Employee'),
      await person(PEOPLE.employees + 5, 'Ticket Coordinator'),
      rows[0]?.id ?? '',
    );
    mkdirSync(FOLDER, { recursive: true });
    for (const [name, ask] of Object.entries(reads)) {
      const parts: string[] = [];
      const from: Queryable = {
        query: async <R extends object>(statement: Statement, values: readonly unknown[] = []): Promise<R[]> => {
          parts.push(await explain(client, statement, values));
          return [];
        },
      };
      await ask(from);
      writeFileSync(join(FOLDER, `${name}.txt`), parts.join('\n'));
    }
  } finally {
    await client.end();
  }
}
