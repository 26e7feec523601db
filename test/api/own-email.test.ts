import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.js';

const DAY = 24 * 3_600_000;
const NEW_PASSWORD = 'another-good-one-77';

describe('another address for one account', () => {
  let sink: SmtpSink;
  let desk: Desk;
  let made = 0;

  beforeAll(async () => {
    sink = await smtpSink();
    desk = await startDesk({ env: { MAIL_URL: sink.url, MAIL_FROM: 'Desk <desk@desk.example>' } });
  });
  afterAll(async () => {
    await desk.close();
    await sink.close();
  });

  const fresh = (): string => {
    made += 1;
    return `fresh${String(made)}@new.example`;
  };
  const ask = async (as: SignedIn, email: string, currentPassword = as.password) =>
    desk.request<Refusal>('POST', '/api/me/email', { as, body: { email, currentPassword } });
  const confirm = async (token: string) =>
    desk.request<Refusal>('POST', '/api/auth/email/confirm', { body: { token } });
  const me = async (as: SignedIn) =>
    (await desk.request<{ email: string; pendingEmail: string | null; version: number }>('GET', '/api/me', { as }))
      .body;
  /** The text of the newest mail there whose subject says this. */
  const mailTo = async (address: string, subject: RegExp) =>
    eventually(() => sink.to(address).findLast(({ mail }) => subject.test(mail.subject ?? ''))?.mail);
  const tokenFor = async (address: string): Promise<string> => {
    const mail = await mailTo(address, /^Confirm your new address/);
    return /http\S+\/confirm-email\?token=(\S+)/.exec(mail.text ?? '')?.[1] ?? '';
  };
  const signIn = async (email: string, password: string) =>
    (await desk.request('POST', '/api/token/employee/', { body: { email, password } })).status;
  const eventsOf = async (id: string): Promise<string[]> =>
    (
      await desk.database.query<{ name: string }>(
        `SELECT name FROM events WHERE subject_id = $1 AND name LIKE 'account.email%' ORDER BY seq`,
        [id],
      )
    ).map(({ name }) => name);

  it('is asked for with the password, confirmed by the link that went there, and told to the old one', async () => {
    const person = await desk.people.employee();
    const wanted = fresh();
    const answer = await ask(person, wanted.toUpperCase());
    expect([answer.status, answer.bytes.length]).toEqual([202, 0]);
    expect(await me(person)).toMatchObject({ email: person.email, pendingEmail: wanted });

    const notice = await mailTo(person.email, /^A new address was asked for/);
    expect(notice.text).toContain(wanted);
    // Nothing to click there changes anything, but for the way to a new password.
    const links = [...`${notice.text ?? ''}${String(notice.html)}`.matchAll(/https?:\/\/[^\s"<]+/g)].map(
      ([link]) => link,
    );
    expect([...new Set(links)].sort()).toEqual([desk.url, `${desk.url}/forgot`]);

    const token = await tokenFor(wanted);
    const mail = await mailTo(wanted, /^Confirm/);
    expect(`${mail.text ?? ''}${String(mail.html)}${JSON.stringify(mail.to)}`).not.toContain(person.firstName);
    expect(JSON.stringify(await desk.database.query('SELECT * FROM mail_messages'))).not.toContain(token);

    expect((await confirm(token)).status).toBe(204);
    expect(await me(person)).toMatchObject({ email: wanted, pendingEmail: null, version: 3 });
    expect([await signIn(person.email, person.password), await signIn(wanted, person.password)]).toEqual([401, 200]);
    expect(await eventsOf(person.id)).toEqual(['account.email_change_requested', 'account.email_changed']);
    const [changed] = await desk.database.query<{ personal: object }>(
      `SELECT d.personal FROM events e JOIN event_details d ON d.event_id = e.id WHERE e.subject_id = $1 AND e.name = 'account.email_changed'`,
      [person.id],
    );
    expect(changed?.personal).toEqual({ before: { email: person.email }, after: { email: wanted } });
    expect((await mailTo(person.email, /was changed$/)).text).toContain(wanted);
    expect((await confirm(token)).body.code).toBe('LINK_INVALID');
  });

  it('is answered alike when another account has it, told to its owner, and never given away', async () => {
    const person = await desk.people.employee();
    const owner = await desk.people.employee();
    const answer = await ask(person, owner.email);
    expect([answer.status, answer.bytes.length]).toEqual([202, 0]);
    expect(await me(person)).toMatchObject({ pendingEmail: owner.email });
    const mail = await mailTo(owner.email, /named for another account/);
    expect(mail.text).not.toContain(person.firstName);
    expect(`${mail.text ?? ''}${String(mail.html)}`).not.toContain('token=');
    await mailTo(person.email, /^A new address was asked for/);
    expect(sink.to(owner.email).filter((found) => /^Confirm/.test(found.mail.subject ?? ''))).toEqual([]);
    expect(await eventsOf(person.id)).toEqual(['account.email_change_requested']);
  });

  it('that somebody else has got meanwhile stays his', async () => {
    const person = await desk.people.employee();
    const wanted = fresh();
    await ask(person, wanted);
    const token = await tokenFor(wanted);
    await desk.people.pending({ email: wanted });
    const late = await confirm(token);
    expect([late.status, late.body.code]).toEqual([409, 'EMAIL_TAKEN']);
    expect(await me(person)).toMatchObject({ email: person.email });
  });

  it('is confirmed by exactly one of 50 who open the link at once', async () => {
    const person = await desk.people.employee();
    const wanted = fresh();
    await ask(person, wanted);
    const token = await tokenFor(wanted);
    const answers = await Promise.all(Array.from({ length: 50 }, async () => confirm(token)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'LINK_INVALID')).toHaveLength(49);
    expect((await eventsOf(person.id)).filter((name) => name === 'account.email_changed')).toHaveLength(1);
  });

  it.each<[string, (person: SignedIn) => Promise<unknown>]>([
    ['another wish', async (person) => ask(person, fresh())],
    ['taking it back', async (person) => desk.request('DELETE', '/api/me/email', { as: person })],
    [
      'a new password',
      async (person) =>
        desk.request('POST', '/api/me/password', {
          as: person,
          body: { currentPassword: person.password, newPassword: NEW_PASSWORD },
        }),
    ],
    [
      'another address by an administrator',
      async (person) =>
        desk.request('PATCH', `/api/users/${person.id}`, { as: await desk.people.admin(), body: { email: fresh() } }),
    ],
    [
      'a suspension',
      async (person) =>
        desk.request('POST', `/api/users/${person.id}/suspend`, {
          as: await desk.people.admin(),
          body: { reason: 'leave' },
        }),
    ],
  ])('%s makes the link void', async (_what, change) => {
    const person = await desk.people.employee();
    const wanted = fresh();
    await ask(person, wanted);
    const token = await tokenFor(wanted);
    const done = (await change(person)) as { status: number };
    expect(done.status).toBeLessThan(300);
    expect((await confirm(token)).body.code).toBe('LINK_INVALID');
    expect(await signIn(wanted, person.password)).toBe(401);
  });

  it('a day makes the link void, and what is altered in it too', async () => {
    const person = await desk.people.employee();
    const wanted = fresh();
    await ask(person, wanted);
    const token = await tokenFor(wanted);
    const [letter, row, end, signature] = token.split('.');
    const altered = [
      [letter, row, 'zzzzzz', signature].join('.'),
      ['r', row, end, signature].join('.'),
      [letter, person.id.replaceAll('-', ''), end, signature].join('.'),
      'garbage',
    ];
    for (const wrong of altered) {
      expect((await confirm(wrong)).body.code).toBe('LINK_INVALID');
    }
    // Nor does it open another door.
    const elsewhere = { body: { token, password: NEW_PASSWORD } };
    expect((await desk.request<Refusal>('POST', '/api/auth/password/reset', elsewhere)).body.code).toBe('LINK_INVALID');
    desk.clock.advance(DAY + 1_000);
    try {
      expect((await confirm(token)).body.code).toBe('LINK_INVALID');
    } finally {
      desk.clock.advance(-DAY - 1_000);
    }
    expect((await confirm(token)).status).toBe(204);
  });

  it('makes links for passwords void that lie in the old mailbox', async () => {
    const person = await desk.people.employee();
    const wanted = fresh();
    await ask(person, wanted);
    const token = await tokenFor(wanted);
    await desk.request('POST', '/api/auth/password/forgot', { body: { email: person.email } });
    const mail = await mailTo(person.email, /^Choose a new password/);
    const reset = /\/reset\?token=(\S+)/.exec(mail.text ?? '')?.[1] ?? '';
    expect((await confirm(token)).status).toBe(204);
    const answer = await desk.request<Refusal>('POST', '/api/auth/password/reset', {
      body: { token: reset, password: NEW_PASSWORD },
    });
    expect([answer.status, answer.body.code]).toEqual([400, 'LINK_INVALID']);
    expect(await signIn(wanted, person.password)).toBe(200);
  });

  it('is taken back once, and shown no more', async () => {
    const person = await desk.people.employee();
    await ask(person, fresh());
    expect((await desk.request('DELETE', '/api/me/email', { as: person })).status).toBe(204);
    expect((await me(person)).pendingEmail).toBeNull();
    const again = await desk.request<Refusal>('DELETE', '/api/me/email', { as: person });
    expect([again.status, again.body.code]).toEqual([404, 'NOT_FOUND']);
    expect(await eventsOf(person.id)).toEqual(['account.email_change_requested', 'account.email_change_taken_back']);
  });

  it('is refused without a session, without the password, to an API token, and when it is none', async () => {
    const person = await desk.people.employee();
    const body = { email: fresh(), currentPassword: person.password };
    expect((await desk.request('POST', '/api/me/email', { body })).status).toBe(401);
    expect((await desk.request('DELETE', '/api/me/email')).status).toBe(401);
    expect((await ask(person, fresh(), 'not-the-present-one')).body.details).toEqual({
      currentPassword: ['This is not your present password'],
    });
    expect((await ask(person, person.email)).body.details).toEqual({ email: ['Is your present address'] });
    expect((await ask(person, 'no address')).body.details).toHaveProperty('email');
    const smuggled = await desk.request<Refusal>('POST', '/api/me/email', { as: person, body: { ...body, role: 'x' } });
    expect(smuggled.body.details).toEqual({ role: ['Unknown field role'] });
    const token = await desk.request<{ token: string }>('POST', '/api/me/api-tokens', {
      as: person,
      body: { name: 'own', scopes: ['account:own'] },
    });
    const program = { access: token.body.token };
    expect((await desk.request('POST', '/api/me/email', { as: program, body })).status).toBe(403);
    expect((await desk.request('DELETE', '/api/me/email', { as: program })).status).toBe(403);
    expect((await me(person)).pendingEmail).toBeNull();
  });

  it('of somebody without a password waits for one: the answer says how to get it', async () => {
    const person = await desk.people.employee();
    await desk.database.query('UPDATE users SET password_hash = NULL WHERE id = $1', [person.id]);
    const answer = await ask(person, fresh());
    expect([answer.status, answer.body.code]).toEqual([409, 'PASSWORD_NOT_SET']);
    expect(answer.body.error).toContain('Forgotten password');
  });

  it('the administrator who is shown the accounts is not shown the wish', async () => {
    const person = await desk.people.employee();
    await ask(person, fresh());
    const seen = await desk.request('GET', `/api/users/${person.id}`, { as: await desk.people.admin() });
    expect(seen.body).not.toHaveProperty('pendingEmail');
    expect(seen.body['email']).toBe(person.email);
  });
});

it('is asked for five times in an hour at most: each time somebody is mailed', async () => {
  const desk = await startDesk({ env: { RATE_LIMIT_FACTOR: '1' } });
  try {
    const person = await desk.people.employee();
    const ask = async (number: number) =>
      desk.request<Refusal>('POST', '/api/me/email', {
        as: person,
        body: { email: `n${String(number)}@new.example`, currentPassword: person.password },
      });
    for (let number = 1; number <= 5; number += 1) {
      expect((await ask(number)).status).toBe(202);
    }
    const answer = await ask(6);
    expect([answer.status, answer.body.code]).toEqual([429, 'RATE_LIMITED']);
  } finally {
    await desk.close();
  }
});
