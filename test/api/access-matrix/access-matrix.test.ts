import { startDesk, type Desk } from '../../support/desk.js';
import { footprint } from '../../support/footprint.js';
import type { SignedIn } from '../../support/people.js';
import type { Refusal, RestAnswer } from '../../support/rest.js';
import { allRoutes } from '../../support/routes.js';
import { ACTORS, Cast, type Actor, type Fresh, type TicketKind } from './cast.js';
import type { Answers } from './profiles.js';
import { sendRow, type Caller } from './request.js';
import { OWN_ACCOUNT, ROWS, type Row } from './rows.js';

interface Case {
  readonly name: string;
  readonly row: Row;
  readonly kind: TicketKind;
  readonly expected: Answers;
}

const CASES: readonly Case[] = ROWS.flatMap((row) => {
  const name = row.note === undefined ? row.route : `${row.route} (${row.note})`;
  const { answers } = row;
  return 'ordinary' in answers
    ? (['ordinary', 'confidential'] as const).map((kind) => ({
        name: `${name}, ${kind} ticket`,
        row,
        kind,
        expected: answers[kind],
      }))
    : [{ name, row, kind: 'ordinary' as const, expected: answers }];
});

/** What every refusal says, whoever is refused and wherever. */
const WORDS: Readonly<Record<number, Omit<Refusal, 'requestId'>>> = {
  401: { error: 'Authentication required', code: 'AUTHENTICATION_REQUIRED' },
  403: { error: 'Insufficient permissions', code: 'PERMISSION_DENIED' },
  404: { error: 'Resource not found', code: 'NOT_FOUND' },
};

describe('the access matrix', () => {
  let desk: Desk;
  let cast: Cast;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off', OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'desk' } });
    cast = await Cast.on(desk);
  });
  afterAll(async () => {
    await desk.close();
  });

  it('has a row for every route, and a route for every row', () => {
    const routes = [...new Set(allRoutes().map(({ method, path }) => `${method} ${path}`))].sort();
    expect([...new Set(ROWS.map(({ route }) => route))].sort()).toEqual(routes);
  });

  const callerOf = async ({ row, kind }: Case, actor: Actor): Promise<Caller> => {
    const isOut = actor === 'pending' || actor === 'suspended';
    if (row.hasStunt !== true) {
      return { actor, kind, person: cast.personOf(isOut ? 'owner' : actor), as: null };
    }
    const stunt = await cast.stunt(actor);
    const as = stunt === null ? null : { authorization: `Bearer ${stunt.access}` };
    return { actor, kind, person: stunt ?? cast.personOf('owner'), as };
  };

  const send = async ({ row }: Case, caller: Caller, fresh: Fresh): Promise<RestAnswer<Refusal>> =>
    sendRow(cast, row, caller, fresh);

  it.each(CASES)('$name', async (of) => {
    const { row, expected } = of;
    const answers: Partial<Record<Actor, number>> = {};
    const make = async (caller: Caller): Promise<Fresh> => (await row.on?.(cast, caller)) ?? {};
    const callers = await Promise.all(ACTORS.map((actor) => callerOf(of, actor)));
    const isRefused = ({ actor }: Caller): boolean => [401, 403, 404].includes(expected[actor]);
    // One thing for all who cannot change it; where the callers' own things are the point, each has his own.
    const isShared = row.hasStunt !== true && row.isDoor !== true;
    const [first] = callers;
    const shared = isShared && first !== undefined ? await make(first) : {};

    // The refused first: they are told so in the same words everywhere, and leave everything as it was.
    const before = await footprint(desk);
    for (const caller of callers.filter(isRefused)) {
      // Who cannot come in needs nothing to act upon, where that would be his own account.
      const fresh = isShared ? shared : row.hasStunt === true ? {} : await make(caller);
      const answer = await send(of, caller, fresh);
      answers[caller.actor] = answer.status;
      if (isShared && answer.status >= 400) {
        expect(answer.body).toEqual({ ...WORDS[answer.status], requestId: expect.any(String) as string });
      }
    }
    if (isShared) {
      const { files, ...rows } = await footprint(desk);
      expect({ ...rows, files: before['files'] }).toEqual(before);
      // Fewer is right: a photo that was replaced is taken away a moment later.
      expect(files).toBeLessThanOrEqual(before['files'] ?? 0);
    }

    const isRead = row.route.startsWith('GET ');
    for (const caller of callers.filter((one) => !isRefused(one))) {
      answers[caller.actor] = (await send(of, caller, isShared && isRead ? shared : await make(caller))).status;
    }
    expect(answers).toEqual(expected);
  });

  /** What is worth comparing: links are signed afresh each time, and what one may do is another question. */
  const contentOf = (body: unknown): unknown =>
    JSON.parse(
      JSON.stringify(body, (key, value: unknown) =>
        ['url', 'expiresAt', 'allowedActions', 'transitions'].includes(key) ? undefined : value,
      ),
    );

  /**
   * Actions and transitions that this caller is told he may make. Those of the lifecycle itself say who may, and what the
   * contract shows as an example is offered to nobody.
   */
  const offersIn = (body: unknown): unknown[] => {
    const found: unknown[] = [];
    JSON.stringify(body, (key, value: unknown) => {
      if (key === 'example' || key === 'examples') {
        return undefined;
      }
      if ((key === 'allowedActions' || key === 'transitions') && Array.isArray(value)) {
        const every: readonly unknown[] = value;
        found.push(...every.filter((one) => !(typeof one === 'object' && one !== null && 'who' in one)));
      }
      return value;
    });
    return found;
  };

  it.each(
    CASES.filter(({ row, expected }) => row.route.startsWith('GET ') && expected.readOnlyToken === 200 && !row.isDoor),
  )('$name: a token that reads sees what its owner sees, and is offered nothing to do', async (of) => {
    const [admin, token] = await Promise.all([callerOf(of, 'admin'), callerOf(of, 'readOnlyToken')]);
    const fresh = (await of.row.on?.(cast, admin)) ?? {};
    const [seen, shown] = await desk.clock.atOneMoment(async () => [
      await send(of, admin, fresh),
      await send(of, token, fresh),
    ]);
    expect(contentOf(shown.body)).toEqual(contentOf(seen.body));
    expect(offersIn(shown.body)).toEqual([]);
  });

  describe('in another spelling', () => {
    const statuses = async (method: string, path: string): Promise<Partial<Record<Actor, number>>> => {
      const all: Partial<Record<Actor, number>> = {};
      for (const actor of ACTORS) {
        all[actor] = (await desk.request(method, path, { headers: cast.headersOf(actor, '') })).status;
      }
      return all;
    };

    it.each(['/api/users', '/api/people', '/api/me', '/api/mailbox', '/api/admin/tasks', '/api/tickets'])(
      '%s with a trailing slash, by HEAD, and with a query is the same door',
      async (path) => {
        const plain = await statuses('GET', path);
        expect(await statuses('GET', `${path}/`)).toEqual(plain);
        expect(await statuses('HEAD', path)).toEqual(plain);
        expect(await statuses('GET', `${path}?limit=1`)).toMatchObject(
          Object.fromEntries(Object.entries(plain).filter(([, status]) => status !== 200)),
        );
      },
    );

    it.each([
      ['/api//users', 404],
      ['/API/users', 404],
      ['/api/users%2f', 404],
      ['/api/./users', undefined],
      ['/api/health/../users', undefined],
      ['/api/users;admin=1', 404],
    ])('%s is no other door', async (path, status) => {
      const plain = await statuses('GET', '/api/users');
      const spelled = await statuses('GET', path);
      // What a client resolves before it asks is the plain path itself.
      expect(spelled).toEqual(
        status === undefined ? plain : Object.fromEntries(ACTORS.map((actor) => [actor, status])),
      );
    });

    it.each(['OPTIONS', 'PUT', 'DELETE', 'PROPFIND', 'LOCK'])('%s where there is none does nothing', async (method) => {
      const before = await footprint(desk);
      const all = await statuses(method, '/api/users');
      expect([...new Set(Object.values(all))]).toEqual([404]);
      expect(await footprint(desk)).toEqual(before);
    });

    it('a method in a header or in the query changes none', async () => {
      const { id } = await cast.account('Pending');
      const as = cast.personOf('admin');
      for (const header of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
        const path = `/api/users/${id}/approve?_method=POST`;
        expect((await desk.request('GET', path, { as, headers: { [header]: 'POST' } })).status).toBe(404);
      }
    });
  });

  // The last one: from here on the role needs it.
  describe('for an administrator who must set up his second factor first', () => {
    let newcomer: SignedIn;

    beforeAll(async () => {
      newcomer = await cast.withoutSecondFactor();
    });

    /** His own account as ever, what is open to all as ever, and nothing else. */
    const expectedOf = ({ row, expected }: Case): number =>
      row.whileSettingUp ?? (OWN_ACCOUNT.includes(row) || expected.anonymous === expected.admin ? expected.admin : 403);

    it.each(CASES.filter(({ row }) => row.isDoor !== true))('$name', async (of) => {
      const person = of.row.hasStunt === true ? await cast.newcomer('System Admin') : newcomer;
      const as = { authorization: `Bearer ${person.access}` };
      const caller: Caller = { actor: 'admin', kind: of.kind, person, as };
      const answer = await send(of, caller, (await of.row.on?.(cast, caller)) ?? {});
      const expected = expectedOf(of);
      expect(answer.status).toBe(expected);
      if (expected === 403) {
        expect(answer.body).toMatchObject({ error: 'Insufficient permissions', code: 'SECOND_FACTOR_REQUIRED' });
      }
    });
  });
});
