import { settingsIdFor } from '../../server/kernel/ids.js';
import { SettingsFacade } from '../../server/modules/settings/settings.facade.js';
import { REGISTRATION } from '../../server/modules/users/users.settings.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { Refusal } from '../support/rest.js';

interface Area {
  area: string;
  values: Record<string, unknown>;
  version: number;
  updatedAt: string | null;
  updatedBy: { id: string; name: string } | null;
  fields: { key: string; kind: string; options?: string[]; default: unknown; label: string; help: string }[];
}

describe('settings', () => {
  let desk: Desk;
  let second: Desk;

  beforeAll(async () => {
    desk = await startDesk();
    second = await startDesk({ database: desk.database });
  });
  afterAll(async () => {
    await second.close();
    await desk.close();
  });

  const read = async (area: string) =>
    desk.request<Area>('GET', `/api/settings/${area}`, { as: await desk.people.admin() });
  const change = async (area: string, body: object, headers: Record<string, string> = {}) =>
    desk.request<Area & Refusal>('PATCH', `/api/settings/${area}`, {
      as: await desk.people.admin(),
      body,
      headers,
    });
  const eventsOf = async (area: string) =>
    desk.database.query<{ data: Record<string, unknown>; actor_id: string; audience: string }>(
      `SELECT data, actor_id, audience FROM events WHERE name = 'settings.changed' AND subject_id = $1 ORDER BY id`,
      [settingsIdFor(area)],
    );

  it('are for administrators alone, and for tokens made for them', async () => {
    const routes = [
      ['GET', '/api/settings'],
      ['GET', '/api/settings/registration'],
      ['PATCH', '/api/settings/registration'],
    ] as const;
    const coordinator = await desk.people.coordinator();
    const made = await desk.request<{ token: string }>('POST', '/api/me/api-tokens', {
      as: await desk.people.admin(),
      body: { name: 'people', scopes: ['user:manage'] },
    });
    for (const [method, path] of routes) {
      const body = method === 'PATCH' ? { body: { values: { isOpen: false } } } : {};
      expect((await desk.request(method, path, body)).status).toBe(401);
      expect((await desk.request(method, path, { ...body, as: coordinator })).status).toBe(403);
      expect((await desk.request(method, path, { ...body, as: { access: made.body.token } })).status).toBe(403);
    }
    expect((await read('registration')).body.values['isOpen']).toBe(true);
  });

  it('explain themselves: every field has its kind, default, name and help', async () => {
    const list = await desk.request<{ items: Area[] }>('GET', '/api/settings', { as: await desk.people.admin() });
    expect(list.status).toBe(200);
    expect(list.body.items.map(({ area }) => area)).toEqual(expect.arrayContaining(['registration', 'security']));
    for (const area of list.body.items) {
      expect(Object.keys(area.values)).toEqual(area.fields.map(({ key }) => key));
      for (const field of area.fields) {
        expect(field.label.length).toBeGreaterThan(3);
        expect(field.help.length).toBeGreaterThan(20);
      }
    }
    const security = await read('security');
    expect(security.body).toMatchObject({
      values: { secondFactorRoles: [] },
      version: 1,
      updatedAt: null,
      updatedBy: null,
      fields: [
        { key: 'secondFactorRoles', kind: 'choices', options: ['Employee', 'Ticket Coordinator', 'System Admin'] },
      ],
    });
    expect(security.headers.get('etag')).toBe('"1"');
  });

  it('an area that does not exist is told before anything about the body', async () => {
    expect((await read('nothing')).status).toBe(404);
    for (const body of [{ values: { a: 1 } }, {}, { values: 3 }]) {
      expect((await change('nothing', body)).status).toBe(404);
    }
    expect((await change('constructor', { values: {} })).status).toBe(404);
  });

  it('refuse unknown keys and wrong values, each by name, and change nothing then', async () => {
    const before = await read('registration');
    const answer = await change('registration', {
      values: { isOpen: 'no', trustedDomains: ['example.com', '*.example.com'], role: 'System Admin' },
    });
    expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(answer.body.details).toEqual({
      'values.isOpen': ['Must be true or false'],
      'values.trustedDomains': ['*.example.com must be a domain like example.com, without wildcards'],
      'values.role': ['Unknown field role'],
    });
    expect((await change('registration', { values: { isOpen: null } })).status).toBe(400);
    expect((await change('registration', { values: ['isOpen'] })).body.details).toHaveProperty('values');
    expect((await change('registration', { isOpen: false })).body.details).toHaveProperty('isOpen');
    expect((await change('registration', {})).body.details).toHaveProperty('values');
    expect((await change('registration', { values: {}, version: 0 })).body.details).toHaveProperty('version');
    // Based on nothing that ever was: it would pass over whatever others change meanwhile.
    const ahead = { values: { isOpen: false }, version: before.body.version + 1 };
    expect((await change('registration', ahead)).body.details).toEqual({ version: ['There is no such version yet'] });
    expect((await change('security', { values: { secondFactorRoles: ['Owner'] } })).body.details).toEqual({
      'values.secondFactorRoles': ['Must be of: Employee, Ticket Coordinator, System Admin'],
    });
    expect((await read('registration')).body).toEqual(before.body);
  });

  it('are changed field by field, with who, when, version and an event that holds both values', async () => {
    const admin = await desk.people.admin();
    const before = (await read('registration')).body.version;
    const typed = ['Example.COM', '@müller.example', 'example.com.', 'sub.example.com'];
    const kept = ['example.com', 'xn--mller-kva.example', 'sub.example.com'];
    const answer = await change('registration', { values: { trustedDomains: typed } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      values: { isOpen: true, trustedDomains: kept },
      version: before + 1,
      updatedBy: { id: admin.id },
    });
    expect(answer.body.updatedBy?.name).toBe(`${admin.firstName} ${admin.lastName}`);
    expect(Date.parse(answer.body.updatedAt ?? '')).not.toBeNaN();
    expect(answer.headers.get('etag')).toBe(`"${String(before + 1)}"`);
    const told = (await eventsOf('registration')).at(-1);
    expect(told).toEqual({
      data: {
        area: 'registration',
        version: before + 1,
        fields: ['trustedDomains'],
        before: { trustedDomains: [] },
        after: { trustedDomains: kept },
      },
      actor_id: admin.id,
      audience: 'admin',
    });
    const count = (await eventsOf('registration')).length;
    const same = await change('registration', { values: { trustedDomains: kept, isOpen: true } });
    expect(same.body.version).toBe(before + 1);
    expect(await eventsOf('registration')).toHaveLength(count);
  });

  it('merge by version and refuse a stale ETag', async () => {
    const { version } = (await read('registration')).body;
    expect((await change('registration', { values: { trustedDomains: ['one.example'] }, version })).status).toBe(200);
    const other = await change('registration', { values: { isOpen: false }, version });
    expect([other.status, other.body.values]).toEqual([200, { isOpen: false, trustedDomains: ['one.example'] }]);
    const clash = await change('registration', { values: { trustedDomains: ['two.example'] }, version });
    expect([clash.status, clash.body.code, clash.body.details]).toEqual([
      409,
      'FIELD_CONFLICT',
      { trustedDomains: ['one.example', 'two.example'] },
    ]);
    const stale = await change('registration', { values: { isOpen: true } }, { 'if-match': `"${String(version)}"` });
    expect([stale.status, stale.body.code]).toEqual([412, 'VERSION_STALE']);
    const fresh = `"${String(version + 2)}"`;
    expect((await change('registration', { values: { isOpen: true } }, { 'if-match': fresh })).status).toBe(200);
  });

  it('lose nothing when 20 change different or the same fields at once', async () => {
    const { version } = (await read('registration')).body;
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        change('registration', { values: { trustedDomains: [`d${String(index)}.example`] }, version }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'FIELD_CONFLICT')).toHaveLength(19);
    expect((await read('registration')).body.version).toBe(version + 1);
  });

  it('count here at once, and in the other process a moment later', async () => {
    const here = desk.app.get(SettingsFacade);
    const there = second.app.get(SettingsFacade);
    const heard: string[] = [];
    there.onChange(REGISTRATION, () => heard.push('registration'));
    for (const domain of ['here.example', 'there.example']) {
      await Promise.all([here.read(REGISTRATION), there.read(REGISTRATION)]);
      await change('registration', { values: { trustedDomains: [domain] } });
      expect((await here.read(REGISTRATION)).trustedDomains).toEqual([domain]);
      await eventually(async () => (await there.read(REGISTRATION)).trustedDomains[0] === domain);
    }
    expect(heard.length).toBeGreaterThanOrEqual(2);
  });

  it('a process that cannot hear the others asks the database every time', async () => {
    const there = second.app.get(SettingsFacade);
    await there.read(REGISTRATION);
    await desk.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'smartsupport-listen' AND datname = current_database()`,
    );
    await change('registration', { values: { trustedDomains: ['deaf.example'] } });
    await eventually(async () => (await there.read(REGISTRATION)).trustedDomains[0] === 'deaf.example');
  });

  it('a kept value that is no longer allowed counts as never changed', async () => {
    await desk.database.query(
      `UPDATE settings SET values = values || '{"trustedDomains": "all", "isOpen": true, "gone": 1}'
       WHERE area = 'registration'`,
    );
    expect((await read('registration')).body.values).toEqual({ isOpen: true, trustedDomains: [] });
  });

  it('closed registration says what to do instead, and opens again with the next request', async () => {
    const person = {
      email: 'late@desk.example',
      password: 'a-Long-enough-1-password',
      firstName: 'La',
      lastName: 'Te',
    };
    await change('registration', { values: { isOpen: false } });
    const closed = await desk.request<Refusal>('POST', '/api/auth/register', { body: person });
    expect([closed.status, closed.body.code, closed.body.error]).toEqual([
      403,
      'REGISTRATION_CLOSED',
      'Registration is closed; ask an administrator of your desk to invite you',
    ]);
    expect(await desk.database.query(`SELECT 1 FROM users WHERE email = 'late@desk.example'`)).toEqual([]);
    const invited = await desk.request('POST', '/api/users', {
      as: await desk.people.admin(),
      body: { email: 'invited@desk.example', firstName: 'In', lastName: 'Vited' },
    });
    expect(invited.status).toBe(201);
    await change('registration', { values: { isOpen: true } });
    expect((await desk.request('POST', '/api/auth/register', { body: person })).status).toBe(201);
  });
});
