import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { submitTicket } from '../support/ticket-views.js';

/**
 * As many changes at once as the pool has connections: one that asks for a second connection while its transaction holds
 * the first waits for the others, which wait for it. With a pool of one, a single such change shows it.
 */
describe('a desk with one connection to its database', () => {
  let desk: Desk;
  let admin: SignedIn;

  beforeAll(async () => {
    desk = await startDesk({ env: { DATABASE_POOL: '1' } });
    admin = await desk.people.admin();
  });
  afterAll(async () => {
    await desk.close();
  });

  it('registers, approves, invites, places and suspends people', async () => {
    const employee = await desk.people.employee();
    const coordinator = await desk.people.coordinator();
    const answers = [
      await desk.request<Refusal>('POST', '/api/users', {
        as: admin,
        body: { email: 'invited@desk.example', firstName: 'In', lastName: 'Vited' },
      }),
      await desk.request<Refusal>('PATCH', '/api/me', { as: employee, body: { phone: '+49 30 123456' } }),
      await desk.request<Refusal>('POST', '/api/users/decisions', {
        as: admin,
        body: { decision: 'suspend', ids: [employee.id, coordinator.id], reason: 'They have left' },
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200]);
  });

  it('lets a change of the settings count with the next account', async () => {
    const set = await desk.request<Refusal>('PATCH', '/api/settings/general', {
      as: admin,
      body: { values: { companyIdPattern: 'Y-####' } },
    });
    expect(set.status).toBe(200);
    const made = await desk.request<Refusal & { companyId: string }>('POST', '/api/users', {
      as: admin,
      body: { email: 'next@desk.example', firstName: 'Ne', lastName: 'Xt' },
    });
    expect([made.status, made.body.companyId]).toEqual([201, expect.stringMatching(/^Y-\d{4}$/)]);
  });

  it('takes comments that name people, and changes of many tickets, all sent at once', async () => {
    const employee = await desk.people.employee();
    const coordinator = await desk.people.coordinator();
    const ids = [(await submitTicket(desk, employee)).body.id, (await submitTicket(desk, employee)).body.id];
    const body = `[@Her](mention:${employee.id}) [@Admin](mention:${admin.id})`;
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => [
        desk.request('POST', `/api/tickets/${ids[index % 2] ?? ''}/comments`, { as: coordinator, body: { body } }),
        desk.request('POST', '/api/tickets/bulk', {
          as: coordinator,
          body: { ids, action: 'add_tags', tags: [`tag-${String(index % 3)}`] },
        }),
      ]).flat(),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 201]));
  });
});
