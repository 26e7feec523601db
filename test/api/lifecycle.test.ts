import fc from 'fast-check';
import { DEFAULT_LIFECYCLE } from '../../server/modules/tickets/domain/default-lifecycle.js';
import type { Lifecycle, Transition } from '../../server/modules/tickets/domain/ticket-lifecycle.js';
import { STATUSES, type TicketStatus } from '../../server/modules/tickets/domain/ticket-status.js';
import { anyLifecycle } from '../support/any-lifecycle.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { submitTicket, type TicketView } from '../support/ticket-views.js';

interface LifecycleView {
  readonly version: number;
  readonly statuses: readonly { key: TicketStatus; category: string; name: string; requesterName: string }[];
  readonly transitions: readonly (Transition & { isReopening: boolean; isRemovable: boolean })[];
  readonly problems: readonly string[];
  readonly updatedBy: { readonly id: string } | null;
}

const DEFAULTS = DEFAULT_LIFECYCLE.transitions;

describe('the lifecycle over REST', () => {
  let desk: Desk;
  let second: Desk;
  let admin: SignedIn;
  let ada: SignedIn;
  let carla: SignedIn;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    second = await startDesk({ database: desk.database, env: { WORKERS: 'off' } });
    [admin, ada, carla] = [await desk.people.admin(), await desk.people.employee(), await desk.people.coordinator()];
  });
  afterAll(async () => {
    await second.close();
    await desk.close();
  });
  beforeEach(async () => {
    await desk.request('POST', '/api/lifecycle/reset', { as: admin });
  });

  const read = async (as: SignedIn, at = desk) =>
    (await at.request<LifecycleView>('GET', '/api/lifecycle', { as })).body;
  const put = async (transitions: readonly Transition[], more: object = {}, headers: Record<string, string> = {}) =>
    desk.request<LifecycleView & Refusal>('PUT', '/api/lifecycle', {
      as: admin,
      body: { statuses: [], transitions, ...more },
      headers,
    });
  const without = (from: TicketStatus, to: TicketStatus) =>
    DEFAULTS.filter((line) => line.from !== from || line.to !== to);
  const call = async (as: SignedIn, method: string, path: string, body?: object, at = desk) =>
    at.request<TicketView & Refusal & { statusLabel: string }>(method, `/api/tickets/${path}`, {
      as,
      ...(body === undefined ? {} : { body }),
    });
  const submitted = async (): Promise<TicketView> => (await submitTicket(desk, ada)).body;
  /** As life would have left it. */
  const place = async (id: string, status: TicketStatus, assigneeId: string | null = null): Promise<void> => {
    const ended = ['Resolved', 'Closed', 'Rejected', 'Withdrawn', 'Merged'].includes(status);
    await desk.database.query(
      `UPDATE tickets SET status = $2, assignee_id = $3, resolved_at = $4, closed_at = $4, hold_reason = $5,
         hold_until = NULL, status_before_hold = $6 WHERE id = $1`,
      [
        id,
        status,
        assigneeId,
        ended ? desk.clock.now() : null,
        status === 'On Hold' ? 'approval' : null,
        status === 'On Hold' ? 'Open' : null,
      ],
    );
  };

  describe('as it is read', () => {
    it('is the table of the default at first, in the database too', async () => {
      const [first] = await desk.database.query<Lifecycle & { version: number }>(
        'SELECT version, statuses, transitions FROM lifecycle_versions ORDER BY version LIMIT 1',
      );
      expect(first).toEqual({ version: 1, ...JSON.parse(JSON.stringify(DEFAULT_LIFECYCLE)) });
      const { statuses, transitions, problems } = await read(admin);
      expect(problems).toEqual([]);
      expect(statuses.map(({ key }) => key)).toEqual(STATUSES);
      expect(transitions.map(({ from, to, who, needs }) => ({ from, to, who, needs }))).toEqual(DEFAULTS);
      expect(transitions.filter(({ isReopening }) => isReopening).map(({ from, to }) => [from, to])).toEqual([
        ['Resolved', 'Open'],
        ['Closed', 'Open'],
      ]);
      expect(transitions.find(({ from, to }) => from === 'New' && to === 'Open')?.isRemovable).toBe(false);
      expect(transitions.find(({ from, to }) => from === 'Open' && to === 'Rejected')?.isRemovable).toBe(true);
    });

    it('tells everybody the words, and administrators alone who changed them', async () => {
      await put(without('Open', 'Rejected'));
      expect((await read(admin)).updatedBy).toMatchObject({ id: admin.id });
      expect(await read(ada)).toMatchObject({ updatedBy: null, version: (await read(admin)).version });
      expect((await desk.request('GET', '/api/lifecycle')).status).toBe(401);
    });
  });

  describe('a change', () => {
    it('is refused to all but administrators', async () => {
      const body = { statuses: [], transitions: DEFAULTS };
      for (const [method, path] of [
        ['PUT', '/api/lifecycle'],
        ['POST', '/api/lifecycle/check'],
        ['POST', '/api/lifecycle/reset'],
      ] as const) {
        expect((await desk.request(method, path, { body })).status).toBe(401);
        expect((await desk.request(method, path, { body, as: ada })).status).toBe(403);
        expect((await desk.request(method, path, { body, as: carla })).status).toBe(403);
      }
    });

    it('renames statuses for staff and for requesters, at once and everywhere', async () => {
      const { id } = await submitted();
      const statuses = [{ key: 'New', name: 'Inbox', requesterName: 'We have it' }];
      expect((await put(DEFAULTS, { statuses })).status).toBe(200);
      for (const at of [desk, second]) {
        await eventually(async () => (await call(carla, 'GET', id, undefined, at)).body.statusLabel === 'Inbox');
        expect((await call(carla, 'GET', id, undefined, at)).body.status).toBe('New');
        expect((await call(ada, 'GET', id, undefined, at)).body.statusLabel).toBe('We have it');
      }
      const list = await desk.request<{ items: { statusLabel: string }[] }>('GET', '/api/tickets?status=New', {
        as: ada,
      });
      expect(list.body.items[0]?.statusLabel).toBe('We have it');
    });

    it('is one event with both lifecycles, and none when nothing differs', async () => {
      const before = await read(admin);
      const { body } = await put(without('Open', 'Rejected'), { version: before.version });
      expect(body.version).toBe(before.version + 1);
      expect((await put([...without('Open', 'Rejected')].reverse())).body.version).toBe(body.version);
      // Names are typed by somebody: they stand in the part that can be blanked.
      const events = await desk.database.query<{ data: object; personal: { before: Lifecycle; after: Lifecycle } }>(
        `SELECT e.data, d.personal FROM events e JOIN event_details d ON d.event_id = e.id
         WHERE e.name = 'lifecycle.changed' AND e.data ->> 'version' = $1`,
        [String(body.version)],
      );
      expect(events.map(({ data }) => data)).toEqual([{ version: body.version }]);
      expect(events[0]?.personal.before.transitions).toHaveLength(DEFAULTS.length);
      expect(events[0]?.personal.after.transitions).toHaveLength(DEFAULTS.length - 1);
    });

    it('is strict about what it is based on: 412 for an older version, by header and by body', async () => {
      const { version } = await read(admin);
      expect((await put(without('Open', 'Rejected'), {}, { 'if-match': `"${String(version)}"` })).status).toBe(200);
      const stale = await put(DEFAULTS, {}, { 'if-match': `"${String(version)}"` });
      expect(stale).toMatchObject({ status: 412, body: { code: 'VERSION_STALE' } });
      expect((await put(DEFAULTS, { version })).status).toBe(412);
      const reset = await desk.request('POST', '/api/lifecycle/reset', {
        as: admin,
        headers: { 'if-match': `"${String(version)}"` },
      });
      expect(reset.status).toBe(412);
    });

    it('has one winner among administrators who save at the same time', async () => {
      const { version } = await read(admin);
      const answers = await Promise.all(
        (['Open', 'New'] as const).map((from) => put(without(from, 'Rejected'), { version })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      expect((await read(admin)).version).toBe(version + 1);
    });

    it('that cannot be used is refused with every problem, and changes nothing', async () => {
      const { version } = await read(admin);
      const wrong = [...without('New', 'Open'), { from: 'Rejected', to: 'Open', who: [], needs: [] } as const];
      const problems = [
        'Rejected to Open: Rejected is final, nothing leads out of it.',
        'Rejected to Open: nobody may do it; name somebody or remove it.',
        'New to Open must stay: approving, claiming and assigning open a new ticket.',
      ];
      const answer = await put(wrong);
      expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
      expect(answer.body.details?.['transitions']).toEqual(expect.arrayContaining(problems));
      const check = await desk.request<{ problems: string[] }>('POST', '/api/lifecycle/check', {
        as: admin,
        body: { statuses: [], transitions: wrong },
      });
      expect(check.body.problems).toEqual(answer.body.details?.['transitions']);
      expect((await read(admin)).version).toBe(version);
    });

    it.each<[string, object]>([
      ['an unknown status', { transitions: [{ from: 'Draft', to: 'Open', who: ['admin'], needs: [] }] }],
      ['an unknown need', { transitions: [{ from: 'New', to: 'Open', who: ['admin'], needs: ['luck'] }] }],
      ['an unknown actor', { transitions: [{ from: 'New', to: 'Open', who: ['robot'], needs: [] }] }],
      ['a name that is empty', { statuses: [{ key: 'New', name: ' ', requesterName: 'x' }] }],
      ['a name of two lines', { statuses: [{ key: 'New', name: 'a\nb', requesterName: 'x' }] }],
      ['one status twice', { statuses: ['a', 'b'].map((name) => ({ key: 'New', name, requesterName: 'x' })) }],
      ['a category', { statuses: [{ key: 'New', name: 'a', requesterName: 'x', category: 'open' }] }],
    ])('with %s is 400', async (_, more) => {
      expect((await put(DEFAULTS, more)).status).toBe(400);
    });
  });

  describe('for tickets', () => {
    it('a removed transition is gone from what is offered, and 409 naming what is allowed', async () => {
      const { id } = await submitted();
      await place(id, 'Open');
      await put(without('Open', 'Rejected'));
      const { transitions } = (await call(carla, 'GET', id)).body;
      expect(transitions.map(({ to }) => to)).not.toContain('Rejected');
      const answer = await call(carla, 'POST', `${id}/status`, { status: 'Rejected', reason: 'r' });
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'TRANSITION_NOT_ALLOWED', details: { allowed: transitions.map(({ to }) => to) } },
      });
    });

    it('an added transition works, with what it needs', async () => {
      const { id } = await submitted();
      await place(id, 'In Progress', carla.id);
      await put([...DEFAULTS, { from: 'In Progress', to: 'Rejected', who: ['coordinator'], needs: ['reason'] }]);
      expect((await call(admin, 'POST', `${id}/status`, { status: 'Rejected', reason: 'r' })).status).toBe(409);
      expect((await call(carla, 'POST', `${id}/status`, { status: 'Rejected' })).status).toBe(400);
      expect((await call(carla, 'POST', `${id}/status`, { status: 'Rejected', reason: 'r' })).status).toBe(200);
    });

    it('a requester who may not reopen any more begins a follow-up by answering', async () => {
      const { id } = await submitted();
      await place(id, 'Closed');
      await put(
        DEFAULTS.map((line) => ({
          ...line,
          who: line.from === 'Closed' ? line.who.filter((who) => who !== 'owner') : line.who,
        })),
      );
      expect((await call(ada, 'GET', id)).body.allowedActions).not.toContain('reopen');
      const answer = await desk.request<{ followUp: { number: string } | null }>(
        'POST',
        `/api/tickets/${id}/comments`,
        {
          as: ada,
          body: { body: 'Still broken' },
        },
      );
      expect(answer.body.followUp).not.toBeNull();
      expect((await call(ada, 'GET', id)).body.status).toBe('Closed');
    });

    it('a hold that began where nothing leads any more ends in Open', async () => {
      const { id } = await submitted();
      await place(id, 'On Hold', carla.id);
      await desk.database.query(
        `UPDATE tickets SET hold_reason = 'requester', status_before_hold = 'In Progress' WHERE id = $1`,
        [id],
      );
      await put(
        DEFAULTS.filter(
          ({ from, to }) => ![from, to].includes('On Hold') || [from, to].includes('Open') || to === 'Resolved',
        ),
      );
      await desk.request('POST', `/api/tickets/${id}/comments`, { as: ada, body: { body: 'Here it is' } });
      expect((await call(ada, 'GET', id)).body.status).toBe('Open');
    });

    it('whatever it is: what is listed works, and nothing else does', async () => {
      const { id } = await submitted();
      const gifts = { reason: 'r', resolution: 'r', holdReason: 'approval' };
      const check = async (status: TicketStatus, assigneeId: string | null, onlyAdminsApprove: boolean) => {
        await place(id, status, assigneeId);
        for (const as of [carla, admin, ada]) {
          const { transitions, allowedActions } = (await call(as, 'GET', id)).body;
          for (const to of STATUSES) {
            const answer = await call(as, 'POST', `${id}/status`, { status: to, ...gifts });
            const listed = transitions.find((transition) => transition.to === to);
            const lacks = listed?.needs.includes('assignee') === true && assigneeId === null;
            const expected = as === ada ? 403 : listed === undefined || lacks ? 409 : 200;
            expect({ status, to, answer: answer.status }).toEqual({ status, to, answer: expected });
            if (expected === 409 && listed === undefined) {
              const isBarred = onlyAdminsApprove && as === carla && answer.body.code === 'APPROVAL_NEEDED';
              expect(isBarred ? 'New' : answer.body.code).toBe(isBarred ? status : 'TRANSITION_NOT_ALLOWED');
              expect(answer.body.details?.['allowed']).toEqual(transitions.map((transition) => transition.to));
            }
            if (answer.status === 200) {
              await place(id, status, assigneeId);
            }
          }
          for (const action of ['withdraw', 'close', 'reopen', 'claim'] as const) {
            const answer = await call(as, 'POST', `${id}/${action}`, action === 'reopen' ? { reason: 'r' } : {});
            const isIdle = action === 'claim' && assigneeId === as.id;
            // What is offered may still ask for words, which is 400 and changes nothing.
            const outcome = [200, 400].includes(answer.status);
            expect({ status, action, answer: answer.body.code, outcome }).toMatchObject({
              outcome: allowedActions.includes(action) || isIdle,
            });
            await place(id, status, assigneeId);
          }
        }
      };
      await fc.assert(
        fc.asyncProperty(
          anyLifecycle,
          fc.subarray([...STATUSES], { minLength: 2, maxLength: 2 }),
          fc.boolean(),
          fc.boolean(),
          async ({ transitions }, statuses, isAssigned, onlyAdminsApprove) => {
            expect((await put(transitions)).status).toBe(200);
            await desk.request('PATCH', '/api/settings/tickets', {
              as: admin,
              body: { values: { onlyAdminsApprove } },
            });
            for (const status of statuses) {
              await check(status, isAssigned ? carla.id : null, onlyAdminsApprove);
            }
          },
        ),
        { numRuns: 12, endOnFailure: true },
      );
      await desk.request('PATCH', '/api/settings/tickets', {
        as: admin,
        body: { values: { onlyAdminsApprove: false } },
      });
    }, 120_000);
  });
});
