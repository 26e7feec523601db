import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';

interface Account extends Refusal {
  id: string;
  role: string;
  status: string;
  version: number;
  allowedActions: string[];
  [field: string]: unknown;
}
interface List extends Refusal {
  items: Account[];
  nextCursor: string | null;
  total?: number;
}

describe('accounts in the hands of administrators', () => {
  let desk: Desk;
  let admin: SignedIn;

  beforeAll(async () => {
    desk = await startDesk();
    admin = await desk.people.admin();
  });
  afterAll(async () => {
    await desk.close();
  });

  const patch = async (id: string, body: object, headers: Record<string, string> = {}) =>
    desk.request<Account>('PATCH', `/api/users/${id}`, { as: admin, body, headers });
  const decide = async (id: string, what: string, body?: object) =>
    desk.request<Account>('POST', `/api/users/${id}/${what}`, { as: admin, body });
  const statusOfMe = async (as: SignedIn) => (await desk.request('GET', '/api/me', { as })).status;

  it('takes null for what a form leaves out', async () => {
    const answer = await desk.request<{ employee: object }>('POST', '/api/auth/register', {
      body: {
        email: 'nora.null@desk.example',
        password: 'a long enough phrase',
        firstName: 'Nora',
        lastName: 'Nolan',
        department: null,
        phone: null,
      },
    });
    expect(answer).toMatchObject({ status: 201, body: { employee: { department: null, phone: null } } });
  });

  it('shuts a suspended person out with the next request, for good, and lets him sign in again after reinstating', async () => {
    const person = await desk.people.employee();
    expect(await statusOfMe(person)).toBe(200);
    const suspended = await decide(person.id, 'suspend', { reason: 'lost laptop' });
    expect(suspended.body).toMatchObject({
      status: 'Suspended',
      decisionReason: 'lost laptop',
      decidedBy: { id: admin.id },
    });
    expect(await statusOfMe(person)).toBe(401);
    expect((await desk.request('POST', '/api/token/refresh/', { body: { refresh: person.refresh } })).status).toBe(401);
    expect((await decide(person.id, 'reinstate')).body.status).toBe('Approved');
    expect(await statusOfMe(person)).toBe(401);
    expect(await statusOfMe(await desk.people.signIn(person))).toBe(200);
  });

  it('ends the sessions of a person with a new role', async () => {
    const person = await desk.people.employee();
    expect((await patch(person.id, { role: 'Ticket Coordinator' })).body.role).toBe('Ticket Coordinator');
    expect(await statusOfMe(person)).toBe(401);
    const again = await desk.people.signIn(person);
    expect((await desk.request('GET', '/api/people', { as: again })).status).toBe(200);
  });

  it('tells what is impossible, and what would be possible', async () => {
    const person = await desk.people.employee();
    const answer = await decide(person.id, 'approve');
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: 'ACCOUNT_TRANSITION_NOT_ALLOWED',
      details: { from: ['Approved'], to: ['Approved'], allowed: ['Suspended'] },
    });
  });

  it.each([
    ['reject', {}],
    ['suspend', { reason: '   ' }],
  ])('wants a reason to %s', async (what, body) => {
    const person = what === 'reject' ? await desk.people.pending() : await desk.people.employee();
    expect((await decide(person.id, what, body)).body).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { reason: expect.any(Array) },
    });
  });

  it('counts nobody as an administrator who was invited and has not come yet', async () => {
    const invited = await desk.request<Account>('POST', '/api/users', {
      as: admin,
      body: { email: 'never-came@desk.example', firstName: 'Never', lastName: 'Came', role: 'System Admin' },
    });
    expect(invited.status).toBe(201);

    const demoted = await patch(admin.id, { role: 'Employee' });
    expect(demoted).toMatchObject({ status: 409, body: { code: 'LAST_ADMIN' } });
    const own = await desk.request<Account>('GET', `/api/users/${admin.id}`, { as: admin });
    expect(own.body.allowedActions).not.toContain('set_role');

    // He himself is not the last one, though he is invited: whoever invited him is there.
    const suspended = await desk.request<Account>('POST', `/api/users/${invited.body.id}/suspend`, {
      as: admin,
      body: { reason: 'A wrong address' },
    });
    expect(suspended.status).toBe(200);
  });

  it('never lets the last administrator go', async () => {
    const alone = await patch(admin.id, { role: 'Employee' });
    expect([alone.status, alone.body.code]).toEqual([409, 'LAST_ADMIN']);
    expect((await decide(admin.id, 'suspend', { reason: 'bye' })).body.code).toBe('LAST_ADMIN');
    expect((await desk.request<Account>('GET', `/api/users/${admin.id}`, { as: admin })).body.allowedActions).toEqual([
      'edit',
      'set_teams',
    ]);
  });

  it('merges changes of different fields, shows both values of the same one, and is strict with If-Match', async () => {
    const person = await desk.people.employee();
    const { version } = (await desk.request<Account>('GET', `/api/users/${person.id}`, { as: admin })).body;
    expect((await patch(person.id, { firstName: 'Grace', version })).status).toBe(200);
    const merged = await patch(person.id, { lastName: 'Hopper', version });
    expect(merged.body).toMatchObject({ firstName: 'Grace', lastName: 'Hopper', version: version + 2 });
    const clash = await patch(person.id, { firstName: 'Ada', version });
    expect([clash.status, clash.body.code]).toEqual([409, 'FIELD_CONFLICT']);
    expect(clash.body.details).toEqual({ firstName: ['Grace', 'Ada'] });
    const stale = await patch(person.id, { phone: '12 34' }, { 'if-match': `"${String(version)}"` });
    expect([stale.status, stale.body.code]).toEqual([412, 'VERSION_STALE']);
    const fresh = await patch(person.id, { phone: '12 34' }, { 'if-match': `"${String(version + 2)}"` });
    expect(fresh.headers.get('etag')).toBe(`"${String(version + 3)}"`);
    expect((await patch(person.id, { firstName: 'Ada' })).body['firstName']).toBe('Ada');
  });

  it('changes nothing, and no version, when nothing is different', async () => {
    const person = await desk.people.employee();
    const before = await desk.request<Account>('GET', `/api/users/${person.id}`, { as: admin });
    const answer = await patch(person.id, { firstName: person.firstName, department: null });
    expect(answer.body.version).toBe(before.body.version);
  });

  it('matches departments by name and keeps other texts', async () => {
    const person = await desk.people.employee();
    expect((await patch(person.id, { department: 'finance' })).body['department']).toBe('Finance');
    expect((await patch(person.id, { department: 'Moon base' })).body['department']).toBe('Moon base');
    expect((await patch(person.id, { department: null })).body['department']).toBeNull();
  });

  it('puts people into teams, and refuses teams that do not exist', async () => {
    const person = await desk.people.coordinator();
    const teams = await desk.request<List>('GET', '/api/teams', { as: admin });
    const team = teams.body.items[0];
    const answer = await patch(person.id, { teamIds: [team?.id] });
    expect(answer.body['teams']).toEqual([{ id: team?.id, key: 'service-desk', name: 'Service Desk' }]);
    expect((await patch(person.id, { teamIds: ['019a8a00-0000-7000-8000-00000000ffff'] })).body.details).toHaveProperty(
      'teamIds',
    );
  });

  it('makes an approved account that has no password yet', async () => {
    const made = await desk.request<Account>('POST', '/api/users', {
      as: admin,
      body: { email: 'invited@desk.example', firstName: 'In', lastName: 'Vited', role: 'Ticket Coordinator' },
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ status: 'Approved', role: 'Ticket Coordinator' });
    const twin = await desk.request<Account>('POST', '/api/users', {
      as: admin,
      body: { email: 'INVITED@desk.example', firstName: 'In', lastName: 'Vited' },
    });
    expect([twin.status, twin.body.code]).toEqual([409, 'EMAIL_TAKEN']);
    const person = await desk.people.employee();
    expect((await patch(person.id, { email: 'Invited@desk.example' })).body.code).toBe('EMAIL_TAKEN');
    expect((await patch(admin.id, { email: 'other@desk.example' })).body.code).toBe('OWN_ACCOUNT');
  });

  it.each([
    ['status', { status: 'Approved' }],
    ['id', { id: '019a8a00-0000-7000-8000-00000000ffff' }],
    ['companyId', { companyId: 'EMP-1' }],
    ['passwordHash', { passwordHash: 'x' }],
    ['epoch', { epoch: 1 }],
  ])('refuses a smuggled %s by its name', async (field, body) => {
    const person = await desk.people.employee();
    const answer = await patch(person.id, body);
    expect(answer.body.details).toEqual({ [field]: [`Unknown field ${field}`] });
  });

  it('pages through all accounts by keyset in every order, each once', async () => {
    const all = await desk.request<List>('GET', '/api/users?limit=100&include=total', { as: admin });
    expect(all.body).not.toHaveProperty('code');
    expect(all.body.total).toBe(all.body.items.length);
    for (const sort of ['createdAt', '-createdAt', 'name', '-name']) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const next: string = cursor === null ? '' : `&cursor=${cursor}`;
        const page = await desk.request<List>('GET', `/api/users?limit=4&sort=${sort}${next}`, { as: admin });
        expect(page.status).toBe(200);
        seen.push(...page.body.items.map(({ id }) => id));
        cursor = page.body.nextCursor;
      } while (cursor !== null);
      expect(seen).toHaveLength(all.body.items.length);
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it('tells what was decided lately, the last decision first, and nobody who waits', async () => {
    const [first, second, waiting] = [
      await desk.people.pending(),
      await desk.people.pending(),
      await desk.people.pending(),
    ];
    for (const { id } of [second, first]) {
      const answer = await desk.request('POST', `/api/users/${id}/reject`, { as: admin, body: { reason: 'Unknown' } });
      expect(answer.status).toBe(200);
    }
    const seen: string[] = [];
    let next = '';
    do {
      const page = await desk.request<List>('GET', `/api/users?limit=3&sort=-decidedAt${next}`, { as: admin });
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map(({ id }) => id));
      next = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`;
    } while (next !== '');
    expect(seen.slice(0, 2)).toEqual([first.id, second.id]);
    expect(seen).not.toContain(waiting.id);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('filters by status, role and words', async () => {
    const pending = await desk.people.pending({ firstName: 'Zebulon', lastName: '100%_real' });
    const byStatus = await desk.request<List>('GET', '/api/users?status=Pending,Rejected&limit=100', { as: admin });
    expect(byStatus.body.items.map(({ id }) => id)).toContain(pending.id);
    expect(['Pending', 'Rejected']).toEqual(
      expect.arrayContaining([...new Set(byStatus.body.items.map(({ status }) => status))]),
    );
    const byWords = await desk.request<List>('GET', `/api/users?q=${encodeURIComponent('100%_r')}`, { as: admin });
    expect(byWords.body.items.map(({ id }) => id)).toEqual([pending.id]);
    const byRole = await desk.request<List>('GET', '/api/users?role=System%20Admin', { as: admin });
    expect(byRole.body.items.every(({ role }) => role === 'System Admin')).toBe(true);
    expect((await desk.request<List>('GET', '/api/users?status=Gone', { as: admin })).body.details).toHaveProperty(
      'status',
    );
    expect((await desk.request<List>('GET', '/api/users?cursor=rubbish', { as: admin })).body.code).toBe(
      'CURSOR_INVALID',
    );
    expect((await desk.request<List>('GET', '/api/users?limit=101', { as: admin })).body.details).toHaveProperty(
      'limit',
    );
    expect((await desk.request<List>('GET', '/api/users?q=%00', { as: admin })).status).toBe(400);
  });

  it('is closed to everybody else, and open to nobody without sign-in', async () => {
    const employee = await desk.people.employee();
    const coordinator = await desk.people.coordinator();
    const routes: [string, string][] = [
      ['GET', '/api/users'],
      ['POST', '/api/users'],
      ['GET', `/api/users/${admin.id}`],
      ['PATCH', `/api/users/${employee.id}`],
      ['POST', `/api/users/${employee.id}/approve`],
      ['POST', `/api/users/${employee.id}/suspend`],
      ['POST', '/api/departments'],
      ['POST', '/api/teams'],
    ];
    for (const [method, path] of routes) {
      expect((await desk.request<Refusal>(method, path)).body).toMatchObject({ error: 'Authentication required' });
      expect((await desk.request<Refusal>(method, path, { as: employee })).status).toBe(403);
      expect((await desk.request<Refusal>(method, path, { as: coordinator })).body).toMatchObject({
        error: 'Insufficient permissions',
      });
    }
    for (const path of ['/api/teams', '/api/people']) {
      expect((await desk.request(`GET`, path, { as: employee })).status).toBe(403);
      expect((await desk.request(`GET`, path, { as: coordinator })).status).toBe(200);
    }
    expect((await desk.request('GET', '/api/departments')).status).toBe(200);
    expect((await desk.request('GET', '/api/users/no-id', { as: admin })).status).toBe(404);
  });

  it('finds people, and those a ticket can be assigned to', async () => {
    const employee = await desk.people.employee({ firstName: 'Quentin', lastName: 'Findme' });
    const coordinator = await desk.people.coordinator({ firstName: 'Quilla', lastName: 'Findme' });
    await desk.people.pending({ firstName: 'Quax', lastName: 'Findme' });
    const find = async (query: string) =>
      (await desk.request<List>('GET', `/api/people?${query}`, { as: coordinator })).body.items;
    expect((await find('q=findme')).map(({ id }) => id).sort()).toEqual([employee.id, coordinator.id].sort());
    expect(await find('q=findme&assignable=true')).toEqual([
      { id: coordinator.id, name: 'Quilla Findme', avatarUrl: null, department: null, role: 'Ticket Coordinator' },
    ]);
  });

  it('keeps departments and teams', async () => {
    const made = await desk.request<Account>('POST', '/api/departments', {
      as: admin,
      body: { name: 'Rocket Science' },
    });
    expect(made.body).toMatchObject({ key: 'rocket-science', name: 'Rocket Science', version: 1 });
    const twin = await desk.request<Refusal>('POST', '/api/departments', {
      as: admin,
      body: { name: 'rocket science' },
    });
    expect([twin.status, twin.body.code]).toEqual([409, 'KEY_TAKEN']);
    const person = await desk.people.employee();
    expect((await patch(person.id, { department: 'Rocket Science' })).body['department']).toBe('Rocket Science');
    const renamed = await desk.request<Account>('PATCH', `/api/departments/${made.body.id}`, {
      as: admin,
      body: { name: 'Rockets' },
    });
    expect(renamed.body).toMatchObject({ name: 'Rockets', version: 2 });
    expect((await desk.request('DELETE', `/api/departments/${made.body.id}`, { as: admin })).status).toBe(204);
    expect((await desk.request<Account>('GET', `/api/users/${person.id}`, { as: admin })).body['department']).toBe(
      'Rockets',
    );
    expect((await desk.request('DELETE', `/api/departments/${made.body.id}`, { as: admin })).status).toBe(404);
  });

  it('lets everybody change a few fields of his own account, and no others', async () => {
    const person = await desk.people.employee();
    const me = await desk.request<Account>('PATCH', '/api/me', {
      as: person,
      body: {
        firstName: 'Neo',
        phone: '+49 (30) 12-34',
        language: 'de',
        timeZone: 'Europe/Berlin',
        department: 'Sales',
      },
    });
    expect(me.body).toMatchObject({
      firstName: 'Neo',
      phone: '+49 (30) 12-34',
      language: 'de',
      timeZone: 'Europe/Berlin',
      department: 'Sales',
    });
    expect(me.body.allowedActions).toEqual(['edit']);
    expect(me.body['permissions']).toContain('account:own');
    for (const body of [
      { role: 'System Admin' },
      { email: 'x@y.example' },
      { status: 'Approved' },
      { teamIds: [] },
      { id: person.id },
    ]) {
      expect((await desk.request<Refusal>('PATCH', '/api/me', { as: person, body })).body.code).toBe(
        'VALIDATION_FAILED',
      );
    }
    for (const body of [
      { firstName: null },
      { timeZone: 'Moon/Base' },
      { language: '??' },
      { phone: 'ring ring' },
      { lastName: 'a\u0000b' },
      // Turned around, or split where nobody sees it: the name of somebody else to whoever reads it.
      { firstName: '\u202eadA' },
      { firstName: 'A\u200bda' },
      { lastName: '\u2066Lovelace' },
    ]) {
      expect((await desk.request<Refusal>('PATCH', '/api/me', { as: person, body })).status).toBe(400);
    }
    expect(
      (await desk.request<Account>('PATCH', '/api/me', { as: person, body: { phone: null } })).body['phone'],
    ).toBeNull();
  });
});

describe('two administrators who remove each other at once', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk.close();
  });

  it('leave exactly one', async () => {
    const admin = await desk.people.admin();
    const other = await desk.people.secondAdmin();
    const answers = await Promise.all([
      desk.request('PATCH', `/api/users/${other.id}`, { as: admin, body: { role: 'Employee' } }),
      desk.request('POST', `/api/users/${admin.id}/suspend`, { as: other, body: { reason: 'coup' } }),
    ]);
    const left = await desk.database.query(`SELECT id FROM users WHERE role = 'System Admin' AND status = 'Approved'`);
    expect(left).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
