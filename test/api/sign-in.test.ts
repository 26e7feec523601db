import { startDesk, type Desk } from '../support/desk.js';
import type { Refusal } from '../support/rest.js';

interface Session {
  access: string;
  refresh?: string;
  expiresIn: number;
  user: Record<string, unknown>;
}

describe('coming in', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk.close();
  });

  const signIn = async (body: object) => desk.request<Session & Refusal>('POST', '/api/token/employee/', { body });
  const refresh = async (token: string | undefined) =>
    desk.request<Session & Refusal>('POST', '/api/token/refresh/', { body: { refresh: token } });
  const statusOfMe = async (access: string) => (await desk.request('GET', '/api/me', { as: { access } })).status;

  it('leads from registration over approval to a session, a new pair and out again', async () => {
    const form = {
      email: 'Grace@Desk.example',
      password: 'nanoseconds-of-wire',
      firstName: 'Grace',
      lastName: 'Hopper',
      department: 'it',
    };
    const registered = await desk.request<{ employee: Record<string, unknown> }>('POST', '/api/auth/register', {
      body: form,
    });
    expect(registered.status).toBe(201);
    const { employee } = registered.body;
    expect(employee).toMatchObject({
      email: 'grace@desk.example',
      status: 'Pending',
      role: 'Employee',
      department: 'IT',
    });
    expect(employee['companyId']).toMatch(/^EMP-\d{6}$/);

    const early = await signIn({ email: form.email, password: form.password });
    expect([early.status, early.body.code]).toEqual([403, 'ACCOUNT_PENDING']);

    const admin = await desk.people.admin();
    const approved = await desk.request('POST', `/api/users/${String(employee['id'])}/approve`, { as: admin });
    expect(approved.status).toBe(200);
    expect(approved.body).toMatchObject({
      status: 'Approved',
      version: 2,
      allowedActions: ['suspend', 'edit', 'set_email', 'set_role'],
    });

    const session = await signIn({ email: form.email, password: form.password });
    expect(session.status).toBe(200);
    expect(session.headers.get('cache-control')).toBe('no-store');
    expect(session.body).toMatchObject({
      expiresIn: 900,
      user: {
        id: employee['id'],
        companyId: employee['companyId'],
        role: 'Employee',
        status: 'Approved',
        avatarUrl: null,
      },
    });
    expect(session.body.user['permissions']).toContain('ticket:create');
    expect(await statusOfMe(session.body.access)).toBe(200);

    const next = await refresh(session.body.refresh);
    expect(next.status).toBe(200);
    expect(next.body.refresh).not.toBe(session.body.refresh);
    expect(await statusOfMe(next.body.access)).toBe(200);

    const out = await desk.request('POST', '/api/token/revoke/', { body: { refresh: next.body.refresh } });
    expect(out.status).toBe(204);
    expect(await statusOfMe(next.body.access)).toBe(401);
    expect(await statusOfMe(session.body.access)).toBe(401);
    expect((await refresh(next.body.refresh)).status).toBe(401);
    const events = await desk.database.query<{ name: string }>(
      'SELECT name FROM events WHERE subject_id = $1 ORDER BY seq',
      [employee['id']],
    );
    expect(events.map(({ name }) => name)).toEqual([
      'account.registered',
      'account.approved',
      'account.signed_in',
      'account.signed_out',
    ]);
  });

  it('answers an unknown address and a wrong password alike', async () => {
    const person = await desk.people.pending();
    const answers = await Promise.all([
      signIn({ email: 'nobody@desk.example', password: 'whatever-it-may-be' }),
      signIn({ email: person.email, password: 'whatever-it-may-be' }),
    ]);
    answers.forEach((answer) => {
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({
        error: 'Invalid credentials',
        code: 'INVALID_CREDENTIALS',
        requestId: answer.body.requestId,
      });
    });
  });

  it('tells the language of the account, first the one it was registered in', async () => {
    const form = {
      email: 'greta@desk.example',
      password: 'nanoseconds-of-wire',
      firstName: 'Greta',
      lastName: 'Klein',
    };
    const wrong = await desk.request<Refusal>('POST', '/api/auth/register', {
      body: { ...form, language: 'Deutsch?' },
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.details).toHaveProperty('language');
    const { body } = await desk.request<{ employee: { id: string } }>('POST', '/api/auth/register', {
      body: { ...form, language: 'de' },
    });
    await desk.request('POST', `/api/users/${body.employee.id}/approve`, { as: await desk.people.admin(), body: {} });
    const first = await signIn({ email: form.email, password: form.password });
    expect(first.body.user).toMatchObject({ language: 'de' });
    const as = { access: first.body.access };
    expect((await desk.request('PATCH', '/api/me', { as, body: { language: 'en' } })).status).toBe(200);
    expect((await refresh(first.body.refresh)).body.user).toMatchObject({ language: 'en' });
  });

  it('tells the state of the account to whoever knows the password', async () => {
    const admin = await desk.people.admin();
    const rejected = await desk.people.pending();
    await desk.request('POST', `/api/users/${rejected.id}/reject`, { as: admin, body: { reason: 'not one of us' } });
    expect((await signIn({ email: rejected.email, password: rejected.password })).body.code).toBe('ACCOUNT_REJECTED');
    const person = await desk.people.employee();
    await desk.request('POST', `/api/users/${person.id}/suspend`, { as: admin, body: { reason: 'on leave' } });
    const answer = await signIn({ email: person.email, password: person.password });
    expect([answer.status, answer.body.code]).toEqual([403, 'ACCOUNT_SUSPENDED']);
    expect((await signIn({ email: person.email, password: 'whatever-it-may-be' })).body.code).toBe(
      'INVALID_CREDENTIALS',
    );
  });

  it('keeps the refresh token in a cookie that scripts cannot read, when asked to', async () => {
    const person = await desk.people.employee();
    const session = await signIn({ email: person.email, password: person.password, session: 'cookie' });
    expect(session.body.refresh).toBeUndefined();
    const cookie = session.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^smartsupport_refresh=[^;]+;.*Path=\/api\/token;.*HttpOnly;.*SameSite=Strict/);
    expect(cookie).not.toContain('Secure');
    const headers = { cookie: cookie.split(';', 1)[0] ?? '' };
    const next = await desk.request<Session>('POST', '/api/token/refresh/', { headers });
    expect(next.status).toBe(200);
    expect(next.body.refresh).toBeUndefined();
    const newer = { cookie: (next.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '' };
    const out = await desk.request('POST', '/api/token/revoke/', { headers: newer });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^smartsupport_refresh=;/);
    expect(await statusOfMe(next.body.access)).toBe(401);
  });

  it('gives exactly one of 50 who come with the same refresh token a new pair, and the session lives', async () => {
    const person = await desk.people.employee();
    const answers = await Promise.all(Array.from({ length: 50 }, async () => refresh(person.refresh)));
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 409 && body.code === 'REFRESH_RACED')).toHaveLength(49);
    expect(await statusOfMe(winners[0]?.body.access ?? '')).toBe(200);
    expect((await refresh(winners[0]?.body.refresh)).status).toBe(200);
  });

  it('ends the session when an exchanged refresh token comes back later', async () => {
    const person = await desk.people.employee();
    const next = await refresh(person.refresh);
    await desk.database.query(
      `UPDATE refresh_tokens SET rotated_at = rotated_at - interval '11 seconds' WHERE rotated_at IS NOT NULL`,
    );
    expect((await refresh(person.refresh)).status).toBe(401);
    expect((await refresh(next.body.refresh)).status).toBe(401);
    expect(await statusOfMe(next.body.access)).toBe(401);
  });

  it.each(['garbage', 'a.b.c', ''])('refuses %p as a refresh token', async (token) => {
    expect((await refresh(token)).status).toBe(token === '' ? 400 : 401);
  });

  it('refuses an access token as a refresh token, and the other way round', async () => {
    const person = await desk.people.employee();
    expect((await refresh(person.access)).status).toBe(401);
    expect(await statusOfMe(person.refresh)).toBe(401);
  });
});

describe('registering', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk.close();
  });

  const form = { email: 'ada@desk.example', password: 'analytical-engines-9', firstName: 'Ada', lastName: 'King' };
  const register = async (body: object) =>
    desk.request<{ employee: Record<string, unknown> } & Refusal>('POST', '/api/auth/register', { body });

  it('answers a known address like a new one, keeps nothing of it and tells its owner', async () => {
    const first = await register(form);
    const again = await register({ ...form, firstName: 'Mallory', phone: '+49 30 1234' });
    expect(again.status).toBe(201);
    expect(Object.keys(again.body.employee).sort()).toEqual(Object.keys(first.body.employee).sort());
    expect(again.body.employee).toMatchObject({ firstName: 'Mallory', status: 'Pending', phone: '+49 30 1234' });
    expect(again.body.employee['id']).not.toBe(first.body.employee['id']);
    expect(again.body.employee['companyId']).not.toBe(first.body.employee['companyId']);
    const rows = await desk.database.query<{ first_name: string }>(
      `SELECT first_name FROM users WHERE email = 'ada@desk.example'`,
    );
    expect(rows).toEqual([{ first_name: 'Ada' }]);
    const events = await desk.database.query<{ name: string }>(
      'SELECT name FROM events WHERE subject_id = $1 ORDER BY seq',
      [first.body.employee['id']],
    );
    expect(events.map(({ name }) => name)).toEqual(['account.registered', 'account.registration_repeated']);
  });

  it('makes one account of 20 registrations at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => register({ ...form, email: 'twins@desk.example' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    const rows = await desk.database.query(`SELECT 1 FROM users WHERE email = 'twins@desk.example'`);
    expect(rows).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.employee['companyId'])).size).toBe(20);
  });

  it.each([
    ['role', { role: 'System Admin' }],
    ['status', { status: 'Approved' }],
    ['id', { id: '019a8a00-0000-7000-8000-000000000001' }],
    ['companyId', { companyId: 'EMP-000001' }],
    ['epoch', { epoch: 7 }],
  ])('refuses a smuggled %s by its name', async (field, extra) => {
    const answer = await register({ ...form, email: 'smuggler@desk.example', ...extra });
    expect(answer.status).toBe(400);
    expect(answer.body.details).toEqual({ [field]: [`Unknown field ${field}`] });
  });

  it('names every wrong field at once', async () => {
    const answer = await register({ email: 'no address', password: 'short', firstName: ' ', phone: 'call me' });
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.details ?? {}).sort()).toEqual([
      'email',
      'firstName',
      'lastName',
      'password',
      'phone',
    ]);
  });

  it('refuses a password with the own name', async () => {
    const answer = await register({ ...form, password: 'my-dear-king-2031' });
    expect(answer.body.details).toEqual({ password: ['Must not contain your name or email address'] });
  });
});
