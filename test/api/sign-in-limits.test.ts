import { LinkMakers } from '../../server/modules/mail/mail.facade.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { Refusal } from '../support/rest.js';

describe('brakes for guessing', () => {
  let desk: Desk;

  beforeEach(async () => {
    desk = await startDesk({ env: { RATE_LIMIT_FACTOR: '1', TRUST_PROXY: '127.0.0.1' } });
  });
  afterEach(async () => {
    await desk.close();
  });

  const signIn = async (email: string, password: string, ip = '203.0.113.1') =>
    desk.request<Refusal>('POST', '/api/token/employee/', {
      body: { email, password },
      headers: { 'x-forwarded-for': ip },
    });
  const WRONG = 'not-the-present-one';

  it('the eleventh try within 15 minutes waits, right or wrong, known or unknown, and then goes on', async () => {
    const person = await desk.people.pending();
    for (const email of [person.email, 'nobody@desk.example']) {
      for (let tries = 0; tries < 10; tries += 1) {
        expect((await signIn(email, WRONG)).status).toBe(401);
      }
      const answer = await signIn(email, person.password);
      expect([answer.status, answer.body.code]).toEqual([429, 'RATE_LIMITED']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(800);
      expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(900);
    }
    desk.clock.advance(15 * 60_000 + 1_000);
    expect((await signIn(person.email, person.password)).body.code).toBe('ACCOUNT_PENDING');
  });

  it('50 guesses at once are not more than ten', async () => {
    const person = await desk.people.pending();
    const answers = await Promise.all(Array.from({ length: 50 }, async () => signIn(person.email, WRONG)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(40);
  });

  it('strangers never shut an owner out from where he has signed in before', async () => {
    const person = await desk.people.employee();
    expect((await signIn(person.email, person.password, '198.51.100.7')).status).toBe(200);
    for (let tries = 0; tries < 11; tries += 1) {
      await signIn(person.email, WRONG, '203.0.113.66');
    }
    expect((await signIn(person.email, person.password, '203.0.113.66')).status).toBe(429);
    expect((await signIn(person.email, person.password, '198.51.100.7')).status).toBe(200);
  });

  it('an address with 200 failures is shut for accounts that failed, and open for those that did not', async () => {
    const innocent = await desk.people.employee();
    const guessed = await desk.people.employee();
    await signIn(guessed.email, WRONG, '203.0.113.9');
    await desk.database.query(`UPDATE sign_in_throttles SET failures = 199 WHERE key = 'address:203.0.113.9'`);
    expect((await signIn(guessed.email, WRONG, '203.0.113.9')).status).toBe(401);
    expect((await signIn(guessed.email, guessed.password, '203.0.113.9')).status).toBe(429);
    expect((await signIn(innocent.email, innocent.password, '203.0.113.9')).status).toBe(200);
  });

  it('60 registrations come from one address in an hour, the next one waits', async () => {
    await desk.people.pending();
    await desk.database.query(`UPDATE sign_in_attempts SET hits = 59 WHERE key LIKE 'registration:%'`);
    await desk.people.pending();
    const form = {
      email: 'late@desk.example',
      password: 'a-Long-enough-1-password',
      firstName: 'Too',
      lastName: 'Late',
    };
    const answer = await desk.request<Refusal>('POST', '/api/auth/register', { body: form });
    expect([answer.status, answer.body.code]).toEqual([429, 'RATE_LIMITED']);
    desk.clock.advance(3_601_000);
    expect((await desk.request('POST', '/api/auth/register', { body: form })).status).toBe(201);
  });

  describe('rounds of failures', () => {
    const fail = async (email: string, ip?: string): Promise<void> => {
      for (let tries = 0; tries < 10; tries += 1) {
        expect((await signIn(email, WRONG, ip)).status).toBe(401);
      }
    };
    const waitOf = async (email: string): Promise<number> =>
      Number((await signIn(email, WRONG)).headers.get('retry-after'));

    it('wait longer each time, alike for known and unknown, to an hour at most; a day without failure forgets them', async () => {
      const person = await desk.people.pending();
      for (const email of [person.email, 'nobody@desk.example']) {
        const waits: number[] = [];
        for (let round = 0; round < 4; round += 1) {
          await fail(email);
          const wait = await waitOf(email);
          waits.push(Math.round(wait / 60));
          desk.clock.advance(wait * 1_000);
        }
        expect(waits).toEqual([15, 30, 60, 60]);
      }
      desk.clock.advance(24 * 3_600_000);
      await fail(person.email);
      expect(Math.round((await waitOf(person.email)) / 60)).toBe(15);
    });

    it('outlive a restart: they stand in the database, and another server knows them', async () => {
      const person = await desk.people.employee();
      await fail(person.email);
      const second = await startDesk({
        database: desk.database,
        env: { RATE_LIMIT_FACTOR: '1', TRUST_PROXY: '127.0.0.1' },
      });
      try {
        const answer = await second.request('POST', '/api/token/employee/', {
          body: { email: person.email, password: person.password },
          headers: { 'x-forwarded-for': '203.0.113.200' },
        });
        expect(answer.status).toBe(429);
      } finally {
        await second.close();
      }
    });

    it('are told to the owner once each, and to nobody for an address that nobody has', async () => {
      const person = await desk.people.employee();
      await fail(person.email, '203.0.113.66');
      await signIn(person.email, WRONG, '203.0.113.66');
      await fail('nobody@desk.example', '203.0.113.66');
      const throttled = await desk.database.query<{ subject_id: string; data: object; personal: object }>(
        `SELECT e.subject_id, e.data, d.personal FROM events e JOIN event_details d ON d.event_id = e.id
         WHERE e.name = 'account.sign_in_throttled' ORDER BY e.seq`,
      );
      expect(throttled).toHaveLength(2);
      expect(throttled[0]).toMatchObject({
        subject_id: person.id,
        data: { failures: 10, round: 1, isKnownPlace: false },
        personal: { ips: ['203.0.113.66'] },
      });
      expect(Object.keys(throttled[1]?.data ?? {}).sort()).toEqual(Object.keys(throttled[0]?.data ?? {}).sort());
      expect(throttled[1]?.subject_id).not.toBe(person.id);
      const mails = await eventually(async () => {
        const rows = await desk.database.query<{ to_address: string; data: object }>(
          `SELECT to_address, data FROM mail_messages WHERE template = 'sign-in-throttled'`,
        );
        const [open] = await desk.database.query<{ open: number }>(
          `SELECT (SELECT count(*) FROM outbox)::int + (SELECT count(*) FROM tasks WHERE state <> 'succeeded')::int AS open`,
        );
        return open?.open === 0 && rows;
      });
      expect(mails).toHaveLength(1);
      expect(mails[0]).toMatchObject({
        to_address: person.email,
        data: { failures: 10, addresses: '203.0.113.66', url: `${desk.url}/forgot` },
      });
    });

    it('end with a new password by a mailed link: no stranger can keep an owner out', async () => {
      const person = await desk.people.employee();
      await fail(person.email, '203.0.113.66');
      expect((await signIn(person.email, person.password, '203.0.113.77')).status).toBe(429);
      await desk.request('POST', '/api/auth/password/forgot', { body: { email: person.email } });
      const [row] = await desk.database.query<{ id: string }>('SELECT id FROM password_resets WHERE user_id = $1', [
        person.id,
      ]);
      const link = await desk.app.get(LinkMakers).make({ purpose: 'password-reset', rowId: row?.id ?? '' });
      const token = new URL(link ?? 'none:').searchParams.get('token');
      const password = 'another-good-one-77';
      expect((await desk.request('POST', '/api/auth/password/reset', { body: { token, password } })).status).toBe(204);
      expect((await signIn(person.email, password, '203.0.113.77')).status).toBe(200);
    });

    it('count a whole IPv6 network as one address', async () => {
      const person = await desk.people.employee();
      expect((await signIn(person.email, person.password, '2001:db8:1:2:aaaa::1')).status).toBe(200);
      await fail(person.email, '203.0.113.66');
      expect((await signIn(person.email, person.password, '2001:db8:1:2:bbbb::7')).status).toBe(200);
      expect((await signIn(person.email, person.password, '2001:db8:1:3::1')).status).toBe(429);
    });

    it('also count guesses at the present password by who has the session', async () => {
      const person = await desk.people.employee();
      const body = { currentPassword: WRONG, newPassword: 'another-good-one-77' };
      const change = async () => (await desk.request('POST', '/api/me/password', { as: person, body })).status;
      const answers: number[] = [];
      for (let tries = 0; tries < 11; tries += 1) {
        answers.push(await change());
      }
      expect(answers).toEqual([...Array.from({ length: 10 }, () => 400), 429]);
    });
  });

  describe('the administrator', () => {
    interface Shown {
      id: string;
      kind: string;
      person: { id: string; name: string } | null;
      label: string;
      failures: number;
      blockedUntil: string | null;
      expiresAt: string;
      addresses: string[];
    }
    const list = async () =>
      (
        await desk.request<{ items: Shown[] }>('GET', '/api/admin/sign-in-throttles', {
          as: await desk.people.admin(),
        })
      ).body.items;

    it('sees who is kept waiting, without what strangers typed, and lets them try again', async () => {
      const person = await desk.people.employee();
      for (let tries = 0; tries < 10; tries += 1) {
        await signIn(person.email, WRONG, '203.0.113.66');
      }
      await signIn('typed-by-a-stranger@desk.example', WRONG, '203.0.113.66');
      const items = await list();
      expect(items[0]).toMatchObject({
        kind: 'account',
        person: { id: person.id, name: `${person.firstName} ${person.lastName}` },
        label: `${person.firstName} ${person.lastName}`,
        failures: 10,
        addresses: ['203.0.113.66'],
      });
      expect(Date.parse(items[0]?.blockedUntil ?? '')).toBeGreaterThan(desk.clock.now().getTime());
      expect(items.map(({ kind, label, blockedUntil }) => [kind, label, blockedUntil]).slice(1)).toEqual([
        ['address', '203.0.113.66', null],
        ['account', 'An address without account', null],
      ]);
      expect(JSON.stringify(items)).not.toContain('typed-by-a-stranger');
      const kept = await desk.database.query(`SELECT 1 FROM sign_in_throttles t WHERE t::text LIKE '%stranger%'`);
      expect(kept).toEqual([]);

      expect((await signIn(person.email, person.password, '203.0.113.77')).status).toBe(429);
      const path = `/api/admin/sign-in-throttles/${items[0]?.id ?? ''}`;
      const as = await desk.people.admin();
      expect((await desk.request('DELETE', path, { as })).status).toBe(204);
      expect((await signIn(person.email, person.password, '203.0.113.77')).status).toBe(200);
      const events = await desk.database.query(
        `SELECT subject_id, actor_id, data FROM events WHERE name = 'account.throttle_cleared'`,
      );
      expect(events).toEqual([
        { subject_id: person.id, actor_id: as.id, data: { kind: 'account', failures: 10, rounds: 1 } },
      ]);
      expect((await desk.request<Refusal>('DELETE', path, { as })).body.code).toBe('NOT_FOUND');
    });

    it('alone may do that', async () => {
      const person = await desk.people.employee();
      const coordinator = await desk.people.coordinator();
      const id = '019a8a00-0000-7000-8000-000000000001';
      for (const [method, path] of [
        ['GET', '/api/admin/sign-in-throttles'],
        ['DELETE', `/api/admin/sign-in-throttles/${id}`],
      ] as const) {
        expect((await desk.request(method, path)).status).toBe(401);
        expect((await desk.request(method, path, { as: person })).status).toBe(403);
        expect((await desk.request(method, path, { as: coordinator })).status).toBe(403);
      }
      const as = await desk.people.admin();
      expect((await desk.request('DELETE', `/api/admin/sign-in-throttles/${id}`, { as })).status).toBe(404);
      expect((await desk.request('DELETE', '/api/admin/sign-in-throttles/none', { as })).status).toBe(404);
    });
  });

  describe('a sign-in from a new address', () => {
    const mailsOf = async (email: string) => {
      await eventually(async () => {
        const [open] = await desk.database.query<{ open: number }>(
          `SELECT (SELECT count(*) FROM outbox)::int + (SELECT count(*) FROM tasks WHERE state <> 'succeeded')::int AS open`,
        );
        return open?.open === 0;
      });
      return desk.database.query<{ data: Record<string, string> }>(
        `SELECT data FROM mail_messages WHERE template = 'new-sign-in' AND to_address = $1`,
        [email],
      );
    };
    const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

    it('is told once for each, in the time of the person, and never for the very first', async () => {
      const person = await desk.people.employee();
      expect(await mailsOf(person.email)).toEqual([]);
      await desk.request('PATCH', '/api/me', { as: person, body: { timeZone: 'Asia/Tokyo' } });
      for (let times = 0; times < 2; times += 1) {
        const answer = await desk.request('POST', '/api/token/employee/', {
          body: { email: person.email, password: person.password },
          headers: { 'x-forwarded-for': '198.51.100.9', 'user-agent': FIREFOX },
        });
        expect(answer.status).toBe(200);
      }
      const mails = await mailsOf(person.email);
      expect(mails).toHaveLength(1);
      expect(mails[0]?.data).toMatchObject({
        device: 'Firefox on Linux',
        address: '198.51.100.9',
        url: `${desk.url}/account`,
      });
      expect(mails[0]?.data['time']).toMatch(/GMT\+9$/);
      expect((await signIn(person.email, person.password, '198.51.100.10')).status).toBe(200);
      expect(await mailsOf(person.email)).toHaveLength(2);
      // Wrong passwords are no sign-ins.
      await signIn(person.email, WRONG, '198.51.100.11');
      expect(await mailsOf(person.email)).toHaveLength(2);
    });
  });
});
