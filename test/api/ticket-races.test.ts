import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { PNG, submitTicket, type CommentView, type TicketView, type TimelineView } from '../support/ticket-views.js';
import { workflowSink, type WorkflowSink } from '../support/workflow-sink.js';
import { isWay } from './ticket-model/rules.js';

const CLIENTS = 50;
const SUBMITTED = { subject: 'The lift is stuck', category: 'other', description: 'Between two floors' };

type Told = RestAnswer<TicketView & CommentView & Refusal & { resolvedAt: string | null; team: object | null }>;
interface Clocks {
  readonly clocks: readonly {
    readonly kind: string;
    readonly targetSeconds: number;
    readonly startedAt: string;
    readonly elapsedSeconds: number;
    readonly remainingSeconds: number;
    readonly segments: readonly { kind: string; from: string; to: string; seconds: number }[];
  }[];
}

/** Fifty people on two servers of one database, who all want the same ticket at the same moment. */
describe(`${String(CLIENTS)} at once on two servers`, () => {
  let desk: Desk;
  let second: Desk;
  let workflow: WorkflowSink;
  let admin: SignedIn;
  let ada: SignedIn;
  let crowd: SignedIn[];

  beforeAll(async () => {
    workflow = await workflowSink();
    const env = { WORKFLOW_URL: workflow.url, WORKFLOW_KEY: workflow.key };
    desk = await startDesk({ env });
    second = await startDesk({ env, database: desk.database });
    admin = await desk.people.admin();
    ada = await desk.people.employee();
    crowd = await Promise.all(Array.from({ length: CLIENTS }, async () => desk.people.coordinator()));
  }, 120_000);
  afterAll(async () => {
    await second.close();
    await desk.close();
    await workflow.close();
  });

  const call = async (
    number: number,
    as: SignedIn,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Told> =>
    (number % 2 === 0 ? desk : second).request(method, `/api/tickets${path}`, {
      as,
      headers,
      ...(body === undefined ? {} : { body }),
    });
  /** Everybody at the same moment, every other one at the other server. */
  const rush = async (act: (as: SignedIn, number: number) => Promise<Told>): Promise<Told[]> =>
    Promise.all(crowd.map(async (as, number) => act(as, number)));
  const must = async (as: SignedIn, path: string, body: object = {}): Promise<Told> => {
    const answer = await call(0, as, 'POST', path, body);
    expect([200, 201]).toContain(answer.status);
    return answer;
  };
  const first = (): SignedIn => crowd[0] ?? admin;
  const nameOf = ({ firstName, lastName }: SignedIn): string => `${firstName} ${lastName}`;
  const look = async (id: string): Promise<Told['body']> => (await call(0, admin, 'GET', `/${id}`)).body;
  const submitted = async (): Promise<string> => (await submitTicket(desk, ada, SUBMITTED)).body.id;
  const working = async (): Promise<string> => {
    const id = await submitted();
    await must(first(), `/${id}/claim`);
    await must(first(), `/${id}/status`, { status: 'In Progress' });
    return id;
  };
  const count = (answers: readonly Told[]): Record<string, number> =>
    answers.reduce<Record<string, number>>((counts, { status, body }) => {
      const outcome = status < 300 ? String(status) : `${String(status)} ${body.code}`;
      return { ...counts, [outcome]: (counts[outcome] ?? 0) + 1 };
    }, {});
  const winnerOf = (answers: readonly Told[]): number => answers.findIndex(({ status }) => status < 300);
  const eventsOf = async (id: string) =>
    desk.database.query<{ name: string; data: { from?: string; to?: string; startsWorkflow?: boolean } }>(
      'SELECT name, data FROM events WHERE subject_id = $1 ORDER BY seq',
      [id],
    );
  const counted = async (id: string, name: string): Promise<number> =>
    (await eventsOf(id)).filter((event) => event.name === name).length;

  /** What must be true of every ticket after every race. */
  const expectSound = async (id: string): Promise<void> => {
    const ticket = await look(id);
    const events = await eventsOf(id);
    // One step after the other, each of them in the table, from New to where it stands.
    const steps = events.filter(({ name }) => name === 'ticket.status_changed').map(({ data }) => data);
    let at = 'New';
    for (const { from = '', to = '' } of steps) {
      expect(from).toBe(at);
      expect([from, to, isWay(from, to)]).toEqual([from, to, true]);
      at = to;
    }
    expect(ticket.status).toBe(at);
    // One version for each change, and no change without its event.
    const versioned = ['ticket.status_changed', 'ticket.assigned', 'ticket.edited', 'ticket.priority_changed'];
    expect(ticket.version).toBe(1 + events.filter(({ name }) => versioned.includes(name)).length);
    const timeline = await desk.request<TimelineView>('GET', `/api/tickets/${id}/timeline`, { as: admin });
    const shown = timeline.body.items.filter(({ type }) => type === 'ticket.status_changed');
    expect(shown.map(({ from, to }) => [from, to])).toEqual(steps.map(({ from, to }) => [from, to]));
    const [rows] = await desk.database.query<{ comments: number; said: number }>(
      `SELECT (SELECT count(*)::int FROM comments WHERE ticket_id = $1) AS comments,
         (SELECT count(*)::int FROM events WHERE subject_id = $1 AND name = 'ticket.commented') AS said`,
      [id],
    );
    expect(rows).toEqual({ comments: ticket.commentCount, said: ticket.commentCount });
    await expectOneRun(id, steps.filter(({ startsWorkflow }) => startsWorkflow === true).length);
    await expectClocksAddUp(id);
  };
  const expectOneRun = async (id: string, starts: number): Promise<void> => {
    const runs = await eventually(async () => {
      const found = await desk.database.query<{ state: string }>(
        'SELECT state FROM workflow_runs WHERE ticket_id = $1 ORDER BY created_at',
        [id],
      );
      return found.length >= starts && found;
    });
    expect(runs).toHaveLength(starts);
    const live = runs.filter(({ state }) => ['waiting', 'accepted', 'running'].includes(state));
    expect(live.length).toBeLessThanOrEqual(1);
  };
  const expectClocksAddUp = async (id: string): Promise<void> => {
    const { body } = await desk.request<Clocks>('GET', `/api/tickets/${id}/sla`, { as: admin });
    expect(body.clocks.length).toBeGreaterThan(0);
    const [row] = await desk.database.query<{ submitted_at: Date }>('SELECT submitted_at FROM tickets WHERE id = $1', [
      id,
    ]);
    for (const { kind, targetSeconds, startedAt, elapsedSeconds, remainingSeconds, segments } of body.clocks) {
      expect(elapsedSeconds + remainingSeconds).toBe(targetSeconds);
      const ran = segments.filter((segment) => ['running', 'overdue'].includes(segment.kind));
      expect(ran.reduce((total, { seconds }) => total + seconds, 0)).toBe(elapsedSeconds);
      expect(Date.parse(startedAt)).toBeGreaterThanOrEqual(row?.submitted_at.getTime() ?? 0);
      segments.forEach(({ from, to }, index) => {
        expect([kind, index, from]).toEqual([kind, index, segments[index - 1]?.to ?? startedAt]);
        expect(Date.parse(to)).toBeGreaterThanOrEqual(Date.parse(from));
      });
    }
  };

  it('claim: one has it, and every other one hears who', async () => {
    const id = await submitted();
    const answers = await rush(async (as, number) => call(number, as, 'POST', `/${id}/claim`));
    expect(count(answers)).toEqual({ '200': 1, '409 ALREADY_CLAIMED': CLIENTS - 1 });
    const winner = crowd[winnerOf(answers)] ?? ada;
    for (const { status, body } of answers.filter((answer) => answer.status !== 200)) {
      expect({ status, details: body.details }).toEqual({ status: 409, details: { assignee: [nameOf(winner)] } });
      expect(body.error).toContain(nameOf(winner));
    }
    expect(await look(id)).toMatchObject({ status: 'Open', assignee: { id: winner.id } });
    expect(await counted(id, 'ticket.assigned')).toBe(1);
    await expectSound(id);
  });

  describe('status', () => {
    const WANTED = [
      { status: 'Resolved', resolution: 'Done' },
      { status: 'On Hold', holdReason: 'approval' },
      { status: 'Open', reason: 'Not yet' },
    ];
    const wanted = (number: number): { status: string } => WANTED[number % WANTED.length] ?? { status: 'Open' };

    it('seen in one version: one change, and every other one hears both values', async () => {
      const id = await working();
      const { version } = await look(id);
      const answers = await rush(async (as, number) =>
        call(number, as, 'POST', `/${id}/status`, { ...wanted(number), version }),
      );
      expect(count(answers)).toEqual({ '200': 1, '409 FIELD_CONFLICT': CLIENTS - 1 });
      const now = wanted(winnerOf(answers)).status;
      answers.forEach(({ status, body }, number) => {
        expect(status === 200 || body.details?.['status']).toEqual(status === 200 || [now, wanted(number).status]);
      });
      expect(await look(id)).toMatchObject({ status: now, version: version + 1 });
      await expectSound(id);
    });

    it('with If-Match: one change, and every other one is stale', async () => {
      const id = await working();
      const { version } = await look(id);
      const answers = await rush(async (as, number) =>
        call(number, as, 'POST', `/${id}/status`, wanted(number), { 'if-match': `"${String(version)}"` }),
      );
      expect(count(answers)).toEqual({ '200': 1, '412 VERSION_STALE': CLIENTS - 1 });
      expect(await look(id)).toMatchObject({ status: wanted(winnerOf(answers)).status, version: version + 1 });
      await expectSound(id);
    });

    it('unseen: one step after the other, and who cannot take his hears where it stands', async () => {
      const id = await working();
      const { version } = await look(id);
      const answers = await rush(async (as, number) => call(number, as, 'POST', `/${id}/status`, wanted(number)));
      const done = answers.filter(({ status }) => status === 200);
      expect(done.length).toBeGreaterThan(0);
      for (const { body } of answers.filter(({ status }) => status !== 200)) {
        expect(body).toMatchObject({ code: 'TRANSITION_NOT_ALLOWED', details: { from: [expect.any(String)] } });
        expect(body.details?.['allowed']).not.toContain(body.details?.['to']?.[0]);
      }
      expect(done.length).toBe(answers.length - answers.filter(({ status }) => status === 409).length);
      expect((await look(id)).version).toBe(version + done.length);
      await expectSound(id);
    });
  });

  describe('edit', () => {
    it('of one field seen in one version: one writes, and every other one hears both values', async () => {
      const id = await submitted();
      const answers = await rush(async (as, number) =>
        call(number, as, 'PATCH', `/${id}`, { subject: `Number ${String(number)}`, version: 1 }),
      );
      expect(count(answers)).toEqual({ '200': 1, '409 FIELD_CONFLICT': CLIENTS - 1 });
      const stands = `Number ${String(winnerOf(answers))}`;
      answers.forEach(({ status, body }, number) => {
        const told = status === 200 ? [stands] : body.details?.['subject'];
        expect(told).toEqual(status === 200 ? [stands] : [stands, `Number ${String(number)}`]);
      });
      expect(await look(id)).toMatchObject({ subject: stands, version: 2 });
      await expectSound(id);
    });

    it('with If-Match: one writes, whatever the field', async () => {
      const id = await submitted();
      const answers = await rush(async (as, number) =>
        call(
          number,
          as,
          'PATCH',
          `/${id}`,
          number % 2 === 0 ? { subject: `Number ${String(number)}` } : { tags: ['x'] },
          {
            'if-match': '"1"',
          },
        ),
      );
      expect(count(answers)).toEqual({ '200': 1, '412 VERSION_STALE': CLIENTS - 1 });
      expect((await look(id)).version).toBe(2);
      await expectSound(id);
    });

    it('of different fields: one writes each, and nobody writes over another', async () => {
      const id = await submitted();
      const fieldOf = (number: number): Record<string, unknown> => {
        const own = `Number ${String(number)}`;
        return [{ subject: own }, { description: own }, { tags: [own] }][number % 3] ?? {};
      };
      const answers = await rush(async (as, number) =>
        call(number, as, 'PATCH', `/${id}`, { ...fieldOf(number), version: 1 }),
      );
      expect(count(answers)).toEqual({ '200': 3, '409 FIELD_CONFLICT': CLIENTS - 3 });
      const written = answers.flatMap(({ status }, number) => (status === 200 ? [fieldOf(number)] : []));
      expect(await look(id)).toMatchObject({ ...Object.assign({}, ...written), version: 4 });
      await expectSound(id);
    });

    it('unseen: the last one stands, and each is told', async () => {
      const id = await submitted();
      const answers = await rush(async (as, number) =>
        call(number, as, 'PATCH', `/${id}`, { subject: `Number ${String(number)}` }),
      );
      expect(count(answers)).toEqual({ '200': CLIENTS });
      const last = answers.find(({ body }) => body.version === CLIENTS + 1);
      expect(await look(id)).toMatchObject({ subject: last?.body.subject, version: CLIENTS + 1 });
      await expectSound(id);
    });
  });

  it('claim, assign, withdraw, close, reply and edit at once: a history that could have happened', async () => {
    for (const begin of [submitted, working]) {
      const id = await begin();
      const answers = await rush(async (as, number) => {
        switch (number % 7) {
          case 0:
            return call(number, as, 'POST', `/${id}/claim`);
          case 1:
            return call(number, as, 'POST', `/${id}/assign`, { assigneeId: as.id });
          case 2:
            return call(number, as, 'POST', `/${id}/status`, { status: 'On Hold', holdReason: 'requester' });
          case 3:
            return call(number, ada, 'POST', `/${id}/comments`, { body: 'I am still in here' });
          case 4:
            return call(number, ada, 'POST', `/${id}/${number % 3 === 0 ? 'close' : 'withdraw'}`);
          case 5:
            return call(number, as, 'PATCH', `/${id}`, { subject: `Number ${String(number)}` });
          default:
            return call(number, as, 'POST', `/${id}/reopen`, { reason: 'Not yet' });
        }
      });
      expect(answers.map(({ status }) => status).filter((status) => ![200, 201, 409].includes(status))).toEqual([]);
      const ends = answers.filter(({ status }, number) => number % 7 === 4 && status === 200);
      // Who ends it has ended it: each further end needs a reopening in between.
      const steps = (await eventsOf(id)).flatMap(({ data }) => data.to ?? []);
      expect(steps.filter((to) => to === 'Withdrawn' || to === 'Closed')).toHaveLength(ends.length);
      await expectSound(id);
    }
  }, 60_000);

  it('withdrawn by its owner while fifty claim: either nobody has it, or one has had it', async () => {
    const id = await submitted();
    const answers = await rush(async (as, number) =>
      number === 25 ? call(number, ada, 'POST', `/${id}/withdraw`) : call(number, as, 'POST', `/${id}/claim`),
    );
    expect(answers[25]?.status).toBe(200);
    const claimed = answers.filter(({ status }, number) => status === 200 && number !== 25);
    expect(claimed.length).toBeLessThanOrEqual(1);
    expect(await look(id)).toMatchObject({ status: 'Withdrawn' });
    await expectSound(id);
  });

  it('a reply that solves: one does, and of the others nothing stays', async () => {
    const id = await working();
    const answers = await rush(async (as, number) =>
      call(number, as, 'POST', `/${id}/comments`, {
        body: `Solved by ${nameOf(as)}`,
        then: { status: 'Resolved', resolution: `By ${String(number)}` },
      }),
    );
    expect(count(answers)).toEqual({ '201': 1, '409 TRANSITION_NOT_ALLOWED': CLIENTS - 1 });
    expect(await look(id)).toMatchObject({
      status: 'Resolved',
      resolution: `By ${String(winnerOf(answers))}`,
      commentCount: 1,
    });
    await expectSound(id);
  });

  it('replies of the requester to a solved ticket: all are kept, one reopens', async () => {
    const id = await working();
    await must(first(), `/${id}/status`, { status: 'Resolved', resolution: 'Done' });
    const answers = await rush(async (_, number) =>
      call(number, ada, 'POST', `/${id}/comments`, { body: `Not solved, ${String(number)}` }),
    );
    expect(count(answers)).toEqual({ '201': CLIENTS });
    expect(await look(id)).toMatchObject({ status: 'Open', commentCount: CLIENTS, resolvedAt: null });
    await expectSound(id);
  });

  describe('the same Idempotency-Key', () => {
    const FILES = 'attachments';
    const form = (fields: Record<string, string>): FormData => {
      const made = new FormData();
      Object.entries(fields).forEach(([name, value]) => {
        made.append(name, value);
      });
      made.append('files', new Blob([new Uint8Array(PNG)], { type: 'image/png' }), 'lift.png');
      return made;
    };
    const rows = async (table: string): Promise<number> => {
      const [row] = await desk.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
      return row?.n ?? -1;
    };
    const again = async (key: string, path: string, body: () => object): Promise<Told[]> => {
      const answers = await rush(async (_, number) =>
        call(number, ada, 'POST', path, body(), { 'idempotency-key': key }),
      );
      // One in flight waits or answers 409; whoever got no answer asks once more.
      return Promise.all(
        answers.map(async (answer, number) =>
          answer.status === 409 ? call(number, ada, 'POST', path, body(), { 'idempotency-key': key }) : answer,
        ),
      );
    };

    it.each([
      ['JSON', () => SUBMITTED, 0],
      ['multipart', () => form(SUBMITTED), 1],
    ])('makes one ticket as %s, and all hear the same', async (kind, body, files) => {
      const before = [await rows('tickets'), await rows(FILES)];
      const answers = await again(`ticket-${kind}`, '', body);
      expect(count(answers)).toEqual({ '201': CLIENTS });
      expect(new Set(answers.map((answer) => answer.bytes.toString('utf8'))).size).toBe(1);
      expect([await rows('tickets'), await rows(FILES)]).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + files]);
      const id = answers[0]?.body.id ?? '';
      expect(await counted(id, 'ticket.submitted')).toBe(1);
      expect((await look(id)).attachmentCount).toBe(files);
      await expectSound(id);
    });

    it.each([
      ['JSON', () => ({ body: 'Hello?' }), 0],
      ['multipart', () => form({ body: 'Hello?' }), 1],
    ])('makes one comment as %s, and all hear the same', async (kind, body, files) => {
      const id = await submitted();
      const answers = await again(`comment-${kind}`, `/${id}/comments`, body);
      expect(count(answers)).toEqual({ '201': CLIENTS });
      expect(new Set(answers.map((answer) => answer.bytes.toString('utf8'))).size).toBe(1);
      expect(await look(id)).toMatchObject({ commentCount: 1, attachmentCount: files });
      await expectSound(id);
    });
  });
});
