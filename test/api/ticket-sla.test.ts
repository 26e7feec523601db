import { SweepPromises } from '../../server/modules/tickets/use-cases/sweep-promises.js';
import { AddComment } from '../../server/modules/tickets/use-cases/add-comment.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';

interface Clock {
  kind: 'firstResponse' | 'nextReply' | 'resolution';
  targetSeconds: number;
  startedAt: string;
  dueAt: string | null;
  warnAt: string | null;
  metAt: string | null;
  breachedAt: string | null;
  state: string;
  elapsedSeconds: number;
  remainingSeconds: number;
  segments: {
    kind: string;
    from: string;
    to: string;
    seconds: number;
    cause: string;
    holdReason: string | null;
    actor: { id: string } | null;
  }[];
}
interface Clocks extends Refusal {
  policy: { id: string; name: string; version: number } | null;
  calendar: { id: string; name: string; timeZone: string } | null;
  clocks: Clock[];
}
interface Ticket extends Refusal {
  id: string;
  number: string;
  version: number;
  status: string;
  priority: string;
  team: { id: string } | null;
  sla: {
    next: { kind: string; dueAt: string | null; state: string; targetSeconds: number; remainingSeconds: number } | null;
    breached: string[];
  } | null;
  expectedReplyAt: string | null;
}
interface TicketList extends Refusal {
  items: Ticket[];
  nextCursor: string | null;
}
type Who = 'eve' | 'carl' | 'admin';

const HOUR = 3_600;
const SHIFTS = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
];
const ALWAYS = [{ from: '00:00', to: '24:00' }];
const DEFAULT_POLICY = '018f0000-0000-7000-8000-000000000111';

function week(hours: object[], weekend: object[] = []): object {
  return {
    monday: hours,
    tuesday: hours,
    wednesday: hours,
    thursday: hours,
    friday: hours,
    saturday: weekend,
    sunday: weekend,
  };
}

describe('service level clocks of tickets', () => {
  let desk: Desk;
  const people = new Map<Who, SignedIn>();
  const signedInAt = new Map<Who, number>();
  const calendars = new Map<string, string>();
  let made = 0;

  /** Signs in again when the clock has moved on: no session outlives a weekend. */
  const as = async (who: Who): Promise<SignedIn> => {
    const now = desk.clock.now().getTime();
    const person = people.get(who);
    if (person === undefined) {
      throw new Error(`Nobody is called ${who}`);
    }
    if (Math.abs(now - (signedInAt.get(who) ?? 0)) < 300_000) {
      return person;
    }
    const again = await desk.people.signIn(person);
    people.set(who, again);
    signedInAt.set(who, now);
    return again;
  };
  const at = (instant: string): void => {
    desk.clock.set(new Date(instant));
  };
  const ask = async <T extends Refusal>(
    who: Who,
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<RestAnswer<T>> =>
    desk.request<T>(method, path, { as: await as(who), ...(body === undefined ? {} : { body }) });
  const done = async <T extends Refusal = Ticket>(
    who: Who,
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<T> => {
    const answer = await ask<T>(who, method, path, body);
    if (answer.status >= 300) {
      throw new Error(`${method} ${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };

  interface Promised {
    readonly calendar?: string;
    readonly targets?: Partial<Record<'firstResponse' | 'nextReply' | 'resolution', number | null>>;
    readonly critical?: Partial<Record<'firstResponse' | 'nextReply' | 'resolution', number | null>>;
    readonly escalation?: object;
  }
  /** A category whose tickets are promised just this; gives its key and its policy. */
  const promised = async ({ calendar = 'office', targets = {}, critical, escalation }: Promised = {}) => {
    made += 1;
    const name = `Kind ${String(made)}`;
    const category = await done<Refusal & { id: string; key: string }>('admin', 'POST', '/api/categories', {
      key: `kind-${String(made)}`,
      name,
      description: 'For tests',
    });
    const usual = { firstResponse: null, nextReply: null, resolution: null, ...targets };
    const policy = await done<Refusal & { id: string; version: number }>('admin', 'POST', '/api/sla/policies', {
      name,
      calendarId: calendars.get(calendar),
      categoryId: category.id,
      targets: { Low: usual, Medium: usual, High: usual, Critical: { ...usual, ...critical } },
      ...(escalation === undefined ? {} : { escalation }),
    });
    return { key: category.key, policy };
  };
  const submitted = async (category: string): Promise<string> =>
    (await done('eve', 'POST', '/api/tickets', { subject: 'No network', category, description: 'Since today' })).number;
  const clocks = async (number: string): Promise<Clocks> => done<Clocks>('carl', 'GET', `/api/tickets/${number}/sla`);
  const clock = async (number: string, kind: Clock['kind']): Promise<Clock> => {
    const found = (await clocks(number)).clocks.findLast((one) => one.kind === kind);
    if (found === undefined) {
      throw new Error(`${number} has no ${kind}`);
    }
    return found;
  };
  const status = async (number: string, body: object, who: Who = 'carl'): Promise<Ticket> =>
    done(who, 'POST', `/api/tickets/${number}/status`, body);
  const hold = async (number: string, holdReason = 'third party'): Promise<Ticket> =>
    status(number, { status: 'On Hold', holdReason });
  const say = async (who: Who, number: string, body = 'Well'): Promise<unknown> =>
    done(who, 'POST', `/api/tickets/${number}/comments`, { body });
  const sweep = async (): Promise<unknown> => desk.app.get(SweepPromises).execute();
  const told = async (number: string): Promise<{ name: string; data: Record<string, unknown> }[]> =>
    desk.database.query(
      `SELECT name, data FROM events WHERE data ->> 'number' = $1 AND name LIKE 'ticket.sla%' ORDER BY seq`,
      [number],
    );
  const sum = (one: Clock, ...kinds: string[]): number =>
    one.segments.filter(({ kind }) => kinds.includes(kind)).reduce((total, { seconds }) => total + seconds, 0);
  /** The clock of the test goes on while it runs. */
  const near = (actual: string | null, expected: string): void => {
    expect(Math.abs(Date.parse(actual ?? '') - Date.parse(expected))).toBeLessThan(20_000);
  };

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    at('2026-03-01T09:00+01:00');
    people.set('admin', await desk.people.admin());
    people.set('eve', await desk.people.employee());
    people.set('carl', await desk.people.coordinator());
    for (const who of people.keys()) {
      signedInAt.set(who, desk.clock.now().getTime());
    }
    const holiday = [{ date: '2026-09-07', name: 'Holiday', hours: [] }];
    for (const [name, body] of [
      ['office', { week: week(SHIFTS) }],
      ['holiday', { week: week(SHIFTS), exceptions: holiday }],
      ['always', { week: week(ALWAYS, ALWAYS) }],
    ] as const) {
      const calendar = await done<Refusal & { id: string }>('admin', 'POST', '/api/sla/calendars', {
        name,
        timeZone: 'Europe/Berlin',
        ...body,
      });
      calendars.set(name, calendar.id);
    }
  });
  afterAll(async () => {
    await desk.close();
  });

  describe('due dates', () => {
    it.each([
      ['weekend', 'office', '2026-09-04T15:30+02:00', 4 * HOUR, '2026-09-07T11:30+02:00'],
      ['in the lunch break', 'office', '2026-09-04T12:30+02:00', HOUR, '2026-09-04T14:00+02:00'],
      ['closed day', 'office', '2026-09-05T10:00+02:00', HOUR / 2, '2026-09-07T09:30+02:00'],
      ['holiday', 'holiday', '2026-09-04T15:30+02:00', 4 * HOUR, '2026-09-08T11:30+02:00'],
      ['DST gap, 24x7', 'always', '2026-03-28T23:00+01:00', 8 * HOUR, '2026-03-29T08:00+02:00'],
      ['DST overlap, 24x7', 'always', '2026-10-24T23:00+02:00', 8 * HOUR, '2026-10-25T06:00+01:00'],
    ])('%s', async (_name, calendar, start, target, due) => {
      at(start);
      const { key } = await promised({ calendar, targets: { resolution: target } });
      const number = await submitted(key);
      const resolution = await clock(number, 'resolution');
      near(resolution.dueAt, due);
      expect(sum(resolution, 'running', 'remaining')).toBe(target);
      expect(resolution.segments.at(-1)?.to).toBe(resolution.dueAt);
    });

    it.each([
      [
        'pause',
        '2026-09-07T09:00+02:00',
        4,
        '2026-09-07T10:00+02:00',
        '2026-09-07T15:00+02:00',
        '2026-09-08T10:00+02:00',
      ],
      [
        'pause while closed',
        '2026-09-04T16:00+02:00',
        2,
        '2026-09-04T18:00+02:00',
        '2026-09-05T10:00+02:00',
        '2026-09-07T10:00+02:00',
      ],
    ])('%s', async (_name, start, hours, from, to, due) => {
      at(start);
      const { key } = await promised({ targets: { firstResponse: 40 * HOUR, resolution: hours * HOUR } });
      const number = await submitted(key);
      await done('carl', 'POST', `/api/tickets/${number}/claim`);
      at(from);
      await hold(number);
      expect(await clock(number, 'resolution')).toMatchObject({ dueAt: null, warnAt: null, state: 'paused' });
      expect(await clock(number, 'firstResponse')).toMatchObject({ state: 'running' });
      at(to);
      await status(number, { status: 'Open' });
      const resolution = await clock(number, 'resolution');
      near(resolution.dueAt, due);
      expect(sum(resolution, 'running', 'remaining')).toBe(hours * HOUR);
      const paused = resolution.segments.find(({ kind }) => kind === 'paused');
      expect(paused).toMatchObject({
        cause: 'on_hold',
        holdReason: 'third party',
        actor: { id: people.get('carl')?.id },
      });
      const after = resolution.segments.find(({ kind, cause }) => kind === 'remaining' && cause === 'hold_ended');
      expect(after?.actor?.id).toBe(people.get('carl')?.id);
    });

    it('a hold that waits for something else goes on standing still, and the ledger tells both', async () => {
      at('2026-09-07T09:00+02:00');
      const { key } = await promised({ targets: { resolution: 4 * HOUR } });
      const number = await submitted(key);
      await done('carl', 'POST', `/api/tickets/${number}/claim`);
      at('2026-09-07T10:00+02:00');
      await hold(number);
      at('2026-09-07T11:00+02:00');
      await done('carl', 'POST', `/api/tickets/${number}/hold`, { holdReason: 'approval' });
      expect(await clock(number, 'resolution')).toMatchObject({ dueAt: null, state: 'paused' });
      await done('carl', 'POST', `/api/tickets/${number}/hold`, {
        holdReason: 'scheduled',
        until: '2026-09-09T08:00:00Z',
      });
      at('2026-09-07T15:00+02:00');
      await done('carl', 'POST', `/api/tickets/${number}/hold`, {
        holdReason: 'scheduled',
        until: '2026-09-10T08:00:00Z',
      });
      await status(number, { status: 'Open' });
      const resolution = await clock(number, 'resolution');
      near(resolution.dueAt, '2026-09-08T10:00+02:00');
      expect(sum(resolution, 'running', 'remaining')).toBe(4 * HOUR);
      const reasons = resolution.segments.flatMap(({ kind, holdReason }) => (kind === 'paused' ? [holdReason] : []));
      expect([...new Set(reasons)]).toEqual(['third party', 'approval', 'scheduled']);
      // From its history it gets the same clocks.
      await desk.database.query(
        `UPDATE tickets SET sla = NULL, sla_mark_at = now() - interval '1 year' WHERE number = $1`,
        [number],
      );
      await sweep();
      near((await clock(number, 'resolution')).dueAt, '2026-09-08T10:00+02:00');
    });

    it('counts an answer from when it was received, not from when it was handled', async () => {
      at('2026-09-07T09:00+02:00');
      const { key } = await promised({ targets: { resolution: 4 * HOUR } });
      const number = await submitted(key);
      await done('carl', 'POST', `/api/tickets/${number}/claim`);
      at('2026-09-07T10:00+02:00');
      await hold(number, 'requester');
      at('2026-09-07T15:00+02:00');
      const eve = await as('eve');
      const actor = {
        kind: 'person' as const,
        id: eve.id,
        name: 'Eve',
        role: 'Employee' as const,
        teamIds: [],
        sessionId: await sessionOf(desk, eve.id),
        scopes: null,
        mustSetUpSecondFactor: false,
      };
      const receivedAt = new Date('2026-09-07T11:00+02:00');
      const text = { body: 'Here it is', visibility: 'public' as const, files: [], uploadIds: [], receivedAt };
      await desk.app.get(AddComment).execute({ actor, requestId: null, ip: null, idempotency: null }, number, text);
      const resolution = await clock(number, 'resolution');
      near(resolution.dueAt, '2026-09-07T15:00+02:00');
      expect(resolution.segments.filter(({ kind }) => kind === 'paused')).toEqual([
        expect.objectContaining({ to: '2026-09-07T09:00:00.000Z', cause: 'on_hold', holdReason: 'requester' }),
      ]);
      expect((await done('carl', 'GET', `/api/tickets/${number}`)).status).toBe('Open');
    });
  });

  describe('answers', () => {
    it('the first one ends the first promise; later messages owe another, once', async () => {
      at('2026-09-07T09:00+02:00');
      const { key } = await promised({ targets: { firstResponse: HOUR, nextReply: 2 * HOUR, resolution: 20 * HOUR } });
      const number = await submitted(key);
      await say('eve', number, 'And one more thing');
      expect((await clocks(number)).clocks.map(({ kind }) => kind).sort()).toEqual(['firstResponse', 'resolution']);
      near((await done('eve', 'GET', `/api/tickets/${number}`)).expectedReplyAt, '2026-09-07T10:00+02:00');
      await done('carl', 'POST', `/api/tickets/${number}/comments`, { body: 'Just for us', visibility: 'internal' });
      expect((await clock(number, 'firstResponse')).state).toBe('running');
      at('2026-09-07T09:30+02:00');
      await say('carl', number);
      expect(await clock(number, 'firstResponse')).toMatchObject({
        state: 'met',
        elapsedSeconds: expect.closeTo(1_800, -2) as number,
      });
      expect((await done('eve', 'GET', `/api/tickets/${number}`)).expectedReplyAt).toBeNull();
      at('2026-09-07T11:00+02:00');
      await say('eve', number);
      await say('eve', number);
      near((await clock(number, 'nextReply')).dueAt, '2026-09-07T14:00+02:00');
      near((await done('eve', 'GET', `/api/tickets/${number}`)).expectedReplyAt, '2026-09-07T14:00+02:00');
      at('2026-09-07T11:30+02:00');
      await say('carl', number);
      const replies = (await clocks(number)).clocks.filter(({ kind }) => kind === 'nextReply');
      expect(replies).toHaveLength(1);
      expect(replies[0]).toMatchObject({
        state: 'met',
        segments: expect.arrayContaining([
          expect.objectContaining({
            cause: 'requester_replied',
            actor: expect.objectContaining({ id: people.get('eve')?.id }) as object,
          }),
        ]) as object,
      });
    });

    it('a solution is an answer; the solved time is a pause when it is opened again', async () => {
      at('2026-09-07T09:00+02:00');
      const { key } = await promised({ targets: { firstResponse: 2 * HOUR, nextReply: HOUR, resolution: 4 * HOUR } });
      const number = await submitted(key);
      await done('carl', 'POST', `/api/tickets/${number}/claim`);
      at('2026-09-07T10:00+02:00');
      const solved = await status(number, { status: 'Resolved', resolution: 'Restarted it' });
      expect(solved.sla).toEqual({ next: null, breached: [] });
      expect((await clocks(number)).clocks.map(({ state }) => state)).toEqual(['met', 'met']);
      at('2026-09-07T15:00+02:00');
      await done('eve', 'POST', `/api/tickets/${number}/reopen`, { reason: 'Still broken' });
      const resolution = await clock(number, 'resolution');
      near(resolution.dueAt, '2026-09-08T10:00+02:00');
      expect(resolution).toMatchObject({
        state: 'running',
        metAt: null,
        remainingSeconds: expect.closeTo(3 * HOUR, -2) as number,
      });
      expect(resolution.segments.map(({ kind, cause }) => [kind, cause])).toEqual(
        expect.arrayContaining([
          ['paused', 'resolved'],
          ['remaining', 'reopened'],
        ]),
      );
      near((await clock(number, 'nextReply')).dueAt, '2026-09-07T16:00+02:00');
    });

    it('what the owner takes back is owed no longer', async () => {
      at('2026-09-07T09:00+02:00');
      const { key } = await promised({ targets: { firstResponse: HOUR, resolution: 4 * HOUR } });
      const number = await submitted(key);
      await done('eve', 'POST', `/api/tickets/${number}/withdraw`, {});
      expect((await clocks(number)).clocks.map(({ state, metAt }) => [state, metAt])).toEqual([
        ['cancelled', null],
        ['cancelled', null],
      ]);
      at('2026-09-09T09:00+02:00');
      await sweep();
      expect(await told(number)).toEqual([]);
    });
  });

  describe('another priority or category', () => {
    it('counts from the start by the other target, and what has gone by stays', async () => {
      at('2026-09-07T09:00+02:00');
      const { key } = await promised({ targets: { resolution: 6 * HOUR }, critical: { resolution: 2 * HOUR } });
      const number = await submitted(key);
      at('2026-09-07T10:00+02:00');
      await done('carl', 'PATCH', `/api/tickets/${number}`, { priority: 'Critical' });
      const critical = await clock(number, 'resolution');
      near(critical.dueAt, '2026-09-07T11:00+02:00');
      expect(critical).toMatchObject({ targetSeconds: 2 * HOUR, elapsedSeconds: expect.closeTo(HOUR, -2) as number });
      const other = await promised({ targets: { resolution: 2.5 * HOUR } });
      await done('carl', 'PATCH', `/api/tickets/${number}`, { category: other.key, priority: 'Medium' });
      near((await clock(number, 'resolution')).dueAt, '2026-09-07T11:30+02:00');
      expect((await clocks(number)).policy?.id).toBe(other.policy.id);
    });

    it('a breach stays a fact when the promise becomes longer', async () => {
      at('2026-09-07T09:00+02:00');
      const { key } = await promised({ targets: { resolution: 6 * HOUR }, critical: { resolution: HOUR } });
      const number = await submitted(key);
      await done('carl', 'PATCH', `/api/tickets/${number}`, { priority: 'Critical' });
      at('2026-09-07T11:00+02:00');
      await done('carl', 'PATCH', `/api/tickets/${number}`, { priority: 'Low' });
      const resolution = await clock(number, 'resolution');
      near(resolution.breachedAt, '2026-09-07T10:00+02:00');
      expect(resolution.state).toBe('breached');
      near(resolution.dueAt, '2026-09-07T16:00+02:00');
    });
  });

  describe('policies that change', () => {
    it('hold for what is promised afterwards; older promises keep their version', async () => {
      at('2026-09-07T09:00+02:00');
      const { key, policy } = await promised({ targets: { resolution: 4 * HOUR } });
      const before = await submitted(key);
      const longer = { firstResponse: null, nextReply: null, resolution: 6 * HOUR };
      await done<Refusal & { version: number }>('admin', 'PATCH', `/api/sla/policies/${policy.id}`, {
        targets: { Low: longer, Medium: longer, High: longer, Critical: longer },
      });
      const after = await submitted(key);
      expect([(await clocks(before)).policy?.version, (await clocks(after)).policy?.version]).toEqual([1, 2]);
      near((await clock(before, 'resolution')).dueAt, '2026-09-07T14:00+02:00');
      near((await clock(after, 'resolution')).dueAt, '2026-09-07T16:00+02:00');
      await done<Refusal>('admin', 'PATCH', `/api/sla/calendars/${calendars.get('holiday') ?? ''}`, {
        name: 'holidays',
      });
      await done('carl', 'PATCH', `/api/tickets/${before}`, { priority: 'High' });
      expect((await clocks(before)).policy?.version).toBe(2);
      near((await clock(before, 'resolution')).dueAt, '2026-09-07T16:00+02:00');
    });

    it('a changed calendar moves no promise that was given', async () => {
      at('2026-09-07T09:00+02:00');
      const { key } = await promised({ calendar: 'always', targets: { resolution: 4 * HOUR } });
      const before = await submitted(key);
      await done<Refusal>('admin', 'PATCH', `/api/sla/calendars/${calendars.get('always') ?? ''}`, {
        week: week(SHIFTS),
      });
      const after = await submitted(key);
      near((await clock(before, 'resolution')).dueAt, '2026-09-07T13:00+02:00');
      near((await clock(after, 'resolution')).dueAt, '2026-09-07T14:00+02:00');
      await done<Refusal>('admin', 'PATCH', `/api/sla/calendars/${calendars.get('always') ?? ''}`, {
        week: week(ALWAYS, ALWAYS),
      });
    });
  });

  describe('warnings and breaches', () => {
    it('are told once each, with the time they truly came, and never change the version', async () => {
      at('2026-09-07T09:00+02:00');
      const { key } = await promised({ targets: { resolution: 4 * HOUR } });
      const number = await submitted(key);
      const { version } = await done('carl', 'GET', `/api/tickets/${number}`);
      at('2026-09-07T11:59+02:00');
      await sweep();
      expect(await told(number)).toEqual([]);
      at('2026-09-07T13:01+02:00');
      await sweep();
      await sweep();
      expect(await told(number)).toMatchObject([{ name: 'ticket.sla_warned', data: { clock: 'resolution' } }]);
      expect((await done('carl', 'GET', `/api/tickets/${number}`)).sla?.next?.state).toBe('warning');
      at('2026-09-07T16:30+02:00');
      expect((await done('carl', 'GET', `/api/tickets/${number}`)).sla).toMatchObject({
        next: { state: 'breached', remainingSeconds: expect.closeTo(-2.5 * HOUR, -2) as number },
        breached: ['resolution'],
      });
      await Promise.all([sweep(), sweep(), sweep()]);
      const events = await told(number);
      expect(events.map(({ name }) => name)).toEqual(['ticket.sla_warned', 'ticket.sla_breached']);
      near(String(events[1]?.data['dueAt']), '2026-09-07T14:00+02:00');
      near((await clock(number, 'resolution')).breachedAt, '2026-09-07T14:00+02:00');
      expect((await done('carl', 'GET', `/api/tickets/${number}`)).version).toBe(version);
      const timeline = await done<Refusal & { items: { type: string; clock?: string }[] }>(
        'carl',
        'GET',
        `/api/tickets/${number}/timeline`,
      );
      expect(timeline.items.at(-1)).toMatchObject({ type: 'ticket.sla_breached', clock: 'resolution' });
      const own = await done<Refusal & { items: { type: string }[] }>('eve', 'GET', `/api/tickets/${number}/timeline`);
      expect(own.items.filter(({ type }) => type.startsWith('ticket.sla'))).toEqual([]);
    });

    it('an answer that came too late, before anybody looked, is a breach that alarms nobody', async () => {
      at('2026-09-07T09:00+02:00');
      const { key } = await promised({ targets: { firstResponse: HOUR } });
      const number = await submitted(key);
      at('2026-09-07T10:30+02:00');
      await say('carl', number);
      expect(await clock(number, 'firstResponse')).toMatchObject({
        state: 'breached',
        metAt: expect.any(String) as string,
      });
      await sweep();
      expect(await told(number)).toMatchObject([{ name: 'ticket.sla_breached', data: { isOwed: false, notify: [] } }]);
    });

    it('raise the priority once and send it to another team, if the policy says so', async () => {
      at('2026-09-07T09:00+02:00');
      const team = await done<Refusal & { id: string }>('admin', 'POST', '/api/teams', {
        key: 'second',
        name: 'Second line',
      });
      const { key } = await promised({
        targets: { firstResponse: HOUR, resolution: 3 * HOUR },
        escalation: {
          onWarn: { notify: [] },
          onBreach: { notify: ['admins'], raisePriority: true, teamId: team.id },
        },
      });
      const number = await submitted(key);
      const body = { subject: 'Between us', category: key, description: 'Only for you', confidential: true };
      const confidential = (await done('eve', 'POST', '/api/tickets', body)).number;
      at('2026-09-07T10:30+02:00');
      await sweep();
      expect(await done('carl', 'GET', `/api/tickets/${number}`)).toMatchObject({
        priority: 'High',
        team: { id: team.id },
      });
      // A whole team would see it that nobody chose.
      expect(await done('admin', 'GET', `/api/tickets/${confidential}`)).toMatchObject({
        priority: 'High',
        team: null,
      });
      at('2026-09-08T10:30+02:00');
      await sweep();
      expect(await done('carl', 'GET', `/api/tickets/${number}`)).toMatchObject({ priority: 'High' });
      expect((await told(number)).map(({ name, data }) => [name, data['clock']])).toEqual([
        ['ticket.sla_breached', 'firstResponse'],
        ['ticket.sla_breached', 'resolution'],
      ]);
      // Where it went is everybody's to know, that a promise was broken is staff's.
      for (const [who, because] of [
        ['carl', 'breach'],
        ['eve', undefined],
      ] as const) {
        const { items } = await done<Refusal & { items: { type: string; because?: string }[] }>(
          who,
          'GET',
          `/api/tickets/${number}/timeline`,
        );
        expect(items.find(({ type }) => type === 'ticket.assigned')?.because).toBe(because);
      }
    });
  });

  it('escalation names people and a team that there are', async () => {
    at('2026-09-07T09:00+02:00');
    const { policy } = await promised({});
    const path = `/api/sla/policies/${policy.id}`;
    const onBreach = { notify: ['team', 'admins'], raisePriority: true, teamId: null };
    const escalation = { onWarn: { notify: [] }, onBreach };
    expect(await done('admin', 'PATCH', path, { escalation })).toMatchObject({ escalation, version: 2 });
    for (const wrong of [
      { onWarn: { notify: [] }, onBreach: { ...onBreach, teamId: '018f0000-0000-7000-8000-0000000000bb' } },
      { onWarn: { notify: ['everybody'] }, onBreach },
      { onWarn: { notify: [] }, onBreach: { ...onBreach, raisePriority: 'yes' } },
      { onBreach },
    ]) {
      expect((await ask('admin', 'PATCH', path, { escalation: wrong })).status).toBe(400);
    }
  });

  describe('lists', () => {
    it('filter and sort by what is due, for staff', async () => {
      at('2026-11-02T09:00+01:00');
      const late = await promised({ targets: { resolution: HOUR } });
      const soon = await promised({ targets: { resolution: 2.5 * HOUR } });
      const later = await promised({ targets: { resolution: 20 * HOUR } });
      const never = await promised({});
      const numbers: string[] = [];
      for (const { key } of [never, later, soon, late]) {
        numbers.push(await submitted(key));
      }
      const [noPromise, next, near2, overdue] = numbers;
      at('2026-11-02T11:15+01:00');
      await sweep();
      const kinds = [late, soon, later, never].map(({ key }) => key).join(',');
      const list = async (query: string): Promise<(string | undefined)[]> =>
        (await done<TicketList>('carl', 'GET', `/api/tickets?category=${kinds}&${query}`)).items.map(
          ({ number }) => number,
        );
      expect(await list('sort=dueAt')).toEqual([overdue, near2, next, noPromise]);
      expect(await list('due=overdue')).toEqual([overdue]);
      expect(await list('due=soon')).toEqual([near2]);
      expect(await list('due=soon,overdue&sort=dueAt')).toEqual([overdue, near2]);
      expect(await list('due=today')).toEqual([near2]);
      expect(await list('view=overdue')).toEqual([overdue]);
      expect(await list('view=near_breach')).toEqual([near2]);
      // Page by page, over the edge between what is due and what never is.
      const pages: (string | undefined)[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: TicketList = await done<TicketList>(
          'carl',
          'GET',
          `/api/tickets?category=${kinds}&sort=dueAt&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
        pages.push(...page.items.map(({ number }) => number));
        cursor = page.nextCursor;
      }
      expect(pages).toEqual([overdue, near2, next, noPromise]);
      const counts = await done<Refusal & { items: { key: string; count: number }[] }>(
        'carl',
        'GET',
        '/api/tickets/views/counts',
      );
      expect(counts.items.find(({ key }) => key === 'near_breach')?.count).toBe(1);
      expect(counts.items.find(({ key }) => key === 'overdue')?.count).toBe(
        (await done<TicketList>('carl', 'GET', '/api/tickets?view=overdue&limit=100')).items.length,
      );
      const csv = await desk.request<string>(
        'GET',
        `/api/tickets/export?category=${kinds}&sort=dueAt&columns=slaNext,slaState`,
        {
          as: await as('carl'),
        },
      );
      expect(csv.body).toContain(`${overdue ?? ''},No network,resolution,breached`);
    });

    it('tell employees nothing but when to expect an answer', async () => {
      at('2026-11-03T09:00+01:00');
      const { key } = await promised({ targets: { firstResponse: HOUR, resolution: HOUR } });
      const number = await submitted(key);
      const [item] = (await done<TicketList>('eve', 'GET', '/api/tickets')).items;
      expect(item).toMatchObject({ number, sla: null });
      near(item?.expectedReplyAt ?? null, '2026-11-03T10:00+01:00');
      for (const query of ['due=overdue', 'sort=dueAt', 'view=overdue', 'view=near_breach']) {
        expect((await ask('eve', 'GET', `/api/tickets?${query}`)).status).toBe(403);
      }
      expect((await ask('eve', 'GET', `/api/tickets/${number}/sla`)).status).toBe(403);
      expect((await ask('carl', 'GET', '/api/tickets/SS-999999/sla')).status).toBe(404);
      expect((await ask('carl', 'GET', '/api/tickets?due=never')).status).toBe(400);
    });
  });

  it('tickets from before the promises get their clocks from their history, and nobody is alarmed', async () => {
    at('2026-09-07T09:00+02:00');
    const { key } = await promised({ targets: { firstResponse: HOUR, nextReply: HOUR, resolution: 4 * HOUR } });
    const number = await submitted(key);
    await done('carl', 'POST', `/api/tickets/${number}/claim`);
    at('2026-09-07T10:00+02:00');
    await hold(number);
    at('2026-09-07T11:00+02:00');
    await say('carl', number);
    at('2026-09-07T15:00+02:00');
    await status(number, { status: 'Open' });
    await say('eve', number);
    const before = await clocks(number);
    await desk.database.query(
      `UPDATE tickets SET sla = NULL, sla_due_at = NULL, sla_warn_at = NULL, sla_mark_at = now() - interval '1 year' WHERE number = $1`,
      [number],
    );
    expect(await clocks(number)).toEqual({ policy: null, calendar: null, clocks: [] });
    await sweep();
    const dates = (of: Clocks) =>
      of.clocks.map(({ kind, dueAt, state }) => [kind, Math.round(Date.parse(dueAt ?? '') / 10_000), state]);
    expect(dates(await clocks(number))).toEqual(dates(before));
    expect(await told(number)).toEqual([]);
  });

  it('the policy for everything holds where no other does', async () => {
    at('2026-09-07T09:00+02:00');
    const number = await submitted('network');
    expect((await clocks(number)).policy).toMatchObject({ id: DEFAULT_POLICY, version: 1 });
    // Every policy that came with the desk has terms to promise by.
    const without = await desk.database.query(
      `SELECT name FROM sla_policies p WHERE NOT EXISTS
         (SELECT 1 FROM sla_terms t WHERE t.policy_id = p.id AND t.policy_version = p.version)`,
    );
    expect(without).toEqual([]);
  });

  it('a policy and its calendar that are changed at once leave nothing unpromised', async () => {
    at('2026-09-07T09:00+02:00');
    const { key, policy } = await promised({ targets: { firstResponse: HOUR } });
    const calendar = `/api/sla/calendars/${calendars.get('office') ?? ''}`;
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([
        done('admin', 'PATCH', `/api/sla/policies/${policy.id}`, { warnAtPercent: 50 + round }),
        done('admin', 'PATCH', calendar, { name: `office ${String(round)}` }),
      ]);
      expect(
        await desk.database.query(
          `SELECT p.name, p.version, c.version FROM sla_policies p JOIN sla_calendars c ON c.id = p.calendar_id
           WHERE NOT EXISTS (SELECT 1 FROM sla_terms t WHERE t.policy_id = p.id AND t.policy_version = p.version
             AND t.calendar_id = c.id AND t.calendar_version = c.version)`,
        ),
      ).toEqual([]);
    }
    expect((await clocks(await submitted(key))).policy).toMatchObject({ id: policy.id });
  });
});

describe('promises that run out, with two servers', () => {
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

  it('are told by one of them, once, to whoever works on the ticket', async () => {
    const [admin, eve, carl] = [
      await desk.people.admin(),
      await desk.people.employee(),
      await desk.people.coordinator(),
    ];
    const always = '018f0000-0000-7000-8000-000000000102';
    const category = await desk.request<{ id: string }>('POST', '/api/categories', {
      as: admin,
      body: { key: 'hurry', name: 'Hurry', description: 'For tests' },
    });
    const promise = { firstResponse: 3_600, nextReply: null, resolution: null };
    const policy = await desk.request('POST', '/api/sla/policies', {
      as: admin,
      body: {
        name: 'Hurry',
        calendarId: always,
        categoryId: category.body.id,
        targets: { Low: promise, Medium: promise, High: promise, Critical: promise },
      },
    });
    expect(policy.status).toBe(201);
    const numbers: string[] = [];
    for (let made = 0; made < 10; made += 1) {
      const body = { subject: `Broken ${String(made)}`, category: 'hurry', description: 'Help' };
      const { body: ticket } = await second.request<Ticket>('POST', '/api/tickets', { as: eve, body });
      expect(ticket.expectedReplyAt).not.toBeNull();
      numbers.push(ticket.number);
      await desk.request('POST', `/api/tickets/${ticket.number}/claim`, { as: carl });
    }
    const told = async (name: string): Promise<string[]> =>
      (
        await desk.database.query<{ number: string }>(
          `SELECT data ->> 'number' AS number FROM events WHERE name = $1 ORDER BY 1`,
          [name],
        )
      ).map(({ number }) => number);
    const mails = async (template: string): Promise<string[]> =>
      (
        await desk.database.query<{ to_address: string }>('SELECT to_address FROM mail_messages WHERE template = $1', [
          template,
        ])
      ).map((row) => row.to_address);
    for (const [minutes, event, template] of [
      [46, 'ticket.sla_warned', 'ticket-promise-warned'],
      [15, 'ticket.sla_breached', 'ticket-promise-broken'],
    ] as const) {
      desk.clock.advance(minutes * 60_000);
      second.clock.advance(minutes * 60_000);
      await eventually(async () => (await mails(template)).length >= numbers.length);
      // Both look once more at everything that there is.
      await Promise.all([desk, second].map((one) => one.app.get(SweepPromises).execute()));
      expect(await told(event)).toEqual([...numbers].sort());
      expect(await mails(template)).toEqual(numbers.map(() => carl.email));
    }
  });
});

async function sessionOf(desk: Desk, userId: string): Promise<string> {
  const [row] = await desk.database.query<{ id: string }>(
    'SELECT id FROM sessions WHERE user_id = $1 ORDER BY created_at DESC LIMIT 1',
    [userId],
  );
  return row?.id ?? '';
}
