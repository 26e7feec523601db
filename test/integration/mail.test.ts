import { randomUUID } from 'node:crypto';
import type { PersonActor } from '../../server/kernel/actor.js';
import { systemCall } from '../../server/kernel/call.js';
import { LinkMakers, MailFacade, type MailToQueue } from '../../server/modules/mail/mail.facade.js';
import { MAIL_DELIVER } from '../../server/modules/mail/domain/mail-task.js';
import { DeliverMail } from '../../server/modules/mail/use-cases/deliver-mail.js';
import { ShowMessage } from '../../server/modules/mail/use-cases/show-message.js';
import { UnitOfWork } from '../../server/platform/database/unit-of-work.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.js';

interface MessageRow {
  id: string;
  state: string;
  attempts: number;
  subject: string;
  html: string | null;
  text: string | null;
  last_error: string | null;
  message_id: string;
  provider_answer: string | null;
}

type Given = Partial<MailToQueue<'ticket-submitted'>>;

const mail = (given: Given = {}): MailToQueue<'ticket-submitted'> => ({
  id: randomUUID(),
  to: { name: 'Ada Lovelace', address: 'ada@example.com' },
  template: 'ticket-submitted',
  data: {
    firstName: 'Ada',
    number: 'SS-000123',
    subject: 'Printer <on> fire ☃',
    category: 'Hardware',
    url: 'https://desk.example/tickets/SS-000123',
    because: 'you submitted this ticket',
  },
  subjectTag: '[SS-000123]',
  threadId: randomUUID(),
  kind: 'automatic',
  ...given,
});

const queue = (desk: Desk, given: MailToQueue<'ticket-submitted'>): Promise<{ messageId: string; taskId: string }> =>
  desk.app.get(UnitOfWork).run(systemCall(), (tx) => desk.app.get(MailFacade).queue(tx, systemCall(), given));

const message = async (desk: Desk, id: string): Promise<MessageRow> => {
  const [row] = await desk.database.query<MessageRow & Record<string, unknown>>(
    'SELECT * FROM mail_messages WHERE id = $1',
    [id],
  );
  if (row === undefined) {
    throw new Error('no such message');
  }
  return row;
};

const reaches = (desk: Desk, id: string, state: string): Promise<MessageRow> =>
  eventually(async () => {
    const row = await message(desk, id);
    return row.state === state && row;
  });

describe('mail over SMTP', () => {
  let sink: SmtpSink;
  let desk: Desk;

  beforeAll(async () => {
    sink = await smtpSink();
    desk = await startDesk({ env: { MAIL_URL: sink.url, MAIL_FROM: 'The Desk <desk@desk.example>' } });
    desk.app
      .get(LinkMakers)
      .register('test', (rowId) =>
        Promise.resolve(rowId === 'used' ? null : `https://desk.example/reset?token=secret-${rowId}`),
      );
  });

  beforeEach(() => {
    sink.set('accept');
    sink.clear();
  });

  afterAll(async () => {
    await desk.close();
    await sink.close();
  });

  it('hands a message over with both parts, its tag, its headers and one envelope', async () => {
    const given = mail();
    await queue(desk, given);
    const [received] = await eventually(() => sink.messages.length > 0 && sink.messages);
    expect(received?.envelopeTo).toEqual(['ada@example.com']);
    expect(received?.envelopeFrom).toBe('');
    expect(received?.mail.subject).toBe('We have received your ticket: Printer <on> fire ☃ [SS-000123]');
    expect(received?.mail.from?.value).toEqual([{ name: 'The Desk', address: 'desk@desk.example' }]);
    expect(received?.mail.text).toContain('Printer <on> fire ☃');
    expect(received?.mail.text).toContain('[SS-000123]');
    expect(received?.mail.html).toContain('Printer &lt;on&gt; fire ☃');
    expect(received?.mail.messageId).toMatch(new RegExp(`^<${given.id}\\.[a-z2-7]{16}@desk\\.example>$`));
    expect(received?.mail.replyTo?.value[0]?.address).toMatch(/^desk\+[a-z2-7]{42}@desk\.example$/);
    expect(received?.mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(received?.mail.headers.get('x-auto-response-suppress')).toBe('All');
    expect(await reaches(desk, given.id, 'sent')).toMatchObject({ attempts: 1, last_error: null });
  });

  it('gives what a person wrote an envelope sender and no mark of a machine', async () => {
    await queue(desk, mail({ kind: 'personal' }));
    const [received] = await eventually(() => sink.messages.length > 0 && sink.messages);
    expect(received?.envelopeFrom).toBe('desk@desk.example');
    expect(received?.mail.headers.has('auto-submitted')).toBe(false);
  });

  it('queues a message with a known id once, and sends it once although its task runs twice', async () => {
    const given = mail();
    const first = await queue(desk, given);
    expect(await queue(desk, given)).toEqual(first);
    await reaches(desk, given.id, 'sent');
    expect(await desk.app.get(DeliverMail).execute(given.id, { attempt: 1, isLast: false })).toBeNull();
    expect(sink.messages).toHaveLength(1);
  });

  it('tries again with the same Message-ID when the server says later', async () => {
    sink.set('refuse');
    const given = mail();
    await queue(desk, given);
    await eventually(async () => (await message(desk, given.id)).attempts === 1);
    expect(await message(desk, given.id)).toMatchObject({
      state: 'queued',
      last_error: expect.stringContaining('451') as string,
    });
    sink.set('accept');
    expect(await reaches(desk, given.id, 'sent')).toMatchObject({ attempts: 2, last_error: null });
    expect(sink.messages.map((received) => received.mail.messageId)).toEqual([
      expect.stringMatching(new RegExp(`^<${given.id}\\.[a-z2-7]{16}@desk\\.example>$`)),
    ]);
  });

  it('marks a message as bounced when the recipient is refused for good, and does not try again', async () => {
    sink.set('reject');
    const given = mail();
    const { taskId } = await queue(desk, given);
    expect(await reaches(desk, given.id, 'bounced')).toMatchObject({
      attempts: 1,
      last_error: expect.stringContaining('No such mailbox') as string,
    });
    await eventually(
      async () =>
        (await desk.database.query("SELECT 1 FROM tasks WHERE id = $1 AND state = 'dead' AND attempts = 1", [taskId]))
          .length === 1,
    );
  });

  it('never makes a second recipient of a line break', async () => {
    const broken = mail({
      to: { name: 'Ada\r\nBcc: eve@example.com', address: 'ada@example.com\r\nRCPT TO:<eve@example.com>' },
    });
    await queue(desk, broken);
    expect(await reaches(desk, broken.id, 'failed')).toMatchObject({ last_error: 'The recipient is no mail address' });
    const named = mail({ to: { name: 'Ada\r\nBcc: eve@example.com', address: 'ada@example.com' } });
    await queue(desk, named);
    await reaches(desk, named.id, 'sent');
    // Administrators hear of the one that failed for good, in a message of their own.
    const handedOver = sink.messages.filter(({ mail: sent }) => sent.subject?.startsWith('Background work') !== true);
    expect(handedOver.flatMap(({ envelopeTo }) => envelopeTo)).toEqual(['ada@example.com']);
    expect(handedOver[0]?.mail.bcc).toBeUndefined();
  });

  it('makes secret links for the reader and keeps none', async () => {
    const id = randomUUID();
    await desk.app.get(UnitOfWork).run(systemCall(), (tx) =>
      desk.app.get(MailFacade).queue(tx, systemCall(), {
        id,
        to: { name: 'Ada', address: 'ada@example.com' },
        template: 'password-reset',
        data: { firstName: 'Ada' },
        links: { reset: { purpose: 'test', rowId: 'row-1' } },
        kind: 'automatic',
      }),
    );
    await reaches(desk, id, 'sent');
    expect(sink.messages[0]?.mail.text).toContain('secret-row-1');
    const rows = await desk.database.query('SELECT * FROM mail_messages WHERE id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain('secret-');
    expect(JSON.stringify(await desk.database.query('SELECT * FROM tasks'))).not.toContain('secret-');
  });

  it('does not send a message whose link is used up', async () => {
    const given = mail({ links: { reset: { purpose: 'test', rowId: 'used' } } });
    await queue(desk, given);
    expect(await reaches(desk, given.id, 'failed')).toMatchObject({
      last_error: 'A link in this message is no longer valid',
    });
    expect(sink.messages).toEqual([]);
  });
});

describe('a mail server that is down', () => {
  it('makes messages wait, and all go out soon after it is back', async () => {
    const first = await smtpSink();
    const { port, url } = first;
    await first.close();
    const desk = await startDesk({ env: { MAIL_URL: url } });
    const given = Array.from({ length: 12 }, () => mail());
    await Promise.all(given.map((each) => queue(desk, each)));
    await eventually(
      async () =>
        (
          await desk.database.query(
            "SELECT 1 FROM tasks WHERE type = $1 AND state IN ('queued', 'failed') AND last_error LIKE 'PostponedTaskError%'",
            [MAIL_DELIVER],
          )
        ).length > 0,
    );
    const sink = await smtpSink(port);
    await eventually(() => sink.messages.length === 12, { within: 20_000 });
    await Promise.all(given.map(({ id }) => reaches(desk, id, 'sent')));
    expect(new Set(sink.messages.map((received) => received.mail.messageId)).size).toBe(12);
    await desk.close();
    await sink.close();
  });
});

describe('the built-in mailbox', () => {
  it('keeps messages, and its links work for the administrator who reads them', async () => {
    const desk = await startDesk();
    desk.app
      .get(LinkMakers)
      .register('test', (rowId) => Promise.resolve(`https://desk.example/reset?token=secret-${rowId}`));
    const id = randomUUID();
    await desk.app.get(UnitOfWork).run(systemCall(), (tx) =>
      desk.app.get(MailFacade).queue(tx, systemCall(), {
        id,
        to: { name: 'Ada', address: 'ada@example.com' },
        template: 'password-reset',
        data: { firstName: 'Ada' },
        links: { reset: { purpose: 'test', rowId: 'row-1' } },
        kind: 'automatic',
      }),
    );
    expect(await reaches(desk, id, 'sent')).toMatchObject({ provider_answer: 'Kept in the built-in mailbox' });
    expect((await message(desk, id)).html).not.toContain('secret-');
    const actor: PersonActor = {
      kind: 'person',
      id: randomUUID(),
      name: 'Ada',
      role: 'System Admin',
      teamIds: [],
      sessionId: randomUUID(),
      mustSetUpSecondFactor: false,
      scopes: null,
    };
    const call = { actor, requestId: null, ip: null, idempotency: null };
    const shown = await desk.app.get(ShowMessage).execute(call, id);
    expect(shown.text).toContain('secret-row-1');
    await desk.close();
  });
});
