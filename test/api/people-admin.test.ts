import { LinkMakers } from '../../server/modules/mail/mail.facade.js';
import { ADMIN_EMAIL, startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';

interface Account extends Refusal {
  id: string;
  companyId: string;
  email: string;
  isInvited: boolean;
  allowedActions: string[];
  status: string;
  teams: object[];
}
interface List extends Refusal {
  items: Account[];
  nextCursor: string | null;
  total?: number;
}
interface HistoryItem {
  id: string;
  event: string;
  at: string;
  actor: { id: string } | null;
  actorKind: string;
  ip: string | null;
  changes: { field: string; before: string | null; after: string | null }[];
  reason: string | null;
}
interface History extends Refusal {
  items: HistoryItem[];
  nextCursor: string | null;
}
interface Card extends Refusal {
  [field: string]: unknown;
}

const PASSWORD = 'another-Long-enough-1';

describe('looking for accounts', () => {
  let desk: Desk;
  let admin: SignedIn;

  beforeAll(async () => {
    desk = await startDesk();
    admin = await desk.people.admin();
    await desk.people.coordinator({ firstName: 'Zoë', lastName: 'Müller-Straße', email: 'zoe@desk.example' });
    await desk.people.employee({ firstName: 'Jürgen', lastName: 'Øst', department: 'Finance' });
    await desk.people.employee({ firstName: 'Al', lastName: 'Bo', department: 'Moon base' });
  });
  afterAll(async () => {
    await desk.close();
  });

  const list = async (query: string) => desk.request<List>('GET', `/api/users?limit=100&${query}`, { as: admin });
  const namesOf = async (query: string) =>
    (await list(query)).body.items.map((item) => (item as unknown as { lastName: string }).lastName).sort();

  it.each([
    ['without accents', 'zoe', ['Müller-Straße']],
    ['with them', 'Zoë', ['Müller-Straße']],
    ['with accents apart', 'Zoe\u0308', ['Müller-Straße']],
    ['in capitals', 'MULLER', ['Müller-Straße']],
    ['with a sharp s', 'strasse', ['Müller-Straße']],
    ['a part', 'urge', ['Øst']],
    ['last name first', 'ost jurgen', ['Øst']],
    ['words of two people', 'ost zoe', []],
    ['the beginning of a short name', 'bo', ['Bo']],
    ['an address', 'zoe@desk', ['Müller-Straße']],
    ['signs of patterns', '%', []],
    ['a backslash', '\\', []],
  ])('by words: %s', async (_name, q, names) => {
    expect(await namesOf(`q=${encodeURIComponent(q)}`)).toEqual(names);
  });

  it('by company ID', async () => {
    const { companyId } = (await list('q=zoe')).body.items[0] ?? { companyId: '' };
    expect(await namesOf(`q=${companyId}`)).toEqual(['Müller-Straße']);
  });

  it('by department, its key or id, and people without one of them', async () => {
    expect(await namesOf('department=finance')).toEqual(['Øst']);
    const departments = await desk.request<{ items: { id: string; key: string; personCount: number }[] }>(
      'GET',
      '/api/admin/departments',
      { as: admin },
    );
    const finance = departments.body.items.find(({ key }) => key === 'finance');
    expect(finance?.personCount).toBe(1);
    expect(await namesOf(`department=${finance?.id.toUpperCase() ?? ''}`)).toEqual(['Øst']);
    expect(await namesOf('department=none')).toContain('Bo');
    expect(await namesOf('department=none')).not.toContain('Øst');
    expect(await namesOf('department=none,finance')).toEqual(expect.arrayContaining(['Bo', 'Øst']));
    expect(await namesOf('department=nowhere')).toEqual([]);
    expect((await list('department=;')).body.details).toHaveProperty('department');
    // How large the departments are is not told to strangers.
    expect(JSON.stringify((await desk.request('GET', '/api/departments')).body)).not.toContain('personCount');
  });

  it('by team, and people in none', async () => {
    const { id } = (await list('q=zoe')).body.items[0] ?? { id: '' };
    const teams = await desk.request<{ items: { id: string }[] }>('GET', '/api/teams', { as: admin });
    const teamId = teams.body.items[0]?.id ?? '';
    expect((await desk.request('PUT', `/api/teams/${teamId}/members/${id}`, { as: admin })).status).toBe(204);
    expect(await namesOf('team=service-desk')).toEqual(['Müller-Straße']);
    expect(await namesOf(`team=${teamId}`)).toEqual(['Müller-Straße']);
    expect(await namesOf('team=none')).not.toContain('Müller-Straße');
    expect(await namesOf('team=none,service-desk')).toEqual(await namesOf(''));
    expect(await namesOf('team=service-desk&role=Employee')).toEqual([]);
    expect(await namesOf('team=service-desk&status=Approved&q=zoe')).toEqual(['Müller-Straße']);
  });

  it('counts honestly, and pages with every filter', async () => {
    const all = await list('include=total');
    expect(all.body.total).toBe(all.body.items.length);
    const first = await desk.request<List>('GET', '/api/users?limit=1&department=none&sort=name', { as: admin });
    const second = await desk.request<List>(
      'GET',
      `/api/users?limit=100&department=none&sort=name&cursor=${first.body.nextCursor ?? ''}`,
      { as: admin },
    );
    expect([...first.body.items, ...second.body.items].map(({ id }) => id).sort()).toEqual(
      (await list('department=none')).body.items.map(({ id }) => id).sort(),
    );
  });

  it('finds people for tickets without accents too', async () => {
    const found = await desk.request<List>('GET', '/api/people?q=muller%20zoe', { as: admin });
    expect(found.body.items).toMatchObject([{ name: 'Zoë Müller-Straße' }]);
  });
});

describe('one account', () => {
  let desk: Desk;
  let admin: SignedIn;

  beforeAll(async () => {
    desk = await startDesk();
    admin = await desk.people.admin();
  });
  afterAll(async () => {
    await desk.close();
  });

  const get = async (id: string) => (await desk.request<Account>('GET', `/api/users/${id}`, { as: admin })).body;
  const patch = async (id: string, body: object) =>
    desk.request<Account>('PATCH', `/api/users/${id}`, { as: admin, body });
  const history = async (id: string, query = '', as = admin) =>
    desk.request<History>('GET', `/api/users/${id}/history${query}`, { as });
  const mailsTo = async (email: string) =>
    (
      await desk.database.query<{ template: string }>(
        'SELECT template FROM mail_messages WHERE to_address = $1 ORDER BY created_at, id',
        [email],
      )
    ).map(({ template }) => template);
  const invite = async (email: string, more: object = {}) =>
    desk.request<Account>('POST', '/api/users', {
      as: admin,
      body: { email, firstName: 'In', lastName: 'Vited', ...more },
    });
  const linkOf = async (id: string) =>
    new URL(
      (await desk.app.get(LinkMakers).make({ purpose: 'account-invite', rowId: id })) ?? 'none:',
    ).searchParams.get('token') ?? '';
  const choose = async (token: string) =>
    desk.request<Refusal>('POST', '/api/auth/password/reset', { body: { token, password: PASSWORD } });

  describe('an invitation', () => {
    it('is there until a password is chosen, and can be sent again until then', async () => {
      const made = await invite('new@desk.example');
      expect(made.body).toMatchObject({ isInvited: true, status: 'Approved' });
      expect(made.body.allowedActions).toContain('invite');
      await eventually(async () => (await mailsTo('new@desk.example')).length === 1);
      const again = await desk.request<Account>('POST', `/api/users/${made.body.id}/invite`, { as: admin });
      expect(again.body).toMatchObject({ isInvited: true });
      await eventually(async () => (await mailsTo('new@desk.example')).length === 2);
      expect((await choose(await linkOf(made.body.id))).status).toBe(204);
      expect(await get(made.body.id)).toMatchObject({ isInvited: false });
      const late = await desk.request<Refusal>('POST', `/api/users/${made.body.id}/invite`, { as: admin });
      expect([late.status, late.body.code]).toEqual([409, 'INVITE_NOT_POSSIBLE']);
      expect((await desk.people.signIn({ email: 'new@desk.example', password: PASSWORD })).id).toBe(made.body.id);
    });

    it('is void after seven days', async () => {
      const { body } = await invite('late@desk.example');
      const token = await linkOf(body.id);
      desk.clock.advance(7 * 24 * 3_600_000 + 1_000);
      try {
        expect((await choose(token)).body.code).toBe('LINK_INVALID');
      } finally {
        desk.clock.advance(-(7 * 24 * 3_600_000 + 1_000));
      }
    });

    it('is void after a change of address, and the new address gets one of its own', async () => {
      const { body } = await invite('old@desk.example');
      const token = await linkOf(body.id);
      expect((await patch(body.id, { email: 'fresh@desk.example' })).status).toBe(200);
      expect((await choose(token)).body.code).toBe('LINK_INVALID');
      await eventually(async () => (await mailsTo('fresh@desk.example')).includes('account-invite'));
      expect((await choose(await linkOf(body.id))).status).toBe(204);
    });

    it('goes to a known address once only: 409', async () => {
      const twin = await invite(ADMIN_EMAIL.toUpperCase());
      expect([twin.status, twin.body.code]).toEqual([409, 'EMAIL_TAKEN']);
      expect(twin.body.details).toHaveProperty('email');
    });

    it('puts staff into teams, and employees into none', async () => {
      const teams = await desk.request<{ items: { id: string }[] }>('GET', '/api/teams', { as: admin });
      const teamIds = [teams.body.items[0]?.id ?? ''];
      const made = await invite('team@desk.example', { role: 'Ticket Coordinator', teamIds });
      expect(made.body.teams).toHaveLength(1);
      const refused = await invite('noteam@desk.example', { teamIds });
      expect([refused.status, refused.body.code]).toEqual([409, 'MEMBER_NOT_STAFF']);
      expect(await desk.database.query("SELECT 1 FROM users WHERE email = 'noteam@desk.example'")).toEqual([]);
    });

    it('is refused to who is not let in', async () => {
      const { body } = await invite('shut@desk.example');
      await desk.request('POST', `/api/users/${body.id}/suspend`, { as: admin, body: { reason: 'mistake' } });
      const refused = await desk.request<Refusal>('POST', `/api/users/${body.id}/invite`, { as: admin });
      expect(refused.body.code).toBe('INVITE_NOT_POSSIBLE');
    });
  });

  it('tells both addresses of a change, ends links for passwords, and keeps sessions', async () => {
    const person = await desk.people.employee({ email: 'before@desk.example' });
    await desk.request('POST', '/api/auth/password/forgot', { body: { email: person.email } });
    const [reset] = await desk.database.query<{ id: string }>('SELECT id FROM password_resets WHERE user_id = $1', [
      person.id,
    ]);
    const link = await desk.app.get(LinkMakers).make({ purpose: 'password-reset', rowId: reset?.id ?? '' });
    const token = new URL(link ?? 'none:').searchParams.get('token') ?? '';
    expect((await patch(person.id, { email: 'after@desk.example' })).body.email).toBe('after@desk.example');
    expect((await choose(token)).body.code).toBe('LINK_INVALID');
    await eventually(async () => (await mailsTo('before@desk.example')).includes('email-changed'));
    await eventually(async () => (await mailsTo('after@desk.example')).includes('email-set'));
    expect((await desk.request('GET', '/api/me', { as: person })).status).toBe(200);
    expect((await desk.people.signIn({ ...person, email: 'after@desk.example' })).id).toBe(person.id);
  });

  it('refuses by name what nobody sets', async () => {
    const person = await desk.people.employee();
    const forbidden = {
      id: admin.id,
      companyId: 'EMP-1',
      status: 'Approved',
      createdAt: '2000-01-01T00:00:00Z',
      updatedAt: '2000-01-01T00:00:00Z',
      decidedAt: null,
      decidedBy: null,
      decisionReason: 'x',
      epoch: 1,
      passwordHash: 'x',
      password_hash: 'x',
      invitedAt: null,
      emailProvenAt: null,
      fieldVersions: {},
      allowedActions: ['suspend'],
      permissions: ['user:manage'],
    };
    const fields = Object.keys(forbidden).sort();
    const doors: [string, string, SignedIn | null, object, string[]][] = [
      ['PATCH', `/api/users/${person.id}`, admin, {}, []],
      ['POST', '/api/users', admin, { email: 'm@desk.example', firstName: 'M', lastName: 'A' }, ['version']],
      ['PATCH', '/api/me', person, {}, ['role', 'email', 'teamIds']],
      [
        'POST',
        '/api/auth/register',
        null,
        { email: 'm@desk.example', password: PASSWORD, firstName: 'M', lastName: 'A' },
        ['role', 'teamIds', 'version'],
      ],
    ];
    for (const [method, path, as, body, more] of doors) {
      const extra = Object.fromEntries(more.map((field) => [field, field === 'version' ? 9 : 'System Admin']));
      const answer = await desk.request<Refusal>(method, path, {
        ...(as === null ? {} : { as }),
        body: { ...body, ...forbidden, ...extra },
      });
      expect([path, answer.status]).toEqual([path, 400]);
      expect(Object.keys(answer.body.details ?? {}).sort()).toEqual([...fields, ...more].sort());
    }
    const own = await desk.request<Account>('GET', '/api/me', { as: person });
    expect(own.body).toMatchObject({ role: 'Employee', companyId: person.companyId });
  });

  it.each([[0], [-1], ['2'], [null], [1e99]])('refuses %p as a version', async (version) => {
    const person = await desk.people.employee();
    expect((await patch(person.id, { firstName: 'X', version })).body.details).toHaveProperty('version');
  });

  it('merges nothing that is based on an older version of the same field, or on one that never was', async () => {
    const person = await desk.people.employee();
    await patch(person.id, { firstName: 'One' });
    expect((await patch(person.id, { firstName: 'Two', version: 1 })).body.code).toBe('FIELD_CONFLICT');
    expect((await patch(person.id, { firstName: 'Two', version: 99 })).body.details).toHaveProperty('version');
  });

  describe('its history', () => {
    it('tells who changed what, from where, with its values and reasons, newest first', async () => {
      const person = await desk.people.employee();
      const teams = await desk.request<{ items: { id: string; name: string }[] }>('GET', '/api/teams', { as: admin });
      const team = teams.body.items[0];
      await patch(person.id, { phone: '12 34', department: 'Finance' });
      await patch(person.id, { role: 'Ticket Coordinator', teamIds: [team?.id] });
      await desk.request('POST', `/api/users/${person.id}/suspend`, { as: admin, body: { reason: 'lost laptop' } });
      const page = await history(person.id, '?limit=100');
      expect(page.body.items.map(({ event }) => event).slice(0, 4)).toEqual([
        'account.suspended',
        'account.role_changed',
        'account.updated',
        'account.updated',
      ]);
      expect(page.body.items.map(({ event }) => event)).toEqual(
        expect.arrayContaining(['account.registered', 'account.approved', 'account.signed_in']),
      );
      const [suspended, role, teamed, edited] = page.body.items;
      expect(suspended).toMatchObject({
        actor: { id: admin.id },
        actorKind: 'person',
        reason: 'lost laptop',
        changes: [{ field: 'status', before: 'Approved', after: 'Suspended' }],
      });
      expect(suspended?.ip).toMatch(/127\.0\.0\.1|::1/);
      expect(role?.changes).toEqual([{ field: 'role', before: 'Employee', after: 'Ticket Coordinator' }]);
      expect(teamed?.changes).toEqual([{ field: 'teamIds', before: '', after: team?.name }]);
      expect(edited?.changes).toEqual([
        { field: 'department', before: null, after: 'Finance' },
        { field: 'phone', before: null, after: '12 34' },
      ]);
    });

    it('pages by cursor, each once', async () => {
      const person = await desk.people.employee();
      for (const phone of ['11', '22', '33', '44']) {
        await patch(person.id, { phone });
      }
      const whole = (await history(person.id, '?limit=100')).body.items.map(({ id }) => id);
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: { body: History } = await history(person.id, `?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
        seen.push(...page.body.items.map(({ id }) => id));
        cursor = page.body.nextCursor;
      }
      expect(seen).toEqual(whole);
      expect((await history(person.id, '?cursor=rubbish')).body.code).toBe('CURSOR_INVALID');
      expect((await history(person.id, '?limit=0')).body.details).toHaveProperty('limit');
    });

    it('holds what concerns the sign-in, and none of its secrets', async () => {
      const person = await desk.people.employee();
      const token = await desk.request<{ token: string; id: string }>('POST', '/api/me/api-tokens', {
        as: person,
        body: { name: 'reads', scopes: ['ticket:read'] },
      });
      expect(token.status).toBe(201);
      await desk.request('POST', '/api/me/password', {
        as: person,
        body: { currentPassword: person.password, password: PASSWORD },
      });
      const answer = await history(person.id, '?limit=100');
      const made = answer.body.items.find(({ event }) => event === 'account.api_token_created');
      expect(made?.changes).toEqual([{ field: 'scopes', before: null, after: 'ticket:read' }]);
      const text = JSON.stringify(answer.body);
      for (const secret of [
        token.body.token,
        token.body.id,
        person.access,
        person.refresh,
        PASSWORD,
        person.password,
      ]) {
        expect(secret === '' || text.includes(secret)).toBe(false);
      }
    });

    it('is for administrators alone, and of accounts that exist', async () => {
      const person = await desk.people.employee();
      const coordinator = await desk.people.coordinator();
      expect((await history(person.id, '', person)).status).toBe(403);
      expect((await history(person.id, '', coordinator)).status).toBe(403);
      expect((await desk.request('GET', `/api/users/${person.id}/history`)).status).toBe(401);
      expect((await history('019a8a00-0000-7000-8000-00000000ffff')).status).toBe(404);
    });

    it('shows that erased values changed, and no more', async () => {
      const person = await desk.people.employee();
      await patch(person.id, { phone: '99 99' });
      await desk.database.query(
        'DELETE FROM event_details d USING events e WHERE e.id = d.event_id AND e.subject_id = $1',
        [person.id],
      );
      expect((await history(person.id)).body.items[0]).toMatchObject({
        event: 'account.updated',
        changes: [{ field: 'phone', before: null, after: null }],
      });
    });
  });

  describe('its card', () => {
    const card = async (id: string, as: SignedIn) => desk.request<Card>('GET', `/api/people/${id}`, { as });

    it('shows each viewer what he may see', async () => {
      const person = await desk.people.employee({ department: 'Finance' });
      const coordinator = await desk.people.coordinator();
      await desk.request('PATCH', '/api/me', { as: person, body: { timeZone: 'Asia/Kathmandu', phone: '12 34' } });
      const seen = await card(person.id, coordinator);
      expect(seen.body).toEqual({
        id: person.id,
        companyId: person.companyId,
        name: `${person.firstName} ${person.lastName}`,
        firstName: person.firstName,
        lastName: person.lastName,
        avatarUrl: null,
        email: person.email,
        phone: '12 34',
        department: 'Finance',
        role: 'Employee',
        teams: [],
        timeZone: 'Asia/Kathmandu',
        utcOffsetMinutes: 345,
        status: null,
        isInvited: null,
        createdAt: null,
        allowedActions: [],
      });
      expect((await card(person.id, admin)).body).toMatchObject({
        status: 'Approved',
        isInvited: false,
        createdAt: expect.any(String),
        allowedActions: expect.arrayContaining(['suspend']),
      });
      expect((await card(coordinator.id, person)).status).toBe(403);
      expect((await card(person.id, person)).status).toBe(403);
      expect((await desk.request('GET', `/api/people/${person.id}`)).status).toBe(401);
    });

    it('is nobody’s but administrators’ of people who were never let in', async () => {
      const pending = await desk.people.pending();
      const coordinator = await desk.people.coordinator();
      expect((await card(pending.id, coordinator)).status).toBe(404);
      expect((await card(pending.id, admin)).body['status']).toBe('Pending');
      expect((await card('019a8a00-0000-7000-8000-00000000ffff', admin)).status).toBe(404);
      expect((await card('nobody', admin)).status).toBe(404);
    });
  });

  it('gets its company ID by the pattern of the desk, and keeps it', async () => {
    const before = await invite('p1@desk.example');
    expect(before.body.companyId).toMatch(/^EMP-\d{6}$/);
    const set = async (companyIdPattern: string) =>
      desk.request<Refusal>('PATCH', '/api/settings/general', { as: admin, body: { values: { companyIdPattern } } });
    for (const wrong of ['EMP', 'E#-#', 'X #', 'a'.repeat(21)]) {
      expect((await set(wrong)).body.details).toHaveProperty(['values.companyIdPattern']);
    }
    expect((await set('X/###')).status).toBe(200);
    const after = await invite('p2@desk.example');
    expect(after.body.companyId).toMatch(/^X\/\d{3,}$/);
    expect((await get(before.body.id)).companyId).toBe(before.body.companyId);
    // A number that another pattern gave away already is skipped.
    const number = Number(after.body.companyId.slice(2)) + 1;
    await desk.database.query('UPDATE users SET company_id = $2 WHERE id = $1', [
      before.body.id,
      `X/${String(number).padStart(3, '0')}`,
    ]);
    expect((await invite('p3@desk.example')).body.companyId).toBe(`X/${String(number + 1).padStart(3, '0')}`);
    await set('EMP-######');
  });
});
