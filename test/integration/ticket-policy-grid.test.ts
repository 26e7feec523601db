import type { PersonActor } from '../../server/kernel/actor.js';
import { newId } from '../../server/kernel/ids.js';
import type { Role } from '../../server/kernel/role.js';
import { filterOf, type TicketFilter } from '../../server/modules/tickets/domain/ticket-list.js';
import { canSee, decide, type PolicyFacts } from '../../server/modules/tickets/domain/ticket-policy.js';
import { policyFacts } from '../../server/modules/tickets/domain/ticket.js';
import { STATUSES, type TicketStatus } from '../../server/modules/tickets/domain/ticket-status.js';
import { TicketsRepository } from '../../server/modules/tickets/persistence/tickets.repository.js';
import { ListTickets } from '../../server/modules/tickets/use-cases/list-tickets.js';
import { Database } from '../../server/platform/database/database.js';
import { startDesk, type Desk } from '../support/desk.js';

/** Every actor kind against every ticket kind: the policy in TypeScript and the one in SQL must be the same policy. */
const ALL: TicketFilter = filterOf({}, '');

const TEAM = newId();
const OTHER_TEAM = newId();
const PEOPLE = [
  'asker',
  'employee',
  'watching employee',
  'coordinator',
  'team coordinator',
  'busy coordinator',
  'admin',
] as const;
type Name = (typeof PEOPLE)[number];
const IDS: Readonly<Record<Name, string>> = Object.fromEntries(PEOPLE.map((name) => [name, newId()])) as Record<
  Name,
  string
>;
const ROLE: Readonly<Record<Name, Role>> = {
  asker: 'Employee',
  employee: 'Employee',
  'watching employee': 'Employee',
  coordinator: 'Ticket Coordinator',
  'team coordinator': 'Ticket Coordinator',
  'busy coordinator': 'Ticket Coordinator',
  admin: 'System Admin',
};

function actor(name: Name): PersonActor {
  const teamIds = name === 'team coordinator' || name === 'employee' ? [TEAM] : [];
  return {
    kind: 'person',
    id: IDS[name],
    name,
    role: ROLE[name],
    teamIds,
    sessionId: newId(),
    scopes: null,
    mustSetUpSecondFactor: false,
  };
}

interface Kind {
  readonly id: string;
  readonly status: TicketStatus;
  readonly confidential: boolean;
  readonly requester: Name;
  readonly assignee: Name | null;
  readonly teamId: string | null;
  readonly watchers: readonly Name[];
  readonly isAnswered: boolean;
}

const KINDS: readonly Kind[] = STATUSES.flatMap((status) =>
  [false, true].flatMap((confidential) =>
    (['asker', 'coordinator', 'admin'] as const).flatMap((requester) =>
      ([null, 'busy coordinator', 'employee'] as const).flatMap((assignee) =>
        [null, TEAM, OTHER_TEAM].flatMap((teamId) =>
          [[], ['watching employee', 'coordinator'] as const].flatMap((watchers) =>
            [false, true].map((isAnswered) => ({
              id: newId(),
              status,
              confidential,
              requester,
              assignee,
              teamId,
              watchers,
              isAnswered,
            })),
          ),
        ),
      ),
    ),
  ),
);

function factsFor(kind: Kind, name: Name): PolicyFacts {
  return {
    status: kind.status,
    assigneeId: kind.assignee === null ? null : IDS[kind.assignee],
    resolvedAt: null,
    closedAt: null,
    requesterId: IDS[kind.requester],
    teamId: kind.teamId,
    confidential: kind.confidential,
    isWatchedByActor: kind.watchers.includes(name),
    isAnswered: kind.isAnswered,
  };
}

/** The sentence of `domain`, Who may do what, once more and without the code's words. */
function maySee(name: Name, kind: Kind): boolean {
  const isOwn = kind.requester === name;
  const isWatching = kind.watchers.includes(name);
  if (ROLE[name] === 'System Admin') {
    return true;
  }
  if (ROLE[name] === 'Employee') {
    return isOwn || isWatching;
  }
  const isOfTeam = kind.teamId !== null && kind.teamId === (name === 'team coordinator' ? TEAM : null);
  return !kind.confidential || isOwn || isWatching || kind.assignee === name || isOfTeam;
}

describe('the policy of tickets, in TypeScript and in SQL', () => {
  let desk: Desk;
  let list: ListTickets;

  const idsOf = async (name: Name, filter: Partial<TicketFilter> = {}): Promise<{ ids: string[]; total: number }> => {
    const call = { actor: actor(name), requestId: null, ip: null, idempotency: null };
    const ids: string[] = [];
    let total = 0;
    let cursor: string | null = null;
    do {
      const page = await list.execute(call, {
        filter: { ...ALL, ...filter },
        view: null,
        sort: '-submittedAt',
        cursor,
        limit: 100,
        includeTotal: true,
      });
      ids.push(...page.items.map(({ id }) => id));
      total = page.total ?? -1;
      cursor = page.nextCursor;
    } while (cursor !== null);
    return { ids, total };
  };

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    list = desk.app.get(ListTickets, { strict: false });
    await desk.database.query('INSERT INTO teams (id, key, name) VALUES ($1, $2, $2), ($3, $4, $4)', [
      TEAM,
      'grid-team',
      OTHER_TEAM,
      'grid-other-team',
    ]);
    for (const name of PEOPLE) {
      await desk.database.query(
        `INSERT INTO users (id, company_id, email, first_name, last_name, role, status)
         VALUES ($1, $2, $3, $4, 'Grid', $5, 'Approved')`,
        [IDS[name], `GRID-${name}`, `${name.replaceAll(' ', '.')}@grid.example`, name, ROLE[name]],
      );
    }
    await desk.database.query('INSERT INTO team_members (team_id, user_id) VALUES ($1, $2), ($1, $3)', [
      TEAM,
      IDS['team coordinator'],
      IDS.employee,
    ]);
    const rows = KINDS.map((kind, index) => ({
      id: kind.id,
      number: `GRID-${String(index)}`,
      status: kind.status,
      confidential: kind.confidential,
      requester_id: IDS[kind.requester],
      assignee_id: kind.assignee === null ? null : IDS[kind.assignee],
      team_id: kind.teamId,
      answered: kind.isAnswered,
    }));
    // Seven tickets share each moment, so that pages also end inside equal times.
    await desk.database.query(
      `INSERT INTO tickets (id, number, subject, description, description_html, category_id, status, priority, requester_id,
         submitted_by, assignee_id, team_id, confidential, submitted_at, updated_at, first_reply_at)
       SELECT r.id, r.number, 'Grid', 'Grid', 'Grid', (SELECT id FROM categories LIMIT 1), r.status, 'Medium', r.requester_id,
         r.requester_id, r.assignee_id, r.team_id, r.confidential, now() - (n / 7) * interval '1 minute', now(),
         CASE WHEN r.answered THEN now() END
       FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (id uuid, number text, status text, requester_id uuid,
         assignee_id uuid, team_id uuid, confidential boolean, answered boolean)) WITH ORDINALITY
         AS r (id, number, status, requester_id, assignee_id, team_id, confidential, answered, n)`,
      [JSON.stringify(rows)],
    );
    await desk.database.query(
      `INSERT INTO ticket_watchers (ticket_id, user_id) SELECT (w ->> 0)::uuid, (w ->> 1)::uuid FROM jsonb_array_elements($1::jsonb) w`,
      [JSON.stringify(KINDS.flatMap(({ id, watchers }) => watchers.map((name) => [id, IDS[name]])))],
    );
    await desk.database.query(
      `INSERT INTO ticket_search (ticket_id, words)
       SELECT id, search_document('grid') || search_note('secret') || search_place(submitted_at, requester_id) FROM tickets`,
    );
    await desk.database.query('ANALYZE');
  });
  afterAll(async () => {
    await desk.close();
  });

  it.each(PEOPLE)('%s: the predicate says what the table of the domain says', (name) => {
    const wrong = KINDS.filter((kind) => canSee(actor(name), factsFor(kind, name)).allowed !== maySee(name, kind));
    expect(wrong).toEqual([]);
  });

  it.each(PEOPLE)('%s: the list holds exactly what the predicate lets through, once each', async (name) => {
    const { ids } = await idsOf(name);
    const expected = KINDS.filter((kind) => canSee(actor(name), factsFor(kind, name)).allowed).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual([...expected].sort());
  });

  it.each(PEOPLE.flatMap((name) => STATUSES.map((status) => [name, status] as const)))(
    '%s: list and total of those in %s agree with the predicate',
    async (name, status) => {
      const expected = KINDS.filter((kind) => kind.status === status && maySee(name, kind)).map(({ id }) => id);
      const { ids, total } = await idsOf(name, { statuses: [status] });
      expect([...ids].sort()).toEqual([...expected].sort());
      expect(total).toBe(expected.length);
    },
  );

  it.each(PEOPLE)('%s: several statuses at once are the union', async (name) => {
    const statuses: TicketStatus[] = ['New', 'On Hold', 'Merged'];
    const expected = KINDS.filter((kind) => statuses.includes(kind.status) && maySee(name, kind)).map(({ id }) => id);
    const { ids, total } = await idsOf(name, { statuses });
    expect([...ids].sort()).toEqual([...expected].sort());
    expect(total).toBe(expected.length);
  });

  it.each(PEOPLE)(
    '%s: a search finds nothing that the list would hide, and notes are found by staff alone',
    async (name) => {
      const visible = KINDS.filter((kind) => kind.status === 'Open' && maySee(name, kind)).map(({ id }) => id);
      const words = await idsOf(name, { statuses: ['Open'], q: 'grid' });
      expect([...words.ids].sort()).toEqual([...visible].sort());
      const notes = await idsOf(name, { statuses: ['Open'], q: 'secret' });
      expect([...notes.ids].sort()).toEqual(ROLE[name] === 'Employee' ? [] : [...visible].sort());
      expect(notes.total).toBe(notes.ids.length);
    },
  );

  it.each(PEOPLE)('%s: a ticket read from its row is decided like one from the list', async (name) => {
    const tickets = desk.app.get(TicketsRepository, { strict: false });
    const database = desk.app.get(Database, { strict: false });
    for (const kind of KINDS.filter(({ status, isAnswered }) => status === 'Open' && !isAnswered)) {
      const ticket = await tickets.find(database, kind.id);
      expect(ticket).not.toBeNull();
      if (ticket !== null) {
        expect(decide(actor(name), 'read', policyFacts(ticket, actor(name))).allowed).toBe(maySee(name, kind));
      }
    }
  });
});
