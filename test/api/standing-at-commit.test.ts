import pg from 'pg';
import { eventually } from '../support/eventually.js';
import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Bearer, Refusal, RestAnswer } from '../support/rest.js';
import { submitTicket } from '../support/ticket-views.js';

/** Docs/decisions/0008: the last word on a write is asked when everything else is done. */
describe('a write that waits while its author is shut out', () => {
  let desk: Desk;
  let admin: SignedIn;

  beforeAll(async () => {
    desk = await startDesk();
    admin = await desk.people.admin();
  });
  afterAll(async () => {
    await desk.close();
  });

  const decide = async (path: string, method = 'POST', body?: object) =>
    expect((await desk.request(method, path, { as: admin, body })).status).toBe(200);
  const traces = async (ticketId: string) =>
    desk.database.query(
      `SELECT t.version, t.status, (SELECT count(*)::int FROM comments c WHERE c.ticket_id = t.id) AS comments,
         (SELECT count(*)::int FROM events e WHERE e.subject_id = t.id) AS events,
         (SELECT count(*)::int FROM idempotency_keys) AS keys
       FROM tickets t WHERE t.id = $1`,
      [ticketId],
    );

  /** Holds the ticket's row, starts the write, lets it wait, shuts its author out, and lets go. */
  const whileWaiting = async (as: Bearer, ticketId: string, act: () => Promise<void>): Promise<RestAnswer<Refusal>> => {
    const holder = new pg.Client({ connectionString: desk.database.url });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM tickets WHERE id = $1 FOR UPDATE', [ticketId]);
      const answer = desk.request<Refusal>('POST', `/api/tickets/${ticketId}/comments`, {
        as,
        body: { body: 'Too late' },
        headers: { 'Idempotency-Key': `late-${ticketId}` },
      });
      await eventually(async () => {
        const waiting = await desk.database.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return waiting.length > 0 ? true : null;
      });
      await act();
      await holder.query('COMMIT');
      return await answer;
    } finally {
      await holder.end();
    }
  };

  it.each<[string, (person: SignedIn) => Promise<void>]>([
    ['suspended', async ({ id }) => decide(`/api/users/${id}/suspend`, 'POST', { reason: 'lost laptop' })],
    ['given another role', async ({ id }) => decide(`/api/users/${id}`, 'PATCH', { role: 'Ticket Coordinator' })],
    [
      'signed out',
      async ({ refresh }) => {
        expect((await desk.request('POST', '/api/token/revoke', { body: { refresh } })).status).toBe(204);
      },
    ],
  ])('is refused when he was %s, and leaves nothing behind', async (_, act) => {
    const person = await desk.people.employee();
    const { id } = (await submitTicket(desk, person)).body;
    const before = await traces(id);
    const late = await whileWaiting(person, id, async () => act(person));
    expect([late.status, late.body.code]).toEqual([401, 'AUTHENTICATION_REQUIRED']);
    expect(await traces(id)).toEqual(before);
  });

  it('is refused when the API token it came with was deleted', async () => {
    const person = await desk.people.employee();
    const { id } = (await submitTicket(desk, person)).body;
    const made = await desk.request<{ id: string; token: string }>('POST', '/api/me/api-tokens', {
      as: person,
      body: { name: 'script', scopes: ['ticket:read', 'ticket:act'] },
    });
    const late = await whileWaiting({ access: made.body.token }, id, async () => {
      const path = `/api/me/api-tokens/${made.body.id}`;
      expect((await desk.request('DELETE', path, { as: person })).status).toBe(204);
    });
    expect(late.status).toBe(401);
  });

  it('is done when nothing happened to him', async () => {
    const person = await desk.people.employee();
    const { id } = (await submitTicket(desk, person)).body;
    expect((await whileWaiting(person, id, async () => Promise.resolve())).status).toBe(201);
  });

  it('lets an administrator end his own standing: another role, his own session', async () => {
    const demoted = await desk.people.secondAdmin();
    const path = `/api/users/${demoted.id}`;
    expect((await desk.request('PATCH', path, { as: demoted, body: { role: 'Employee' } })).status).toBe(200);
    expect((await desk.request('GET', '/api/me', { as: demoted })).status).toBe(401);
    const again = await desk.people.signIn(demoted);
    const { items } = (
      await desk.request<{ items: { id: string; isCurrent: boolean }[] }>('GET', '/api/me/sessions', { as: again })
    ).body;
    const own = items.find(({ isCurrent }) => isCurrent)?.id;
    expect((await desk.request('DELETE', `/api/me/sessions/${String(own)}`, { as: again })).status).toBe(204);
  });

  it('costs one statement per write and none per read', async () => {
    const person = await desk.people.employee();
    const { id } = (await submitTicket(desk, person)).body;
    const names: string[] = [];
    const prototype = pg.Client.prototype as unknown as Record<'query', (...given: unknown[]) => unknown>;
    const query = prototype.query;
    prototype.query = function (this: pg.Client, ...given: unknown[]) {
      const [first] = given;
      if (typeof first === 'object' && first !== null && 'name' in first) {
        names.push(String(first.name));
      }
      return query.apply(this, given);
    };
    try {
      const asked = () => names.splice(0).filter((name) => /_stands$/.test(name));
      await desk.request('GET', `/api/tickets/${id}`, { as: person });
      expect(asked()).toEqual([]);
      await desk.request('POST', `/api/tickets/${id}/comments`, { as: person, body: { body: 'Hello' } });
      expect(asked()).toEqual(['auth.session_stands']);
      await desk.request('PATCH', '/api/me', { as: person, body: { firstName: 'Other' } });
      expect(asked()).toEqual(['auth.session_stands']);
    } finally {
      prototype.query = query;
    }
  });
});
