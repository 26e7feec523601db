import { systemCall } from '../../server/kernel/call.js';
import { AuthFacade } from '../../server/modules/auth/auth.facade.js';
import { AccountsFacade } from '../../server/modules/users/accounts.facade.js';
import { UnitOfWork } from '../../server/platform/database/unit-of-work.js';
import { ADMIN_EMAIL, ADMIN_PASSWORD, startDesk, type Desk } from '../support/desk.js';
import type { Refusal } from '../support/rest.js';

describe('the first administrator', () => {
  let desk: Desk;

  beforeEach(async () => {
    desk = await startDesk({ env: { ADMIN_EMAIL: '', ADMIN_PASSWORD: '' } });
  });
  afterEach(async () => {
    await desk.close();
  });

  const form = (token: string, number = 1) => ({
    token,
    email: `root${String(number)}@desk.example`,
    password: 'first-of-them-all-77',
    firstName: 'Margaret',
    lastName: 'Hamilton',
  });
  const tokenOf = (url: string | null) => new URL(url ?? 'none:').searchParams.get('token') ?? '';

  it('comes in by a link that is the same on every start, and is made exactly once among 50 at once', async () => {
    const url = await desk.app.get(AuthFacade).setupUrl();
    expect(url).toMatch(new RegExp(`^${desk.url}/setup\\?token=`));
    expect(await desk.app.get(AuthFacade).setupUrl()).toBe(url);
    const token = tokenOf(url);
    expect((await desk.request('GET', `/api/auth/setup?token=${token}`)).body).toEqual({ valid: true });
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, number) =>
        desk.request<Refusal & { employee: object }>('POST', '/api/auth/setup', { body: form(token, number) }),
      ),
    );
    const winners = answers.filter(({ status }) => status === 201);
    expect(winners).toHaveLength(1);
    expect(winners[0]?.body.employee).toMatchObject({ role: 'System Admin', status: 'Approved' });
    expect(answers.filter(({ status, body }) => status === 409 && body.code === 'SETUP_DONE')).toHaveLength(49);
    expect(await desk.database.query('SELECT 1 FROM users')).toHaveLength(1);
    expect((await desk.request('GET', `/api/auth/setup?token=${token}`)).body).toEqual({ valid: false });
    expect(await desk.app.get(AuthFacade).setupUrl()).toBeNull();
  });

  it('is made once, however close the transactions run', async () => {
    const accounts = desk.app.get(AccountsFacade);
    const unitOfWork = desk.app.get(UnitOfWork);
    const call = systemCall();
    const made = await Promise.all(
      Array.from({ length: 20 }, async (_, number) =>
        unitOfWork.run(call, (tx) =>
          accounts.makeFirstAdmin(tx, call, {
            email: `root${String(number)}@desk.example`,
            passwordHash: 'none',
            firstName: 'Margaret',
            lastName: 'Hamilton',
          }),
        ),
      ),
    );
    expect(made.filter((id) => id !== null)).toHaveLength(1);
  });

  it('does not come in by a link that is altered', async () => {
    const token = tokenOf(await desk.app.get(AuthFacade).setupUrl());
    // Not the last character: some of its bits mean nothing.
    const wrong = token.slice(0, -2) + (token.at(-2) === 'A' ? 'B' : 'A') + token.slice(-1);
    const answer = await desk.request<Refusal>('POST', '/api/auth/setup', { body: form(wrong) });
    expect([answer.status, answer.body.code]).toEqual([400, 'LINK_INVALID']);
    expect((await desk.request('GET', `/api/auth/setup?token=${wrong}`)).body).toEqual({ valid: false });
    expect(
      (await desk.request<Refusal>('POST', '/api/auth/setup', { body: { ...form(token), role: 'Employee' } })).body
        .details,
    ).toEqual({
      role: ['Unknown field role'],
    });
  });

  it('takes an address over with the new password, not with that of whoever registered it before', async () => {
    const squatter = await desk.people.pending({ email: 'root1@desk.example' });
    const token = tokenOf(await desk.app.get(AuthFacade).setupUrl());
    expect((await desk.request('POST', '/api/auth/setup', { body: form(token) })).status).toBe(201);
    const signIn = async (password: string) =>
      desk.request('POST', '/api/token/employee/', { body: { email: 'root1@desk.example', password } });
    expect((await signIn(squatter.password)).status).toBe(401);
    expect((await signIn(form('').password)).body).toMatchObject({ user: { role: 'System Admin' } });
  });
});

describe('the administrator that the environment names', () => {
  it('is made on the first start only, and once by two servers', async () => {
    const first = await startDesk();
    const second = await startDesk({
      database: first.database,
      env: { ADMIN_EMAIL: 'later@desk.example', ADMIN_PASSWORD },
    });
    try {
      const users = await first.database.query('SELECT email, role, status FROM users');
      expect(users).toEqual([{ email: ADMIN_EMAIL, role: 'System Admin', status: 'Approved' }]);
      expect(await first.app.get(AuthFacade).setupUrl()).toBeNull();
    } finally {
      await second.close();
      await first.close();
    }
  });

  it('a suspension made by one server is felt by the other within 100 ms', async () => {
    const first = await startDesk();
    const second = await startDesk({ database: first.database });
    try {
      const person = await first.people.employee();
      expect((await second.request('GET', '/api/me', { as: person })).status).toBe(200);
      await first.request('POST', `/api/users/${person.id}/suspend`, {
        as: await first.people.admin(),
        body: { reason: 'now' },
      });
      const since = performance.now();
      while ((await second.request('GET', '/api/me', { as: person })).status === 200) {
        expect(performance.now() - since).toBeLessThan(100);
      }
      expect((await first.request('GET', '/api/me', { as: person })).status).toBe(401);
    } finally {
      await second.close();
      await first.close();
    }
  });
});
