import { get } from 'node:http';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { submitTicket, type TicketDraft, type TicketView } from '../support/ticket-views.js';

interface Told {
  readonly name: string;
  readonly actor_id: string | null;
  readonly data: { count?: number; isComplete?: boolean; filter: { statuses: string[] }; columns: string[] };
}

describe('exports of tickets', () => {
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

  const make = async (draft: TicketDraft = {}): Promise<TicketView> => (await submitTicket(desk, ada, draft)).body;
  const ask = async (query: Record<string, string>, as = carla) =>
    desk.request<string>('GET', `/api/tickets/export?${new URLSearchParams(query).toString()}`, { as });
  const lines = (body: string): string[] =>
    body
      .replace(/^\uFEFF/, '')
      .split('\r\n')
      .filter((line) => line !== '');
  const told = async (who: SignedIn): Promise<Told[]> =>
    desk.database.query<Told & Record<string, unknown>>(
      `SELECT name, actor_id, data FROM events WHERE subject_type = 'ticket_export' AND actor_id = $1 ORDER BY seq`,
      [who.id],
    );
  const makeMany = async (many: number, tag: string): Promise<void> => {
    await desk.database.query(
      `INSERT INTO tickets (id, number, subject, description, description_html, category_id, status, priority, requester_id,
         submitted_by, tags, submitted_at, updated_at)
       SELECT gen_random_uuid(), 'SS-' || $3::text || n, repeat('x', 190), 'x', 'x', (SELECT id FROM categories LIMIT 1), 'Closed', 'Low', $1, $1,
         ARRAY[$3], timestamptz '2026-01-01' + (n / 3) * interval '1 second', now() FROM generate_series(1, $2::int) AS n`,
      [ada.id, many, tag],
    );
  };

  it('are a file that spreadsheets read, without formulas', async () => {
    const subject = '=HYPERLINK("http://evil.example","Click, please")';
    const { number } = await make({ subject, category: 'hardware' });
    const answer = await ask({ category: 'hardware', columns: 'status,requester,tags,confidential' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="tickets-\d{4}-\d\d-\d\d\.csv"$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect([...answer.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(lines(answer.bytes.toString('utf8'))).toEqual([
      'Number,Subject,Status,Requester,Tags,Confidential',
      `${number},"'=HYPERLINK(""http://evil.example"",""Click, please"")",New,${ada.firstName} ${ada.lastName},,no`,
    ]);
    await eventually(async () => (await told(carla)).length === 2);
    expect(await told(carla)).toMatchObject([
      { name: 'tickets.export_started', data: { columns: ['status', 'requester', 'tags', 'confidential'] } },
      { name: 'tickets.exported', data: { count: 1, isComplete: true } },
    ]);
  });

  it('hold what the list shows, all pages of it, in its order, and nothing hidden', async () => {
    await makeMany(1_203, 'many');
    const hidden = await make({ subject: 'Secret', confidential: true });
    const all = lines((await ask({ tag: 'many', sort: 'submittedAt', columns: 'submittedAt' })).bytes.toString('utf8'));
    expect(all).toHaveLength(1_204);
    expect(new Set(all).size).toBe(1_204);
    const times = all.slice(1).map((line) => line.split(',')[2] ?? '');
    expect(times).toEqual(times.toSorted());
    const whole = (await ask({ view: 'all_open' })).bytes.toString('utf8');
    expect(whole).not.toContain(hidden.number);
    expect((await ask({ view: 'all_open' }, await desk.people.admin())).bytes.toString('utf8')).toContain(
      hidden.number,
    );
  });

  it.each([
    ['an unknown column', { columns: 'secret' }],
    ['an unknown view', { view: 'nonsense' }],
    ['an unknown status', { status: 'Lost' }],
    ['a limit', { limit: '5' }],
  ])('refuse %s', async (_name, query) => {
    expect(await ask(query as unknown as Record<string, string>)).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED' },
    });
  });

  it('are for staff', async () => {
    expect((await ask({}, ada)).status).toBe(403);
    expect((await desk.request('GET', '/api/tickets/export')).status).toBe(401);
  });

  it('end when the client goes away; more than two at a time are refused', async () => {
    await makeMany(40_000, 'endless');
    const reader = await desk.people.coordinator();
    const open = async () =>
      new Promise<() => void>((resolve, reject) => {
        const request = get(
          `${desk.url}/api/tickets/export?tag=endless`,
          { headers: { authorization: `Bearer ${reader.access}` } },
          (answer) => {
            answer.once('readable', () => {
              resolve(() => {
                answer.destroy();
              });
            });
          },
        );
        request.once('error', reject);
      });
    const [first, second] = [await open(), await open()];
    const third = await ask({}, reader);
    expect(third).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(third.headers.get('retry-after')).toBe('10');
    first();
    second();
    const ends = await eventually(async () => {
      const all = (await told(reader)).filter(({ name }) => name === 'tickets.exported');
      return all.length === 2 ? all : null;
    });
    for (const { data } of ends) {
      expect(data.isComplete).toBe(false);
      expect(data.count).toBeGreaterThan(0);
      expect(data.count).toBeLessThan(40_000);
    }
    expect((await ask({ view: 'new' }, reader)).status).toBe(200);
  });

  it('a request for the head alone leaves nothing running', async () => {
    const reader = await desk.people.coordinator();
    for (let n = 0; n < 3; n += 1) {
      await desk.request('HEAD', '/api/tickets/export', { as: reader });
    }
    await eventually(async () => (await ask({ view: 'new' }, reader)).status === 200);
  });

  it('stop when their reader is shut out', async () => {
    const reader = await desk.people.coordinator();
    const answer = await new Promise<{ text: () => Promise<string | null> }>((resolve, reject) => {
      const request = get(
        `${desk.url}/api/tickets/export?tag=endless`,
        { headers: { authorization: `Bearer ${reader.access}` } },
        (given) => {
          resolve({
            text: async () =>
              new Promise((done) => {
                let text = '';
                given.setEncoding('utf8');
                given.on('data', (part: string) => (text += part));
                given.on('end', () => done(text));
                given.on('error', () => done(null));
              }),
          });
        },
      );
      request.once('error', reject);
    });
    const suspended = await desk.request('POST', `/api/users/${reader.id}/suspend`, {
      as: await desk.people.admin(),
      body: { reason: 'Leaves' },
    });
    expect(suspended.status).toBeLessThan(300);
    expect(await answer.text()).toBeNull();
  });
});
