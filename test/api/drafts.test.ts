import { HourlyWork } from '../../server/platform/schedule/hourly-work.js';
import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';

interface Draft {
  readonly key: string;
  readonly value: Record<string, unknown>;
  readonly version: number;
  readonly updatedAt: string;
}

describe('drafts', () => {
  let desk: Desk;
  let ada: SignedIn;
  let carla: SignedIn;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    [ada, carla] = await Promise.all([desk.people.employee(), desk.people.coordinator()]);
  });
  afterAll(async () => {
    await desk.close();
  });

  const put = async <B = Draft>(as: SignedIn, key: string, body: object): Promise<RestAnswer<B>> =>
    desk.request<B>('PUT', `/api/me/drafts/${key}`, { as, body });
  const get = async (as: SignedIn, key: string): Promise<RestAnswer<Draft>> =>
    desk.request<Draft>('GET', `/api/me/drafts/${key}`, { as });
  const keys = async (as: SignedIn): Promise<string[]> => {
    const answer = await desk.request<{ items: Draft[] }>('GET', '/api/me/drafts', { as });
    expect(answer.body.items.every((item) => !('value' in item))).toBe(true);
    return answer.body.items.map(({ key }) => key);
  };

  it('are kept as they were typed, for their writer alone', async () => {
    const value = { text: 'Hello \t😀', b: [1, { a: null }], a: true };
    const saved = await put(ada, 'ticket.1.reply', { value });
    expect(saved).toMatchObject({ status: 200, body: { key: 'ticket.1.reply', value } });
    const read = await get(ada, 'ticket.1.reply');
    expect(read.body).toEqual(saved.body);
    expect(Object.keys(read.body.value)).toEqual(['text', 'b', 'a']);
    expect(read.headers.get('etag')).toBe(`"${String(saved.body.version)}"`);
    expect(await keys(ada)).toEqual(['ticket.1.reply']);
    expect((await get(carla, 'ticket.1.reply')).status).toBe(404);
    expect(await keys(carla)).toEqual([]);
    await put(carla, 'ticket.1.reply', { value: { text: 'Mine' } });
    expect((await get(ada, 'ticket.1.reply')).body).toEqual(saved.body);
  });

  it('of two windows never overwrite each other unseen', async () => {
    const first = await put(ada, 'two', { value: { text: 'one' }, baseVersion: 0 });
    const second = await put(ada, 'two', { value: { text: 'two' }, baseVersion: first.body.version });
    expect(second.status).toBe(200);
    expect(second.body.version).toBeGreaterThan(first.body.version);
    const late = await put<Refusal>(ada, 'two', { value: { text: 'late' }, baseVersion: first.body.version });
    expect(late).toMatchObject({
      status: 409,
      body: {
        code: 'DRAFT_STALE',
        details: {
          version: [String(second.body.version)],
          updatedAt: [second.body.updatedAt],
          value: ['{"text":"two"}'],
        },
      },
    });
    expect((await get(ada, 'two')).body.value).toEqual({ text: 'two' });
    const forced = await put(ada, 'two', { value: { text: 'late' } });
    expect(forced.body.value).toEqual({ text: 'late' });
  });

  it('begun anew under a key are none of the one before', async () => {
    const before = await put(ada, 'again', { value: { text: 'old' } });
    await desk.request('DELETE', '/api/me/drafts/again', { as: ada });
    const after = await put(ada, 'again', { value: { text: 'new' }, baseVersion: 0 });
    expect(after.body.version).toBeGreaterThan(before.body.version);
    expect((await put(ada, 'again', { value: {}, baseVersion: before.body.version })).status).toBe(409);
  });

  it('under one version have one winner', async () => {
    const { body } = await put(ada, 'race', { value: { n: 0 } });
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => put(ada, 'race', { value: { n }, baseVersion: body.version })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
  });

  it('are thrown away, also twice', async () => {
    await put(ada, 'gone', { value: {} });
    for (let turn = 0; turn < 2; turn += 1) {
      const answer = await desk.request('DELETE', '/api/me/drafts/gone', { as: ada });
      expect(answer.status).toBe(204);
    }
    expect((await get(ada, 'gone')).status).toBe(404);
  });

  it.each([
    ['no value', {}],
    ['null', { value: null }],
    ['text', { value: 'text' }],
    ['a list', { value: [1] }],
    ['another field', { value: {}, userId: 'x' }],
    ['a base that is none', { value: {}, baseVersion: -1 }],
    ['a broken base', { value: {}, baseVersion: 1.5 }],
    ['half a character', { value: { text: '\ud800' } }],
    ['too much', { value: { text: 'x'.repeat(64 * 1024) } }],
    ['too much by its bytes', { value: { text: 'ü'.repeat(33 * 1024) } }],
  ])('with %s are refused', async (_name, body) => {
    expect(await put<Refusal>(ada, 'bad', body)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect((await get(ada, 'bad')).status).toBe(404);
  });

  it('of 64 KB are kept', async () => {
    expect((await put(ada, 'large', { value: { text: 'x'.repeat(64 * 1024 - 11) } })).status).toBe(200);
    await desk.request('DELETE', '/api/me/drafts/large', { as: ada });
  });

  it.each(['a'.repeat(121), 'a%20b', 'a%2Fb', 'ä', 'a:b'])('have no key like %s', async (key) => {
    expect((await put(ada, key, { value: {} })).status).toBe(404);
  });

  it('are two hundred at most; those that exist go on', async () => {
    const many = await desk.people.employee();
    await desk.database.query(
      `INSERT INTO drafts (user_id, key, value, updated_at) SELECT $1, 'd' || n, '{}', now() FROM generate_series(1, 200) n`,
      [many.id],
    );
    expect(await put<Refusal>(many, 'one.more', { value: {} })).toMatchObject({
      status: 409,
      body: { code: 'DRAFTS_FULL', details: { most: ['200'] } },
    });
    expect((await put(many, 'd7', { value: { text: 'on' } })).status).toBe(200);
    await desk.request('DELETE', '/api/me/drafts/d8', { as: many });
    expect((await put(many, 'one.more', { value: {} })).status).toBe(200);
  });

  it('that nobody touched for 30 days are forgotten', async () => {
    await put(carla, 'old', { value: {} });
    await put(carla, 'younger', { value: {} });
    await desk.database.query(`UPDATE drafts SET updated_at = now() - interval '31 days' WHERE key = 'old'`);
    await desk.database.query(`UPDATE drafts SET updated_at = now() - interval '29 days' WHERE key = 'younger'`);
    await desk.app.get(HourlyWork, { strict: false }).runAll();
    const left = await keys(carla);
    expect(left).toContain('younger');
    expect(left).not.toContain('old');
  });

  it('leave no trace in the log', async () => {
    await put(ada, 'quiet', { value: { text: 'canary-in-a-draft' } });
    const events = await desk.database.query(
      `SELECT 1 FROM events e LEFT JOIN event_details d ON d.event_id = e.id
       WHERE e.data::text LIKE '%canary-in-a-draft%' OR d.personal::text LIKE '%canary-in-a-draft%'`,
    );
    expect(events).toEqual([]);
  });
});
