import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import {
  PNG,
  submitTicket,
  type CommentView,
  type TicketDraft,
  type TicketListView,
  type TicketView,
  type TimelineView,
} from '../support/ticket-views.js';

const DAY = 86_400_000;

describe('the life of a ticket over REST', () => {
  let desk: Desk;
  let ada: SignedIn;
  let bob: SignedIn;
  let carla: SignedIn;
  let carl: SignedIn;
  let admin: SignedIn;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    admin = await desk.people.admin();
    [ada, bob, carla, carl] = await Promise.all([
      desk.people.employee(),
      desk.people.employee(),
      desk.people.coordinator(),
      desk.people.coordinator(),
    ]);
  });
  afterAll(async () => {
    await desk.close();
  });

  const call = async <B = TicketView & Refusal>(
    as: SignedIn,
    method: string,
    path: string,
    body?: object,
  ): Promise<RestAnswer<B>> =>
    desk.request<B>(method, `/api/tickets/${path}`, { as, ...(body === undefined ? {} : { body }) });
  const must = async (as: SignedIn, path: string, body: object = {}): Promise<TicketView> => {
    const answer = await call(as, 'POST', path, body);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  };
  const look = async (as: SignedIn, id: string): Promise<TicketView> => (await call(as, 'GET', id)).body;
  const say = async (as: SignedIn, id: string, body: string, visibility = 'public') =>
    call<CommentView & Refusal>(as, 'POST', `${id}/comments`, { body, visibility });
  const timeline = async (as: SignedIn, id: string) =>
    (await call<TimelineView>(as, 'GET', `${id}/timeline`)).body.items;

  /** A ticket of Ada's, walked to a status by its lawful way. */
  const inStatus = async (status: string, draft: TicketDraft = {}): Promise<TicketView> => {
    const { body } = await submitTicket(desk, ada, draft);
    const staff = draft.confidential === true ? admin : carla;
    const steps: Record<string, readonly (readonly [SignedIn, string, object?])[]> = {
      New: [],
      Open: [[staff, 'status', { status: 'Open' }]],
      'In Progress': [
        [staff, 'claim'],
        [staff, 'status', { status: 'In Progress' }],
      ],
      'On Hold': [
        [staff, 'claim'],
        [staff, 'status', { status: 'In Progress' }],
        [staff, 'status', { status: 'On Hold', holdReason: 'requester' }],
      ],
      Resolved: [
        [staff, 'claim'],
        [staff, 'status', { status: 'Resolved', resolution: 'New cable' }],
      ],
      Closed: [
        [staff, 'status', { status: 'Open' }],
        [ada, 'close'],
      ],
      Rejected: [[staff, 'status', { status: 'Rejected', reason: 'Not ours' }]],
      Withdrawn: [[ada, 'withdraw']],
    };
    for (const [as, path, more] of steps[status] ?? []) {
      await must(as, `${body.id}/${path}`, more);
    }
    const reached = await look(ada, body.id);
    expect(reached.status).toBe(status);
    return reached;
  };

  const WALKED = ['New', 'Open', 'In Progress', 'On Hold', 'Resolved', 'Closed', 'Rejected', 'Withdrawn'] as const;

  describe('allowedActions', () => {
    /** A request that does the action for real, and works wherever it is allowed. */
    const ACTS: Record<string, (as: SignedIn, id: string) => Promise<RestAnswer<TicketView & Refusal>>> = {
      reply: (as, id) => call(as, 'POST', `${id}/comments`, { body: 'A reply' }),
      note: (as, id) => call(as, 'POST', `${id}/comments`, { body: 'A note', visibility: 'internal' }),
      edit: (as, id) => call(as, 'PATCH', id, { subject: `Edited by ${as.firstName}` }),
      attach: (as, id) => {
        const body = new FormData();
        body.append('files', new Blob([new Uint8Array(PNG)]), 'more.png');
        return call(as, 'POST', `${id}/attachments`, body);
      },
      claim: (as, id) => call(as, 'POST', `${id}/claim`),
      assign: (as, id) => call(as, 'POST', `${id}/assign`, { assigneeId: carl.id }),
      set_priority: (as, id) => call(as, 'PATCH', id, { priority: 'Critical' }),
      set_tags: (as, id) => call(as, 'PATCH', id, { tags: ['tested'] }),
      set_team: (as, id) => call(as, 'PATCH', id, { teamId: '019a8a00-0000-7000-8000-000000000011' }),
      set_confidential: (as, id) => call(as, 'PATCH', id, { confidential: true }),
      change_hold: (as, id) => call(as, 'POST', `${id}/hold`, { holdReason: 'approval' }),
      withdraw: (as, id) => call(as, 'POST', `${id}/withdraw`, { reason: 'x' }),
      close: (as, id) => call(as, 'POST', `${id}/close`),
      reopen: (as, id) => call(as, 'POST', `${id}/reopen`, { reason: 'x' }),
      watch: (as, id) => call(as, 'PUT', `${id}/watchers/me`),
      unwatch: (as, id) => call(as, 'DELETE', `${id}/watchers/me`),
      manage_watchers: (as, id) => call(as, 'PUT', `${id}/watchers/${bob.id}`),
    };
    /** Repeating these has no effect and says so with success: nothing to refuse. */
    const HARMLESS = new Set(['watch', 'unwatch']);

    it.each(WALKED.flatMap((status) => (['ada', 'carl'] as const).map((who) => [status, who] as const)))(
      'in %s for %s: what is listed works, and nothing else does',
      async (status, who) => {
        const as = { ada, carl }[who];
        let { id } = await inStatus(status);
        for (const [action, act] of Object.entries(ACTS)) {
          const isListed = (await look(as, id)).allowedActions.includes(action);
          const answer = await act(as, id);
          const isDone = answer.status < 300;
          expect({ action, isDone, answer: answer.body }).toMatchObject({
            action,
            isDone: isListed || HARMLESS.has(action),
          });
          if (isDone) {
            ({ id } = await inStatus(status));
          } else {
            expect([403, 409]).toContain(answer.status);
          }
        }
      },
    );

    it.each(WALKED)('in %s each listed transition works once its needs are met, and no other', async (status) => {
      let { id } = await inStatus(status);
      const listed = (await look(carla, id)).transitions;
      for (const to of ['New', ...WALKED, 'Merged']) {
        if ((await look(carla, id)).assignee === null && ['New', 'Open'].includes(status) && to === 'In Progress') {
          continue;
        }
        const gifts = { reason: 'r', resolution: 'r', holdReason: 'approval' };
        const answer = await call(carla, 'POST', `${id}/status`, { status: to, ...gifts });
        const isListed = listed.some((transition) => transition.to === to);
        expect({ to, status: answer.status }).toEqual({ to, status: isListed ? 200 : 409 });
        if (isListed) {
          ({ id } = await inStatus(status));
        } else {
          expect(answer.body).toMatchObject({
            code: 'TRANSITION_NOT_ALLOWED',
            details: { from: [status], to: [to], allowed: listed.map((transition) => transition.to) },
          });
        }
      }
    });

    it('deleting an attachment is the requester’s until staff has answered, then staff’s alone', async () => {
      const files = [{ name: 'a.png', type: 'image/png', bytes: new Uint8Array(PNG) }];
      const early = await inStatus('Open', { files });
      const path = (ticket: TicketView): string => `${ticket.id}/attachments/${ticket.attachments[0]?.id ?? ''}`;
      expect((await call(ada, 'DELETE', path(early))).status).toBe(204);
      expect(await look(ada, early.id)).toMatchObject({ attachments: [], attachmentCount: 0 });
      expect((await call(ada, 'DELETE', path(early))).status).toBe(404);
      const late = await inStatus('Open', { files });
      await say(carla, late.id, 'Hello');
      expect((await call(ada, 'DELETE', path(late))).status).toBe(409);
      expect((await call(carla, 'DELETE', path(late))).status).toBe(204);
    });

    it('a file that staff sent is never the requester’s to delete: 403, whatever the state', async () => {
      const { id } = await inStatus('Open');
      const body = new FormData();
      body.append('files', new Blob([new Uint8Array(PNG)]), 'staff.png');
      const added = await call<{ id: string }[]>(carla, 'POST', `${id}/attachments`, body);
      const path = `${id}/attachments/${added.body[0]?.id ?? ''}`;
      expect((await call(ada, 'DELETE', path)).status).toBe(403);
      await say(carla, id, 'Hello');
      expect((await call(ada, 'DELETE', path)).status).toBe(403);
    });
  });

  describe('the requester’s reply', () => {
    it('ends a hold that waits for him, by the desk and back to work', async () => {
      const { id } = await inStatus('On Hold');
      expect((await say(ada, id, 'Here you are')).status).toBe(201);
      expect(await look(ada, id)).toMatchObject({ status: 'In Progress', holdReason: null });
      const [last] = (await timeline(ada, id)).slice(-1);
      expect(last).toMatchObject({
        type: 'ticket.status_changed',
        from: 'On Hold',
        to: 'In Progress',
        actorKind: 'system',
      });
    });

    it('does not end another hold, and others’ replies and notes end none', async () => {
      const { id } = await inStatus('On Hold');
      await say(carla, id, 'Still waiting');
      await say(carla, id, 'A note', 'internal');
      expect((await look(ada, id)).status).toBe('On Hold');
      const other = await inStatus('Open');
      await must(carla, `${other.id}/status`, { status: 'On Hold', holdReason: 'approval' });
      await say(ada, other.id, 'Any news?');
      expect((await look(ada, other.id)).status).toBe('On Hold');
    });

    it.each(['Resolved', 'Closed'] as const)('reopens a %s ticket inside the window', async (status) => {
      const { id } = await inStatus(status);
      expect((await say(ada, id, 'It is back')).status).toBe(201);
      expect(await look(ada, id)).toMatchObject({ status: 'Open', resolvedAt: null, closedAt: null, resolution: null });
      expect((await timeline(ada, id)).at(-1)).toMatchObject({
        from: status,
        to: 'Open',
        isReopening: true,
        reason: 'It is back',
      });
    });

    it('reopens with a long text whose cut would halve a character', async () => {
      const { id } = await inStatus('Resolved');
      expect((await say(ada, id, `${'x'.repeat(499)}💩 and more`)).status).toBe(201);
      expect((await look(ada, id)).status).toBe('Open');
    });

    it('becomes a follow-up after the window, with its files, linked both ways', async () => {
      const { id, subject } = await inStatus('Closed', { subject: `${'s'.repeat(188)}💩`, confidential: true });
      desk.clock.advance(14 * DAY + 60_000);
      try {
        const session = await desk.people.signIn(ada);
        expect((await call(session, 'POST', `${id}/reopen`, { reason: 'x' })).status).toBe(409);
        const body = new FormData();
        body.append('body', 'It is back after all');
        body.append('files', new Blob([new Uint8Array(PNG)]), 'proof.png');
        const answer = await call<CommentView>(session, 'POST', `${id}/comments`, body);
        expect(answer).toMatchObject({
          status: 201,
          body: { id: null, followUp: { number: expect.stringMatching(/^SS-\d{6}$/) } },
        });
        const followUp = await look(session, answer.body.followUp?.id ?? '');
        expect(followUp).toMatchObject({ status: 'New', followUpOf: id, attachmentCount: 1, confidential: true });
        expect(followUp.subject.isWellFormed()).toBe(true);
        expect(followUp.subject).toContain(subject.slice(0, 100));
        expect((await look(session, id)).status).toBe('Closed');
      } finally {
        desk.clock.advance(-(14 * DAY + 60_000));
      }
    });

    it('works to the last second of the window', async () => {
      const { id } = await inStatus('Resolved');
      desk.clock.advance(14 * DAY - 60_000);
      try {
        const session = await desk.people.signIn(ada);
        expect((await call(session, 'POST', `${id}/reopen`, { reason: 'x' })).status).toBe(200);
      } finally {
        desk.clock.advance(-(14 * DAY - 60_000));
      }
    });

    it.each(['Rejected', 'Withdrawn'] as const)('is refused once the ticket is %s', async (status) => {
      const { id } = await inStatus(status);
      for (const as of [ada, carla, admin]) {
        expect(await say(as, id, 'But')).toMatchObject({ status: 409, body: { code: 'TICKET_FINAL' } });
      }
      expect((await say(carla, id, 'A note', 'internal')).status).toBe(201);
    });

    it('staff never reopen by writing', async () => {
      const { id } = await inStatus('Resolved');
      await say(carla, id, 'All the best');
      expect((await look(ada, id)).status).toBe('Resolved');
    });
  });

  describe('rules of single ways', () => {
    it('work needs somebody who does it', async () => {
      const { id } = await inStatus('Open');
      const answer = await call(carla, 'POST', `${id}/status`, { status: 'In Progress' });
      expect(answer).toMatchObject({ status: 409, body: { code: 'ASSIGNEE_REQUIRED' } });
    });

    it('nobody takes it away in the middle of work', async () => {
      const { id } = await inStatus('In Progress');
      expect((await call(carla, 'POST', `${id}/assign`, { assigneeId: null })).status).toBe(409);
      await must(carla, `${id}/status`, { status: 'Open' });
      expect((await must(carla, `${id}/assign`, { assigneeId: null })).assignee).toBeNull();
    });

    it.each(['assignee', 'team'])('giving a New ticket to a %s opens it', async (to) => {
      const { id } = await inStatus('New');
      const body = to === 'team' ? { teamId: '019a8a00-0000-7000-8000-000000000011' } : { assigneeId: carl.id };
      expect((await must(carla, `${id}/assign`, body)).status).toBe('Open');
    });

    it.each(['New', 'Open', 'In Progress', 'On Hold'] as const)(
      '%s is not reopened, though staff may open it',
      async (status) => {
        const { id } = await inStatus(status);
        for (const as of [carla, admin]) {
          expect((await call(as, 'POST', `${id}/reopen`, { reason: 'x' })).status).toBe(409);
        }
      },
    );

    it('null is nothing, in every text of an action', async () => {
      const open = await inStatus('Open');
      await must(carla, `${open.id}/status`, {
        status: 'On Hold',
        holdReason: 'approval',
        reason: null,
        resolution: null,
        until: null,
      });
      expect(
        (await call(carla, 'POST', `${(await inStatus('Open')).id}/status`, { status: 'On Hold', holdReason: null }))
          .status,
      ).toBe(400);
      await must(ada, `${open.id}/withdraw`, { reason: null });
    });

    it('a scheduled hold needs its date', async () => {
      const { id } = await inStatus('Open');
      const hold = { status: 'On Hold', holdReason: 'scheduled' };
      expect(await call(carla, 'POST', `${id}/status`, hold)).toMatchObject({
        status: 400,
        body: { details: { until: expect.anything() } },
      });
      const held = await must(carla, `${id}/status`, { ...hold, until: '2099-01-04T08:00:00Z' });
      expect(held).toMatchObject({ status: 'On Hold', holdUntil: '2099-01-04T08:00:00.000Z' });
    });

    it.each([
      ['in the past', { status: 'On Hold', holdReason: 'scheduled', until: '2020-01-01T00:00:00Z' }],
      ['of another hold', { status: 'On Hold', holdReason: 'third party', until: '2099-01-01T00:00:00Z' }],
      ['of no hold', { status: 'Resolved', resolution: 'Done', until: '2099-01-01T00:00:00Z' }],
    ])('a date %s is refused', async (_, body) => {
      const { id } = await inStatus('Open');
      const answer = await call(carla, 'POST', `${id}/status`, body);
      expect(answer).toMatchObject({ status: 400, body: { details: { until: [expect.any(String)] } } });
    });

    it('a version that the ticket never had is refused', async () => {
      const { id, version } = await inStatus('Open');
      const later = { version: version + 1 };
      for (const [method, path, body] of [
        ['POST', `${id}/status`, { status: 'Resolved', resolution: 'Done', ...later }],
        ['PATCH', id, { subject: 'New words', ...later }],
        ['POST', `${id}/comments`, { body: 'Done', then: { status: 'Resolved', resolution: 'Done', ...later } }],
      ] as const) {
        const answer = await call(carla, method, path, body);
        expect(answer).toMatchObject({ status: 400, body: { details: { version: [expect.any(String)] } } });
      }
    });

    it('choices that a form left empty are no choices, and a category is found in any case', async () => {
      const made = new FormData();
      const fields = { subject: 'A', category: 'HARDWARE', description: 'B', priority: '', confidential: '' };
      Object.entries({ ...fields, onBehalfOf: '' }).forEach(([name, value]) => {
        made.append(name, value);
      });
      const answer = await desk.request<TicketView>('POST', '/api/tickets', { as: ada, body: made });
      expect(answer).toMatchObject({ status: 201, body: { priority: 'Medium', confidential: false } });
      const list = await desk.request<TicketListView>('GET', '/api/tickets?category=HARDWARE', { as: ada });
      expect(list.body.items.map(({ id }) => id)).toContain(answer.body.id);
    });

    it('tags are trimmed and kept once', async () => {
      const { id } = await inStatus('Open');
      const answer = await call(carla, 'PATCH', id, { tags: [' vpn ', 'vpn', 'home office'] });
      expect(answer).toMatchObject({ status: 200, body: { tags: ['vpn', 'home office'] } });
    });

    it('an answer may be files alone, but not nothing', async () => {
      const { id } = await inStatus('Resolved');
      expect((await call(ada, 'POST', `${id}/comments`, {})).body).toMatchObject({
        details: { body: ['Please fill this in'] },
      });
      const answer = new FormData();
      answer.append('body', '');
      answer.append('visibility', '');
      answer.append('files', new Blob([new Uint8Array(PNG)]), 'screen.png');
      expect(await call(ada, 'POST', `${id}/comments`, answer)).toMatchObject({
        status: 201,
        body: { body: '', visibility: 'public', attachments: [{ filename: 'screen.png' }] },
      });
      expect(await look(ada, id)).toMatchObject({ status: 'Open', commentCount: 1 });
    });

    it('notes and their files are counted and told for staff alone', async () => {
      const { id } = await inStatus('Open');
      await say(ada, id, 'Public');
      const note = new FormData();
      note.append('body', 'Between us');
      note.append('visibility', 'internal');
      note.append('files', new Blob([new Uint8Array(PNG)]), 'secret.png');
      expect((await call(carla, 'POST', `${id}/comments`, note)).status).toBe(201);
      expect(await look(ada, id)).toMatchObject({ commentCount: 1, attachmentCount: 0, attachments: [] });
      expect(await look(carla, id)).toMatchObject({ commentCount: 2, attachmentCount: 1 });
      const item = async (as: SignedIn) =>
        (await desk.request<TicketListView>('GET', '/api/tickets?sort=-updatedAt', { as })).body.items.find(
          (one) => one.id === id,
        );
      expect(await item(ada)).toMatchObject({ commentCount: 1, attachmentCount: 0 });
      expect(await item(carla)).toMatchObject({ commentCount: 2, attachmentCount: 1 });
      const comments = async (as: SignedIn) =>
        (await call<{ items: CommentView[] }>(as, 'GET', `${id}/comments`)).body.items;
      expect((await comments(ada)).map(({ body }) => body)).toEqual(['Public']);
      expect((await comments(carla)).map(({ body }) => body)).toEqual(['Public', 'Between us']);
      expect(JSON.stringify(await timeline(ada, id))).not.toMatch(/Between us|secret\.png|internal/);
      expect(JSON.stringify(await timeline(carla, id))).toMatch(/Between us/);
    });
  });

  describe('confidential tickets', () => {
    it('are for those on them and administrators: 404 for everybody else, by every door', async () => {
      const { id, number } = await inStatus('New', { confidential: true });
      for (const [method, path, body] of [
        ['GET', id],
        ['GET', number],
        ['GET', `${id}/comments`],
        ['GET', `${id}/timeline`],
        ['PATCH', id, { priority: 'Low' }],
        ['POST', `${id}/claim`],
        ['POST', `${id}/assign`, { assigneeId: null }],
        ['POST', `${id}/status`, { status: 'Open' }],
        ['POST', `${id}/comments`, { body: 'x' }],
        ['PUT', `${id}/watchers/me`],
        ['POST', `${id}/withdraw`],
      ] as const) {
        expect((await call(carla, method, path, body)).status).toBe(404);
        expect((await call(bob, method, path, body)).status).toBe(404);
      }
      expect((await call(admin, 'GET', id)).status).toBe(200);
      expect((await must(admin, `${id}/assign`, { assigneeId: carla.id })).status).toBe('Open');
      expect((await call(carla, 'GET', id)).status).toBe(200);
      expect((await call(carl, 'GET', id)).status).toBe(404);
    });

    it('answer the one who makes them so, though he loses sight of them', async () => {
      const { id } = await inStatus('Open');
      const answer = await call(carl, 'PATCH', id, { confidential: true });
      expect(answer).toMatchObject({ status: 200, body: { confidential: true, allowedActions: [] } });
      expect((await call(carl, 'GET', id)).status).toBe(404);
    });

    it('answer the assignee who hands them over, and staff who submit them for others', async () => {
      const { id } = await inStatus('New', { confidential: true });
      await must(admin, `${id}/assign`, { assigneeId: carla.id });
      expect((await must(carla, `${id}/assign`, { assigneeId: carl.id })).assignee?.id).toBe(carl.id);
      const given = await submitTicket(desk, carla, { onBehalfOf: ada.id, confidential: true });
      expect(given).toMatchObject({ status: 201, body: { requester: { id: ada.id }, submittedBy: { id: carla.id } } });
    });

    it('are an administrator’s to open, and that he did is kept for administrators', async () => {
      const { id } = await inStatus('New', { confidential: true });
      await look(admin, id);
      await look(admin, id);
      const looks = await desk.database.query(
        `SELECT audience FROM events WHERE subject_id = $1 AND name = 'ticket.confidential_opened'`,
        [id],
      );
      expect(looks).toEqual([{ audience: 'admin' }]);
      expect(JSON.stringify(await timeline(ada, id))).not.toContain('confidential_opened');
    });

    it.each<[string, (id: string, file: string) => string]>([
      ['the comments', (id) => `/api/tickets/${id}/comments`],
      ['the timeline', (id) => `/api/tickets/${id}/timeline`],
      ['the bytes of a file', (_, file) => `/attach/${file}/download`],
      ['the link of a file', (_, file) => `/api/attachments/${file}/link`],
    ])('keep the look through %s, and none of those who are on them or refused', async (_, path) => {
      const files = [{ name: 'a.png', type: 'image/png', bytes: new Uint8Array(PNG) }];
      const { body } = await submitTicket(desk, ada, { confidential: true, files });
      const door = path(body.id, body.attachments[0]?.id ?? '');
      const looks = async () =>
        desk.database.query(
          `SELECT actor_id FROM events WHERE subject_id = $1 AND name = 'ticket.confidential_opened'`,
          [body.id],
        );
      expect((await desk.request('GET', door, { as: ada })).status).toBe(200);
      expect((await desk.request('GET', door, { as: carla })).status).toBe(404);
      await desk.request('GET', '/api/tickets?limit=100', { as: admin });
      expect(await looks()).toEqual([]);
      expect((await desk.request('GET', door, { as: admin })).status).toBe(200);
      expect((await desk.request('GET', door, { as: admin })).status).toBe(200);
      expect(await looks()).toEqual([{ actor_id: admin.id }]);
    });
  });
});
