import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { submitTicket } from '../support/ticket-views.js';

interface Team extends Refusal {
  id: string;
  key: string;
  name: string;
  version: number;
  memberCount: number;
}
interface Member {
  id: string;
  name: string;
  status: string;
  role: string;
}
interface Members extends Refusal {
  items: Member[];
  nextCursor: string | null;
}

describe('teams and who works in them', () => {
  let desk: Desk;
  let admin: SignedIn;
  let made = 0;

  beforeAll(async () => {
    desk = await startDesk();
    admin = await desk.people.admin();
  });
  afterAll(async () => {
    await desk.close();
  });

  const makeTeam = async () => {
    made += 1;
    const { body } = await desk.request<Team>('POST', '/api/teams', {
      as: admin,
      body: { name: `Team ${String(made)}` },
    });
    return body;
  };
  const put = async (teamId: string, userId: string, as = admin) =>
    desk.request<Refusal>('PUT', `/api/teams/${teamId}/members/${userId}`, { as });
  const remove = async (teamId: string, userId: string, as = admin) =>
    desk.request<Refusal>('DELETE', `/api/teams/${teamId}/members/${userId}`, { as });
  const members = async (teamId: string, as = admin, query = '') =>
    desk.request<Members>('GET', `/api/teams/${teamId}/members${query}`, { as });
  const countOf = async (teamId: string, as = admin) =>
    (await desk.request<{ items: Team[] }>('GET', '/api/teams', { as })).body.items.find(({ id }) => id === teamId)
      ?.memberCount;
  const teamEvents = async (userId: string) =>
    desk.database.query<{ personal: { before: { teamIds: string }; after: { teamIds: string } } }>(
      `SELECT d.personal FROM events e JOIN event_details d ON d.event_id = e.id
       WHERE e.subject_id = $1 AND e.name = 'account.updated' ORDER BY e.seq`,
      [userId],
    );

  it.each(['teams', 'departments'])('and %s get no key that the filters of lists keep for nothing', async (kind) => {
    const make = async (body: object) => desk.request<Team>('POST', `/api/${kind}`, { as: admin, body });
    expect((await make({ key: 'none', name: 'Nobody' })).body.details).toHaveProperty('key');
    const named = await make({ name: 'None' });
    expect([named.status, named.body.key]).toEqual([201, 'group']);
    expect((await desk.request('DELETE', `/api/${kind}/${named.body.id}`, { as: admin })).status).toBe(204);
  });

  it('and a department goes while one of its people is edited: neither waits for the other in a circle', async () => {
    const { body: group } = await desk.request<Team>('POST', '/api/departments', {
      as: admin,
      body: { name: 'Fleet' },
    });
    const person = await desk.people.employee({ department: 'Fleet' });
    const editor = new pg.Client({ connectionString: desk.database.url });
    await editor.connect();
    try {
      // What an edit does, in its order: the person, then (for the foreign key) the department.
      await editor.query('BEGIN');
      await editor.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [person.id]);
      const deletion = desk.request('DELETE', `/api/departments/${group.id}`, { as: admin });
      await eventually(async () => {
        const waiting = await desk.database.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return waiting.length > 0;
      });
      await editor.query('SELECT 1 FROM departments WHERE id = $1 FOR KEY SHARE', [group.id]);
      await editor.query('COMMIT');
      expect((await deletion).status).toBe(204);
    } finally {
      await editor.end();
    }
    const left = await desk.request<{ department: string }>('GET', '/api/me', { as: person });
    expect(left.body.department).toBe('Fleet');
  });

  it('take coordinators and administrators in and let them go, as often as it is said, each change once', async () => {
    const team = await makeTeam();
    const person = await desk.people.coordinator();
    expect([(await put(team.id, person.id)).status, (await put(team.id, person.id)).status]).toEqual([204, 204]);
    expect((await members(team.id)).body.items).toMatchObject([
      { id: person.id, role: 'Ticket Coordinator', status: 'Approved' },
    ]);
    expect(await countOf(team.id)).toBe(1);
    expect([(await remove(team.id, person.id)).status, (await remove(team.id, person.id)).status]).toEqual([204, 204]);
    expect((await members(team.id)).body.items).toEqual([]);
    const told = await teamEvents(person.id);
    expect(told.map(({ personal }) => [personal.before.teamIds, personal.after.teamIds])).toEqual([
      ['', team.id],
      [team.id, ''],
    ]);
    // It is no reason to sign in again.
    expect((await desk.request('GET', '/api/me', { as: person })).status).toBe(200);
  });

  it('are for staff: employees are refused, and who becomes one leaves', async () => {
    const team = await makeTeam();
    const employee = await desk.people.employee();
    const refused = await put(team.id, employee.id);
    expect([refused.status, refused.body.code]).toEqual([409, 'MEMBER_NOT_STAFF']);
    const byForm = await desk.request<Refusal>('PATCH', `/api/users/${employee.id}`, {
      as: admin,
      body: { teamIds: [team.id] },
    });
    expect(byForm.body).toMatchObject({ code: 'MEMBER_NOT_STAFF', details: { teamIds: expect.any(Array) } });
    const promoted = await desk.request<{ teams: Team[] }>('PATCH', `/api/users/${employee.id}`, {
      as: admin,
      body: { teamIds: [team.id], role: 'Ticket Coordinator' },
    });
    expect(promoted.body.teams).toMatchObject([{ id: team.id }]);
    const demoted = await desk.request<{ teams: Team[] }>('PATCH', `/api/users/${employee.id}`, {
      as: admin,
      body: { role: 'Employee' },
    });
    expect(demoted.body.teams).toEqual([]);
    expect(await countOf(team.id)).toBe(0);
    expect(await teamEvents(employee.id)).toHaveLength(2);
  });

  it('show suspended members to administrators, with their status, and to nobody else', async () => {
    const team = await makeTeam();
    const person = await desk.people.coordinator();
    const colleague = await desk.people.coordinator();
    await put(team.id, person.id);
    await put(team.id, colleague.id);
    await desk.request('POST', `/api/users/${person.id}/suspend`, { as: admin, body: { reason: 'away' } });
    expect((await members(team.id)).body.items.map(({ status }) => status).sort()).toEqual(['Approved', 'Suspended']);
    expect((await members(team.id, colleague)).body.items.map(({ id }) => id)).toEqual([colleague.id]);
    expect([await countOf(team.id), await countOf(team.id, colleague)]).toEqual([2, 1]);
    const listed = await desk.request<{ items: Member[] }>('GET', '/api/users?status=Suspended', { as: admin });
    expect(listed.body.items.map(({ id }) => id)).toContain(person.id);
  });

  it('are read in pages, by name', async () => {
    const team = await makeTeam();
    for (const lastName of ['Ccc', 'aaa', 'Bbb']) {
      await put(team.id, (await desk.people.coordinator({ firstName: 'X', lastName })).id);
    }
    const first = await members(team.id, admin, '?limit=2');
    expect(first.body.items.map(({ name }) => name)).toEqual(['X aaa', 'X Bbb']);
    const second = await members(team.id, admin, `?limit=2&cursor=${first.body.nextCursor ?? ''}`);
    expect(second.body.items.map(({ name }) => name)).toEqual(['X Ccc']);
    expect(second.body.nextCursor).toBeNull();
    expect((await members(team.id, admin, '?cursor=rubbish')).body.code).toBe('CURSOR_INVALID');
  });

  it('and people that do not exist are not found', async () => {
    const team = await makeTeam();
    const nobody = randomUUID();
    const person = await desk.people.coordinator();
    expect((await members(nobody)).status).toBe(404);
    for (const [teamId, userId] of [
      [nobody, person.id],
      [team.id, nobody],
      ['no-id', person.id],
      [team.id, 'no-id'],
    ] as const) {
      expect((await put(teamId, userId)).status).toBe(404);
      expect((await remove(teamId, userId)).status).toBe(404);
    }
  });

  it('are changed by administrators alone', async () => {
    const team = await makeTeam();
    const coordinator = await desk.people.coordinator();
    const employee = await desk.people.employee();
    for (const as of [coordinator, employee]) {
      expect((await put(team.id, coordinator.id, as)).status).toBe(403);
      expect((await remove(team.id, coordinator.id, as)).status).toBe(403);
      expect((await desk.request('GET', '/api/admin/departments', { as })).status).toBe(403);
    }
    expect((await members(team.id, employee)).status).toBe(403);
    expect((await members(team.id, coordinator)).status).toBe(200);
    for (const method of ['PUT', 'DELETE']) {
      expect((await desk.request(method, `/api/teams/${team.id}/members/${coordinator.id}`)).status).toBe(401);
    }
  });

  it('keep their key when they are renamed', async () => {
    const team = await makeTeam();
    const renamed = await desk.request<Team>('PATCH', `/api/teams/${team.id}`, {
      as: admin,
      body: { name: `Renamed ${team.name}` },
    });
    expect(renamed.body).toMatchObject({ key: team.key, version: team.version + 1 });
  });

  it('let their members go when they are taken away, each with a line in his history', async () => {
    const team = await makeTeam();
    const person = await desk.people.coordinator();
    await put(team.id, person.id);
    expect((await desk.request('DELETE', `/api/teams/${team.id}`, { as: admin })).status).toBe(204);
    const told = await teamEvents(person.id);
    expect(told.at(-1)?.personal.after.teamIds).toBe('');
    const account = await desk.request<{ teams: Team[] }>('GET', `/api/users/${person.id}`, { as: admin });
    expect(account.body.teams).toEqual([]);
  });

  it('cannot be taken away while tickets belong to them, and lose nobody then', async () => {
    const team = await makeTeam();
    const person = await desk.people.coordinator();
    await put(team.id, person.id);
    const { id } = (await submitTicket(desk, person)).body as { id: string };
    const given = await desk.request('POST', `/api/tickets/${id}/assign`, { as: admin, body: { teamId: team.id } });
    expect(given.status).toBe(200);
    const refused = await desk.request<Refusal>('DELETE', `/api/teams/${team.id}`, { as: admin });
    expect([refused.status, refused.body.code]).toEqual([409, 'TEAM_IN_USE']);
    expect(await countOf(team.id)).toBe(1);
    await desk.request('POST', `/api/tickets/${id}/assign`, { as: admin, body: { teamId: null } });
    expect((await desk.request('DELETE', `/api/teams/${team.id}`, { as: admin })).status).toBe(204);
  });

  it('take in nobody who is made an employee at the same moment', async () => {
    const team = await makeTeam();
    const person = await desk.people.coordinator();
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([
        put(team.id, person.id),
        desk.request('PATCH', `/api/users/${person.id}`, { as: admin, body: { role: 'Employee' } }),
      ]);
      expect((await members(team.id)).body.items).toEqual([]);
      await desk.request('PATCH', `/api/users/${person.id}`, { as: admin, body: { role: 'Ticket Coordinator' } });
    }
  });
});

describe('departments', () => {
  let desk: Desk;
  let admin: SignedIn;

  beforeAll(async () => {
    desk = await startDesk();
    admin = await desk.people.admin();
  });
  afterAll(async () => {
    await desk.close();
  });

  it('are counted for administrators, and leave their name to people when they are taken away', async () => {
    const person = await desk.people.employee({ department: 'Finance' });
    const counted = async () =>
      (
        await desk.request<{ items: { id: string; key: string; personCount: number }[] }>(
          'GET',
          '/api/admin/departments',
          { as: admin },
        )
      ).body.items;
    const finance = (await counted()).find(({ key }) => key === 'finance');
    expect(finance?.personCount).toBe(1);
    expect((await desk.request('DELETE', `/api/departments/${finance?.id ?? ''}`, { as: admin })).status).toBe(204);
    expect((await counted()).some(({ key }) => key === 'finance')).toBe(false);
    const account = await desk.request<{ department: string }>('GET', `/api/users/${person.id}`, { as: admin });
    expect(account.body.department).toBe('Finance');
  });
});
