import { Deadlines } from '../../server/modules/tickets/deadlines.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { submitTicket, type TicketView } from '../support/ticket-views.js';

const DAY = 86_400_000;

/** What the settings of tickets decide, and what the desk does by itself. */
describe('the settings of tickets', () => {
  let desk: Desk;
  let admin: SignedIn;
  let ada: SignedIn;
  let carla: SignedIn;

  beforeAll(async () => {
    desk = await startDesk();
    [admin, ada, carla] = [await desk.people.admin(), await desk.people.employee(), await desk.people.coordinator()];
  });
  afterAll(async () => {
    await desk.close();
  });
  afterEach(async () => {
    await set({ onlyAdminsApprove: false, autoCloseDays: 7, reopenWindowDays: 14 });
  });

  const set = async (values: object) => {
    const answer = await desk.request('PATCH', '/api/settings/tickets', { as: admin, body: { values } });
    expect(answer.status).toBe(200);
  };
  const call = async (as: SignedIn, method: string, path: string, body?: object) =>
    desk.request<TicketView & Refusal & { holdUntil: string | null }>(method, `/api/tickets/${path}`, {
      as,
      ...(body === undefined ? {} : { body }),
    });
  const must = async (as: SignedIn, path: string, body: object = {}) => {
    const answer = await call(as, 'POST', path, body);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  };
  const submitted = async (): Promise<TicketView> => (await submitTicket(desk, ada)).body;
  const resolved = async (daysAgo: number): Promise<string> => {
    const { id } = await submitted();
    await must(carla, `${id}/claim`);
    await must(carla, `${id}/status`, { status: 'Resolved', resolution: 'Done' });
    // Planned for as it was resolved; what is planned after the row was changed would be met at once.
    await eventually(async () => {
      const planned = `SELECT 1 FROM tasks WHERE type = 'tickets.meet-deadline' AND payload ->> 'ticketId' = $1`;
      return (await desk.database.query(planned, [id])).length > 0;
    });
    await desk.database.query('UPDATE tickets SET resolved_at = $2 WHERE id = $1', [
      id,
      new Date(desk.clock.now().getTime() - daysAgo * DAY),
    ]);
    return id;
  };
  const statusOf = async (id: string) => (await call(admin, 'GET', id)).body.status;
  const comesTo = async (id: string, status: string) => eventually(async () => (await statusOf(id)) === status);
  const background = () => desk.app.get(Deadlines);

  describe('only administrators approve', () => {
    it.each([
      ['claiming', 'POST', 'claim', {}],
      ['assigning', 'POST', 'assign', { assigneeId: 'carla' }],
      ['opening', 'POST', 'status', { status: 'Open' }],
    ] as const)('keeps coordinators from %s a new ticket, in clear words', async (_, method, path, given) => {
      const { id } = await submitted();
      await set({ onlyAdminsApprove: true });
      const body = 'assigneeId' in given ? { assigneeId: carla.id } : given;
      const answer = await call(carla, method, `${id}/${path}`, body);
      expect(answer).toMatchObject({ status: 409, body: { code: 'APPROVAL_NEEDED' } });
      expect(answer.body.error).toContain('Only administrators approve');
      const { allowedActions, transitions, assignee, status } = (await call(carla, 'GET', id)).body;
      expect({ assignee, status }).toEqual({ assignee: null, status: 'New' });
      expect(allowedActions).not.toEqual(expect.arrayContaining(['claim']));
      expect(['claim', 'assign', 'set_team'].filter((action) => allowedActions.includes(action))).toEqual([]);
      expect(transitions.map(({ to }) => to)).toEqual(['Rejected']);
    });

    it('keeps them from giving it to a team, alone and among many', async () => {
      const { id } = await submitted();
      await set({ onlyAdminsApprove: true });
      const { body } = await desk.request<{ items: { id: string }[] }>('GET', '/api/teams', { as: admin });
      const teamId = body.items[0]?.id ?? '';
      expect((await call(carla, 'PATCH', id, { teamId })).body.code).toBe('APPROVAL_NEEDED');
      const many = await desk.request<{ items: { outcome: string; code?: string }[] }>('POST', '/api/tickets/bulk', {
        as: carla,
        body: { ids: [id], action: 'claim' },
      });
      expect(many.body.items).toMatchObject([{ outcome: 'refused', code: 'APPROVAL_NEEDED' }]);
    });

    it('lets administrators open, and coordinators work from then on', async () => {
      const { id } = await submitted();
      await set({ onlyAdminsApprove: true });
      expect((await call(admin, 'GET', id)).body.allowedActions).toEqual(expect.arrayContaining(['claim', 'assign']));
      await must(admin, `${id}/status`, { status: 'Open' });
      expect(await must(carla, `${id}/claim`)).toMatchObject({ assignee: { id: carla.id } });
    });

    it('lets coordinators refuse, answer and note as before', async () => {
      const { id } = await submitted();
      await set({ onlyAdminsApprove: true });
      expect((await call(carla, 'POST', `${id}/comments`, { body: 'Which printer?' })).status).toBe(201);
      await must(carla, `${id}/status`, { status: 'Rejected', reason: 'Not ours' });
    });

    it('is what the explanation says', async () => {
      const { id } = await submitted();
      await set({ onlyAdminsApprove: true });
      const told = await desk.request<{
        actions: { action: string; because: string | null }[];
        transitions: { to: string; because: string | null; who: string[] }[];
      }>('GET', `/api/tickets/${id}/explain?person=${carla.id}`, { as: admin });
      const because = (action: string) => told.body.actions.find((one) => one.action === action)?.because;
      expect(['claim', 'assign', 'set_team', 'note'].map(because)).toEqual([
        'only_admins_approve',
        'only_admins_approve',
        'only_admins_approve',
        null,
      ]);
      expect(told.body.transitions.find(({ to }) => to === 'Open')).toMatchObject({
        because: 'only_admins_approve',
        who: ['admin', 'workflow'],
      });
    });
  });

  describe('automatic closing', () => {
    it('closes at once what fewer days have made due', async () => {
      const [due, young] = [await resolved(3), await resolved(1)];
      await set({ autoCloseDays: 2 });
      await comesTo(due, 'Closed');
      expect(await statusOf(young)).toBe('Resolved');
    });

    it('is told to everybody with the lifecycle', async () => {
      await set({ autoCloseDays: 12 });
      const { body } = await desk.request<{ autoCloseDays: number }>('GET', '/api/lifecycle', { as: ada });
      expect(body.autoCloseDays).toBe(12);
    });

    it('waits on for what more days have made due later', async () => {
      // Not due by the days before either: what looks for tickets that are due by those may still be at it.
      const id = await resolved(5);
      await set({ autoCloseDays: 30 });
      expect(await background().meet(id)).toMatchObject({ to: null, laterAt: expect.any(String) as string });
      expect(await statusOf(id)).toBe('Resolved');
      const [task] = await desk.database.query<{ count: string }>(
        `SELECT count(*) FROM tasks WHERE type = 'tickets.meet-deadline' AND payload ->> 'ticketId' = $1
           AND due_at > now() + interval '20 days'`,
        [id],
      );
      expect(task?.count).toBe('1');
      await background().meet(id);
      await set({ autoCloseDays: 3 });
      await comesTo(id, 'Closed');
    });
  });

  it('the reopen window is as many days as it says', async () => {
    const id = await resolved(3);
    expect((await call(ada, 'GET', id)).body.allowedActions).toContain('reopen');
    await set({ reopenWindowDays: 2 });
    expect((await call(ada, 'GET', id)).body.allowedActions).not.toContain('reopen');
    expect((await call(ada, 'POST', `${id}/reopen`, { reason: 'r' })).status).toBe(409);
    expect((await call(carla, 'GET', id)).body.allowedActions).toContain('reopen');
  });

  describe('a scheduled hold', () => {
    const held = async (until: Date): Promise<string> => {
      const { id } = await submitted();
      await must(carla, `${id}/claim`);
      await must(carla, `${id}/status`, { status: 'In Progress' });
      await must(carla, `${id}/status`, { status: 'On Hold', holdReason: 'scheduled', until: until.toISOString() });
      return id;
    };

    it('ends by itself at its time, back in the work it interrupted', async () => {
      const id = await held(new Date(desk.clock.now().getTime() + 1_500));
      expect(await statusOf(id)).toBe('On Hold');
      await comesTo(id, 'In Progress');
      const [event] = await desk.database.query<{ actor_kind: string }>(
        `SELECT actor_kind FROM events WHERE subject_id = $1 AND name = 'ticket.status_changed'
           AND data ->> 'from' = 'On Hold'`,
        [id],
      );
      expect(event?.actor_kind).toBe('system');
    });

    it('ends late when nobody was there at its time', async () => {
      const id = await held(new Date(desk.clock.now().getTime() + DAY));
      // The task of a worker that was down, or that was lost: the net catches the ticket by its own date.
      await desk.database.query(`DELETE FROM tasks WHERE payload ->> 'ticketId' = $1`, [id]);
      await background().catchUp();
      expect(await statusOf(id)).toBe('On Hold');
      await desk.database.query(`UPDATE tickets SET hold_until = now() - interval '1 hour' WHERE id = $1`, [id]);
      await background().catchUp();
      expect(await statusOf(id)).toBe('In Progress');
    });

    it('is ended though another one cannot be', async () => {
      const [stuck, other] = [await resolved(0), await resolved(0)].toSorted();
      await desk.database.query(`
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'stuck'; END $$;
        CREATE TRIGGER refuse BEFORE UPDATE ON tickets FOR EACH ROW
          WHEN (OLD.id = '${stuck ?? ''}' AND NEW.status = 'Closed') EXECUTE FUNCTION refuse()`);
      // Only now: the desk looks for such tickets by itself as well.
      await desk.database.query('UPDATE tickets SET resolved_at = $2 WHERE id = ANY ($1)', [
        [stuck, other],
        new Date(desk.clock.now().getTime() - 8 * DAY),
      ]);
      await background().catchUp();
      expect([await statusOf(stuck ?? ''), await statusOf(other ?? '')]).toEqual(['Resolved', 'Closed']);
      await desk.database.query('DROP TRIGGER refuse ON tickets');
    });

    it('follows the date of a later hold, not that of an earlier one', async () => {
      const id = await held(new Date(desk.clock.now().getTime() + DAY));
      await must(carla, `${id}/status`, { status: 'In Progress' });
      const until = new Date(desk.clock.now().getTime() + 2 * DAY).toISOString();
      await must(carla, `${id}/status`, { status: 'On Hold', holdReason: 'scheduled', until });
      expect(await background().meet(id)).toEqual({ to: null, laterAt: until });
      expect(await statusOf(id)).toBe('On Hold');
    });
  });
});
