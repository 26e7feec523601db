import { randomUUID } from 'node:crypto';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import {
  submitTicket,
  type CommentView,
  type TicketDraft,
  type TicketListView,
  type TicketView,
} from '../support/ticket-views.js';

type Written = CommentView & {
  readonly bodyHtml: string;
  readonly mentions: readonly { personId: string; isTold: boolean }[];
};

describe('mentions', () => {
  let desk: Desk;
  let ada: SignedIn;
  let carla: SignedIn;
  let carl: SignedIn;

  beforeAll(async () => {
    desk = await startDesk();
    [ada, carla, carl] = await Promise.all([
      desk.people.employee(),
      desk.people.coordinator(),
      desk.people.coordinator(),
    ]);
  });
  afterAll(async () => {
    await desk.close();
  });

  const naming = (person: { id: string; firstName?: string }): string =>
    `[@${person.firstName ?? 'x'}](mention:${person.id})`;
  const make = async (draft: TicketDraft = {}): Promise<TicketView> => (await submitTicket(desk, ada, draft)).body;
  const write = async (as: SignedIn, id: string, body: object): Promise<Written> => {
    const answer = await desk.request<Written>('POST', `/api/tickets/${id}/comments`, { as, body });
    expect(answer).toMatchObject({ status: 201 });
    return answer.body;
  };
  const mails = async (to: SignedIn, id: string): Promise<{ template: string; data: { body?: string } }[]> =>
    desk.database.query(
      `SELECT template, data FROM mail_messages WHERE to_address = $1 AND thread_id = $2 ORDER BY created_at`,
      [to.email, id],
    );
  const watchers = async (id: string): Promise<string[]> =>
    (
      await desk.database.query<{ user_id: string }>('SELECT user_id FROM ticket_watchers WHERE ticket_id = $1', [id])
    ).map((row) => row.user_id);

  it('in a note: the colleague is told without its words, follows the ticket and finds it in his view', async () => {
    const { id, number } = await make();
    const note = await write(carla, id, {
      body: `Secretword ${naming(carl)} ${naming(carla)}`,
      visibility: 'internal',
    });
    expect(note.mentions).toEqual([{ personId: carl.id, isTold: true }]);
    expect(note.bodyHtml).toContain(`<strong>@${carl.firstName}</strong>`);
    expect(await watchers(id)).toEqual([carl.id]);
    const [mail] = await eventually(async () => {
      const all = (await mails(carl, id)).filter(({ template }) => template === 'ticket-mentioned');
      return all.length > 0 ? all : null;
    });
    expect(JSON.stringify(mail)).not.toContain('Secretword');
    const list = await desk.request<TicketListView>('GET', '/api/tickets?view=mentions', { as: carl });
    expect(list.body.items.map((item) => item.number)).toEqual([number]);
    const counts = await desk.request<{ items: { key: string; count: number }[] }>('GET', '/api/tickets/views/counts', {
      as: carl,
    });
    expect(counts.body.items.find(({ key }) => key === 'mentions')?.count).toBe(1);
    const others = await desk.request<TicketListView>('GET', '/api/tickets?view=mentions', { as: carla });
    expect(others.body.items).toEqual([]);
  });

  it('give no sight: whoever may not see it is not told, and looks like nobody', async () => {
    const stranger = await desk.people.employee();
    const { id } = await make({ confidential: true });
    const nobody = randomUUID();
    const names = [carl, stranger, { id: nobody }].map(naming).join(' ');
    const reply = await write(ada, id, { body: names });
    expect(reply.mentions).toEqual([carl.id, stranger.id, nobody].map((personId) => ({ personId, isTold: false })));
    expect(await watchers(id)).toEqual([]);
    expect((await desk.request('GET', `/api/tickets/${id}`, { as: carl })).status).toBe(404);
    const note = await write(await desk.people.admin(), id, { body: naming(ada), visibility: 'internal' });
    expect(note.mentions).toEqual([{ personId: ada.id, isTold: false }]);
    const rows = await desk.database.query('SELECT user_id FROM ticket_mentions WHERE ticket_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  it('in a reply: one mail each, with the words; none for whoever does not want them', async () => {
    const { id } = await make();
    const quiet = await desk.people.coordinator();
    const chosen = await desk.request('PATCH', '/api/me/notifications', {
      as: quiet,
      body: { items: [{ key: 'ticket-mentioned', mail: false }] },
    });
    expect(chosen.status).toBe(200);
    await write(carla, id, { body: `Openword ${naming(carl)} ${naming(quiet)} ${naming(ada)}` });
    await eventually(
      async () =>
        (await mails(carl, id)).length > 0 &&
        (await mails(ada, id)).some(({ template }) => template === 'ticket-reply'),
    );
    expect(await mails(carl, id)).toMatchObject([
      { template: 'ticket-mentioned', data: { body: expect.stringContaining('Openword') } },
    ]);
    expect(await mails(quiet, id)).toEqual([]);
    expect((await mails(ada, id)).map(({ template }) => template)).not.toContain('ticket-mentioned');
  });
});
