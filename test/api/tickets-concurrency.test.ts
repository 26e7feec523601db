import { startDesk, type Desk } from '../support/desk.js';
import { footprint } from '../support/footprint.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { PNG, submitTicket, type CommentView, type TicketView } from '../support/ticket-views.js';

const GOOD = { subject: 'VPN drops', category: 'network', description: 'Every ten minutes' };

describe('several people, several tries, one ticket', () => {
  let desk: Desk;
  let ada: SignedIn;
  let carla: SignedIn;
  let carl: SignedIn;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    [ada, carla, carl] = await Promise.all([
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
    headers: Record<string, string> = {},
  ): Promise<RestAnswer<B>> => desk.request<B>(method, path, { as, headers, ...(body === undefined ? {} : { body }) });
  const fresh = async (): Promise<TicketView> => (await submitTicket(desk, ada)).body;
  const rows = async (table: string, condition = 'true'): Promise<number> => {
    const [row] = await desk.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE ${condition}`,
    );
    return row?.n ?? -1;
  };

  describe('versions', () => {
    it('grow with each change, in body and ETag, on reads and changes alike', async () => {
      const { id } = await fresh();
      const first = await call(carla, 'GET', `/api/tickets/${id}`);
      expect(first.headers.get('etag')).toBe('"1"');
      const changed = await call(carla, 'PATCH', `/api/tickets/${id}`, { priority: 'High' });
      expect([changed.body.version, changed.headers.get('etag')]).toEqual([2, '"2"']);
      const again = await call(carla, 'GET', `/api/tickets/${id}`);
      expect([again.body.version, again.headers.get('etag')]).toEqual([2, '"2"']);
    });

    it('do not grow by comments, notes, files, watchers, or changes to what already is', async () => {
      const { id } = await fresh();
      const files = new FormData();
      files.append('files', new Blob([new Uint8Array(PNG)]), 'a.png');
      await call(carla, 'POST', `/api/tickets/${id}/comments`, { body: 'x' });
      await call(carla, 'POST', `/api/tickets/${id}/comments`, { body: 'x', visibility: 'internal' });
      await call(carla, 'POST', `/api/tickets/${id}/attachments`, files);
      await call(carla, 'PUT', `/api/tickets/${id}/watchers/me`);
      const same = await call(carla, 'PATCH', `/api/tickets/${id}`, {
        priority: 'Medium',
        subject: 'The printer is on fire',
      });
      expect(same).toMatchObject({ status: 200, body: { version: 1, commentCount: 2, attachmentCount: 1 } });
    });

    it.each([
      ['PATCH', '', { subject: 'x' }],
      ['POST', '/status', { status: 'Open' }],
      ['POST', '/assign', { assigneeId: null }],
    ])('a stale If-Match is 412 for %s %s and changes nothing', async (method, path, body) => {
      const { id } = await fresh();
      await call(carla, 'PATCH', `/api/tickets/${id}`, { priority: 'Low' });
      const before = await footprint(desk);
      const stale = await call(carla, method, `/api/tickets/${id}${path}`, body, { 'if-match': '"1"' });
      expect(stale).toMatchObject({ status: 412, body: { code: 'VERSION_STALE', details: { current: ['2'] } } });
      expect(await footprint(desk)).toEqual(before);
      const right = await call(carla, method, `/api/tickets/${id}${path}`, body, { 'if-match': '"2"' });
      expect(right.status).toBe(200);
    });

    it.each(['withdraw', 'close'])('a stale If-Match is 412 for the owner’s %s', async (verb) => {
      const { id } = await fresh();
      await call(carla, 'POST', `/api/tickets/${id}/status`, { status: 'Open' });
      const stale = await call(ada, 'POST', `/api/tickets/${id}/${verb}`, {}, { 'if-match': '"1"' });
      expect(stale.status).toBe(412);
      expect((await call(ada, 'POST', `/api/tickets/${id}/${verb}`, {}, { 'if-match': 'W/"2"' })).status).toBe(200);
    });

    it('merge changes to different fields, and answer the same field with both values', async () => {
      const { id } = await fresh();
      await call(carla, 'PATCH', `/api/tickets/${id}`, { priority: 'High', version: 1 });
      const merged = await call(carl, 'PATCH', `/api/tickets/${id}`, { tags: ['vpn'], version: 1 });
      expect(merged).toMatchObject({ status: 200, body: { priority: 'High', tags: ['vpn'], version: 3 } });
      const clash = await call(carl, 'PATCH', `/api/tickets/${id}`, { priority: 'Low', subject: 'New', version: 1 });
      expect(clash).toMatchObject({
        status: 409,
        body: { code: 'FIELD_CONFLICT', details: { priority: ['High', 'Low'] } },
      });
      const agreed = await call(carl, 'PATCH', `/api/tickets/${id}`, { priority: 'High', version: 1 });
      expect(agreed).toMatchObject({ status: 200, body: { version: 3, subject: 'The printer is on fire' } });
      expect((await call(carl, 'PATCH', `/api/tickets/${id}`, { priority: 'Low' })).status).toBe(200);
    });

    it('find the conflict of a status, and none with a comment in between', async () => {
      const { id } = await fresh();
      await call(ada, 'POST', `/api/tickets/${id}/comments`, { body: 'x' });
      expect((await call(carla, 'POST', `/api/tickets/${id}/status`, { status: 'Open', version: 1 })).status).toBe(200);
      const late = await call(carl, 'POST', `/api/tickets/${id}/status`, {
        status: 'Rejected',
        reason: 'x',
        version: 1,
      });
      expect(late).toMatchObject({
        status: 409,
        body: { code: 'FIELD_CONFLICT', details: { status: ['Open', 'Rejected'] } },
      });
    });

    it('let exactly one of 20 parallel changes to the same field through', async () => {
      const { id } = await fresh();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          call(index % 2 === 0 ? carla : carl, 'PATCH', `/api/tickets/${id}`, {
            subject: `By ${String(index)}`,
            version: 1,
          }),
        ),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    });
  });

  describe('Idempotency-Key', () => {
    const submit = async (key: string, body: object, as = ada) =>
      call(as, 'POST', '/api/tickets', body, { 'idempotency-key': key });
    const form = (bytes = PNG, more: Record<string, string> = {}): FormData => {
      const made = new FormData();
      Object.entries({ ...GOOD, ...more }).forEach(([name, value]) => {
        made.append(name, value);
      });
      made.append('files', new Blob([new Uint8Array(bytes)]), 'a.png');
      return made;
    };

    it('repeats status and body of the first answer, whatever happened since', async () => {
      const first = await submit('json-1', GOOD);
      await call(carla, 'PATCH', `/api/tickets/${first.body.id}`, { subject: 'Changed since' });
      const before = await footprint(desk);
      const second = await submit('json-1', Object.fromEntries(Object.entries(GOOD).reverse()));
      expect(second.status).toBe(201);
      expect(JSON.stringify(second.body)).toBe(JSON.stringify(first.body));
      expect(second.headers.get('idempotency-replayed')).toBe('true');
      expect(await footprint(desk)).toEqual(before);
    });

    it('repeats a multipart answer, and counts it by fields and bytes', async () => {
      const first = await submit('multi-1', form());
      expect(first.status).toBe(201);
      const before = await footprint(desk);
      const second = await submit('multi-1', form());
      expect(second).toMatchObject({ status: 201, body: { id: first.body.id, number: first.body.number } });
      expect(second.body).toEqual(first.body);
      for (const other of [form(PNG, { subject: 'Another' }), form(Buffer.concat([PNG, Buffer.from('x')])), GOOD]) {
        const refused = await submit('multi-1', other);
        expect(refused).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
      }
      expect(await footprint(desk)).toEqual(before);
    });

    it('is refused with another body', async () => {
      await submit('json-2', GOOD);
      const other = await submit('json-2', { ...GOOD, subject: 'Another' });
      expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    });

    it('is each person’s and each route’s own', async () => {
      const mine = await submit('shared', GOOD);
      const theirs = await submit('shared', GOOD, carla);
      expect(theirs.status).toBe(201);
      expect(theirs.body.id).not.toBe(mine.body.id);
      for (const { id } of [mine.body, theirs.body]) {
        const comment = await call<CommentView>(
          carla,
          'POST',
          `/api/tickets/${id}/comments`,
          { body: 'x' },
          { 'idempotency-key': 'shared' },
        );
        expect(comment.status).toBe(201);
      }
    });

    it.each([
      ['JSON', () => GOOD],
      ['multipart', () => form()],
    ])('makes one ticket of 20 parallel submissions as %s', async (name, body) => {
      const before = await rows('tickets');
      const answers = await Promise.all(Array.from({ length: 20 }, () => submit(`parallel-${name}`, body())));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
      expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
      expect(await rows('tickets')).toBe(before + 1);
      expect(await rows('events', `name = 'ticket.submitted' AND subject_id = '${answers[0]?.body.id ?? ''}'`)).toBe(1);
    });

    it('works after a first attempt that failed', async () => {
      expect((await submit('retry', { ...GOOD, category: 'nonsense' })).status).toBe(400);
      expect((await submit('retry', GOOD)).status).toBe(201);
    });

    it('writes one comment of 10 parallel ones, and repeats claims and changes of status', async () => {
      const { id } = await fresh();
      const comments = await Promise.all(
        Array.from({ length: 10 }, () =>
          call<CommentView>(ada, 'POST', `/api/tickets/${id}/comments`, { body: 'x' }, { 'idempotency-key': 'c' }),
        ),
      );
      expect(new Set(comments.map(({ body }) => body.id)).size).toBe(1);
      const open = { status: 'Open' };
      const once = await call(carla, 'POST', `/api/tickets/${id}/status`, open, { 'idempotency-key': 's' });
      const twice = await call(carla, 'POST', `/api/tickets/${id}/status`, open, { 'idempotency-key': 's' });
      expect([once.status, twice.status]).toEqual([200, 200]);
      expect(twice.body).toEqual(once.body);
    });
  });

  describe('claiming', () => {
    it('has exactly one winner among 50 tries of 5 people, and tells the others who', async () => {
      const { id } = await fresh();
      const others = await Promise.all([
        desk.people.coordinator(),
        desk.people.coordinator(),
        desk.people.secondAdmin(),
      ]);
      const people = [carla, carl, ...others];
      const answers = await Promise.all(
        Array.from({ length: 50 }, async (_, index) => {
          const as = people[index % 5] ?? carla;
          return { as, answer: await call(as, 'POST', `/api/tickets/${id}/claim`) };
        }),
      );
      const [winner, ...more] = [...new Set(answers.filter(({ answer }) => answer.status === 200).map(({ as }) => as))];
      expect(more).toEqual([]);
      const name = `${winner?.firstName ?? ''} ${winner?.lastName ?? ''}`;
      answers
        .filter(({ as }) => as !== winner)
        .forEach(({ answer }) => {
          expect(answer).toMatchObject({
            status: 409,
            body: { code: 'ALREADY_CLAIMED', details: { assignee: [name] } },
          });
          expect(answer.body.error).toContain(name);
        });
      const ticket = await call(carla, 'GET', `/api/tickets/${id}`);
      expect(ticket.body).toMatchObject({ status: 'Open', version: 3, assignee: { id: winner?.id } });
      expect(await rows('events', `subject_id = '${id}' AND name = 'ticket.assigned'`)).toBe(1);
      expect(await rows('events', `subject_id = '${id}' AND name = 'ticket.status_changed'`)).toBe(1);
    });

    it('and one winner when a claim races with a withdrawal', async () => {
      for (let round = 0; round < 5; round += 1) {
        const { id } = await fresh();
        const [claimed, withdrawn] = await Promise.all([
          call(carla, 'POST', `/api/tickets/${id}/claim`),
          call(ada, 'POST', `/api/tickets/${id}/withdraw`),
        ]);
        expect(withdrawn.status).toBe(200);
        expect([200, 409]).toContain(claimed.status);
        expect((await call(ada, 'GET', `/api/tickets/${id}`)).body.status).toBe('Withdrawn');
      }
    });
  });

  it('numbers 30 parallel submissions without a twin', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => submitTicket(desk, ada)));
    expect(new Set(answers.map(({ body }) => body.number)).size).toBe(30);
  });
});
