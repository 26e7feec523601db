import { ADMIN_EMAIL, startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';

interface Kind {
  key: string;
  name: string;
  description: string;
  mail: boolean;
  isFixed: boolean;
}

interface Ticket {
  id: string;
  number: string;
}

const OF_EMPLOYEES = ['ticket-confirmation', 'ticket-reply', 'ticket-mentioned', 'ticket-status', 'security'];
const OF_COORDINATORS = ['ticket-assigned', 'ticket-team-assigned', 'ticket-promise'];
const OF_ADMINS = [
  'file-infected',
  'task-died',
  'webhook-paused',
  'ticket-submitted',
  'account-pending',
  'workflow-failed',
];
const NEW_PASSWORD = 'another-good-one-77';

describe('which mails a person wants', () => {
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

  const shown = async (as: SignedIn) =>
    (await desk.request<{ items: Kind[] }>('GET', '/api/me/notifications', { as })).body.items;
  const choose = async (as: SignedIn, items: object[]) =>
    desk.request<Refusal & { items: Kind[] }>('PATCH', '/api/me/notifications', { as, body: { items } });
  const decline = async (as: SignedIn, ...keys: string[]): Promise<void> => {
    const answer = await choose(
      as,
      keys.map((key) => ({ key, mail: false })),
    );
    expect(answer.status).toBe(200);
  };

  const settled = async (): Promise<void> => {
    await eventually(async () => {
      const [row] = await desk.database.query<{ open: number }>(
        `SELECT (SELECT count(*) FROM outbox)::int
           + (SELECT count(*) FROM tasks WHERE state <> 'succeeded' AND due_at < now() + interval '1 hour')::int AS open`,
      );
      return row?.open === 0;
    });
  };
  /** Templates of the mails to this person since then, in order. */
  const mailsTo = async ({ email }: { email: string }, since = 0): Promise<string[]> => {
    await settled();
    const rows = await desk.database.query<{ template: string }>(
      'SELECT template FROM mail_messages WHERE to_address = $1 ORDER BY created_at, id',
      [email],
    );
    return rows.slice(since).map(({ template }) => template);
  };
  const submit = async (as: SignedIn): Promise<Ticket> => {
    const body = { subject: 'No network', category: 'network', description: 'Since this morning' };
    return (await desk.request<Ticket>('POST', '/api/tickets', { as, body })).body;
  };
  const act = async (as: SignedIn, ticket: Ticket, action: string, body: object): Promise<void> => {
    const answer = await desk.request('POST', `/api/tickets/${ticket.id}/${action}`, { as, body });
    expect([200, 201]).toContain(answer.status);
  };
  const resultOf = async (subjectId: string, event: string) => {
    await settled();
    const rows = await desk.database.query<{ result: { told?: object[]; mailed?: object[]; left: object[] } }>(
      `SELECT t.result FROM tasks t JOIN events e ON e.id = t.event_id
       WHERE e.subject_id = $1 AND e.name = $2 AND t.type LIKE 'event:notifications.%' ORDER BY e.seq DESC LIMIT 1`,
      [subjectId, event],
    );
    return rows[0]?.result;
  };

  it('is asked only about what fits the role, and is on until chosen otherwise', async () => {
    const cast: [SignedIn, string[]][] = [
      [await desk.people.employee(), OF_EMPLOYEES],
      [await desk.people.coordinator(), [...OF_EMPLOYEES, ...OF_COORDINATORS]],
      [await desk.people.secondAdmin(), [...OF_EMPLOYEES, ...OF_COORDINATORS, ...OF_ADMINS]],
    ];
    for (const [as, keys] of cast) {
      const items = await shown(as);
      expect(items.map(({ key }) => key).sort()).toEqual([...keys].sort());
      expect(items.every(({ mail }) => mail)).toBe(true);
      expect(items.filter(({ isFixed }) => isFixed).map(({ key }) => key)).toEqual(['security']);
      expect(items.every(({ name, description }) => name !== '' && description !== '')).toBe(true);
    }
  });

  it('is kept, told in the history once for each change, and the rest stays', async () => {
    const person = await desk.people.employee();
    const answer = await choose(person, [{ key: 'ticket-status', mail: false }]);
    expect(answer.body.items.filter(({ mail }) => !mail).map(({ key }) => key)).toEqual(['ticket-status']);
    expect(await shown(person)).toEqual(answer.body.items);
    await choose(person, [{ key: 'ticket-status', mail: false }]);
    await choose(person, [
      { key: 'ticket-status', mail: true },
      { key: 'security', mail: true },
    ]);
    expect((await shown(person)).every(({ mail }) => mail)).toBe(true);
    const events = await desk.database.query<{ data: object; actor_id: string }>(
      `SELECT data, actor_id FROM events WHERE subject_id = $1 AND name = 'account.notifications_chosen' ORDER BY seq`,
      [person.id],
    );
    expect(events[0]).toEqual({ actor_id: person.id, data: { choices: [{ key: 'ticket-status', mail: false }] } });
    expect(events).toHaveLength(2);
  });

  it.each<[string, unknown, string]>([
    ['a kind of another role', [{ key: 'ticket-submitted', mail: false }], 'items'],
    ['the fixed kind', [{ key: 'security', mail: false }], 'items'],
    [
      'one kind twice',
      [
        { key: 'ticket-reply', mail: false },
        { key: 'ticket-reply', mail: true },
      ],
      'items',
    ],
    ['an unknown kind', [{ key: 'weather', mail: false }], 'items.0.key'],
    ['no answer', [{ key: 'ticket-reply' }], 'items.0.mail'],
    ['something else', [{ key: 'ticket-reply', mail: false, push: true }], 'items.0.push'],
    ['nothing', [], 'items'],
    ['no list', 'all', 'items'],
  ])('refuses %s, and keeps nothing', async (_what, items, field) => {
    const person = await desk.people.employee();
    const answer = await desk.request<Refusal>('PATCH', '/api/me/notifications', { as: person, body: { items } });
    expect([answer.status, Object.keys(answer.body.details ?? {})]).toEqual([400, [field]]);
    expect(await desk.database.query('SELECT 1 FROM notification_choices WHERE user_id = $1', [person.id])).toEqual([]);
  });

  it('is asked of nobody without sign-in, nor of a token for something else', async () => {
    const person = await desk.people.employee();
    const made = await desk.request<{ token: string }>('POST', '/api/me/api-tokens', {
      as: person,
      body: { name: 'reader', scopes: ['ticket:read'] },
    });
    const as = { access: made.body.token };
    const body = { items: [{ key: 'ticket-reply', mail: false }] };
    expect((await desk.request('GET', '/api/me/notifications')).status).toBe(401);
    expect((await desk.request('PATCH', '/api/me/notifications', { body })).status).toBe(401);
    expect((await desk.request('GET', '/api/me/notifications', { as })).status).toBe(403);
    expect((await desk.request('PATCH', '/api/me/notifications', { as, body })).status).toBe(403);
  });

  it('bites for every kind about tickets, and the result of the work says why nobody was mailed', async () => {
    const wants = await desk.people.employee();
    const declines = await desk.people.employee();
    const worker = await desk.people.coordinator();
    await decline(declines, 'ticket-confirmation', 'ticket-reply', 'ticket-status');
    await decline(worker, 'ticket-assigned');
    const before = (await mailsTo(declines)).length;
    for (const person of [wants, declines]) {
      const ticket = await submit(person);
      await act(admin, ticket, 'assign', { assigneeId: worker.id, teamId: null });
      await act(worker, ticket, 'comments', { body: 'Is it still off?' });
      await act(worker, ticket, 'status', { status: 'Resolved', resolution: 'Plugged in' });
      if (person === declines) {
        const left = [{ personId: declines.id, why: 'choice' }];
        expect(await resultOf(ticket.id, 'ticket.commented')).toEqual({ told: [], left });
        expect(await resultOf(ticket.id, 'ticket.assigned')).toEqual({
          told: [],
          left: [{ personId: worker.id, why: 'choice' }],
        });
        // The choice of one is not the choice of others.
        const submitted = await resultOf(ticket.id, 'ticket.submitted');
        expect(submitted?.left).toEqual(left);
        expect(submitted?.told).toEqual(
          expect.arrayContaining([expect.objectContaining({ personId: admin.id, capacity: 'admin' })]),
        );
      }
    }
    const told = await mailsTo(wants);
    expect(told).toEqual(expect.arrayContaining(['ticket-submitted', 'ticket-status', 'ticket-reply']));
    expect(await mailsTo(declines, before)).toEqual([]);
    expect(await mailsTo(worker)).not.toContain('ticket-assigned');
  });

  it('bites for the notices to administrators', async () => {
    const second = await desk.people.secondAdmin();
    await decline(second, ...OF_ADMINS);
    await settled();
    const before = (await mailsTo(second)).length;
    const pending = await desk.people.pending();
    const employee = await desk.people.employee();
    await submit(employee);
    expect(await mailsTo(second, before)).toEqual([]);
    expect(await mailsTo({ email: ADMIN_EMAIL })).toEqual(
      expect.arrayContaining(['account-pending-notice', 'ticket-submitted-notice']),
    );
    const result = await resultOf(pending.id, 'account.registered');
    expect(result?.left).toEqual([{ personId: second.id, why: 'choice' }]);
  });

  it('is not asked about security: those mails come whatever was chosen', async () => {
    const person = await desk.people.employee();
    await decline(person, 'ticket-confirmation', 'ticket-reply', 'ticket-status');
    // Even a row that nobody could have written changes nothing.
    await desk.database.query(
      `INSERT INTO notification_choices (user_id, kind, mail, created_at, updated_at) VALUES ($1, 'security', false, now(), now())`,
      [person.id],
    );
    expect((await shown(person)).find(({ key }) => key === 'security')?.mail).toBe(true);
    const before = (await mailsTo(person)).length;
    await desk.request('POST', '/api/me/email', {
      as: person,
      body: { email: 'elsewhere@new.example', currentPassword: person.password },
    });
    await settled();
    await desk.request('POST', '/api/me/password', {
      as: person,
      body: { currentPassword: person.password, newPassword: NEW_PASSWORD },
    });
    await desk.request('POST', `/api/users/${person.id}/suspend`, { as: admin, body: { reason: 'leave' } });
    // Two workers may send the last two in either order.
    expect((await mailsTo(person, before)).toSorted()).toEqual([
      'account-suspended',
      'email-change-notice',
      'password-changed',
    ]);
  });

  describe('a ticket for a team', () => {
    const memberOf = async (): Promise<SignedIn> => {
      const person = await desk.people.coordinator();
      const body = { teamIds: [teamId] };
      expect((await desk.request('PATCH', `/api/users/${person.id}`, { as: admin, body })).status).toBe(200);
      return desk.people.signIn(person);
    };

    it('is told to its members, but not to who gave it, nor to who declined, nor when somebody has it already', async () => {
      const [giver, told, declined] = [await memberOf(), await memberOf(), await memberOf()];
      await decline(declined, 'ticket-team-assigned');
      const ticket = await submit(await desk.people.employee());
      await act(giver, ticket, 'assign', { assigneeId: null, teamId });
      expect((await mailsTo(told)).filter((name) => name.startsWith('ticket'))).toEqual(['ticket-team-assigned']);
      expect(await mailsTo(giver)).not.toContain('ticket-team-assigned');
      expect(await mailsTo(declined)).not.toContain('ticket-team-assigned');
      const [mail] = await desk.database.query<{ data: object; subject: string }>(
        `SELECT data, subject FROM mail_messages WHERE to_address = $1 AND template = 'ticket-team-assigned'`,
        [told.email],
      );
      expect(mail).toMatchObject({
        subject: `For your team: No network [${ticket.number}]`,
        data: { because: 'this ticket is assigned to your team', url: `${desk.url}/tickets/${ticket.number}` },
      });
      expect((await resultOf(ticket.id, 'ticket.assigned'))?.left).toEqual([{ personId: declined.id, why: 'choice' }]);

      const other = await submit(await desk.people.employee());
      await act(admin, other, 'assign', { assigneeId: giver.id, teamId });
      expect((await mailsTo(told)).filter((name) => name === 'ticket-team-assigned')).toHaveLength(1);
      expect(await mailsTo(giver)).toContain('ticket-assigned');
    });
  });
});
