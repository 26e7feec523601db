import { randomUUID } from 'node:crypto';
import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';

interface Calendar extends Refusal {
  id: string;
  name: string;
  timeZone: string;
  week: Record<string, { from: string; to: string }[]>;
  exceptions: { date: string; name: string; hours: { from: string; to: string }[] }[];
  version: number;
  skipped?: string[];
}
interface Policy extends Refusal {
  id: string;
  name: string;
  calendarId: string;
  categoryId: string | null;
  targets: Record<string, Record<string, number | null>>;
  warnAtPercent: number;
  version: number;
}
interface Tried extends Refusal {
  items: {
    kind: string;
    targetSeconds: number;
    dueAt: string | null;
    segments: { kind: string; from: string; to: string; seconds: number }[];
  }[];
}
interface Listed<T> extends Refusal {
  items: T[];
}

const CALENDARS = '/api/sla/calendars';
const POLICIES = '/api/sla/policies';
const SHIFTS = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
];
const WEEK = {
  monday: SHIFTS,
  tuesday: SHIFTS,
  wednesday: SHIFTS,
  thursday: SHIFTS,
  friday: SHIFTS,
  saturday: [],
  sunday: [],
};
const PROMISE = { firstResponse: 3_600, nextReply: 7_200, resolution: 14_400 };
const TARGETS = { Low: PROMISE, Medium: PROMISE, High: PROMISE, Critical: { ...PROMISE, nextReply: null } };

describe('service levels', () => {
  let desk: Desk;
  let admin: SignedIn;
  let coordinator: SignedIn;
  let made = 0;

  beforeAll(async () => {
    desk = await startDesk();
    admin = await desk.people.admin();
    coordinator = await desk.people.coordinator();
  });
  afterAll(async () => {
    await desk.close();
  });

  const name = (): string => {
    made += 1;
    return `Level ${String(made)}`;
  };
  const makeCalendar = async (fields: object = {}) =>
    desk.request<Calendar>('POST', CALENDARS, {
      as: admin,
      body: { name: name(), timeZone: 'Europe/Berlin', week: WEEK, ...fields },
    });
  const makeCategory = async () => {
    made += 1;
    const key = `sla-${String(made)}`;
    return (await desk.request<{ id: string }>('POST', '/api/categories', { as: admin, body: { key, name: key } }))
      .body;
  };
  const makePolicy = async (fields: object = {}) =>
    desk.request<Policy>('POST', POLICIES, {
      as: admin,
      body: {
        name: name(),
        calendarId: (await makeCalendar()).body.id,
        categoryId: (await makeCategory()).id,
        targets: TARGETS,
        ...fields,
      },
    });
  const standard = async () => {
    const { body } = await desk.request<Listed<Policy>>('GET', POLICIES, { as: admin });
    const policy = body.items.find(({ categoryId }) => categoryId === null);
    expect(policy).toBeDefined();
    return policy as Policy;
  };
  const eventsOf = async (id: string) =>
    desk.database.query<{ name: string; data: object; audience: string }>(
      'SELECT name, data, audience FROM events WHERE subject_id = $1 ORDER BY seq',
      [id],
    );

  it('begins with office hours, the whole clock and a policy for everything', async () => {
    const calendars = await desk.request<Listed<Calendar>>('GET', CALENDARS, { as: admin });
    expect(calendars.body.items.map((one) => one.name)).toEqual(
      expect.arrayContaining(['Around the clock', 'Office hours']),
    );
    const policy = await standard();
    expect(policy).toMatchObject({ name: 'Standard', warnAtPercent: 75, version: 1 });
    expect(policy.targets.Critical).toEqual({ firstResponse: 3_600, nextReply: 7_200, resolution: 14_400 });
  });

  it('is for administrators', async () => {
    for (const path of [CALENDARS, POLICIES]) {
      expect((await desk.request('GET', path)).status).toBe(401);
      expect((await desk.request('GET', path, { as: coordinator })).status).toBe(403);
    }
  });

  it('a calendar is made, changed by version and told', async () => {
    const { status, body: calendar } = await makeCalendar();
    expect(status).toBe(201);
    expect(calendar).toMatchObject({ timeZone: 'Europe/Berlin', week: WEEK, exceptions: [], version: 1 });
    const path = `${CALENDARS}/${calendar.id}`;
    const change = async (body: object, version: number) =>
      desk.request<Calendar>('PATCH', path, { as: admin, body, headers: { 'if-match': `"${String(version)}"` } });
    const exceptions = [{ date: '2026-12-24', name: 'Christmas Eve', hours: [{ from: '09:00', to: '12:00' }] }];
    const changed = await change({ exceptions }, 1);
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ exceptions, week: WEEK, version: 2 });
    expect((await change({ name: 'Other' }, 1)).status).toBe(412);
    expect((await change({ exceptions }, 2)).body.version).toBe(2);
    expect((await desk.request('DELETE', path, { as: admin })).status).toBe(204);
    expect((await desk.request('DELETE', path, { as: admin })).status).toBe(404);
    expect(await eventsOf(calendar.id)).toEqual([
      { name: 'sla_calendar.created', data: { version: 1 }, audience: 'admin' },
      { name: 'sla_calendar.updated', data: { version: 2, fields: ['exceptions'] }, audience: 'admin' },
      { name: 'sla_calendar.deleted', data: { version: 2 }, audience: 'admin' },
    ]);
  });

  it.each<[string, object, string]>([
    ['a zone that nobody knows', { timeZone: 'Europe/Atlantis' }, 'timeZone'],
    ['never open', { week: Object.fromEntries(Object.keys(WEEK).map((day) => [day, []])) }, 'week'],
    ['hours that overlap', { week: { ...WEEK, monday: [...SHIFTS, { from: '16:00', to: '18:00' }] } }, 'week'],
    ['a day that is left out', { week: { ...WEEK, sunday: undefined } }, 'week.sunday'],
    ['a field that nobody knows', { colour: 'red' }, 'colour'],
    ['a date that is none', { exceptions: [{ date: '2026-02-30', name: 'x', hours: [] }] }, 'exceptions'],
  ])('refuses %s', async (_, fields, field) => {
    const { status, body } = await makeCalendar(fields);
    expect(status).toBe(400);
    expect(Object.keys(body.details ?? {})).toEqual([field]);
  });

  it('refuses a name that is taken, also in a change', async () => {
    const [first, second] = [(await makeCalendar()).body, (await makeCalendar()).body];
    expect((await makeCalendar({ name: first.name })).body.code).toBe('KEY_TAKEN');
    const body = { name: first.name };
    expect((await desk.request('PATCH', `${CALENDARS}/${second.id}`, { as: admin, body })).status).toBe(409);
  });

  it('takes holidays from an iCalendar text, and keeps dates that have hours of their own', async () => {
    const kept = { date: '2026-12-25', name: 'On call', hours: [{ from: '10:00', to: '11:00' }] };
    const { body: calendar } = await makeCalendar({ exceptions: [kept] });
    const ics = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'SUMMARY:Christmas',
      'DTSTART;VALUE=DATE:20261225',
      'DTEND;VALUE=DATE:20261227',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'SUMMARY:Lunch',
      'DTSTART:20261228T110000Z',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const take = async (text: string, fields: Record<string, unknown> = {}) =>
      desk.request<Calendar>('POST', `${CALENDARS}/${calendar.id}/holidays`, {
        as: admin,
        body: { ics: text, ...fields },
      });
    const preview = await take(ics, { isPreview: true });
    expect(preview.body.exceptions.map(({ date }) => date)).toEqual(['2026-12-25', '2026-12-26']);
    expect(preview.body).toMatchObject({ skipped: ['Lunch: not a whole day'], version: 1 });
    expect((await take('no calendar', { isPreview: true })).status).toBe(400);
    const { status, body } = await take(ics);
    expect(status).toBe(200);
    expect(body.version).toBe(2);
    expect(body.exceptions).toEqual([kept, { date: '2026-12-26', name: 'Christmas', hours: [] }]);
    expect(body).toMatchObject({ skipped: ['Lunch: not a whole day'], version: 2 });
    expect((await take(ics)).body.version).toBe(2);
    expect((await take('no calendar')).body.details).toEqual({ ics: ['There is no whole-day event in this text'] });
  });

  it('a policy is made, changed by version, taken away and told', async () => {
    const { status, body: policy } = await makePolicy();
    expect(status).toBe(201);
    expect(policy).toMatchObject({ targets: TARGETS, warnAtPercent: 75, version: 1 });
    const path = `${POLICIES}/${policy.id}`;
    const headers = { 'if-match': '"1"' };
    const changed = await desk.request<Policy>('PATCH', path, { as: admin, body: { warnAtPercent: 50 }, headers });
    expect(changed.body).toMatchObject({ warnAtPercent: 50, targets: TARGETS, version: 2 });
    expect((await desk.request('PATCH', path, { as: admin, body: { warnAtPercent: 60 }, headers })).status).toBe(412);
    const inUse = await desk.request<Refusal>('DELETE', `${CALENDARS}/${policy.calendarId}`, { as: admin });
    expect(inUse.body.code).toBe('SLA_CALENDAR_IN_USE');
    expect((await desk.request('DELETE', path, { as: admin })).status).toBe(204);
    expect((await eventsOf(policy.id)).map((event) => event.name)).toEqual([
      'sla_policy.created',
      'sla_policy.updated',
      'sla_policy.deleted',
    ]);
  });

  it('each category has one policy at most, and everything else exactly one', async () => {
    const { body: policy } = await makePolicy();
    expect((await makePolicy({ categoryId: policy.categoryId })).body.details).toEqual({ categoryId: ['taken'] });
    const path = `${POLICIES}/${(await standard()).id}`;
    expect((await desk.request<Refusal>('DELETE', path, { as: admin })).body.code).toBe('SLA_DEFAULT_NEEDED');
    const body = { categoryId: (await makeCategory()).id };
    expect((await desk.request<Refusal>('PATCH', path, { as: admin, body })).body.code).toBe('SLA_DEFAULT_NEEDED');
  });

  it.each<[string, object, string]>([
    ['a calendar that is none', { calendarId: randomUUID() }, 'calendarId'],
    ['a category that is none', { categoryId: randomUUID() }, 'categoryId'],
    ['a target of seconds', { targets: { ...TARGETS, Low: { ...PROMISE, resolution: 5 } } }, 'targets.Low.resolution'],
    ['a priority that is left out', { targets: { ...TARGETS, High: undefined } }, 'targets.High'],
    ['a warning after the breach', { warnAtPercent: 100 }, 'warnAtPercent'],
  ])('refuses %s', async (_, fields, field) => {
    const { status, body } = await makePolicy(fields);
    expect(status).toBe(400);
    expect(Object.keys(body.details ?? {})).toEqual([field]);
  });

  it('a policy is tried on a ticket that is only thought of', async () => {
    const { body: policy } = await makePolicy();
    const ask = async (body: object) =>
      desk.request<Tried>('POST', `${POLICIES}/${policy.id}/try`, { as: admin, body });
    const pauses = [{ from: '2026-09-07T08:00:00Z', to: '2026-09-07T13:00:00Z' }];
    const { status, body } = await ask({ priority: 'Critical', start: '2026-09-07T07:00:00Z', pauses });
    expect(status).toBe(200);
    expect(body.items.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      // Owed however long the ticket rests.
      ['firstResponse', '2026-09-07T08:00:00.000Z'],
      ['resolution', '2026-09-08T08:00:00.000Z'],
    ]);
    expect(body.items[1]?.segments.map(({ kind, seconds }) => [kind, seconds])).toEqual([
      ['remaining', 3_600],
      ['paused', 14_400],
      ['remaining', 7_200],
      ['closed', 0],
      ['remaining', 3_600],
    ]);
    const far = await ask({ priority: 'Low', start: '2026-09-07T07:00:00Z', at: '2030-01-01T00:00:00Z' });
    expect(far.status).toBe(400);
    const turned = [{ from: '2026-09-07T13:00:00Z', to: '2026-09-07T08:00:00Z' }];
    expect((await ask({ priority: 'Low', start: '2026-09-07T07:00:00Z', pauses: turned })).status).toBe(400);
    const unknown = await desk.request('POST', `${POLICIES}/${randomUUID()}/try`, {
      as: admin,
      body: { priority: 'Low', start: '2026-09-07T07:00:00Z' },
    });
    expect(unknown.status).toBe(404);
  });
});
