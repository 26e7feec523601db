import { startDesk, type Desk } from '../support/desk.js';
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
});
