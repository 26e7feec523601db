import pg from 'pg';
import { startDesk, type Desk } from '../support/desk.js';

const PAIRS = 40;
/** In milliseconds. */
const ALLOWED = 5;
const WRONG = 'not-the-present-one';

/** The name on the desk's own connections. */
const DESK = 'smartsupport';

/** What each call of the desk asks of its database: the texts, in order, without those of other calls. */
function listenToStatements(): { take(): string[]; stop(): void } {
  const seen: string[] = [];
  const original: unknown = Reflect.get(pg.Client.prototype, 'query');
  Reflect.set(pg.Client.prototype, 'query', function (this: object, ...given: [string | { text: string }]): unknown {
    const connection = Reflect.get(this, 'connectionParameters') as { application_name?: string };
    const text = typeof given[0] === 'string' ? given[0] : given[0].text;
    if (connection.application_name === DESK && !text.includes('pg_notify')) {
      seen.push(text);
    }
    const answer: unknown = Reflect.apply(original as () => unknown, this, given);
    return answer;
  });
  return {
    take: () => seen.splice(0),
    stop: () => {
      Reflect.set(pg.Client.prototype, 'query', original);
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? 0) + (sorted[sorted.length - 1 - middle] ?? 0)) / 2;
}

/** Whether an address has an account can be told neither from an answer, nor from what is done for it, nor from its time. */
describe('an address that has an account and one that has none', () => {
  let desk: Desk;
  let statements: ReturnType<typeof listenToStatements>;
  const known: string[] = [];
  let strangers = 0;

  beforeAll(async () => {
    // Nothing runs beside the calls that are measured.
    desk = await startDesk({ env: { WORKERS: 'off' } });
    const admin = await desk.people.admin();
    const [active, suspended] = [await desk.people.employee(), await desk.people.employee()];
    await desk.request('POST', `/api/users/${suspended.id}/suspend`, { as: admin, body: { reason: 'leave' } });
    const invited = { email: 'invited@desk.example', firstName: 'In', lastName: 'Vited' };
    expect((await desk.request('POST', '/api/users', { as: admin, body: invited })).status).toBe(201);
    // Whatever state the account is in.
    known.push(active.email, suspended.email, invited.email, (await desk.people.pending()).email);
    statements = listenToStatements();
  }, 60_000);
  afterAll(async () => {
    statements.stop();
    await desk.close();
  });

  const stranger = (): string => {
    strangers += 1;
    return `nobody${String(strangers)}@desk.example`;
  };
  const CALLS: [string, string, (email: string) => object, number][] = [
    ['a wrong password', '/api/token/employee/', (email) => ({ email, password: WRONG }), 401],
    ['a forgotten password', '/api/auth/password/forgot', (email) => ({ email }), 202],
    [
      'a registration',
      '/api/auth/register',
      (email) => ({ email, password: 'a-Long-enough-1-password', firstName: 'Ann', lastName: 'Other' }),
      201,
    ],
  ];

  describe.each(CALLS)('%s', (_what, path, bodyOf, status) => {
    const call = async (email: string) => {
      const since = performance.now();
      const answer = await desk.request('POST', path, { body: bodyOf(email) });
      const took = performance.now() - since;
      expect(answer.status).toBe(status);
      return { took, answer };
    };

    it('is answered in the same words', async () => {
      const [first, second] = [await call(known[0] ?? ''), await call(stranger())];
      const shape = (body: unknown): string =>
        JSON.stringify(body)
          .replaceAll(/[\w.]+@desk\.example|EMP-\d+|[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '?')
          .replaceAll(/"requestId":"[^"]*"/g, '');
      expect(shape(first.answer.body)).toBe(shape(second.answer.body));
      const headers = ({ answer }: Awaited<ReturnType<typeof call>>): string[] =>
        [...answer.headers.keys()].filter((name) => name !== 'content-length').sort();
      expect(headers(first)).toEqual(headers(second));
    });

    it('costs the same statements', async () => {
      await call(known[0] ?? '');
      await call(stranger());
      for (const email of known) {
        statements.take();
        await call(email);
        const ofKnown = statements.take();
        await call(stranger());
        expect(statements.take()).toEqual(ofKnown);
        expect(ofKnown.length).toBeGreaterThan(2);
      }
    });

    it(`takes the same time, to ${String(ALLOWED)} ms in the median of ${String(PAIRS)} pairs`, async () => {
      const timeOf = async (email: string): Promise<number> => (await call(email)).took;
      const found: number[] = [];
      const all: number[] = [];
      // A machine that is busy with something else for a while says nothing about the desk: measured thrice at most.
      for (let round = 0; round < 3 && !found.some((difference) => difference < ALLOWED); round += 1) {
        const differences: number[] = [];
        for (let pair = 0; pair < PAIRS; pair += 1) {
          const [ofKnown, ofUnknown] = [known[pair % known.length] ?? '', stranger()];
          // Side by side, each first half of the time: what the machine does meanwhile hits both alike.
          const first = pair % 2 === 0 ? await timeOf(ofKnown) : -(await timeOf(ofUnknown));
          differences.push(first + (pair % 2 === 0 ? -(await timeOf(ofUnknown)) : await timeOf(ofKnown)));
        }
        all.push(...differences);
        found.push(Math.abs(median(differences)), Math.abs(median(all)));
      }
      expect(Math.min(...found)).toBeLessThan(ALLOWED);
    }, 90_000);
  });
});
