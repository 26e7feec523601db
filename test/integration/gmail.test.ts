import { randomUUID } from 'node:crypto';
import type { ParsedMail } from 'mailparser';
import { systemCall } from '../../server/kernel/call.js';
import { MailFacade } from '../../server/modules/mail/mail.facade.js';
import { UnitOfWork } from '../../server/platform/database/unit-of-work.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { gmailSink, type GmailSink } from '../support/gmail-sink.js';

interface MessageRow extends Record<string, unknown> {
  readonly state: string;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly provider_answer: string | null;
}

describe('mail over the Gmail API', () => {
  let sink: GmailSink;
  let desk: Desk;

  beforeAll(async () => {
    sink = await gmailSink();
    desk = await startDesk({ env: { MAIL_URL: sink.url, MAIL_FROM: 'The Desk <desk@desk.example>' } });
  });

  beforeEach(() => {
    sink.set('accept');
    sink.clear();
  });

  /** Administrators hear of what failed for good, in messages of their own. */
  const toAda = (): ParsedMail[] =>
    sink.messages.filter(({ to }) => [to ?? []].flat().some(({ text }) => text.includes('ada@example.com')));

  afterAll(async () => {
    await desk.close();
    await sink.close();
  });

  const send = async (from = desk): Promise<string> => {
    const id = randomUUID();
    await from.app.get(UnitOfWork).run(systemCall(), (tx) =>
      from.app.get(MailFacade).queue(tx, systemCall(), {
        id,
        to: { name: 'Ada Lövelace', address: 'ada@example.com' },
        template: 'ticket-submitted',
        data: {
          firstName: 'Ada',
          number: 'SS-000123',
          subject: 'Drücker ☃',
          category: 'Hardware',
          url: 'https://desk.example/tickets/SS-000123',
          because: 'you submitted this ticket',
        },
        subjectTag: '[SS-000123]',
        threadId: randomUUID(),
        kind: 'automatic',
      }),
    );
    return id;
  };
  const row = async (id: string, of = desk): Promise<MessageRow | undefined> =>
    (await of.database.query<MessageRow>('SELECT * FROM mail_messages WHERE id = $1', [id]))[0];
  const reaches = (id: string, state: string, within = 20_000, of = desk): Promise<MessageRow> =>
    eventually(
      async () => {
        const found = await row(id, of);
        return found?.state === state && found;
      },
      { within },
    );
  const says = (id: string, words: string): Promise<MessageRow> =>
    eventually(
      async () => {
        const found = await row(id);
        return found?.last_error?.includes(words) === true && found;
      },
      { within: 20_000 },
    );

  it('hands the whole message over as it would by SMTP, one token for many', async () => {
    const ids = [await send(), await send()];
    for (const id of ids) {
      expect((await reaches(id, 'sent')).provider_answer).toMatch(/^Gmail took it as /);
    }
    expect(toAda()).toHaveLength(2);
    const [mail] = toAda();
    expect(mail?.subject).toBe('We have received your ticket: Drücker ☃ [SS-000123]');
    expect(mail?.from?.value).toEqual([{ name: 'The Desk', address: 'desk@desk.example' }]);
    expect(mail?.to).toMatchObject({ value: [{ name: 'Ada Lövelace', address: 'ada@example.com' }] });
    expect(mail?.cc ?? mail?.bcc).toBeUndefined();
    expect(mail?.messageId).toMatch(/^<[0-9a-f-]{36}\.[a-z2-7]{16}@desk\.example>$/);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.text).toContain('Drücker ☃');
    expect(String(mail?.html)).toContain('Drücker ☃');
    expect(sink.tokens()).toBeLessThanOrEqual(2);
  });

  it('takes one new token when the old one ended before its time', async () => {
    await reaches(await send(), 'sent');
    sink.clear();
    sink.expireTokens();
    expect(await reaches(await send(), 'sent')).toMatchObject({ attempts: 1 });
    expect([sink.tokens(), sink.attempts(), sink.messages.length]).toEqual([1, 2, 1]);
  });

  it('rests as long as Gmail asks, and no attempt is lost for it', async () => {
    sink.set('busy');
    const id = await send();
    await says(id, 'Too many');
    sink.set('accept');
    expect(await reaches(id, 'sent')).toMatchObject({ attempts: 1, last_error: null });
  });

  it('marks what Gmail refuses for good as bounced', async () => {
    sink.set('refuse');
    expect((await reaches(await send(), 'bounced')).last_error).toContain('Invalid To header');
  });

  it.each([
    ['knows that it arrived where it may read the mailbox', true, 1],
    ['sends it again under the same id where it may only send', false, 2],
  ])('%s, when the answer was lost', async (_, mayRead, copies) => {
    // What may be read is learnt once by each process.
    const readable = await startDesk({ env: { MAIL_URL: sink.url, MAIL_FROM: 'The Desk <desk@desk.example>' } });
    try {
      sink.letRead(mayRead);
      sink.set('lost');
      const id = await send(readable);
      await eventually(() => toAda().length > 0, { within: 20_000 });
      sink.set('accept');
      const { provider_answer } = await reaches(id, 'sent', 60_000, readable);
      expect(provider_answer?.startsWith('Gmail had taken it before')).toBe(mayRead);
      expect(toAda()).toHaveLength(copies);
      expect(new Set(toAda().map(({ messageId }) => messageId)).size).toBe(1);
    } finally {
      sink.letRead(false);
      await readable.close();
    }
  });

  it('tries again what failed on the other side, once in effect', async () => {
    sink.set('broken');
    const id = await send();
    await says(id, 'Backend Error');
    sink.set('accept');
    expect((await reaches(id, 'sent', 30_000)).attempts).toBeGreaterThan(1);
    expect(toAda()).toHaveLength(1);
  });

  it('says that it must be let in again, and goes on once it is', async () => {
    await reaches(await send(), 'sent');
    sink.set('revoked');
    sink.expireTokens();
    const id = await send();
    expect(await says(id, 'invalid_grant')).toMatchObject({ state: 'queued' });
    sink.set('accept');
    await reaches(id, 'sent', 30_000);
  });

  it('postpones by a minute when a quota is used up', async () => {
    sink.set('quota');
    const id = await send();
    expect(await says(id, 'User Rate Limit')).toMatchObject({ state: 'queued', attempts: 0 });
    const [task] = await desk.database.query<{ wait: number }>(
      "SELECT extract(epoch FROM due_at - now())::int AS wait FROM tasks WHERE payload->>'messageId' = $1",
      [id],
    );
    expect(task?.wait).toBeGreaterThan(40);
  });
});
