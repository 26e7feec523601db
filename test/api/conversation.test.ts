import { randomUUID } from 'node:crypto';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { LiveClient } from '../support/live-client.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { PNG, submitTicket, type TicketDraft, type TicketView } from '../support/ticket-views.js';

interface Written {
  readonly id: string;
  readonly body: string;
  readonly bodyHtml: string;
  readonly attachments: readonly { readonly id: string; readonly filename: string }[];
  readonly ticket: { readonly id: string; readonly version: number; readonly status: string };
}
interface Shown extends TicketView {
  readonly description: string;
  readonly descriptionHtml: string;
}
interface Listed {
  readonly id: string;
  readonly isUnread: boolean;
  readonly lastMessage: {
    readonly at: string;
    readonly author: { readonly id: string } | null;
    readonly text: string;
    readonly visibility: string;
  } | null;
}

const TEXT = { name: 'notes.txt', type: 'text/plain', bytes: new TextEncoder().encode('some words') };
const picture = (name: string) => ({ name, type: 'image/png', bytes: new Uint8Array(PNG) });

describe('the conversation of a ticket', () => {
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

  const make = async (draft: TicketDraft = {}, as = ada): Promise<TicketView> => {
    const answer = await submitTicket(desk, as, draft);
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const form = (fields: Record<string, string>, files: readonly (typeof TEXT)[] = []): FormData => {
    const data = new FormData();
    Object.entries(fields).forEach(([name, value]) => {
      data.append(name, value);
    });
    files.forEach(({ name, type, bytes }) => {
      data.append('files', new Blob([bytes], { type }), name);
    });
    return data;
  };
  const send = async <B = Written>(as: SignedIn, id: string, body: object, headers = {}): Promise<RestAnswer<B>> =>
    desk.request<B>('POST', `/api/tickets/${id}/comments`, { as, body, headers });
  const write = async (as: SignedIn, id: string, body: object): Promise<Written> => {
    const answer = await send(as, id, body);
    expect(answer).toMatchObject({ status: 201 });
    return answer.body;
  };
  const read = async (as: SignedIn, id: string): Promise<Shown> => {
    const answer = await desk.request<Shown>('GET', `/api/tickets/${id}`, { as });
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const act = async (as: SignedIn, id: string, action: string, body: object = {}): Promise<void> => {
    const answer = await desk.request('POST', `/api/tickets/${id}/${action}`, { as, body });
    expect(answer.status).toBeLessThan(300);
  };

  describe('pasted images', () => {
    it('of a reply are shown in their places, by the ids of its files', async () => {
      const { id } = await make();
      const body = 'See ![the error](attachment:2), ![](attachment:1) and ![none](attachment:3)';
      const reply = await write(carla, id, form({ body }, [picture('a.png'), picture('b.png')]));
      const [a, b] = reply.attachments.map((file) => file.id);
      expect(reply.body).toBe(
        `See ![the error](attachment:${String(b)}), ![](attachment:${String(a)}) and ![none](attachment:3)`,
      );
      expect(reply.bodyHtml).toBe(
        `<p>See <img data-attachment="${String(b)}" alt="the error" />, <img data-attachment="${String(a)}" alt="" /> and </p>\n`,
      );
      const link = await desk.request<{ url: string }>('GET', `/api/attachments/${String(b)}/link`, { as: ada });
      expect(link.status).toBe(200);
    });

    it('of a new ticket stay when its description is changed', async () => {
      const made = await make({ description: 'Look: ![screen](attachment:1)', files: [picture('a.png')] });
      const [file] = made.attachments;
      const shown = `<img data-attachment="${String(file?.id)}" alt="screen" />`;
      expect(await read(ada, made.id)).toMatchObject({
        description: `Look: ![screen](attachment:${String(file?.id)})`,
        descriptionHtml: `<p>Look: ${shown}</p>\n`,
      });
      const changed = await desk.request<Shown>('PATCH', `/api/tickets/${made.id}`, {
        as: ada,
        body: { description: `Once more: ![screen](attachment:${String(file?.id)})` },
      });
      expect(changed.body.descriptionHtml).toBe(`<p>Once more: ${shown}</p>\n`);
    });

    it('of other tickets, and files that are no images, stay out', async () => {
      const [other, { id }] = [await make({ files: [picture('a.png')] }), await make()];
      const reply = await write(
        ada,
        id,
        form(
          {
            body: `![x](attachment:${String(other.attachments[0]?.id)}) ![y](attachment:1) ![z](attachment:${randomUUID()})`,
          },
          [TEXT],
        ),
      );
      expect(reply.bodyHtml).not.toContain('<img');
    });

    it('of the ticket may be shown again; those of notes in notes alone', async () => {
      const { id } = await make();
      const note = await write(
        carla,
        id,
        form({ body: '![n](attachment:1)', visibility: 'internal' }, [picture('n.png')]),
      );
      const [ofNote] = note.attachments;
      const named = `![n](attachment:${String(ofNote?.id)})`;
      expect(note.bodyHtml).toContain('<img');
      expect((await write(carla, id, { body: named, visibility: 'internal' })).bodyHtml).toContain('<img');
      expect((await write(carla, id, { body: named })).bodyHtml).not.toContain('<img');
      expect((await write(ada, id, { body: named })).bodyHtml).not.toContain('<img');
      const path = `/api/attachments/${String(ofNote?.id)}/link`;
      expect((await desk.request('GET', path, { as: ada })).status).toBe(404);
      expect((await desk.request('GET', path, { as: carla })).status).toBe(200);
      const reply = await write(ada, id, form({ body: '![r](attachment:1)' }, [picture('r.png')]));
      const again = await write(carla, id, { body: `> ![r](attachment:${String(reply.attachments[0]?.id)})` });
      expect(again.bodyHtml).toContain('<img');
    });

    it('are words in mails', async () => {
      const { id } = await make();
      await write(carla, id, form({ body: 'Press ![the green button](attachment:1)' }, [picture('a.png')]));
      const [mail] = await eventually(async () => {
        const mails = await desk.database.query<{ data: { body: string; bodyHtml: string } }>(
          `SELECT data FROM mail_messages WHERE thread_id = $1 AND template = 'ticket-reply'`,
          [id],
        );
        return mails.length > 0 ? mails : null;
      });
      expect(mail?.data).toMatchObject({
        body: 'Press [image: the green button]',
        bodyHtml: '<p>Press [image: the green button]</p>\n',
      });
    });

    it('of a follow-up go with it', async () => {
      const { id } = await make();
      await act(carla, id, 'assign', { assigneeId: carla.id });
      await act(carla, id, 'status', { status: 'Resolved', resolution: 'Done' });
      await act(ada, id, 'close');
      await desk.database.query(
        `UPDATE tickets SET resolved_at = now() - interval '30 days', closed_at = now() - interval '30 days' WHERE id = $1`,
        [id],
      );
      const answer = await send<{ id: null; followUp: { id: string } }>(
        ada,
        id,
        form({ body: 'Again: ![it](attachment:1)' }, [picture('a.png')]),
      );
      expect(answer.status).toBe(201);
      expect((await read(ada, answer.body.followUp.id)).descriptionHtml).toMatch(
        /<img data-attachment="[0-9a-f-]{36}" alt="it" \/>/,
      );
    });
  });

  describe('a repeated message', () => {
    it('with files is written once and answered alike', async () => {
      const { id } = await make();
      const key = { 'idempotency-key': randomUUID() };
      const one = await send(carla, id, form({ body: '![x](attachment:1)' }, [picture('a.png')]), key);
      const two = await send(carla, id, form({ body: '![x](attachment:1)' }, [picture('a.png')]), key);
      expect([one.status, two.status]).toEqual([201, 201]);
      expect(two.body).toEqual(one.body);
      const shown = await read(carla, id);
      expect([shown.commentCount, shown.attachmentCount]).toEqual([1, 1]);
      const other = await send<Refusal>(carla, id, form({ body: '![x](attachment:1)' }, [TEXT]), key);
      expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    });
  });

  describe('a status with a message', () => {
    it('comes with it, in this order', async () => {
      const { id } = await make();
      await act(carla, id, 'assign', { assigneeId: carla.id });
      const before = await read(carla, id);
      const written = await write(carla, id, {
        body: 'It is done',
        then: { status: 'Resolved', resolution: 'Restarted' },
      });
      expect(written.ticket).toMatchObject({ id, status: 'Resolved', version: before.version + 1 });
      expect(await read(carla, id)).toMatchObject({
        status: 'Resolved',
        version: written.ticket.version,
        commentCount: 1,
      });
      const events = await desk.database.query<{ name: string }>(
        `SELECT name FROM events WHERE subject_id = $1 ORDER BY id DESC LIMIT 2`,
        [id],
      );
      expect(events.map(({ name }) => name)).toEqual(['ticket.status_changed', 'ticket.commented']);
    });

    it('comes with a note and files, in multipart as JSON', async () => {
      const { id } = await make();
      await act(carla, id, 'assign', { assigneeId: carla.id });
      const then = JSON.stringify({ status: 'On Hold', holdReason: 'scheduled', until: '2099-01-01T00:00:00Z' });
      const written = await write(carla, id, form({ body: 'Wait', visibility: 'internal', then }, [TEXT]));
      expect(written.ticket.status).toBe('On Hold');
      expect(written.attachments).toHaveLength(1);
    });

    it.each<[string, object, number, string, string | null]>([
      ['an impossible status', { status: 'Closed' }, 409, 'TRANSITION_NOT_ALLOWED', null],
      ['a status without what it needs', { status: 'Rejected' }, 400, 'VALIDATION_FAILED', 'reason'],
      ['work that nobody has', { status: 'In Progress' }, 409, 'ASSIGNEE_REQUIRED', null],
      ['an unknown status', { status: 'Gone' }, 400, 'VALIDATION_FAILED', 'then.status'],
      ['a field that is none', { status: 'Open', nonsense: 1 }, 400, 'VALIDATION_FAILED', 'then.nonsense'],
    ])('that is %s leaves nothing behind', async (_name, then, status, code, field) => {
      const { id } = await make();
      if (code === 'ASSIGNEE_REQUIRED') {
        await act(carla, id, 'status', { status: 'Open' });
      }
      const before = await read(carla, id);
      const answer = await send<Refusal>(carla, id, form({ body: 'x', then: JSON.stringify(then) }, [TEXT]));
      expect(answer).toMatchObject({ status, body: { code } });
      if (field !== null) {
        expect(Object.keys(answer.body.details ?? {})).toContain(field);
      }
      expect(await read(carla, id)).toEqual(before);
    });

    it('says what the state forbids before what is missing', async () => {
      const { id } = await make();
      expect((await send<Refusal>(carla, id, { then: { status: 'Closed' } })).body.code).toBe('TRANSITION_NOT_ALLOWED');
      expect((await send<Refusal>(carla, id, { then: { status: 'Open' } })).body.details).toHaveProperty('body');
      expect((await read(carla, id)).status).toBe('New');
    });

    it('tells of a status that somebody else has set meanwhile', async () => {
      const { id } = await make();
      const { version } = await read(carla, id);
      await act(carl, id, 'status', { status: 'Open' });
      const answer = await send<Refusal>(carla, id, { body: 'x', then: { status: 'Rejected', reason: 'No', version } });
      expect(answer).toMatchObject({ status: 409, body: { code: 'FIELD_CONFLICT' } });
    });

    it('is for staff', async () => {
      const { id } = await make();
      expect((await send(ada, id, { body: 'x', then: { status: 'Withdrawn' } })).status).toBe(403);
      expect((await send(ada, id, { body: 'x', then: 'nonsense' })).status).toBe(403);
      expect((await read(ada, id)).commentCount).toBe(0);
    });
  });

  describe('in lists', () => {
    const listed = async (as: SignedIn, id: string): Promise<Listed | undefined> => {
      const answer = await desk.request<{ items: Listed[] }>('GET', '/api/tickets?limit=100', { as });
      return answer.body.items.find((item) => item.id === id);
    };
    const unread = async (id: string): Promise<(boolean | undefined)[]> =>
      Promise.all([ada, carla, carl].map(async (as) => (await listed(as, id))?.isUnread));
    const seen = async (as: SignedIn, id: string): Promise<void> => {
      const answer = await desk.request('POST', `/api/tickets/${id}/seen`, { as });
      expect(answer.status).toBe(204);
    };

    it('the last message is told of what one may read', async () => {
      const { id } = await make();
      expect((await listed(carla, id))?.lastMessage).toBeNull();
      await write(carla, id, { body: `**Hello** ${'word '.repeat(60)}` });
      await write(carl, id, { body: 'Secret', visibility: 'internal' });
      const [forAda, forCarla] = [await listed(ada, id), await listed(carla, id)];
      expect(forAda?.lastMessage).toMatchObject({ author: { id: carla.id }, visibility: 'public' });
      expect(forAda?.lastMessage?.text).toMatch(/^Hello word .*…$/);
      expect(forAda?.lastMessage?.text.length).toBeLessThanOrEqual(140);
      expect(forCarla?.lastMessage).toMatchObject({ author: { id: carl.id }, text: 'Secret', visibility: 'internal' });
      await write(ada, id, form({}, [TEXT]));
      expect((await listed(carla, id))?.lastMessage).toMatchObject({ author: { id: ada.id }, text: 'notes.txt' });
    });

    it('what others did is unread until one looks', async () => {
      const { id } = await make();
      expect(await unread(id)).toEqual([false, true, true]);
      await seen(carla, id);
      await seen(carla, id);
      expect(await unread(id)).toEqual([false, false, true]);
      await write(carla, id, { body: 'Hello' });
      expect(await unread(id)).toEqual([true, false, true]);
      await seen(ada, id);
      await seen(carl, id);
      await write(carl, id, { body: 'A note', visibility: 'internal' });
      expect(await unread(id)).toEqual([false, true, false]);
      await seen(carla, id);
      await act(carl, id, 'status', { status: 'Open' });
      expect(await unread(id)).toEqual([true, true, false]);
    });

    it('what came after the page was loaded stays unread', async () => {
      const { id } = await make();
      await write(carl, id, { body: 'Hello' });
      await seen(carl, id);
      const shown = async (as: SignedIn): Promise<string> => {
        const timeline = await desk.request<{ items: { id: string }[] }>('GET', `/api/tickets/${id}/timeline`, { as });
        return timeline.body.items.at(-1)?.id ?? '';
      };
      const look = async (as: SignedIn, through: string): Promise<number> =>
        (await desk.request('POST', `/api/tickets/${id}/seen`, { as, body: { through } })).status;
      const [forAda, forCarla] = [await shown(ada), await shown(carla)];
      await write(carl, id, { body: 'And a note', visibility: 'internal' });
      expect([await look(ada, forAda), await look(carla, forCarla)]).toEqual([204, 204]);
      expect(await unread(id)).toEqual([false, true, false]);
      await act(carl, id, 'status', { status: 'Open' });
      await act(carl, id, 'status', { status: 'On Hold', holdReason: 'approval' });
      expect(await look(carla, await shown(carla))).toBe(204);
      await act(carl, id, 'hold', { holdReason: 'requester' });
      expect(await unread(id)).toEqual([true, true, false]);
      // An older look, which comes late, takes nothing back.
      expect([await look(carla, await shown(carla)), await look(carla, forCarla)]).toEqual([204, 204]);
      expect(await unread(id)).toEqual([true, false, false]);
    });

    it('a look goes as far as something that happened to this very ticket', async () => {
      const [one, other] = [await make(), await make()];
      const timeline = await desk.request<{ items: { id: string }[] }>('GET', `/api/tickets/${other.id}/timeline`, {
        as: carla,
      });
      for (const through of [timeline.body.items[0]?.id, randomUUID(), 'nonsense']) {
        const answer = await desk.request<Refusal>('POST', `/api/tickets/${one.id}/seen`, {
          as: carla,
          body: { through },
        });
        expect(answer.status).toBe(400);
        expect(answer.body.details).toHaveProperty('through');
      }
      expect(await desk.database.query('SELECT 1 FROM ticket_looks WHERE ticket_id = $1', [one.id])).toEqual([]);
    });

    it('one’s own act hides nothing of others', async () => {
      const { id } = await make();
      await seen(carla, id);
      await write(ada, id, { body: 'One more thing' });
      await write(carla, id, { body: 'Hello' });
      await act(carla, id, 'status', { status: 'Open' });
      expect(await unread(id)).toEqual([true, true, true]);
      await seen(ada, id);
      await write(ada, id, { body: 'And another' });
      expect(await unread(id)).toEqual([false, true, true]);
    });

    it('a requester whose answer goes on with the work has done that himself', async () => {
      const { id } = await make();
      await act(carla, id, 'assign', { assigneeId: carla.id });
      await act(carla, id, 'status', { status: 'On Hold', holdReason: 'requester' });
      await seen(ada, id);
      await seen(carla, id);
      await write(ada, id, { body: 'Here it is' });
      expect((await read(ada, id)).status).not.toBe('On Hold');
      expect(await unread(id)).toEqual([false, true, true]);
    });

    it('what was submitted for somebody is news to him', async () => {
      const { id } = await make({ onBehalfOf: ada.id }, carla);
      expect(await unread(id)).toEqual([true, false, true]);
    });

    it('what lay untouched before one came is no news', async () => {
      const { id } = await make();
      await desk.database.query(`UPDATE tickets SET updated_at = now() - interval '1 year' WHERE id = $1`, [id]);
      expect((await listed(carla, id))?.isUnread).toBe(false);
    });

    it('a look at what one does not see is a look at nothing', async () => {
      const { id } = await make({ confidential: true });
      const answers = await Promise.all(
        [id, randomUUID()].map(async (one) => desk.request<Refusal>('POST', `/api/tickets/${one}/seen`, { as: carl })),
      );
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
      expect(await desk.database.query('SELECT 1 FROM ticket_looks WHERE ticket_id = $1', [id])).toEqual([]);
    });

    it('a look is told to one’s own windows alone, and only when something was new', async () => {
      const { id } = await make();
      const [mine, others] = [await LiveClient.connect(desk.url, carla), await LiveClient.connect(desk.url, carl)];
      try {
        await seen(carla, id);
        await eventually(() => Promise.resolve(mine.hints.some(({ type }) => type === 'ticket.seen')));
        await seen(carla, id);
        await write(ada, id, { body: 'Hello' });
        await eventually(() =>
          Promise.resolve([mine, others].every(({ hints }) => hints.some(({ type }) => type === 'ticket.commented'))),
        );
        expect(mine.hints.filter(({ type }) => type === 'ticket.seen')).toMatchObject([{ id }]);
        expect(others.hints.filter(({ type }) => type === 'ticket.seen')).toEqual([]);
      } finally {
        mine.close();
        others.close();
      }
      const events = await desk.database.query('SELECT 1 FROM events WHERE name = $1', ['ticket.seen']);
      expect(events).toEqual([]);
    });
  });

  describe('naming somebody', () => {
    it('is for employees among those they meet in the ticket', async () => {
      const { id } = await make();
      await act(carla, id, 'assign', { assigneeId: carla.id });
      const body = `[@A](mention:${carla.id}) [@B](mention:${carl.id})`;
      const answer = await send<{ mentions: object[] }>(ada, id, { body });
      expect(answer.body.mentions).toEqual([
        { personId: carla.id, isTold: true },
        { personId: carl.id, isTold: false },
      ]);
      const watchers = await desk.database.query('SELECT user_id FROM ticket_watchers WHERE ticket_id = $1', [id]);
      expect(watchers).toEqual([{ user_id: carla.id }]);
    });
  });
});
