import { randomUUID } from 'node:crypto';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { submitTicket } from '../support/ticket-views.js';

interface Account extends Refusal {
  id: string;
  status: string;
  role: string;
  version: number;
  department: string | null;
  teams: { id: string; name: string }[];
  checks: { domain: string; sameName: number } | null;
  isInvited: boolean;
  allowedActions: string[];
}
interface Results extends Refusal {
  items: { id: string; outcome: string; code?: string; error?: string }[];
}
interface TimelineItem {
  type: string;
  because?: string;
  fromAssignee?: { id: string } | null;
  assignee?: { id: string } | null;
}

describe('decisions about people', () => {
  let desk: Desk;
  let admin: SignedIn;
  let teamId: string;

  beforeAll(async () => {
    desk = await startDesk();
    admin = await desk.people.admin();
    const teams = await desk.request<{ items: { id: string }[] }>('GET', '/api/teams', { as: admin });
    teamId = teams.body.items[0]?.id ?? '';
  });
  afterAll(async () => {
    await desk.close();
  });

  const account = async (id: string) => (await desk.request<Account>('GET', `/api/users/${id}`, { as: admin })).body;
  const decide = async (id: string, what: string, body?: object) =>
    desk.request<Account>('POST', `/api/users/${id}/${what}`, { as: admin, body });
  const decideMany = async (body: object, { as = admin, key }: { as?: SignedIn; key?: string } = {}) =>
    desk.request<Results>('POST', '/api/users/decisions', {
      as,
      body,
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    });
  const eventsOf = async (id: string) =>
    (
      await desk.database.query<{ name: string }>('SELECT name FROM events WHERE subject_id = $1 ORDER BY seq', [id])
    ).map(({ name }) => name);
  const mailsTo = async (email: string) =>
    (
      await desk.database.query<{ template: string }>(
        'SELECT template FROM mail_messages WHERE to_address = $1 ORDER BY created_at, id',
        [email],
      )
    ).map(({ template }) => template);

  describe('what the desk notices about a registration', () => {
    const register = async (email: string, firstName = 'Renée', lastName = 'Ångström') =>
      account((await desk.people.pending({ email, firstName, lastName })).id);

    it('whether the domain is known, and never of a free mail service', async () => {
      expect((await register('one@desk.example')).checks).toEqual({ domain: 'known', sameName: 0 });
      expect((await register('one@elsewhere.example', 'Else')).checks?.domain).toBe('unknown');
      const free = await register('one@gmail.com', 'Gema');
      expect(free.checks?.domain).toBe('unknown');
      expect((await decide(free.id, 'approve')).body.checks).toBeNull();
      expect((await register('two@gmail.com', 'Gemini')).checks?.domain).toBe('unknown');
    });

    it('whether the domain is trusted, as soon as it is', async () => {
      const waiting = await register('ada@corp.example', 'Adah');
      expect(waiting.checks?.domain).toBe('unknown');
      const set = await desk.request('PATCH', '/api/settings/registration', {
        as: admin,
        body: { values: { trustedDomains: ['corp.example'] } },
      });
      expect(set.status).toBe(200);
      expect((await account(waiting.id)).checks?.domain).toBe('trusted');
    });

    it('how many have the same name, accents and case aside', async () => {
      const twin = await register('twin@elsewhere.example', 'RENEE', 'angstrom');
      expect(twin.checks?.sameName).toBe(1);
      const decomposed = await register('twin2@elsewhere.example', 'Rene\u0301e', 'A\u030angstro\u0308m');
      expect(decomposed.checks?.sameName).toBe(2);
    });
  });

  it('lets somebody in with role, department and team at once', async () => {
    const person = await desk.people.pending();
    const answer = await decide(person.id, 'approve', {
      role: 'Ticket Coordinator',
      department: 'finance',
      teamIds: [teamId],
    });
    expect(answer.body).toMatchObject({
      status: 'Approved',
      role: 'Ticket Coordinator',
      department: 'Finance',
      version: 2,
      teams: [{ id: teamId }],
      checks: null,
    });
    expect(await eventsOf(person.id)).toEqual([
      'account.registered',
      'account.updated',
      'account.role_changed',
      'account.approved',
    ]);
    await eventually(async () => (await mailsTo(person.email)).includes('account-approved'));
  });

  it('changes nothing at all when a part of it is impossible', async () => {
    const person = await desk.people.pending();
    const asEmployee = await decide(person.id, 'approve', { teamIds: [teamId] });
    expect([asEmployee.status, asEmployee.body.code]).toEqual([409, 'MEMBER_NOT_STAFF']);
    const unknown = await decide(person.id, 'approve', { role: 'Ticket Coordinator', teamIds: [randomUUID()] });
    expect(unknown.body).toMatchObject({ code: 'VALIDATION_FAILED', details: { teamIds: expect.any(Array) } });
    const smuggled = await decide(person.id, 'approve', { status: 'Approved', companyId: 'X' });
    expect(smuggled.body.details).toEqual({
      status: ['Unknown field status'],
      companyId: ['Unknown field companyId'],
    });
    expect(await account(person.id)).toMatchObject({ status: 'Pending', role: 'Employee', version: 1 });
    expect(await eventsOf(person.id)).toEqual(['account.registered']);
    // 409 before 400.
    const employee = await desk.people.employee();
    expect((await decide(employee.id, 'approve', { role: 'Boss' })).body.code).toBe('ACCOUNT_TRANSITION_NOT_ALLOWED');
  });

  describe('on many at once', () => {
    it('decides each by itself, a twin once, and says truly what became of it', async () => {
      const people = await Promise.all([desk.people.pending(), desk.people.pending(), desk.people.pending()]);
      const approved = await desk.people.employee();
      const nobody = randomUUID();
      const ids = [...people.map(({ id }) => id), approved.id, nobody, people[0]?.id ?? ''];
      const answer = await decideMany({ decision: 'approve', ids });
      expect(answer.status).toBe(200);
      expect(answer.body.items).toEqual([
        ...people.map(({ id }) => ({ id, outcome: 'done' })),
        {
          id: approved.id,
          outcome: 'refused',
          code: 'ACCOUNT_TRANSITION_NOT_ALLOWED',
          error: 'An account that is Approved cannot become Approved',
        },
        { id: nobody, outcome: 'refused', code: 'NOT_FOUND', error: 'Resource not found' },
      ]);
      for (const { id, email } of people) {
        expect((await account(id)).status).toBe('Approved');
        expect(await eventsOf(id)).toEqual(['account.registered', 'account.approved']);
        await eventually(async () => (await mailsTo(email)).includes('account-approved'));
      }
      const again = await decideMany({ decision: 'approve', ids: people.map(({ id }) => id) });
      expect(again.body.items.map(({ outcome, code }) => [outcome, code])).toEqual(
        people.map(() => ['refused', 'ACCOUNT_TRANSITION_NOT_ALLOWED']),
      );
    });

    it('tells with the same key what it told, and that what was done before a crash is done', async () => {
      const people = await Promise.all([desk.people.pending(), desk.people.pending()]);
      const ids = people.map(({ id }) => id);
      const key = randomUUID();
      const first = await decideMany({ decision: 'reject', ids, reason: 'not one of us' }, { key });
      const again = await decideMany({ decision: 'reject', ids, reason: 'not one of us' }, { key });
      expect(again.body).toEqual(first.body);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      const other = await decideMany({ decision: 'reject', ids, reason: 'another' }, { key });
      expect([other.status, other.body.code]).toEqual([409, 'IDEMPOTENCY_KEY_REUSED']);
      // A crash between the accounts and the answer leaves the keys of the accounts alone.
      await desk.database.query('DELETE FROM idempotency_keys WHERE key = $1', [key]);
      const afterCrash = await decideMany({ decision: 'reject', ids, reason: 'not one of us' }, { key });
      expect(afterCrash.body).toEqual(first.body);
      expect(await eventsOf(ids[0] ?? '')).toEqual(['account.registered', 'account.rejected']);
    });

    it('ends sessions and mails the reason', async () => {
      const people = [await desk.people.employee(), await desk.people.employee()];
      const answer = await decideMany({ decision: 'suspend', ids: people.map(({ id }) => id), reason: 'lost laptops' });
      expect(answer.body.items.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
      for (const person of people) {
        expect((await desk.request('GET', '/api/me', { as: person })).status).toBe(401);
        await eventually(async () => (await mailsTo(person.email)).includes('account-suspended'));
      }
      const back = await decideMany({ decision: 'reinstate', ids: people.map(({ id }) => id) });
      expect(back.body.items.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    });

    it('keeps the caller and the last administrator', async () => {
      const alone = await decideMany({ decision: 'suspend', ids: [admin.id], reason: 'bye' });
      expect(alone.body.items).toMatchObject([{ outcome: 'refused', code: 'LAST_ADMIN' }]);
      const second = await desk.people.secondAdmin();
      const answer = await decideMany({ decision: 'suspend', ids: [admin.id, second.id], reason: 'bye' });
      expect(answer.body.items).toMatchObject([
        { id: admin.id, outcome: 'refused', code: 'OWN_ACCOUNT' },
        { id: second.id, outcome: 'done' },
      ]);
      expect((await desk.request('GET', '/api/me', { as: admin })).status).toBe(200);
    });

    it.each([
      ['no reason to reject', { decision: 'reject', ids: [randomUUID()] }, 'reason'],
      ['an empty reason to suspend', { decision: 'suspend', ids: [randomUUID()], reason: ' ' }, 'reason'],
      ['no accounts', { decision: 'approve', ids: [] }, 'ids'],
      ['too many', { decision: 'approve', ids: Array.from({ length: 101 }, () => randomUUID()) }, 'ids'],
      ['what is no id', { decision: 'approve', ids: ['me'] }, 'ids'],
      ['no decision', { ids: [randomUUID()] }, 'decision'],
      ['another decision', { decision: 'delete', ids: [randomUUID()] }, 'decision'],
      ['a smuggled role', { decision: 'approve', ids: [randomUUID()], role: 'System Admin' }, 'role'],
    ])('refuses %s by its name', async (_name, body, field) => {
      const answer = await decideMany(body);
      expect(answer.status).toBe(400);
      expect(Object.keys(answer.body.details ?? {})).toEqual([field]);
    });

    it('decides 100 within the time of one answer', async () => {
      const ids: string[] = [];
      for (let index = 0; index < 100; index += 1) {
        const id = randomUUID();
        ids.push(id);
        await desk.database.query(
          `INSERT INTO users (id, company_id, email, first_name, last_name, role, status)
           VALUES ($1, $2, $3, 'Hun', 'Dred', 'Employee', 'Pending')`,
          [id, `HUNDRED-${String(index)}`, `hundred${String(index)}@desk.example`],
        );
      }
      const answer = await decideMany({ decision: 'approve', ids });
      expect(answer.body.items.filter(({ outcome }) => outcome === 'done')).toHaveLength(100);
    });
  });

  describe('open tickets of somebody who no longer works on them', () => {
    const assigned = async (person: SignedIn, team: string | null) => {
      const requester = await desk.people.employee();
      const ticket = (await submitTicket(desk, requester)).body as { id: string; number: string };
      const answer = await desk.request('POST', `/api/tickets/${ticket.id}/assign`, {
        as: admin,
        body: { assigneeId: person.id, teamId: team },
      });
      expect(answer.status).toBe(200);
      return ticket.id;
    };
    const ticketOf = async (id: string) =>
      (
        await desk.request<{ assignee: { id: string } | null; team: { id: string } | null; status: string }>(
          'GET',
          `/api/tickets/${id}`,
          { as: admin },
        )
      ).body;
    const isReleased = async (id: string) => (await ticketOf(id)).assignee === null;
    const releaseIn = async (id: string) =>
      (
        await desk.request<{ items: TimelineItem[] }>('GET', `/api/tickets/${id}/timeline`, { as: admin })
      ).body.items.filter(({ because }) => because === 'assignee_gone');

    it.each([
      ['suspended', async (id: string) => decide(id, 'suspend', { reason: 'away' })],
      [
        'an employee again',
        async (id: string) => desk.request('PATCH', `/api/users/${id}`, { as: admin, body: { role: 'Employee' } }),
      ],
    ])('go back when he is %s, with and without a team, told in the timeline', async (_name, end) => {
      const person = await desk.people.coordinator();
      const withTeam = await assigned(person, teamId);
      const without = await assigned(person, null);
      const working = await assigned(person, teamId);
      await desk.request('POST', `/api/tickets/${working}/status`, { as: person, body: { status: 'In Progress' } });
      expect((await ticketOf(working)).status).toBe('In Progress');
      expect((await end(person.id)).status).toBe(200);
      for (const id of [withTeam, without, working]) {
        await eventually(async () => isReleased(id));
        expect(await releaseIn(id)).toMatchObject([{ type: 'ticket.assigned', fromAssignee: { id: person.id } }]);
        expect((await ticketOf(id)).status).toBe('Open');
      }
      expect((await ticketOf(withTeam)).team?.id).toBe(teamId);
      expect((await ticketOf(without)).team).toBeNull();
    });

    it('are not given back by reinstating', async () => {
      const person = await desk.people.coordinator();
      const id = await assigned(person, teamId);
      await decide(person.id, 'suspend', { reason: 'away' });
      await eventually(async () => isReleased(id));
      await decide(person.id, 'reinstate');
      expect(await isReleased(id)).toBe(true);
    });

    it('stay with a coordinator who becomes administrator', async () => {
      const person = await desk.people.coordinator();
      const id = await assigned(person, teamId);
      await desk.request('PATCH', `/api/users/${person.id}`, { as: admin, body: { role: 'System Admin' } });
      await eventually(async () => {
        const [open] = await desk.database.query<{ open: number }>('SELECT count(*)::int AS open FROM outbox');
        return open?.open === 0;
      });
      expect((await ticketOf(id)).assignee?.id).toBe(person.id);
      await desk.request('PATCH', `/api/users/${person.id}`, { as: admin, body: { role: 'Ticket Coordinator' } });
    });

    it('never stay with somebody who is suspended while he gets one', async () => {
      const person = await desk.people.coordinator();
      for (let round = 0; round < 8; round += 1) {
        const { id } = (await submitTicket(desk, admin)).body as { id: string };
        const session = await desk.people.signIn(person);
        await Promise.all([
          round % 2 === 0
            ? desk.request('POST', `/api/tickets/${id}/claim`, { as: session })
            : desk.request('POST', `/api/tickets/${id}/assign`, { as: admin, body: { assigneeId: person.id } }),
          decide(person.id, 'suspend', { reason: 'race' }),
        ]);
        await eventually(async () => isReleased(id));
        await decide(person.id, 'reinstate');
      }
    });
  });
});

describe('a desk that stops between a suspension and its consequences', () => {
  it('gives the tickets back when it runs again', async () => {
    const first = await startDesk({ env: { WORKERS: 'off' } });
    try {
      const admin = await first.people.admin();
      const person = await first.people.coordinator();
      const { id } = (await submitTicket(first, admin)).body as { id: string };
      await first.request('POST', `/api/tickets/${id}/assign`, { as: admin, body: { assigneeId: person.id } });
      await first.request('POST', `/api/users/${person.id}/suspend`, { as: admin, body: { reason: 'away' } });
      const second = await startDesk({ database: first.database });
      try {
        await eventually(async () => {
          const [ticket] = await first.database.query<{ assignee_id: string | null }>(
            'SELECT assignee_id FROM tickets WHERE id = $1',
            [id],
          );
          return ticket?.assignee_id === null;
        });
      } finally {
        await second.close();
      }
    } finally {
      await first.close();
    }
  });
});

describe('two administrators against each other', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk.close();
  });

  it('always leave one, fifty times', async () => {
    const password = 'a-Long-enough-1-password';
    const one = await desk.people.admin();
    const two = await desk.people.secondAdmin({ password });
    const sessionOf = async ({ email, password: secret }: SignedIn) =>
      (await desk.request<{ access: string }>('POST', '/api/token/employee/', { body: { email, password: secret } }))
        .body.access;
    for (let round = 0; round < 50; round += 1) {
      const [first, second] = [await sessionOf(one), await sessionOf(two)];
      const end = async (access: string, victim: SignedIn, isDemotion: boolean) =>
        isDemotion
          ? desk.request('PATCH', `/api/users/${victim.id}`, { as: { access }, body: { role: 'Employee' } })
          : desk.request('POST', `/api/users/${victim.id}/suspend`, { as: { access }, body: { reason: 'coup' } });
      const answers = await Promise.all([end(first, two, round % 2 === 0), end(second, one, round % 3 === 0)]);
      const left = await desk.database.query(
        `SELECT id FROM users WHERE role = 'System Admin' AND status = 'Approved'`,
      );
      expect(left).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      // Both again, in what is no business of the desk's.
      await desk.database.query(
        `UPDATE users SET role = 'System Admin', status = 'Approved' WHERE id = ANY($1::uuid[])`,
        [[one.id, two.id]],
      );
    }
  }, 60_000);
});

describe('two administrators who both step down at once', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk.close();
  });

  it('leave one', async () => {
    const both = [await desk.people.admin(), await desk.people.secondAdmin()];
    const answers = await Promise.all(
      both.map(async (self) =>
        desk.request<Refusal>('PATCH', `/api/users/${self.id}`, { as: self, body: { role: 'Employee' } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('LAST_ADMIN');
  });
});
