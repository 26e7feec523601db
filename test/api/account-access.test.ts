import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { setUpSecondFactor } from '../support/second-factor.js';
import { smtpSink, type SmtpSink, type SunkMail } from '../support/smtp-sink.js';

const ABSENT = '018f0000-0000-7000-8000-00000000dead';

interface AccessView {
  hasPassword: boolean;
  lastSignedInAt: string | null;
  secondFactor: { isEnabled: boolean; isRequired: boolean; recoveryCodesLeft: number };
  sessions: { id: string; isCurrent?: boolean }[];
  apiTokens: { id: string; name: string; scopes: string[]; token?: string }[];
  identities: object[];
}

describe('by which doors a person comes in', () => {
  let desk: Desk;
  let sink: SmtpSink;
  let admin: SignedIn;

  beforeAll(async () => {
    sink = await smtpSink();
    desk = await startDesk({ env: { MAIL_URL: sink.url, MAIL_FROM: 'Desk <desk@desk.example>' } });
    admin = await desk.people.admin();
  });
  afterAll(async () => {
    await desk.close();
    await sink.close();
  });

  const access = async (id: string) => desk.request<AccessView>('GET', `/api/users/${id}/access`, { as: admin });
  const remove = async (path: string, as: { access: string } = admin) =>
    desk.request<Refusal>('DELETE', `/api/users/${path}`, { as });
  const statusOfMe = async (as: { access: string }) => (await desk.request('GET', '/api/me', { as })).status;
  const makeToken = async (as: SignedIn, scopes: string[]) =>
    (
      await desk.request<{ id: string; token: string }>('POST', '/api/me/api-tokens', {
        as,
        body: { name: 'x', scopes },
      })
    ).body;
  const eventsOf = async (id: string, name: string) =>
    desk.database.query<{ data: object; actor_id: string | null }>(
      'SELECT data, actor_id FROM events WHERE subject_id = $1 AND name = $2 ORDER BY seq',
      [id, name],
    );
  const mailsTo = (address: string): SunkMail[] =>
    sink.messages.filter(({ envelopeTo }) => envelopeTo.includes(address));
  const mailed = async (address: string, subject: string): Promise<SunkMail> =>
    eventually(() => mailsTo(address).find(({ mail }) => mail.subject === subject));

  it('is for administrators at a session: not for others, not for programs, and 404 for nobody', async () => {
    const carla = await desk.people.coordinator();
    const program = { access: (await makeToken(admin, ['user:manage'])).token };
    for (const [method, path] of [
      ['GET', 'access'],
      ['DELETE', 'sessions'],
      ['DELETE', `sessions/${ABSENT}`],
      ['DELETE', `api-tokens/${ABSENT}`],
      ['DELETE', 'totp'],
    ] as const) {
      const ask = async (id: string, as?: { access: string }) =>
        (await desk.request(method, `/api/users/${id}/${path}`, as === undefined ? {} : { as })).status;
      expect([path, await ask(carla.id)]).toEqual([path, 401]);
      expect([path, await ask(carla.id, carla)]).toEqual([path, 403]);
      expect([path, await ask(carla.id, program)]).toEqual([path, 403]);
      expect([path, await ask(ABSENT, admin)]).toEqual([path, 404]);
      expect([path, await ask('no-id', admin)]).toEqual([path, 404]);
    }
    expect(await statusOfMe(carla)).toBe(200);
  });

  it('is shown whole, without secrets', async () => {
    const person = await desk.people.employee();
    await desk.people.signIn(person);
    const { id, token } = await makeToken(person, ['ticket:read']);
    await setUpSecondFactor(desk, person);
    const answer = await access(person.id);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toMatchObject({
      hasPassword: true,
      secondFactor: { isEnabled: true, isRequired: false, recoveryCodesLeft: 10 },
      apiTokens: [{ id, name: 'x', scopes: ['ticket:read'] }],
    });
    expect(answer.body.identities).toEqual([]);
    expect(answer.body.sessions).toHaveLength(2);
    expect(answer.body.sessions.every((session) => !('isCurrent' in session))).toBe(true);
    expect(Date.parse(answer.body.lastSignedInAt ?? '')).not.toBeNaN();
    expect(JSON.stringify(answer.body)).not.toContain(token);
  });

  it('names the identities at providers, also of providers that are gone', async () => {
    const person = await desk.people.employee();
    await desk.database.query(
      `INSERT INTO identities (id, user_id, provider, issuer, subject, email, linked_at)
       VALUES ($1, $1, 'gone', 'https://login.example', 'subject-7', 'ada@work.example', now())`,
      [person.id],
    );
    expect((await access(person.id)).body.identities).toEqual([
      {
        id: person.id,
        provider: 'gone',
        providerName: 'gone',
        email: 'ada@work.example',
        linkedAt: expect.stringMatching(/Z$/) as string,
        lastUsedAt: null,
      },
    ]);
  });

  it('of an invited person: no password, never signed in', async () => {
    const made = await desk.request<{ id: string }>('POST', '/api/users', {
      as: admin,
      body: { email: 'invited@desk.example', firstName: 'In', lastName: 'Vited' },
    });
    expect((await access(made.body.id)).body).toMatchObject({
      hasPassword: false,
      lastSignedInAt: null,
      sessions: [],
      apiTokens: [],
    });
  });

  it('ends one session or all of them, with the next request, and tells who did it', async () => {
    const here = await desk.people.employee();
    const there = await desk.people.signIn(here);
    const other = await desk.people.employee();
    const { token } = await makeToken(here, ['account:own']);
    const ids = (await access(here.id)).body.sessions.map(({ id }) => id);
    const hereId = (
      await desk.request<{ items: { id: string; isCurrent: boolean }[] }>('GET', '/api/me/sessions', { as: here })
    ).body.items.find(({ isCurrent }) => isCurrent)?.id;
    const thereId = ids.find((id) => id !== hereId) ?? '';
    // A session is found at its owner alone.
    expect((await remove(`${other.id}/sessions/${thereId}`)).status).toBe(404);
    expect(await statusOfMe(there)).toBe(200);
    expect((await remove(`${here.id}/sessions/${thereId}`)).status).toBe(204);
    expect([await statusOfMe(there), await statusOfMe(here)]).toEqual([401, 200]);
    expect((await remove(`${here.id}/sessions/${thereId}`)).status).toBe(404);
    expect(await eventsOf(here.id, 'account.signed_out')).toEqual([
      { data: { sessionId: thereId }, actor_id: admin.id },
    ]);

    expect((await remove(`${here.id}/sessions`)).status).toBe(204);
    expect(await statusOfMe(here)).toBe(401);
    expect((await desk.request('POST', '/api/token/refresh/', { body: { refresh: here.refresh } })).status).toBe(401);
    expect(await eventsOf(here.id, 'account.signed_out_everywhere')).toEqual([
      { data: { sessions: 1, kept: null }, actor_id: admin.id },
    ]);
    // API tokens are ended one by one.
    expect(await statusOfMe({ access: token })).toBe(200);
    expect((await access(here.id)).body.sessions).toEqual([]);
  });

  it('deletes an API token with the next request', async () => {
    const person = await desk.people.employee();
    const other = await desk.people.employee();
    const { id, token } = await makeToken(person, ['account:own']);
    expect(await statusOfMe({ access: token })).toBe(200);
    expect((await remove(`${other.id}/api-tokens/${id}`)).status).toBe(404);
    expect((await remove(`${person.id}/api-tokens/${id}`)).status).toBe(204);
    expect(await statusOfMe({ access: token })).toBe(401);
    expect(await eventsOf(person.id, 'account.api_token_deleted')).toEqual([
      { data: { tokenId: id }, actor_id: admin.id },
    ]);
    expect((await remove(`${person.id}/api-tokens/${id}`)).status).toBe(404);
  });

  it('resets a lost second factor, once among 10 at once; the owner is mailed and gets in with the password', async () => {
    const person = await desk.people.employee();
    const { recoveryCodes } = await setUpSecondFactor(desk, person);
    const credentials = { email: person.email, password: person.password };
    const signIn = async (more: object = {}) =>
      desk.request<Refusal>('POST', '/api/token/employee/', { body: { ...credentials, ...more } });
    expect((await signIn()).body.code).toBe('OTP_REQUIRED');
    const answers = await Promise.all(Array.from({ length: 10 }, async () => remove(`${person.id}/totp`)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 409 && body.code === 'TOTP_STATE')).toHaveLength(9);
    expect((await signIn()).status).toBe(200);
    expect(await eventsOf(person.id, 'account.second_factor_reset')).toEqual([{ data: {}, actor_id: admin.id }]);
    const { mail } = await mailed(person.email, 'Your second factor was reset');
    expect(mail.text).toContain('An administrator has taken the second factor of your account away');
    expect(mail.text).toContain(`${desk.url}/login`);
    expect(mail.html).toContain(`${desk.url}/login`);
    const left = await desk.database.query('SELECT 1 FROM recovery_codes WHERE user_id = $1', [person.id]);
    expect(left).toEqual([]);
    await setUpSecondFactor(desk, person);
    expect((await signIn({ otp: recoveryCodes[0] })).body.code).toBe('OTP_INVALID');
  });

  it('a reset bites at once where the role needs a second factor', async () => {
    const carla = await desk.people.coordinator();
    await setUpSecondFactor(desk, carla);
    const need = async (roles: string[]) =>
      desk.request('PATCH', '/api/settings/security', { as: admin, body: { values: { secondFactorRoles: roles } } });
    await need(['Ticket Coordinator']);
    expect((await desk.request('GET', '/api/tickets', { as: carla })).status).toBe(200);
    expect((await access(carla.id)).body.secondFactor).toMatchObject({ isEnabled: true, isRequired: true });
    expect((await remove(`${carla.id}/totp`)).status).toBe(204);
    const answer = await desk.request<Refusal>('GET', '/api/tickets', { as: carla });
    expect([answer.status, answer.body.code]).toEqual([403, 'SECOND_FACTOR_REQUIRED']);
    await need([]);
  });

  it("an administrator's own second factor takes his password, not this door", async () => {
    const other = await desk.people.secondAdmin();
    await setUpSecondFactor(desk, other);
    const answer = await remove(`${other.id}/totp`, other);
    expect([answer.status, answer.body.code]).toEqual([409, 'ACTION_NOT_POSSIBLE']);
    expect((await desk.request('GET', '/api/me/totp', { as: other })).body).toMatchObject({ isEnabled: true });
    // Signing oneself out everywhere is anybody's right.
    expect((await remove(`${other.id}/sessions`, other)).status).toBe(204);
    expect(await statusOfMe(other)).toBe(401);
  });

  it('switching it on and off and new recovery codes are mailed to the owner', async () => {
    const person = await desk.people.employee();
    const body = { password: person.password };
    await setUpSecondFactor(desk, person);
    const on = await mailed(person.email, 'Two-factor sign-in is on');
    expect(on.mail.text).toContain(`Hello ${person.firstName}`);
    expect(on.mail.html).toContain(`${desk.url}/forgot`);
    const codes = await desk.request<{ recoveryCodes: string[] }>('POST', '/api/me/totp/recovery-codes', {
      as: person,
      body,
    });
    const renewed = await mailed(person.email, 'You have new recovery codes');
    expect(codes.body.recoveryCodes.some((code) => JSON.stringify(renewed.mail).includes(code))).toBe(false);
    await desk.request('DELETE', '/api/me/totp', { as: person, body });
    const off = await mailed(person.email, 'Two-factor sign-in is off');
    expect(off.mail.text).toContain('Your password alone opens it.');
    const subjects = mailsTo(person.email).map(({ mail }) => mail.subject);
    expect(subjects.filter((subject) => /factor|recovery/.test(subject ?? ''))).toHaveLength(3);
  });
});
