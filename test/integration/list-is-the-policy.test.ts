import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { PersonActor } from '../../server/kernel/actor.js';
import { isStaff } from '../../server/kernel/actor.js';
import type { PersonCall } from '../../server/kernel/call.js';
import { newId } from '../../server/kernel/ids.js';
import { ROLES } from '../../server/kernel/role.js';
import {
  DUE_WORDS,
  filterOf,
  narrowed,
  TICKET_SORTS,
  type DueWord,
  type FilterWords,
  type TicketSort,
} from '../../server/modules/tickets/domain/ticket-list.js';
import { canSee } from '../../server/modules/tickets/domain/ticket-policy.js';
import { HOLD_REASONS, PRIORITIES, STATUSES } from '../../server/modules/tickets/domain/ticket-status.js';
import {
  BUILT_IN,
  BUILT_IN_VIEWS,
  withView,
  type BuiltInView,
} from '../../server/modules/tickets/domain/ticket-view.js';
import { TicketCountsQuery } from '../../server/modules/tickets/persistence/ticket-counts.query.js';
import { TOTAL_CAP } from '../../server/modules/tickets/persistence/ticket-list.query.js';
import { BulkTickets } from '../../server/modules/tickets/use-cases/bulk-tickets.js';
import { ExportTickets } from '../../server/modules/tickets/use-cases/export-tickets.js';
import { FindDueTimes } from '../../server/modules/tickets/use-cases/find-due-times.js';
import { FindSimilar } from '../../server/modules/tickets/use-cases/find-similar.js';
import { SearchTickets } from '../../server/modules/tickets/use-cases/search-tickets.js';
import { startDesk, type Desk } from '../support/desk.js';

/**
 * `list(actor) = filter(all, canRead(actor))`, for whatever is asked: one random desk, large enough that every way of
 * searching is taken, against a model that knows neither SQL nor indexes.
 */
const TICKETS = 1_200;
/** The first ones stand in most tickets, the last ones in hardly any; none has an English ending. */
const WORDS = [...'abcdefghijklmnopqrst'].map(
  (letter, n) => `zorv${letter}${letter}${['ak', 'um', 'ot'][n % 3] ?? ''}`,
);
const TAGS = ['red', 'green', 'blue'];
const CATEGORIES = Array.from({ length: 6 }, (_, n) => ({
  id: newId(),
  key: `kind-${String(n)}`,
  name: `Kind ${String(n)}`,
}));
const START = Date.UTC(2026, 0, 1);
/** Minutes: half of the tickets are of the last days, the others the rarer the older, so that a search goes back far. */
const NEWEST = 40_000;
const submission = fc.double({ min: 0, max: 1, noNaN: true }).map((age) => {
  const ago = age < 0.5 ? age * 200 : 100 * 400 ** ((age - 0.5) * 2);
  return Math.max(0, NEWEST - Math.floor(ago));
});

/** In this zone everybody's day ends, in minutes after the desk's moment; no promise is due just then. */
const ZONE = 'Europe/Berlin';
const HOUR = 60;

const TEAMS = [newId(), newId(), newId()];
const ACTORS: readonly PersonActor[] = Array.from({ length: 9 }, (_, n) => ({
  kind: 'person',
  id: newId(),
  name: `Person ${String(n)}`,
  role: ROLES[n % 3] ?? 'Employee',
  // Teams of employees mean nothing.
  teamIds: TEAMS.filter((__, team) => (n + team) % 4 === 0),
  sessionId: newId(),
  scopes: null,
  mustSetUpSecondFactor: false,
}));

const optional = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { nil: null });
const person = fc.constantFrom(...ACTORS).map(({ id }) => id);
const someWords = fc.array(
  fc.nat({ max: 999 }).map((dice) => WORDS[Math.floor(WORDS.length * (dice / 1_000) ** 4)] ?? ''),
  { maxLength: 6 },
);

const ticketArbitrary = fc.record({
  status: fc.constantFrom(...STATUSES),
  priority: fc.constantFrom(...PRIORITIES),
  category: fc.nat({ max: 5 }),
  requester: person,
  assignee: optional(person),
  team: optional(fc.constantFrom(...TEAMS)),
  watchers: fc.uniqueArray(person, { maxLength: 2 }),
  confidential: fc.boolean(),
  tags: fc.subarray(TAGS),
  holdReason: optional(fc.constantFrom(...HOLD_REASONS)),
  isReopened: fc.boolean(),
  awaitsReply: fc.boolean(),
  /** Minutes; several share one. */
  submitted: submission,
  updated: fc.nat({ max: TICKETS }),
  /** Minutes from the desk's moment; null: nothing is promised. */
  due: optional(fc.integer({ min: -40 * HOUR, max: 40 * HOUR })),
  /** So long before it there is a warning. */
  warned: fc.nat({ max: 30 * HOUR }),
  mentioned: fc.uniqueArray(person, { maxLength: 2 }),
  text: someWords,
  notes: someWords,
});
type Sample = typeof ticketArbitrary extends fc.Arbitrary<infer T> ? T : never;
interface Known extends Sample {
  readonly id: string;
}

const someOf = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const time = submission.map((minute) => new Date(START + minute * 60_000).toISOString());
const wordsArbitrary = fc.record({
  status: someOf(STATUSES),
  category: someOf(CATEGORIES.flatMap(({ key, name }) => [key, name])),
  priority: someOf(PRIORITIES),
  assignee: someOf(['me', 'none', ...ACTORS.map(({ id }) => id)]),
  team: someOf(TEAMS),
  requester: someOf(['me', ...ACTORS.map(({ id }) => id)]),
  tag: someOf(TAGS),
  holdReason: someOf(HOLD_REASONS),
  reopened: fc.boolean(),
  awaitsReply: fc.boolean(),
  mentioned: fc.boolean(),
  due: someOf(DUE_WORDS),
  submittedFrom: time,
  submittedTo: time,
  q: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 2 }).map((q) => q.join(' ')),
    },
    // A beginning, and a slip of the fingers.
    { weight: 1, arbitrary: fc.constantFrom(...WORDS).map((word) => word.slice(0, -1)) },
    { weight: 1, arbitrary: fc.constantFrom(...WORDS).map((word) => `${word.slice(0, 1)}r${word.slice(3)}`) },
  ),
});
type Words = typeof wordsArbitrary extends fc.Arbitrary<infer T> ? T : never;
type Field = keyof Words;
const FIELDS: readonly Field[] = [
  'status',
  'category',
  'priority',
  'assignee',
  'team',
  'requester',
  'tag',
  'holdReason',
  'reopened',
  'awaitsReply',
  'mentioned',
  'due',
  'submittedFrom',
  'submittedTo',
  'q',
];
/** Few at a time: what asks for everything at once finds nothing. */
const asking = (fields: fc.Arbitrary<readonly Field[]>): fc.Arbitrary<FilterWords> =>
  fc
    .tuple(wordsArbitrary, fields)
    .map(([words, given]): FilterWords => Object.fromEntries(given.map((field) => [field, words[field]])));
const view = fc.option(fc.constantFrom(...BUILT_IN_VIEWS), { nil: null, freq: 7 });
const questionOf = (words: fc.Arbitrary<FilterWords>) =>
  fc.record({
    actor: fc.constantFrom(...ACTORS),
    words,
    view,
    sort: fc.constantFrom(...TICKET_SORTS),
    limit: fc.constantFrom(25, 100, 100),
  });
const questionArbitrary = questionOf(
  asking(
    fc
      .tuple(fc.subarray([...FIELDS], { maxLength: 3 }), fc.boolean())
      .map(([some, isSearch]): readonly Field[] => (isSearch ? [...new Set<Field>([...some, 'q'])] : some)),
  ),
);
/** Every two of them, each pair once. */
const PAIRS = FIELDS.flatMap((one, n) => FIELDS.slice(n + 1).map((other) => [one, other] as const));

const callOf = (actor: PersonActor): PersonCall => ({ actor, requestId: null, ip: null, idempotency: null });

describe('a list is everything the actor may see of what is asked', () => {
  let desk: Desk;
  let known: readonly Known[];
  /** Minutes that are left of the desk's day. */
  let left: number;

  const sees = (actor: PersonActor, ticket: Known): boolean =>
    canSee(actor, {
      status: ticket.status,
      assigneeId: ticket.assignee,
      resolvedAt: null,
      closedAt: null,
      requesterId: ticket.requester,
      teamId: ticket.team,
      confidential: ticket.confidential,
      isWatchedByActor: ticket.watchers.includes(actor.id),
      isAnswered: false,
    }).allowed;
  const readable = (actor: PersonActor, ticket: Known): readonly string[] =>
    isStaff(actor) ? [...ticket.text, ...ticket.notes] : ticket.text;

  /** The question once more, ticket by ticket. */
  function isAsked(actor: PersonActor, words: FilterWords, ticket: Known): boolean {
    const any = <T>(given: readonly T[] | undefined, holds: (one: T) => boolean): boolean => given?.some(holds) ?? true;
    const me = (word: string): string => (word === 'me' ? actor.id : word);
    const at = START + ticket.submitted * 60_000;
    return (
      any(words.status, (one) => ticket.status === one) &&
      any(words.category, (one) => {
        const { key, name } = CATEGORIES[ticket.category] ?? {};
        return one === key || one === name;
      }) &&
      any(words.priority, (one) => ticket.priority === one) &&
      any(words.assignee, (one) => ticket.assignee === (one === 'none' ? null : me(one))) &&
      any(words.team, (one) => ticket.team === one) &&
      any(words.requester, (one) => ticket.requester === me(one)) &&
      (words.tag ?? []).every((one) => ticket.tags.includes(one)) &&
      any(words.holdReason, (one) => ticket.holdReason === one) &&
      (words.reopened === undefined || ticket.isReopened === words.reopened) &&
      (words.awaitsReply === undefined || ticket.awaitsReply === words.awaitsReply) &&
      (words.mentioned !== true || ticket.mentioned.includes(actor.id)) &&
      any(words.due, (one) => isDue(one, ticket)) &&
      (words.submittedFrom === undefined || at >= Date.parse(words.submittedFrom)) &&
      (words.submittedTo === undefined || at <= Date.parse(words.submittedTo)) &&
      (words.q ?? '')
        .split(' ')
        .filter((word) => word !== '')
        .every((word) => readable(actor, ticket).some((one) => one.startsWith(word)))
    );
  }

  /** At the desk's one moment. */
  function isDue(word: DueWord, { due, warned }: Known): boolean {
    if (due === null) {
      return false;
    }
    return { overdue: due < 0, soon: due >= 0 && due - warned <= 0, today: due >= 0 && due <= left }[word];
  }

  function expected(actor: PersonActor, words: FilterWords, view: BuiltInView | null, sort: TicketSort): string[] {
    const ofView = view === null ? {} : BUILT_IN[view].filters;
    const { status, ...rest } = ofView;
    // Some views have their statuses only while nobody asks for others.
    const isStatusLeft = view !== null && (!BUILT_IN[view].isOfAnyStatus || words.status === undefined);
    const key = ({ submitted, updated, due }: Known): number =>
      sort === 'dueAt' ? (due ?? Number.MAX_SAFE_INTEGER) : sort.endsWith('submittedAt') ? submitted : updated;
    const sign = sort.startsWith('-') ? -1 : 1;
    return known
      .filter((ticket) => sees(actor, ticket) && isAsked(actor, words, ticket))
      .filter((ticket) => isAsked(actor, { ...rest, ...(isStatusLeft ? { status } : {}) }, ticket))
      .toSorted((a, b) => sign * (key(a) - key(b) || (a.id < b.id ? -1 : 1)))
      .map(({ id }) => id);
  }

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    known = fc.sample(ticketArbitrary, { numRuns: TICKETS, seed: 4_711 }).map((ticket) => ({ ...ticket, id: newId() }));
    const { clock, database } = desk;
    clock.stop();
    const now = clock.now();
    left = DateTime.fromJSDate(now, { zone: ZONE }).endOf('day').diff(DateTime.fromJSDate(now)).as('minutes');
    await database.query(
      `INSERT INTO teams (id, key, name) SELECT id, 'p' || n, 'p' || n FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, n)`,
      [TEAMS],
    );
    await database.query(
      `INSERT INTO categories (id, key, name, description, position)
       SELECT id, key, name, '', 1000 FROM jsonb_to_recordset($1::jsonb) AS c (id uuid, key text, name text)`,
      [JSON.stringify(CATEGORIES)],
    );
    await database.query(
      `INSERT INTO users (id, company_id, email, first_name, last_name, role, status, time_zone)
       SELECT id, 'P-' || n, 'p' || n || '@property.example', 'P', 'P', role, 'Approved', $3
       FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS u (id, role, n)`,
      [ACTORS.map(({ id }) => id), ACTORS.map(({ role }) => role), ZONE],
    );
    await database.query(
      `INSERT INTO sessions (id, user_id, epoch, created_at, last_used_at, expires_at)
       SELECT s.id, u.id, u.epoch, now(), now(), 'infinity' FROM unnest($1::uuid[], $2::uuid[]) AS s (id, person) JOIN users u ON u.id = s.person`,
      [ACTORS.map(({ sessionId }) => sessionId), ACTORS.map(({ id }) => id)],
    );
    await database.query(
      `INSERT INTO tickets (id, number, subject, description, description_html, category_id, status, priority, requester_id,
         submitted_by, assignee_id, team_id, confidential, tags, hold_reason, reopened_at, awaits_reply, submitted_at, updated_at,
         sla_due_at, sla_warn_at)
       SELECT r.id, 'P-' || r.n, 'Ticket ' || r.n, array_to_string(r.text, ' '), '', ($3::uuid[])[r.category + 1],
         r.status, r.priority, r.requester, r.requester, r.assignee, r.team, r.confidential, r.tags, r."holdReason",
         CASE WHEN r."isReopened" THEN now() END, r."awaitsReply",
         to_timestamp($2::float8) + r.submitted * interval '1 minute', to_timestamp($2::float8) + r.updated * interval '1 minute',
         $4::timestamptz + r.due * interval '1 minute',
         CASE WHEN r.due >= 0 THEN $4::timestamptz + (r.due - r.warned) * interval '1 minute' END
       FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (id uuid, status text, priority text, category int, requester uuid, assignee uuid,
         team uuid, confidential boolean, tags text[], "holdReason" text, "isReopened" boolean, "awaitsReply" boolean,
         submitted int, updated int, due int, warned int, text text[])) WITH ORDINALITY
         AS r (id, status, priority, category, requester, assignee, team, confidential, tags, "holdReason", "isReopened", "awaitsReply",
           submitted, updated, due, warned, text, n)`,
      [JSON.stringify(known), START / 1_000, CATEGORIES.map(({ id }) => id), now],
    );
    await database.query(
      `INSERT INTO ticket_watchers (ticket_id, user_id) SELECT w.ticket, w.person FROM jsonb_to_recordset($1::jsonb) AS w (ticket uuid, person uuid)`,
      [JSON.stringify(known.flatMap(({ id, watchers }) => watchers.map((one) => ({ ticket: id, person: one }))))],
    );
    const mentions = known.flatMap(({ id, mentioned }) =>
      mentioned.map((one) => ({ ticket: id, person: one, comment: newId() })),
    );
    await database.query(
      `WITH given AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS m (ticket uuid, person uuid, comment uuid)),
         written AS (INSERT INTO comments (id, ticket_id, author_kind, visibility, body, body_html, created_at)
           SELECT comment, ticket, 'system', 'public', '', '', now() FROM given)
       INSERT INTO ticket_mentions (comment_id, user_id, ticket_id, created_at) SELECT comment, person, ticket, now() FROM given`,
      [JSON.stringify(mentions)],
    );
    await database.query(
      `INSERT INTO ticket_search (ticket_id, words)
       SELECT t.id, search_document(t.description) || search_note(array_to_string(r.notes, ' ')) || search_place(t.submitted_at, t.requester_id)
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, notes text[]) JOIN tickets t ON t.id = r.id`,
      [JSON.stringify(known)],
    );
    await database.query('ANALYZE');
  });
  afterAll(async () => {
    await desk.close();
  });

  const get = <T>(token: new (...given: never[]) => T): T => desk.app.get(token, { strict: false });

  type Question = typeof questionArbitrary extends fc.Arbitrary<infer T> ? T : never;
  const compare = async ({ actor, words, view, sort, limit }: Question): Promise<void> => {
    const call = callOf(actor);
    const filter = filterOf(words, actor.id);
    const isOfPromises =
      sort === 'dueAt' || words.due !== undefined || (view !== null && BUILT_IN[view].filters.due !== undefined);
    if (!isStaff(actor) && isOfPromises) {
      const asked = get(SearchTickets).execute(call, { filter, view, sort, cursor: null, limit, includeTotal: true });
      await expect(asked).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
      return;
    }
    const ids: string[] = [];
    let cursor: string | null = null;
    let didYouMean: string | null = null;
    let total = -1;
    do {
      const page: Awaited<ReturnType<SearchTickets['execute']>> = await get(SearchTickets).execute(call, {
        filter,
        view,
        sort,
        cursor,
        limit,
        includeTotal: cursor === null,
      });
      ids.push(...page.items.map(({ id }) => id));
      total = total === -1 ? (page.total ?? -1) : total;
      ({ didYouMean, nextCursor: cursor } = page);
    } while (cursor !== null);

    const asTyped = expected(actor, words, view, sort);
    const meant = didYouMean === null ? asTyped : expected(actor, { ...words, q: didYouMean }, view, sort);
    expect(ids).toEqual(meant);
    expect(total).toBe(Math.min(meant.length, TOTAL_CAP));
    if (didYouMean !== null) {
      expect(asTyped).toEqual([]);
      // Every word that is told stands where this person may read it.
      const readableWords = new Set(
        known.filter((ticket) => sees(actor, ticket)).flatMap((ticket) => readable(actor, ticket)),
      );
      didYouMean.split(' ').forEach((word) => {
        expect(readableWords).toContain(word);
      });
    }

    const counted = await get(FindDueTimes).of(actor, view === null ? filter : withView(filter, view, actor.id));
    const [count] = await get(TicketCountsQuery).counts(actor, [counted]);
    expect(count).toEqual({ count: Math.min(asTyped.length, TOTAL_CAP), isCapped: asTyped.length > TOTAL_CAP });
  };
  const isTheSame = fc.asyncProperty(questionArbitrary, compare);

  it('page by page, with totals and counts', async () => {
    await fc.assert(isTheSame, { numRuns: 60, endOnFailure: true });
  });

  it('for every two filters together', async () => {
    for (const pair of PAIRS) {
      const together = questionOf(asking(fc.constant(pair))).map((one): Question => ({ ...one, view: null }));
      await fc.assert(fc.asyncProperty(together, compare), {
        numRuns: 6,
        endOnFailure: true,
      });
    }
  }, 90_000);

  it('for a search that has to go back far, one part of the time after the other', async () => {
    const words = fc.constantFrom(...WORDS).map((q): FilterWords => ({ q }));
    const far = questionOf(words).map((one): Question => ({ ...one, view: null, sort: '-submittedAt' }));
    const staff = far.filter(({ actor }) => isStaff(actor));
    await fc.assert(fc.asyncProperty(staff, compare), { numRuns: 60, endOnFailure: true });
  });

  it('for what a saved view and somebody beside it ask for, also of the same', async () => {
    for (const field of FIELDS.filter((one) => one !== 'q')) {
      const some = asking(fc.constantFrom(...FIELDS).map((other) => (other === 'q' ? [field] : [field, other])));
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...ACTORS), some, some, async (actor, saved, beside) => {
          // What is promised is for staff.
          fc.pre(isStaff(actor) || (saved.due === undefined && beside.due === undefined));
          const filter = narrowed(filterOf(saved, actor.id), filterOf(beside, actor.id));
          const ofView = new Set(expected(actor, saved, null, '-submittedAt'));
          const wanted = expected(actor, beside, null, '-submittedAt').filter((id) => ofView.has(id));
          const page = await get(SearchTickets).execute(callOf(actor), {
            filter,
            view: null,
            sort: '-submittedAt',
            cursor: null,
            limit: 100,
            includeTotal: true,
          });
          expect(page.items.map(({ id }) => id)).toEqual(wanted.slice(0, 100));
          expect(page.total).toBe(Math.min(wanted.length, TOTAL_CAP));
        }),
        { numRuns: 6, endOnFailure: true },
      );
    }
  });

  it('also when the desk is taken for so large that tickets are walked through instead of asking the index', async () => {
    await desk.database.query(`UPDATE pg_class SET reltuples = 1e12 WHERE relname = 'ticket_search'`);
    await fc.assert(isTheSame, { numRuns: 30, endOnFailure: true });
    await desk.database.query('ANALYZE ticket_search');
  });

  it('in exports', async () => {
    const staff = questionArbitrary.filter(({ actor }) => isStaff(actor));
    await fc.assert(
      fc.asyncProperty(staff, async ({ actor, words, view, sort }) => {
        const wanted = expected(actor, words, view, sort);
        fc.pre(wanted.length > 0);
        const exported = await get(ExportTickets).execute(callOf(actor), {
          filter: filterOf(words, actor.id),
          view,
          sort,
          columns: [],
        });
        const ids: string[] = [];
        for await (const page of exported.pages) {
          ids.push(...page.map(({ id }) => id));
        }
        expect(ids).toEqual(wanted);
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  it('in similar tickets', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ACTORS), someWords, async (actor, words) => {
        const found = await get(FindSimilar).toText(callOf(actor), words.join(' '), '');
        found.forEach(({ id }) => {
          const ticket = known.find((one) => one.id === id);
          expect(ticket !== undefined && sees(actor, ticket)).toBe(true);
          expect(ticket?.text.some((word) => words.includes(word))).toBe(true);
        });
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('in changes of many, which find nothing else', async () => {
    const few = fc.uniqueArray(fc.nat({ max: TICKETS - 1 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ACTORS.filter(isStaff)), few, async (actor, places) => {
        const asked = places.flatMap((place) => known[place] ?? []);
        const results = await get(BulkTickets).execute(
          callOf(actor),
          asked.map(({ id }) => ({ id, version: null })),
          { action: 'add_tags', tags: ['seen'] },
        );
        const hidden = results.filter(({ code }) => code === 'NOT_FOUND');
        expect(hidden.map(({ id }) => id)).toEqual(asked.filter((ticket) => !sees(actor, ticket)).map(({ id }) => id));
        expect(hidden.every(({ number }) => number === null)).toBe(true);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});
