import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { submitTicket, type TicketView } from '../support/ticket-views.js';

/** What an API token reads and does behind the doors its words open: `docs/decisions/0013`. */
describe('a narrow API token', () => {
  let desk: Desk;
  let admin: SignedIn;
  let ada: SignedIn;
  let carla: SignedIn;

  beforeAll(async () => {
    desk = await startDesk();
    admin = await desk.people.admin();
    [ada, carla] = await Promise.all([desk.people.employee(), desk.people.coordinator()]);
  });
  afterAll(async () => {
    await desk.close();
  });

  const tokenOf = async (as: SignedIn, ...scopes: readonly string[]): Promise<SignedIn> => {
    const made = await desk.request<{ token: string }>('POST', '/api/me/api-tokens', {
      as,
      body: { name: 'narrow', scopes },
    });
    expect(made.status).toBe(201);
    return { ...as, access: made.body.token };
  };

  it('that creates gets the ticket it made, may do nothing to it, and cannot read it again', async () => {
    const token = await tokenOf(ada, 'ticket:create', 'category:read');
    const made = await submitTicket(desk, token);
    expect(made).toMatchObject({ status: 201, body: { allowedActions: [], transitions: [] } });
    const path = `/api/tickets/${made.body.id}`;
    for (const [method, end, body] of [
      ['GET', '', undefined],
      ['GET', '/comments', undefined],
      ['GET', '/timeline', undefined],
      ['PATCH', '', { subject: 'x' }],
      ['POST', '/withdraw', {}],
      ['POST', '/comments', { body: 'x' }],
    ] as const) {
      const answer = await desk.request<Refusal>(method, `${path}${end}`, {
        as: token,
        ...(body === undefined ? {} : { body }),
      });
      expect([method, end, answer.status, answer.body.code]).toEqual([method, end, 403, 'PERMISSION_DENIED']);
    }
    expect((await desk.request('GET', '/api/tickets', { as: token })).status).toBe(403);
  });

  it('that reads tickets learns of people what stands on a ticket and no more', async () => {
    const { body } = await submitTicket(desk, ada);
    const token = await tokenOf(carla, 'ticket:read');
    const seen = await desk.request<TicketView & { requester: object }>('GET', `/api/tickets/${body.id}`, {
      as: token,
    });
    expect(seen.body.allowedActions).toEqual([]);
    expect(Object.keys(seen.body.requester).sort()).toEqual(
      ['avatarUrl', 'companyId', 'firstName', 'id', 'lastName', 'name'].sort(),
    );
    for (const path of ['/api/people', `/api/people/${ada.id}`, '/api/teams', '/api/me', '/api/users']) {
      expect([path, (await desk.request('GET', path, { as: token })).status]).toEqual([path, 403]);
    }
  });

  it('is never more than its owner is now', async () => {
    const person = await desk.people.secondAdmin();
    const token = await tokenOf(person, 'user:manage', 'ticket:read');
    expect((await desk.request('GET', '/api/users', { as: token })).status).toBe(200);
    await desk.request('PATCH', `/api/users/${person.id}`, { as: admin, body: { role: 'Employee' } });
    expect((await desk.request('GET', '/api/users', { as: token })).status).toBe(401);
    expect((await desk.request('GET', '/api/tickets', { as: token })).status).toBe(401);
  });

  it('cannot be made by somebody for what he may not do, nor by another token', async () => {
    const body = { name: 'more', scopes: ['user:manage'] };
    const beyond = await desk.request<Refusal>('POST', '/api/me/api-tokens', { as: carla, body });
    expect([beyond.status, Object.keys(beyond.body.details ?? {})]).toEqual([400, ['scopes']]);
    const token = await tokenOf(admin, 'account:own', 'user:manage');
    expect((await desk.request('POST', '/api/me/api-tokens', { as: token, body })).status).toBe(403);
  });

  it('that reads mails finds no link by which it could become somebody, and sends none again', async () => {
    await desk.request('POST', '/api/auth/password/forgot', { body: { email: carla.email } });
    const id = await eventually(async () => {
      const path = `/api/mailbox?template=password-reset&to=${encodeURIComponent(carla.email)}`;
      const { body } = await desk.request<{ items: { id: string; state: string }[] }>('GET', path, { as: admin });
      return body.items.find(({ state }) => state === 'sent')?.id;
    });
    const token = await tokenOf(admin, 'mail:read');
    const show = async (as: SignedIn) =>
      (await desk.request<{ text: string; html: string }>('GET', `/api/mailbox/${id}`, { as })).body;
    const [own, shown] = [await show(admin), await show(token)];
    expect(own.text).toMatch(/\/reset\?token=\S{40,}/);
    expect(`${shown.text} ${shown.html}`).not.toMatch(/token=/);
    expect(shown.text).toContain('[hidden]');
    expect((await desk.request('POST', `/api/mailbox/${id}/resend`, { as: token, body: {} })).status).toBe(403);
    const resender = await tokenOf(admin, 'mail:resend');
    expect((await desk.request('POST', `/api/mailbox/${id}/resend`, { as: resender, body: {} })).status).toBe(202);
    expect((await desk.request('GET', `/api/mailbox/${id}`, { as: resender })).status).toBe(403);
  });
});
