import { randomUUID } from 'node:crypto';
import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { submitTicket, type CommentView, type TicketDraft, type TicketView } from '../support/ticket-views.js';

interface Link {
  readonly id: string;
  readonly type: string;
  readonly ticket: { readonly id: string; readonly number: string; readonly status: string };
  readonly linkedBy: { readonly id: string } | null;
  readonly allowedActions: readonly string[];
}
interface Links {
  readonly items: readonly Link[];
  readonly openChildCount: number;
}
type Linked = TicketView & { readonly linkCount: number };
interface Told {
  readonly type: string;
  readonly linkType?: string;
  readonly ticket?: { readonly id: string; readonly number: string };
}

const DAY = 86_400_000;

describe('links between tickets', () => {
  let desk: Desk;
  let admin: SignedIn;
  let ada: SignedIn;
  let carla: SignedIn;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    [admin, ada, carla] = await Promise.all([desk.people.admin(), desk.people.employee(), desk.people.coordinator()]);
  });
  afterAll(async () => {
    await desk.close();
  });

  const make = async (draft: TicketDraft = {}, as = ada): Promise<TicketView> => {
    const answer = await submitTicket(desk, as, draft);
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const link = async <B = Link & Refusal>(
    as: SignedIn,
    from: TicketView,
    type: string,
    ticket: string,
    headers = {},
  ): Promise<RestAnswer<B>> =>
    desk.request<B>('POST', `/api/tickets/${from.id}/links`, { as, body: { type, ticket }, headers });
  const links = async (as: SignedIn, { id }: TicketView): Promise<Links> => {
    const { status, body } = await desk.request<Links>('GET', `/api/tickets/${id}/links`, { as });
    expect(status).toBe(200);
    return body;
  };
  const shown = async (as: SignedIn, ticket: TicketView): Promise<string[]> =>
    (await links(as, ticket)).items.map(({ type, ticket: { number } }) => `${type} ${number}`);
  const read = async (as: SignedIn, { id }: TicketView): Promise<Linked> =>
    (await desk.request<Linked>('GET', `/api/tickets/${id}`, { as })).body;
  const told = async (as: SignedIn, { id }: TicketView): Promise<string[]> =>
    (await desk.request<{ items: Told[] }>('GET', `/api/tickets/${id}/timeline`, { as })).body.items
      .filter(({ type }) => type.endsWith('linked'))
      .map(({ type, linkType = '', ticket }) => `${type} ${linkType} ${ticket?.number ?? ''}`);

  it.each([
    ['relates', 'relates'],
    ['duplicates', 'duplicated_by'],
    ['duplicated_by', 'duplicates'],
    ['parent', 'child'],
    ['child', 'parent'],
  ])('%s is shown on both tickets, told in both histories, and taken away from either', async (type, back) => {
    const [one, other] = [await make(), await make()];
    const made = await link(carla, one, type, other.number.slice(3));
    expect(made).toMatchObject({
      status: 201,
      body: {
        type,
        ticket: { id: other.id, number: other.number, subject: other.subject, status: 'New', statusLabel: 'New' },
        linkedBy: { id: carla.id },
        allowedActions: ['remove'],
      },
    });
    expect(await shown(carla, one)).toEqual([`${type} ${other.number}`]);
    expect(await shown(admin, other)).toEqual([`${back} ${one.number}`]);
    expect(await read(carla, one)).toMatchObject({ linkCount: 1, version: one.version });
    expect(await read(carla, other)).toMatchObject({ linkCount: 1, version: other.version });
    const path = `/api/tickets/${other.id}/links/${made.body.id}`;
    expect((await desk.request('DELETE', path, { as: carla })).status).toBe(204);
    expect((await desk.request('DELETE', path, { as: carla })).status).toBe(404);
    expect(await shown(carla, one)).toEqual([]);
    expect((await read(carla, one)).linkCount).toBe(0);
    expect(await told(carla, one)).toEqual([
      `ticket.linked ${type} ${other.number}`,
      `ticket.unlinked ${type} ${other.number}`,
    ]);
    expect(await told(carla, other)).toEqual([
      `ticket.linked ${back} ${one.number}`,
      `ticket.unlinked ${back} ${one.number}`,
    ]);
  });

  it('is refused for itself, a second time from either side, and for what is not there', async () => {
    const [one, other] = [await make(), await make()];
    expect(await link(carla, one, 'relates', one.number)).toMatchObject({
      status: 409,
      body: { code: 'LINK_TO_ITSELF' },
    });
    expect((await link(carla, one, 'relates', other.id)).status).toBe(201);
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      expect(await link(carla, from, 'relates', to.id)).toMatchObject({ status: 409, body: { code: 'LINK_EXISTS' } });
    }
    // In another way the two may be linked as well.
    expect((await link(carla, one, 'duplicates', other.id)).status).toBe(201);
    for (const nobody of [randomUUID(), 'SS-999999', 'what?']) {
      expect(await link(carla, one, 'relates', nobody)).toMatchObject({
        status: 400,
        body: { details: { ticket: ['There is no such ticket'] } },
      });
    }
    for (const body of [{ type: 'follow_up_of', ticket: other.id }, { type: 'relates' }, { ticket: other.id }, {}]) {
      expect((await desk.request('POST', `/api/tickets/${one.id}/links`, { as: carla, body })).status).toBe(400);
    }
    expect(await shown(carla, one)).toHaveLength(2);
  });

  it('is made once by a repeated request', async () => {
    const [one, other] = [await make(), await make()];
    const headers = { 'idempotency-key': randomUUID() };
    const first = await link(carla, one, 'relates', other.id, headers);
    const again = await link(carla, one, 'relates', other.id, headers);
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
  });

  it('is for staff: employees neither see nor make nor remove any', async () => {
    const [one, other] = [await make(), await make()];
    const { body } = await link(carla, one, 'relates', other.id);
    expect(await shown(ada, one)).toEqual([]);
    expect(await read(ada, one)).toMatchObject({ linkCount: 0 });
    expect((await read(ada, one)).allowedActions).not.toContain('link');
    expect((await read(carla, one)).allowedActions).toContain('link');
    expect(await told(ada, one)).toEqual([]);
    expect((await link(ada, one, 'duplicates', other.id)).status).toBe(403);
    expect((await desk.request('DELETE', `/api/tickets/${one.id}/links/${body.id}`, { as: ada })).status).toBe(403);
  });

  it('to a ticket that one may not see does not exist: in no list, count, history, and not to be taken away', async () => {
    const open = await make();
    const hidden = await make({ confidential: true });
    const made = await link(admin, open, 'parent', hidden.number);
    expect(made.status).toBe(201);
    expect(await shown(admin, open)).toEqual([`parent ${hidden.number}`]);
    expect(await shown(carla, open)).toEqual([]);
    expect((await read(carla, open)).linkCount).toBe(0);
    expect((await read(admin, open)).linkCount).toBe(1);
    expect(await told(carla, open)).toEqual([]);
    expect(await told(admin, open)).toEqual([`ticket.linked parent ${hidden.number}`]);
    const path = `/api/tickets/${open.id}/links/${made.body.id}`;
    expect((await desk.request('DELETE', path, { as: carla })).status).toBe(404);
    // What is hidden is refused in the words of what is not there.
    const refused = await link(carla, open, 'relates', hidden.number);
    const unknown = await link(carla, open, 'relates', 'SS-999999');
    expect([refused.status, refused.body.details]).toEqual([unknown.status, unknown.body.details]);
    // Whoever watches it, sees it.
    await desk.request('PUT', `/api/tickets/${hidden.id}/watchers/${carla.id}`, { as: admin });
    expect(await shown(carla, open)).toEqual([`parent ${hidden.number}`]);
    expect((await desk.request('DELETE', path, { as: carla })).status).toBe(204);
  });

  it('a chain of parents, or of duplicates, never comes back to where it began', async () => {
    const [a, b, c] = [await make(), await make(), await make()];
    for (const type of ['parent', 'duplicates']) {
      expect((await link(carla, a, type, b.id)).status).toBe(201);
      expect((await link(carla, b, type, c.id)).status).toBe(201);
      for (const [from, to] of [
        [c, a],
        [b, a],
        [c, b],
      ] as const) {
        expect(await link(carla, from, type, to.id)).toMatchObject({ status: 409, body: { code: 'LINK_CYCLE' } });
      }
    }
    // Round corners are no circle, and related ones may stand in one.
    expect((await link(carla, a, 'parent', c.id)).status).toBe(201);
    for (const [from, to] of [
      [a, b],
      [b, c],
      [c, a],
    ] as const) {
      expect((await link(carla, from, 'relates', to.id)).status).toBe(201);
    }
  });

  it('fifty at once close no circle, and the same link is made by one of fifty', async () => {
    const ring = await Promise.all(Array.from({ length: 10 }, async () => make()));
    const at = (index: number): TicketView => ring[index % ring.length] ?? ring[0] ?? fail();
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) =>
        link(carla, at(index), 'parent', at(index + 1 + Math.floor(index / ring.length)).id),
      ),
    );
    expect(answers.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual([]);
    const circles = await desk.database.query(
      `WITH RECURSIVE up (start, id) AS (
         SELECT to_id, from_id FROM ticket_links WHERE kind = 'parent'
         UNION SELECT up.start, l.from_id FROM up JOIN ticket_links l ON l.to_id = up.id AND l.kind = 'parent')
       SELECT start FROM up WHERE start = id`,
    );
    expect(circles).toEqual([]);
    const [one, other] = [await make(), await make()];
    const same = await Promise.all(
      Array.from({ length: 50 }, async (_, index) =>
        index % 2 === 0 ? link(carla, one, 'relates', other.id) : link(admin, other, 'relates', one.id),
      ),
    );
    expect(same.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await told(carla, one)).toHaveLength(1);
  });

  it('tells how many children are still open, open ones first', async () => {
    const parent = await make();
    const [done, open] = [await make(), await make()];
    await desk.request('POST', `/api/tickets/${done.id}/status`, { as: carla, body: { status: 'Open' } });
    const body = { status: 'Resolved', resolution: 'Done' };
    expect((await desk.request('POST', `/api/tickets/${done.id}/status`, { as: carla, body })).status).toBe(200);
    await link(carla, parent, 'child', open.id);
    await link(carla, parent, 'child', done.id);
    const all = await links(carla, parent);
    expect(all.items.map(({ ticket }) => ticket.status)).toEqual(['New', 'Resolved']);
    expect(all.openChildCount).toBe(1);
  });

  it('a follow-up is shown on both tickets, to its requester too, and stays one', async () => {
    const old = await make();
    await desk.request('POST', `/api/tickets/${old.id}/status`, { as: carla, body: { status: 'Open' } });
    const body = { status: 'Resolved', resolution: 'Done' };
    await desk.request('POST', `/api/tickets/${old.id}/status`, { as: carla, body });
    const stranger = await desk.people.employee();
    desk.clock.advance(40 * DAY);
    const again = await desk.people.signIn(ada);
    const coordinator = await desk.people.signIn(carla);
    const watcher = await desk.people.signIn(stranger);
    const answer = await desk.request<CommentView>('POST', `/api/tickets/${old.id}/comments`, {
      as: again,
      body: { body: 'It is back' },
    });
    const next = answer.body.followUp;
    expect(next).toBeDefined();
    const followUp = { ...old, ...next };
    expect(await shown(again, old)).toEqual([`followed_up_by ${followUp.number}`]);
    expect(await shown(again, followUp)).toEqual([`follow_up_of ${old.number}`]);
    expect(await read(again, followUp)).toMatchObject({ linkCount: 1, followUpOf: old.id });
    expect(await told(again, old)).toEqual([`ticket.linked followed_up_by ${followUp.number}`]);
    expect(await told(again, followUp)).toEqual([`ticket.linked follow_up_of ${old.number}`]);
    const [item] = (await links(coordinator, old)).items;
    expect(item?.allowedActions).toEqual([]);
    const path = `/api/tickets/${old.id}/links/${item?.id ?? ''}`;
    expect(await desk.request('DELETE', path, { as: coordinator })).toMatchObject({
      status: 409,
      body: { code: 'LINK_FIXED' },
    });
    // Somebody who watches the new one only does not hear of the old one.
    await desk.request('PUT', `/api/tickets/${followUp.id}/watchers/${watcher.id}`, { as: coordinator });
    expect(await read(watcher, followUp)).toMatchObject({ linkCount: 0, followUpOf: null });
    expect(await told(watcher, followUp)).toEqual([]);
  });
});

function fail(): never {
  throw new Error('The ring is empty');
}
