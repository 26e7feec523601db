import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { PNG, submitTicket, type TicketView } from '../support/ticket-views.js';

const ABSENT = '018f0000-0000-7000-8000-00000000dead';
const JSON_TYPE = { 'content-type': 'application/json' };

/** Bodies that are wrong before anybody looks at their fields: what, bytes, headers, the code of one who may come in. */
const BROKEN: readonly [string, string, Record<string, string>, number, string][] = [
  ['broken JSON', '{"a":', JSON_TYPE, 400, 'JSON_INVALID'],
  ['JSON nested too deep', `{"a":${'['.repeat(50)}${']'.repeat(50)}}`, JSON_TYPE, 400, 'JSON_TOO_DEEP'],
  ['a list', '[]', JSON_TYPE, 400, 'VALIDATION_FAILED'],
  ['text', 'a=1', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['a type that is none', 'a=1', { 'content-type': 'nonsense' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
];

describe('refusals come in their order: 401, 404, 403, 409, 400', () => {
  let desk: Desk;
  let admin: SignedIn;
  let ada: SignedIn;
  let bob: SignedIn;
  let carla: SignedIn;
  let ticket: TicketView;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    admin = await desk.people.admin();
    [ada, bob, carla] = await Promise.all([desk.people.employee(), desk.people.employee(), desk.people.coordinator()]);
    ticket = (await submitTicket(desk, ada)).body;
  });
  afterAll(async () => {
    await desk.close();
  });

  const refusal = async (
    method: string,
    path: string,
    as: SignedIn | null,
    body?: object | string,
    headers: Record<string, string> = {},
  ): Promise<[number, string]> => {
    const answer = await desk.request<Refusal>(method, path, {
      ...(as === null ? {} : { as }),
      ...(body === undefined ? {} : { body }),
      headers,
    });
    return [answer.status, answer.body.code];
  };

  describe.each(BROKEN)('%s', (_, body, headers, status, code) => {
    it('is told only to those who may come in', async () => {
      const path = `/api/users/${ada.id}/suspend`;
      expect(await refusal('POST', path, null, body, headers)).toEqual([401, 'AUTHENTICATION_REQUIRED']);
      expect(await refusal('POST', path, ada, body, headers)).toEqual([403, 'PERMISSION_DENIED']);
      expect(await refusal('POST', path, admin, body, headers)).toEqual([status, code]);
      expect(await refusal('POST', '/api/token/employee', null, body, headers)).toEqual([status, code]);
    });

    it('is told of a ticket only to those who see it and may change it', async () => {
      const path = `/api/tickets/${ticket.id}/assign`;
      expect(await refusal('POST', path, bob, body, headers)).toEqual([404, 'NOT_FOUND']);
      expect(await refusal('POST', path, ada, body, headers)).toEqual([403, 'PERMISSION_DENIED']);
      expect(await refusal('POST', path, carla, body, headers)).toEqual([status, code]);
    });

    it('with a bad signature is 401 for the Workflow system', async () => {
      const path = '/api/integrations/workflow/callback';
      expect(await refusal('POST', path, null, body, headers)).toEqual([401, 'INVALID_SIGNATURE']);
    });
  });

  describe('of one ticket', () => {
    const files = (fields: Record<string, string> = {}): FormData => {
      const made = new FormData();
      Object.entries(fields).forEach(([name, value]) => {
        made.append(name, value);
      });
      made.append('files', new Blob([new Uint8Array(PNG)]), 'not-a.pdf');
      return made;
    };
    it.each<[string, string, (() => object) | undefined, number]>([
      ['GET', '/comments?limit=x', undefined, 400],
      ['GET', '/comments?cursor=x', undefined, 400],
      ['POST', '/comments', () => ({}), 400],
      ['POST', '/comments', () => ({ visibility: 'internal' }), 403],
      ['POST', '/comments', () => files({ visibility: 'internal' }), 403],
      ['POST', '/status', () => ({}), 403],
      ['POST', '/assign', () => ({ assigneeId: 'x' }), 403],
      ['POST', '/attachments', () => ({}), 400],
      ['POST', '/attachments', () => files(), 400],
      ['PATCH', '', () => ({ subject: '' }), 400],
      ['PATCH', '', () => ({ priority: 'nonsense' }), 403],
      ['PATCH', '', () => ({ status: 'Closed' }), 400],
      ['PUT', '/watchers/nobody', () => ({}), 403],
    ])('%s %s: 404 for strangers, then %#', async (method, path, body, forRequester) => {
      const url = (ref: string): string => `/api/tickets/${ref}${path}`;
      expect((await refusal(method, url(ticket.id), bob, body?.()))[0]).toBe(404);
      expect((await refusal(method, url(ABSENT), carla, body?.()))[0]).toBe(404);
      expect((await refusal(method, url(ticket.id), ada, body?.()))[0]).toBe(forRequester);
      expect((await refusal(method, url(ticket.id), carla, body?.()))[0]).toBe(400);
      expect((await refusal(method, url(ticket.id), null, body?.()))[0]).toBe(401);
    });

    it('with a bad Idempotency-Key', async () => {
      const headers = { 'idempotency-key': 'a b' };
      const path = `/api/tickets/${ticket.id}/claim`;
      expect(await refusal('POST', path, bob, {}, headers)).toEqual([404, 'NOT_FOUND']);
      expect(await refusal('POST', path, ada, {}, headers)).toEqual([403, 'PERMISSION_DENIED']);
      expect(await refusal('POST', path, carla, {}, headers)).toEqual([400, 'VALIDATION_FAILED']);
    });

    it('a wrong shape is told to whom the state allows it, and to nobody else', async () => {
      const { id } = (await submitTicket(desk, ada)).body;
      const close = async (as: SignedIn): Promise<number> =>
        (await refusal('POST', `/api/tickets/${id}/close`, as, { version: 'x' }))[0];
      expect(await close(ada)).toBe(409);
      await desk.request('POST', `/api/tickets/${id}/status`, { as: carla, body: { status: 'Open' } });
      expect([await close(bob), await close(ada), await close(carla)]).toEqual([404, 400, 409]);
    });

    it.each<[string, string, object]>([
      ['PATCH', '', { subject: '' }],
      ['PATCH', '', { priority: 'nonsense' }],
      ['POST', '/assign', { assigneeId: 'x' }],
      ['POST', '/status', { status: 'Open', version: 'x' }],
      ['POST', '/status', { status: 'Resolved', resolution: 7 }],
      ['POST', '/status', {}],
      ['POST', '/close', { version: 'x' }],
      ['POST', '/reopen', { reason: 7 }],
      ['POST', '/comments', { body: 7 }],
    ])('%s %s %j: 409 where the state forbids it whatever the shape', async (method, path, body) => {
      const { id } = (await submitTicket(desk, ada)).body;
      const url = `/api/tickets/${id}${path}`;
      await desk.request('POST', `/api/tickets/${id}/status`, {
        as: carla,
        body: { status: 'Rejected', reason: 'No' },
      });
      expect((await refusal(method, url, bob, body))[0]).toBe(404);
      expect((await refusal(method, url, carla, body))[0]).toBe(409);
    });

    it('files asked for last: 409 when a ticket takes none', async () => {
      const { id } = (await submitTicket(desk, ada)).body;
      await desk.request('POST', `/api/tickets/${id}/withdraw`, { as: ada, body: {} });
      expect((await refusal('POST', `/api/tickets/${id}/attachments`, ada, {}))[0]).toBe(409);
    });
  });

  it.each([{ priority: 'nonsense' }, { onBehalfOf: 'x' }, { priority: 'High', subject: '' }])(
    'a submission with fields for staff, %j, is 403 for employees and 400 for staff',
    async (body) => {
      expect(await refusal('POST', '/api/tickets/', ada, body)).toEqual([403, 'PERMISSION_DENIED']);
      expect(await refusal('POST', '/api/tickets/', carla, body)).toEqual([400, 'VALIDATION_FAILED']);
      expect(await refusal('POST', '/api/tickets/', ada, { priority: null })).toEqual([400, 'VALIDATION_FAILED']);
    },
  );

  it.each(['reject', 'suspend'])('to %s without a reason: 404, 409, then 400', async (decision) => {
    const path = (id: string): string => `/api/users/${id}/${decision}`;
    const pending = await desk.people.pending();
    const [possible, impossible] = decision === 'reject' ? [pending, bob] : [bob, pending];
    for (const body of [{}, { reason: ' ' }, { reason: 7 }]) {
      expect(await refusal('POST', path(ABSENT), admin, body)).toEqual([404, 'NOT_FOUND']);
      expect(await refusal('POST', path('x'), admin, body)).toEqual([404, 'NOT_FOUND']);
      expect(await refusal('POST', path(impossible.id), admin, body)).toEqual([409, 'ACCOUNT_TRANSITION_NOT_ALLOWED']);
      expect(await refusal('POST', path(possible.id), admin, body)).toEqual([400, 'VALIDATION_FAILED']);
      expect(await refusal('POST', path(possible.id), ada, body)).toEqual([403, 'PERMISSION_DENIED']);
    }
  });
});
