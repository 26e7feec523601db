import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { smtpSink, type SmtpSink, type SunkMail } from '../support/smtp-sink.js';
import { submitTicket, type TicketView } from '../support/ticket-views.js';

interface TicketMails {
  readonly items: readonly {
    readonly id: string;
    readonly person: { readonly id: string; readonly name: string } | null;
    readonly template: string;
    readonly state: string;
    readonly because: string | null;
    readonly lastError: string | null;
    readonly collapsedInto: string | null;
  }[];
  readonly left: readonly {
    readonly person: { readonly id: string };
    readonly reason: string;
    readonly event: string;
  }[];
}

const WINDOW = 4;

describe('mails of one ticket that follow each other quickly', () => {
  let sink: SmtpSink;
  let desk: Desk;
  let admin: SignedIn;
  let ada: SignedIn;
  let cora: SignedIn;

  beforeAll(async () => {
    sink = await smtpSink();
    desk = await startDesk({
      env: { MAIL_URL: sink.url, MAIL_FROM: 'Desk <desk@desk.example>', REPLY_TO: 'help@desk.example' },
    });
    admin = await desk.people.admin();
    await collapse(WINDOW);
    ada = await desk.people.employee({ email: 'ada@desk.example', firstName: 'Ada', lastName: 'Lovelace' });
    cora = await desk.people.coordinator({ email: 'cora@desk.example', firstName: 'Cora', lastName: 'Nator' });
  });

  beforeEach(() => {
    sink.set('accept');
    sink.clear();
  });

  afterAll(async () => {
    await desk.close();
    await sink.close();
  });

  const collapse = async (collapseSeconds: number): Promise<void> => {
    const { status } = await desk.request('PATCH', '/api/settings/mail', {
      as: admin,
      body: { values: { collapseSeconds } },
    });
    expect(status).toBe(200);
  };
  const say = async (ticket: TicketView, body: string): Promise<void> => {
    const { status } = await desk.request('POST', `/api/tickets/${ticket.id}/comments`, {
      as: cora,
      body: { body, visibility: 'public' },
    });
    expect(status).toBe(201);
  };
  /** By Ada; mails about her account may come in between. */
  const received = (ticket: TicketView): SunkMail[] =>
    sink.to('ada@desk.example').filter(({ mail }) => mail.subject?.includes(ticket.number));
  const submit = async (): Promise<TicketView> => {
    const ticket = (await submitTicket(desk, ada)).body;
    await eventually(() => received(ticket).length === 1);
    sink.clear();
    return ticket;
  };
  /** Until every event has been told, or waits as a mail. */
  const told = (): Promise<unknown> =>
    eventually(async () => {
      const [row] = await desk.database.query<{ open: number }>(
        `SELECT (SELECT count(*) FROM outbox)::int +
           (SELECT count(*) FROM tasks WHERE type LIKE 'event:%' AND state <> 'succeeded')::int AS open`,
      );
      return row?.open === 0;
    });
  const mailsOf = async (ticket: TicketView, as = cora): Promise<TicketMails> => {
    const answer = await desk.request<TicketMails>('GET', `/api/tickets/${ticket.number}/mails`, { as });
    expect(answer.status).toBe(200);
    return answer.body;
  };

  it('the first leaves at once, the rest as one message that says each, and the receipt counts for nothing', async () => {
    const ticket = await submit();
    await say(ticket, 'First words');
    await eventually(() => received(ticket).length === 1);
    for (const words of ['Second words', 'Third words', '**Fourth** words']) {
      await say(ticket, words);
    }
    await told();
    const waiting = (await mailsOf(ticket)).items.filter(({ state }) => state === 'queued');
    expect(waiting).toHaveLength(3);
    expect(waiting.filter(({ collapsedInto }) => collapsedInto === null)).toHaveLength(1);

    await eventually(() => received(ticket).length === 2, { within: 15_000 });
    const [first, second] = received(ticket);
    expect(first?.mail.subject).toBe(`Cora Nator answered: ${ticket.subject} [${ticket.number}]`);
    expect(second?.mail.subject).toBe(`3 updates: ${ticket.subject} [${ticket.number}]`);
    for (const words of ['Second words', 'Third words', 'Fourth']) {
      expect(second?.mail.text).toContain(words);
      expect(String(second?.mail.html)).toContain(words);
    }
    expect(String(second?.mail.html)).toContain('<strong>Fourth</strong>');
    expect(second?.mail.headers.has('auto-submitted')).toBe(false);
    expect(Number(second?.receivedAt) - Number(first?.receivedAt)).toBeGreaterThan((WINDOW - 2) * 1_000);
    await eventually(async () => (await mailsOf(ticket)).items.every(({ state }) => state === 'sent'));
    // It is the desk's own conversation: each names the one before it.
    expect(second?.mail.inReplyTo).toBe(first?.mail.messageId);
    expect(second?.mail.references).toContain(first?.mail.messageId);
    expect(first?.mail.replyTo?.value[0]?.address).toMatch(/^help\+[a-z2-7]{42}@desk\.example$/);
  });

  it('a process that dies while a message waits loses none of it', async () => {
    const ticket = await submit();
    await say(ticket, 'One');
    await eventually(() => received(ticket).length === 1);
    await say(ticket, 'Two');
    await told();
    // All that is left of a dead process is what the database holds: the waiting message and its planned task.
    const rows = await desk.database.query<{ state: string; due: boolean }>(
      `SELECT t.state, t.due_at >= m.due_at - interval '1 second' AS due FROM mail_messages m
       JOIN tasks t ON t.payload->>'messageId' = m.id::text
       WHERE m.thread_id = $1 AND m.state = 'queued' AND m.collapsed_into IS NULL`,
      [ticket.id],
    );
    expect(rows).toEqual([{ state: 'queued', due: true }]);
    await eventually(() => received(ticket).length === 2, { within: 15_000 });
    expect(received(ticket)[1]?.mail.text).toContain('Two');
  });

  it('nothing that is added while a message is handed over is lost', async () => {
    const ticket = await submit();
    await say(ticket, 'word-0');
    // All the way over the moment at which the waiting message is sealed.
    for (let word = 1; word <= 40; word += 1) {
      await say(ticket, `word-${String(word)}.`);
    }
    await told();
    await eventually(async () => (await mailsOf(ticket)).items.every(({ state }) => state === 'sent'), {
      within: 25_000,
    });
    const texts = received(ticket).map(({ mail }) => mail.text ?? '');
    for (let word = 1; word <= 40; word += 1) {
      expect(texts.filter((text) => text.includes(`word-${String(word)}.`))).toHaveLength(1);
    }
    expect(texts.length).toBeLessThan(12);
  });

  it('a message that is refused for good stands in the timeline for staff, at the ticket and in the log', async () => {
    const ticket = await submit();
    sink.set('reject');
    await say(ticket, 'Can you read this?');
    const bounced = await eventually(async () =>
      (await mailsOf(ticket)).items.find(({ state }) => state === 'bounced'),
    );
    expect(bounced).toMatchObject({ template: 'ticket-reply', because: 'this is your ticket', person: { id: ada.id } });
    expect(bounced.lastError).toContain('No such mailbox');
    const timeline = async (as: SignedIn): Promise<string[]> =>
      (
        await desk.request<{ items: { type: string; person?: { id: string } }[] }>(
          'GET',
          `/api/tickets/${ticket.id}/timeline`,
          { as },
        )
      ).body.items.flatMap(({ type, person }) => (type === 'ticket.mail_bounced' ? [person?.id ?? ''] : []));
    await eventually(async () => (await timeline(cora)).join() === ada.id);
    expect(await timeline(ada)).toEqual([]);
    const log = await desk.request<{ items: { id: string }[] }>(
      'GET',
      `/api/mailbox?state=bounced&person=${ada.id}&ticket=${ticket.number}`,
      { as: admin },
    );
    expect(log.body.items.map(({ id }) => id)).toEqual([bounced.id]);
    const [events] = await desk.database.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM events WHERE name = 'mail.bounced' AND subject_id = $1",
      [bounced.id],
    );
    expect(events?.count).toBe(1);
  });

  it('says who was not written to, and why', async () => {
    const ticket = await submit();
    const eve = await desk.people.coordinator();
    await desk.request('PATCH', '/api/me/notifications', {
      as: ada,
      body: { items: [{ key: 'ticket-reply', mail: false }] },
    });
    await desk.request('POST', `/api/tickets/${ticket.id}/assign`, {
      as: eve,
      body: { assigneeId: eve.id, teamId: null },
    });
    await say(ticket, 'Nobody hears this');
    await told();
    const { left } = await mailsOf(ticket);
    expect(left).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          reason: 'own_act',
          event: 'ticket.assigned',
          person: expect.objectContaining({ id: eve.id }) as object,
        }),
        expect.objectContaining({ reason: 'choice', event: 'ticket.commented' }),
      ]),
    );
    await desk.request('PATCH', '/api/me/notifications', {
      as: ada,
      body: { items: [{ key: 'ticket-reply', mail: true }] },
    });
  });

  it('is told to staff who see the ticket', async () => {
    const ticket = await submit();
    const stranger = await desk.people.employee();
    const path = `/api/tickets/${ticket.number}/mails`;
    expect((await desk.request('GET', path)).status).toBe(401);
    expect((await desk.request('GET', path, { as: stranger })).status).toBe(404);
    expect((await desk.request('GET', path, { as: ada })).status).toBe(403);
    expect((await desk.request('GET', '/api/tickets/SS-999999/mails', { as: cora })).status).toBe(404);
  });

  it('a test mail goes the way of every mail', async () => {
    const path = '/api/settings/mail/test';
    expect((await desk.request('POST', path, { body: { to: 'x@desk.example' } })).status).toBe(401);
    expect((await desk.request('POST', path, { as: cora, body: { to: 'x@desk.example' } })).status).toBe(403);
    for (const to of ['nobody', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', '']) {
      const answer = await desk.request<Refusal>('POST', path, { as: admin, body: { to } });
      expect([answer.status, Object.keys(answer.body.details ?? {})]).toEqual([400, ['to']]);
    }
    const sent = await desk.request<{ messageId: string; taskId: string }>('POST', path, {
      as: admin,
      body: { to: 'x@desk.example' },
    });
    expect(sent.status).toBe(202);
    await eventually(() => sink.to('x@desk.example').length === 1);
    expect(await desk.database.query('SELECT name FROM events WHERE subject_id = $1', [sent.body.messageId])).toEqual([
      { name: 'mail.test_sent' },
    ]);
  });

  it('the log is filtered', async () => {
    const list = async (query: string): Promise<{ status: number; ids: string[] }> => {
      const { status, body } = await desk.request<{ items?: { template: string; subject: string }[] }>(
        'GET',
        `/api/mailbox?${query}`,
        { as: admin },
      );
      return { status, ids: (body.items ?? []).map(({ template }) => template) };
    };
    expect((await list('q=X%40DESK')).ids).toEqual(['mail-test']);
    expect((await list('q=%25%25')).ids).toEqual([]);
    expect((await list('since=2099-01-01T00:00:00Z')).ids).toEqual([]);
    expect((await list('until=2000-01-01T00:00:00Z')).ids).toEqual([]);
    for (const wrong of ['person=Ada', 'since=yesterday', 'until=1', `q=${'x'.repeat(201)}`]) {
      expect((await list(wrong)).status).toBe(400);
    }
  });
});
