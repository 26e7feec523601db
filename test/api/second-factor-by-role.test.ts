import { Secret, TOTP } from 'otpauth';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { setUpSecondFactor } from '../support/second-factor.js';

interface Person {
  permissions: string[];
  mustSetUpSecondFactor: boolean;
}

/** Two server processes on one database: what is set in one counts in both. */
describe('a second factor that the role needs', () => {
  let desk: Desk;
  let second: Desk;
  let admin: SignedIn;
  let carla: SignedIn;
  let ada: SignedIn;

  beforeAll(async () => {
    desk = await startDesk();
    second = await startDesk({ database: desk.database });
    admin = await desk.people.admin();
    carla = await desk.people.coordinator();
    ada = await desk.people.employee();
  });
  afterAll(async () => {
    await second.close();
    await desk.close();
  });

  const need = async (roles: string[]) => {
    const answer = await desk.request('PATCH', '/api/settings/security', {
      as: admin,
      body: { values: { secondFactorRoles: roles } },
    });
    expect(answer.status).toBe(200);
  };
  const refusal = async (on: Desk, method: string, path: string, as: { access: string }, body?: object) => {
    const answer = await on.request<Refusal>(method, path, { as, ...(body === undefined ? {} : { body }) });
    return [answer.status, answer.body.code, answer.body.error];
  };
  const me = async (as: { access: string }, on = desk) => (await on.request<Person>('GET', '/api/me', { as })).body;
  const LACKING = [403, 'SECOND_FACTOR_REQUIRED', 'Insufficient permissions'];

  it('bites on the very next request, in every process, and lets the person do nothing but set it up', async () => {
    expect((await desk.request('GET', '/api/tickets', { as: carla })).status).toBe(200);
    expect((await second.request('GET', '/api/tickets', { as: carla })).status).toBe(200);
    await need(['Ticket Coordinator']);
    expect(await refusal(desk, 'GET', '/api/tickets', carla)).toEqual(LACKING);
    await eventually(async () => (await refusal(second, 'GET', '/api/tickets', carla))[1] === LACKING[1]);
    expect(await refusal(desk, 'POST', '/api/tickets/', carla, { nonsense: true })).toEqual(LACKING);
    expect(await refusal(desk, 'GET', '/api/people', carla)).toEqual(LACKING);
    // What the role never may is refused as ever: the second factor would not help.
    expect((await refusal(desk, 'GET', '/api/users', carla)).slice(0, 2)).toEqual([403, 'PERMISSION_DENIED']);
    expect(await me(carla)).toMatchObject({ permissions: ['account:own'], mustSetUpSecondFactor: true });
    for (const path of ['/api/me/sessions', '/api/me/totp', '/api/me/api-tokens']) {
      expect((await desk.request('GET', path, { as: carla })).status).toBe(200);
    }
    const state = await desk.request('GET', '/api/me/totp', { as: carla });
    expect(state.body).toEqual({
      isEnabled: false,
      isRequired: true,
      recoveryCodesLeft: 0,
      areRecoveryCodesLow: false,
    });
  });

  it('concerns nobody of another role', async () => {
    expect((await desk.request('GET', '/api/tickets', { as: ada })).status).toBe(200);
    expect(await me(ada)).toMatchObject({ mustSetUpSecondFactor: false });
    expect((await desk.request('GET', '/api/users', { as: admin })).status).toBe(200);
  });

  it('locks nobody out: the person signs in, refreshes, and is told what is missing', async () => {
    const answer = await desk.request<{ refresh: string; user: Person }>('POST', '/api/token/employee/', {
      body: { email: carla.email, password: carla.password },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.user).toMatchObject({ permissions: ['account:own'], mustSetUpSecondFactor: true });
    const refreshed = await desk.request<{ user: Person }>('POST', '/api/token/refresh/', {
      body: { refresh: answer.body.refresh },
    });
    expect(refreshed.body.user).toMatchObject({ permissions: ['account:own'], mustSetUpSecondFactor: true });
  });

  it('limits API tokens alike, and none can be made for more', async () => {
    await need([]);
    const make = async (scopes: string[]) =>
      desk.request<Refusal & { token: string }>('POST', '/api/me/api-tokens', {
        as: carla,
        body: { name: 'script', scopes },
      });
    const reader = { access: (await make(['ticket:read'])).body.token };
    const own = { access: (await make(['account:own'])).body.token };
    expect((await desk.request('GET', '/api/tickets', { as: reader })).status).toBe(200);
    await need(['Ticket Coordinator']);
    expect(await refusal(desk, 'GET', '/api/tickets', reader)).toEqual(LACKING);
    await eventually(async () => (await refusal(second, 'GET', '/api/tickets', reader))[1] === LACKING[1]);
    expect((await refusal(desk, 'GET', '/api/tickets', own)).slice(0, 2)).toEqual([403, 'PERMISSION_DENIED']);
    expect((await desk.request('GET', '/api/me', { as: own })).status).toBe(200);
    expect((await make(['ticket:read'])).body.details).toEqual({ scopes: ['ticket:read is not yours to give'] });
    await need([]);
    expect((await desk.request('GET', '/api/tickets', { as: reader })).status).toBe(200);
  });

  it('opens everything with the next request once it is set up, in every process', async () => {
    await need(['Ticket Coordinator']);
    await eventually(async () => (await refusal(second, 'GET', '/api/tickets', carla))[1] === LACKING[1]);
    await setUpSecondFactor(desk, carla);
    expect((await desk.request('GET', '/api/tickets', { as: carla })).status).toBe(200);
    await eventually(async () => (await second.request('GET', '/api/tickets', { as: carla })).status === 200);
    expect(await me(carla)).toMatchObject({ mustSetUpSecondFactor: false });
  });

  it('is not turned off while the role needs it, whatever the password, and is once it does not', async () => {
    for (const body of [{ password: carla.password }, { password: 'not-the-present-one' }, {}, undefined]) {
      const [status, code, text] = await refusal(desk, 'DELETE', '/api/me/totp', carla, body);
      expect([status, code]).toEqual([409, 'SECOND_FACTOR_REQUIRED']);
      expect(text).toMatch(/^Your role needs two-factor sign-in/);
    }
    const token = await desk.request<{ token: string }>('POST', '/api/me/api-tokens', {
      as: carla,
      body: { name: 'own', scopes: ['account:own'] },
    });
    const program = { access: token.body.token };
    expect((await refusal(desk, 'DELETE', '/api/me/totp', program, {})).slice(0, 2)).toEqual([
      403,
      'PERMISSION_DENIED',
    ]);
    expect((await desk.request('GET', '/api/me/totp', { as: carla })).body).toMatchObject({ isEnabled: true });
    await need([]);
    const body = { password: carla.password };
    expect((await desk.request('DELETE', '/api/me/totp', { as: carla, body })).status).toBe(204);
    await need(['Ticket Coordinator']);
    expect(await refusal(desk, 'GET', '/api/tickets', carla)).toEqual(LACKING);
  });

  it('an administrator may ask it of his own role before he has one, and finds the way out himself', async () => {
    const other = await desk.people.secondAdmin();
    await need(['System Admin']);
    expect(await refusal(desk, 'GET', '/api/users', other)).toEqual(LACKING);
    expect(await refusal(desk, 'PATCH', '/api/settings/security', other, { values: {} })).toEqual(LACKING);
    const authenticator = await setUpSecondFactor(desk, other);
    expect((await desk.request('GET', '/api/users', { as: other })).status).toBe(200);
    desk.clock.advance(60_000);
    const again = await desk.request<{ access: string; user: Person }>('POST', '/api/token/employee/', {
      body: { email: other.email, password: other.password, otp: authenticator.code() },
    });
    expect(again.body.user).toMatchObject({ mustSetUpSecondFactor: false });
    expect(again.body.user.permissions).toContain('settings:manage');
    const free = await desk.request('PATCH', '/api/settings/security', {
      as: other,
      body: { values: { secondFactorRoles: [] } },
    });
    expect(free.status).toBe(200);
    expect((await desk.request('GET', '/api/users', { as: admin })).status).toBe(200);
  });

  it('applies to a new role from the first sign-in on', async () => {
    await need(['Ticket Coordinator']);
    const person = await desk.people.employee();
    await desk.request('PATCH', `/api/users/${person.id}`, { as: admin, body: { role: 'Ticket Coordinator' } });
    const signedIn = await desk.people.signIn(person);
    expect(await refusal(desk, 'GET', '/api/tickets', signedIn)).toEqual(LACKING);
    await need([]);
  });
});

describe('codes', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk.close();
  });

  const signIn = async ({ email, password }: SignedIn, otp: string) =>
    desk.request<Refusal>('POST', '/api/token/employee/', { body: { email, password, otp } });

  it('one code of the authenticator used 25 times at once lets one in', async () => {
    const person = await desk.people.employee();
    const authenticator = await setUpSecondFactor(desk, person);
    desk.clock.advance(60_000);
    const code = authenticator.code();
    const answers = await Promise.all(Array.from({ length: 25 }, async () => signIn(person, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 200).every(({ status }) => [401, 429].includes(status))).toBe(
      true,
    );
  });

  it('one recovery code used 25 times at once lets one in', async () => {
    const person = await desk.people.employee();
    const { recoveryCodes } = await setUpSecondFactor(desk, person);
    const answers = await Promise.all(Array.from({ length: 25 }, async () => signIn(person, recoveryCodes[3] ?? '')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const left = await desk.request('GET', '/api/me/totp', { as: person });
    expect(left.body).toMatchObject({ recoveryCodesLeft: 9 });
  });

  it('one code confirms one set-up among 20 at once, and one set of recovery codes counts', async () => {
    const person = await desk.people.employee();
    const started = await desk.request<{ secret: string }>('POST', '/api/me/totp', {
      as: person,
      body: { password: person.password },
    });
    const code = new TOTP({ secret: Secret.fromBase32(started.body.secret) }).generate({
      timestamp: desk.clock.now().getTime(),
    });
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () =>
        desk.request<{ recoveryCodes: string[] }>('POST', '/api/me/totp/confirm', { as: person, body: { code } }),
      ),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    expect((await signIn(person, won[0]?.body.recoveryCodes[0] ?? '')).status).toBe(200);
    const kept = await desk.database.query('SELECT 1 FROM recovery_codes WHERE user_id = $1', [person.id]);
    expect(kept).toHaveLength(10);
  });

  it('recovery codes are made anew with the password; the old ones stop working, and few left are seen', async () => {
    const person = await desk.people.employee();
    const renew = async (body: object) =>
      desk.request<Refusal & { recoveryCodes: string[] }>('POST', '/api/me/totp/recovery-codes', { as: person, body });
    const off = await renew({ password: person.password });
    expect([off.status, off.body.code]).toEqual([409, 'TOTP_STATE']);
    expect((await desk.request('POST', '/api/me/totp/recovery-codes', { body: {} })).status).toBe(401);

    const { recoveryCodes } = await setUpSecondFactor(desk, person);
    await desk.database.query(
      `UPDATE recovery_codes SET used_at = now()
       WHERE id IN (SELECT id FROM recovery_codes WHERE user_id = $1 LIMIT 7)`,
      [person.id],
    );
    const low = await desk.request('GET', '/api/me/totp', { as: person });
    expect(low.body).toMatchObject({ recoveryCodesLeft: 3, areRecoveryCodesLow: true });

    const wrong = await renew({ password: 'not-the-present-one' });
    expect([wrong.status, wrong.body.details]).toEqual([400, { password: ['This is not your present password'] }]);
    const made = await renew({ password: person.password });
    expect(made.status).toBe(200);
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect(new Set(made.body.recoveryCodes).size).toBe(10);
    for (const old of recoveryCodes) {
      expect((await signIn(person, old)).status).toBe(401);
    }
    expect((await signIn(person, made.body.recoveryCodes[0] ?? '')).status).toBe(200);
    const rows = await desk.database.query<{ row: string }>(
      'SELECT r::text AS row FROM recovery_codes r WHERE user_id = $1',
      [person.id],
    );
    expect(rows).toHaveLength(10);
    expect(rows.some(({ row }) => made.body.recoveryCodes.some((code) => row.includes(code)))).toBe(false);
    const told = await desk.database.query<{ name: string }>(
      `SELECT name FROM events WHERE subject_id = $1 AND (name LIKE '%second_factor%' OR name LIKE '%recovery%')
       ORDER BY seq`,
      [person.id],
    );
    expect(told.map(({ name }) => name)).toEqual(['account.second_factor_enabled', 'account.recovery_codes_renewed']);
  });

  it('a secret that cannot be read any more refuses codes instead of failing, and recovery codes still work', async () => {
    const person = await desk.people.employee();
    const authenticator = await setUpSecondFactor(desk, person);
    await desk.database.query(`UPDATE second_factors SET secret = 'AAAA' || secret WHERE user_id = $1`, [person.id]);
    desk.clock.advance(60_000);
    const refused = await signIn(person, authenticator.code());
    expect([refused.status, refused.body.code]).toEqual([401, 'OTP_INVALID']);
    expect((await signIn(person, authenticator.recoveryCodes[0] ?? '')).status).toBe(200);
  });

  it('a set-up that was never confirmed is none: nothing to turn off, no event', async () => {
    const person = await desk.people.employee();
    await desk.request('POST', '/api/me/totp', { as: person, body: { password: person.password } });
    const answer = await desk.request<Refusal>('DELETE', '/api/me/totp', {
      as: person,
      body: { password: person.password },
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'TOTP_STATE']);
    const told = await desk.database.query(
      `SELECT 1 FROM events WHERE subject_id = $1 AND name = 'account.second_factor_disabled'`,
      [person.id],
    );
    expect(told).toEqual([]);
  });
});
