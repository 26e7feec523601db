import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { submitTicket } from '../support/ticket-views.js';

const ROUNDS = 3;
const TICKETS = 16;
/** Open around the clock. */
const ALWAYS = '018f0000-0000-7000-8000-000000000102';

/** A promise that runs out is told once, although the server dies while it is telling of many. */
describe('kill -9 while promises are told of', () => {
  let mail: SmtpSink;
  let server: BuiltServer;
  let carl: SignedIn;
  let employee: SignedIn;

  beforeAll(async () => {
    mail = await smtpSink();
    server = await BuiltServer.start({ env: { MAIL_URL: mail.url } });
    const admin = await server.people.admin();
    [carl, employee] = [await server.people.coordinator(), await server.people.employee()];
    const category = await server.rest.request<{ id: string }>('POST', '/api/categories', {
      as: admin,
      body: { key: 'hurry', name: 'Hurry', description: 'For tests' },
    });
    // Warned of after seconds, broken long after the test.
    const promise = { firstResponse: null, nextReply: null, resolution: 600 };
    const policy = await server.rest.request('POST', '/api/sla/policies', {
      as: admin,
      body: {
        name: 'Hurry',
        calendarId: ALWAYS,
        categoryId: category.body.id,
        warnAtPercent: 1,
        targets: { Low: promise, Medium: promise, High: promise, Critical: promise },
      },
    });
    expect(policy).toMatchObject({ status: 201 });
  });
  afterAll(async () => {
    await server.destroy();
    await mail.close();
  });

  const warnings = async (number: string): Promise<number> => {
    const { body } = await server.rest.request<{ items: { type: string }[] }>(
      'GET',
      `/api/tickets/${number}/timeline`,
      { as: carl },
    );
    return body.items.filter(({ type }) => type === 'ticket.sla_warned').length;
  };
  const mails = (number: string): number =>
    new Set(
      mail
        .to(carl.email)
        .filter((sent) => sent.mail.subject?.includes(`[${number}]`))
        .map((sent) => sent.mail.messageId),
    ).size;

  it('each is told once, by event and by mail', async () => {
    const numbers: string[] = [];
    const interrupted: boolean[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const made: string[] = [];
      for (let n = 0; n < TICKETS; n += 1) {
        const { body } = await submitTicket(server.rest, employee, { category: 'hurry' });
        await server.rest.request('POST', `/api/tickets/${body.id}/claim`, { as: carl });
        made.push(body.number);
      }
      const [first] = made;
      await eventually(async () => (await warnings(first ?? '')) > 0, { within: 30_000, every: 5 });
      await server.kill();
      await server.boot();
      interrupted.push((await Promise.all(made.map(warnings))).includes(0));
      numbers.push(...made);
    }
    await eventually(
      async () => {
        for (const number of numbers) {
          expect({ number, events: await warnings(number), mails: mails(number) }).toEqual({
            number,
            events: 1,
            mails: 1,
          });
        }
        return true;
      },
      { within: 60_000, every: 500 },
    );
    // Else nothing was shown: it died between the first and the last of a round.
    expect(interrupted).toContain(true);
  }, 180_000);
});
