import { Secret, TOTP } from 'otpauth';
import { TidySignIn } from '../../server/modules/auth/use-cases/tidy-sign-in.js';
import { LinkMakers } from '../../server/modules/mail/mail.facade.js';
import { eventually } from '../support/eventually.js';
import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { PNG, submitTicket } from '../support/ticket-views.js';

const NEW_PASSWORD = 'another-good-one-77';

describe('what lets oneself in', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk.close();
  });

  const statusOfMe = async (as: { access: string }) => (await desk.request('GET', '/api/me', { as })).status;
  const signIn = async (body: object) =>
    desk.request<Refusal & { access: string }>('POST', '/api/token/employee/', { body });
  const linkOf = async (purpose: string, rowId: string) =>
    new URL((await desk.app.get(LinkMakers).make({ purpose, rowId })) ?? 'none:').searchParams.get('token') ?? '';
  const resetIdOf = async (userId: string) => {
    const [row] = await desk.database.query<{ id: string }>(
      'SELECT id FROM password_resets WHERE user_id = $1 ORDER BY id DESC LIMIT 1',
      [userId],
    );
    return row?.id ?? '';
  };

  describe('the password', () => {
    it('is changed with the present one; this session goes on, the others and all API tokens end', async () => {
      const here = await desk.people.employee();
      const there = await desk.people.signIn(here);
      const made = await desk.request<{ token: string }>('POST', '/api/me/api-tokens', {
        as: here,
        body: { name: 'script', scopes: ['account:own'] },
      });
      expect(await statusOfMe({ access: made.body.token })).toBe(200);
      const body = { currentPassword: here.password, newPassword: NEW_PASSWORD };
      expect((await desk.request('POST', '/api/me/password', { as: here, body })).status).toBe(204);
      expect(await statusOfMe(here)).toBe(200);
      expect(await statusOfMe(there)).toBe(401);
      expect(await statusOfMe({ access: made.body.token })).toBe(401);
      expect((await desk.request('POST', '/api/token/refresh/', { body: { refresh: here.refresh } })).status).toBe(200);
      expect((await desk.request('POST', '/api/token/refresh/', { body: { refresh: there.refresh } })).status).toBe(
        401,
      );
      expect((await signIn({ email: here.email, password: here.password })).status).toBe(401);
      expect((await signIn({ email: here.email, password: NEW_PASSWORD })).status).toBe(200);
    });

    it('is not changed without the present one, nor to a bad one', async () => {
      const person = await desk.people.employee();
      const wrong = await desk.request<Refusal>('POST', '/api/me/password', {
        as: person,
        body: { currentPassword: 'not-the-present-one', newPassword: NEW_PASSWORD },
      });
      expect([wrong.status, wrong.body.details]).toEqual([
        400,
        { currentPassword: ['This is not your present password'] },
      ]);
      const bad = await desk.request<Refusal>('POST', '/api/me/password', {
        as: person,
        body: { currentPassword: person.password, newPassword: `${person.firstName}-and-more-77` },
      });
      expect(bad.body.details).toEqual({ newPassword: ['Must not contain your name or email address'] });
      expect(await statusOfMe(person)).toBe(200);
    });

    it('is reset by a link that works once among 20 at once, and ends every session', async () => {
      const person = await desk.people.employee();
      const asked = await desk.request('POST', '/api/auth/password/forgot', { body: { email: person.email } });
      expect([asked.status, asked.bytes.length]).toEqual([202, 0]);
      const token = await linkOf('password-reset', await resetIdOf(person.id));
      const weak = await desk.request<Refusal>('POST', '/api/auth/password/reset', {
        body: { token, password: 'short' },
      });
      expect(weak.body.details).toHaveProperty('password');
      const answers = await Promise.all(
        Array.from({ length: 20 }, async () =>
          desk.request<Refusal>('POST', '/api/auth/password/reset', { body: { token, password: NEW_PASSWORD } }),
        ),
      );
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      expect(answers.filter(({ body }) => body.code === 'LINK_INVALID')).toHaveLength(19);
      expect(await statusOfMe(person)).toBe(401);
      expect((await signIn({ email: person.email, password: NEW_PASSWORD })).status).toBe(200);
    });

    it('is not reset by a link that is altered, too old, for another purpose, or older than the present password', async () => {
      const person = await desk.people.employee();
      await desk.request('POST', '/api/auth/password/forgot', { body: { email: person.email } });
      const resetId = await resetIdOf(person.id);
      const token = await linkOf('password-reset', resetId);
      const [letter, row, end, signature] = token.split('.');
      const altered = [
        // Each other last character, also those that differ in bits that mean nothing.
        ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
          .filter((last) => !token.endsWith(last))
          .map((last) => token.slice(0, -1) + last),
        ['i', row, end, signature].join('.'),
        ['s', row, end, signature].join('.'),
        [letter, row, 'zzzzzz', signature].join('.'),
        [letter, person.id.replaceAll('-', ''), end, signature].join('.'),
        'garbage',
      ];
      for (const wrong of altered) {
        const answer = await desk.request<Refusal>('POST', '/api/auth/password/reset', {
          body: { token: wrong, password: NEW_PASSWORD },
        });
        expect([answer.status, answer.body.code]).toEqual([400, 'LINK_INVALID']);
      }
      const body = { currentPassword: person.password, newPassword: NEW_PASSWORD };
      expect((await desk.request('POST', '/api/me/password', { as: person, body })).status).toBe(204);
      const late = await desk.request<Refusal>('POST', '/api/auth/password/reset', {
        body: { token, password: 'yet-another-one-77' },
      });
      expect(late.body.code).toBe('LINK_INVALID');
    });

    it('forgotten by nobody we know: the same answer, a row and an event about nobody', async () => {
      const answer = await desk.request('POST', '/api/auth/password/forgot', {
        body: { email: 'nobody@desk.example' },
      });
      expect([answer.status, answer.bytes.length]).toEqual([202, 0]);
      const rows = await desk.database.query<{ id: string }>('SELECT id FROM password_resets WHERE user_id IS NULL');
      expect(rows).toHaveLength(1);
      expect(await desk.app.get(LinkMakers).make({ purpose: 'password-reset', rowId: rows[0]?.id ?? '' })).toBeNull();
    });

    it('is chosen by an invited person through a link that works once', async () => {
      const made = await desk.request<{ id: string }>('POST', '/api/users', {
        as: await desk.people.admin(),
        body: { email: 'invited@desk.example', firstName: 'In', lastName: 'Vited' },
      });
      expect((await signIn({ email: 'invited@desk.example', password: NEW_PASSWORD })).status).toBe(401);
      const token = await linkOf('account-invite', made.body.id);
      const answers = await Promise.all(
        Array.from({ length: 10 }, async () =>
          desk.request('POST', '/api/auth/password/reset', { body: { token, password: NEW_PASSWORD } }),
        ),
      );
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      expect((await signIn({ email: 'invited@desk.example', password: NEW_PASSWORD })).status).toBe(200);
      expect(
        (await desk.request('POST', '/api/auth/password/reset', { body: { token, password: 'yet-another-one-77' } }))
          .status,
      ).toBe(400);
    });
  });

  describe('sessions', () => {
    it('are listed and ended by their owner alone', async () => {
      const here = await desk.people.employee();
      const there = await desk.people.signIn(here);
      const other = await desk.people.employee();
      const list = await desk.request<{ items: { id: string; isCurrent: boolean }[] }>('GET', '/api/me/sessions', {
        as: here,
      });
      expect(list.body.items.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true]);
      const id = list.body.items.find(({ isCurrent }) => !isCurrent)?.id ?? '';
      expect((await desk.request('DELETE', `/api/me/sessions/${id}`, { as: other })).status).toBe(404);
      expect((await desk.request('DELETE', `/api/me/sessions/${id}`, { as: here })).status).toBe(204);
      expect(await statusOfMe(there)).toBe(401);
      expect(await statusOfMe(here)).toBe(200);
    });
  });

  describe('signing out everywhere', () => {
    const endAll = async (as: SignedIn | undefined, query = '') =>
      desk.request<Refusal>('DELETE', `/api/me/sessions${query}`, as === undefined ? {} : { as });
    const refresh = async ({ refresh: token }: SignedIn) =>
      (await desk.request('POST', '/api/token/refresh/', { body: { refresh: token } })).status;

    it('ends every session on its next request in every process, and no API token', async () => {
      const second = await startDesk({ database: desk.database });
      try {
        const here = await desk.people.employee();
        const there = await desk.people.signIn(here);
        const stranger = await desk.people.employee();
        const made = await desk.request<{ token: string }>('POST', '/api/me/api-tokens', {
          as: here,
          body: { name: 'script', scopes: ['account:own'] },
        });
        // Both processes remember both sessions.
        for (const as of [here, there]) {
          expect((await second.request('GET', '/api/me', { as })).status).toBe(200);
          expect(await statusOfMe(as)).toBe(200);
        }
        const answer = await endAll(here);
        expect([answer.status, answer.bytes.length]).toEqual([204, 0]);
        expect(answer.headers.get('set-cookie')).toMatch(/^smartsupport_refresh=;/);
        expect([await statusOfMe(here), await statusOfMe(there)]).toEqual([401, 401]);
        const since = performance.now();
        while ((await second.request('GET', '/api/me', { as: there })).status === 200) {
          expect(performance.now() - since).toBeLessThan(100);
        }
        expect([await refresh(here), await refresh(there)]).toEqual([401, 401]);
        expect(await statusOfMe({ access: made.body.token })).toBe(200);
        expect(await statusOfMe(stranger)).toBe(200);
        const events = await desk.database.query<{ data: object }>(
          `SELECT data FROM events WHERE subject_id = $1 AND name = 'account.signed_out_everywhere'`,
          [here.id],
        );
        expect(events).toEqual([{ data: { sessions: 2, kept: null } }]);
        const rows = await desk.database.query('SELECT DISTINCT end_reason FROM sessions WHERE user_id = $1', [
          here.id,
        ]);
        expect(rows).toEqual([{ end_reason: 'ended' }]);
      } finally {
        await second.close();
      }
    });

    it('spares the present session when asked to', async () => {
      const here = await desk.people.employee();
      const there = await desk.people.signIn(here);
      const answer = await endAll(here, '?except=current');
      expect(answer.status).toBe(204);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect([await statusOfMe(here), await statusOfMe(there)]).toEqual([200, 401]);
      expect([await refresh(here), await refresh(there)]).toEqual([200, 401]);
    });

    it('is refused without a session, to an API token, and for another exception', async () => {
      const person = await desk.people.employee();
      expect((await endAll(undefined)).status).toBe(401);
      const made = await desk.request<{ token: string }>('POST', '/api/me/api-tokens', {
        as: person,
        body: { name: 'own', scopes: ['account:own'] },
      });
      expect((await endAll({ ...person, access: made.body.token })).status).toBe(403);
      expect((await endAll(person, '?except=others')).body.details).toEqual({ except: ['Must be current'] });
      expect(await statusOfMe(person)).toBe(200);
    });
  });

  describe('API tokens', () => {
    const make = async (as: SignedIn, body: object) =>
      desk.request<Refusal & { id: string; token: string }>('POST', '/api/me/api-tokens', { as, body });

    it('do what they were made for and nothing else, are shown once and kept as a hash', async () => {
      const admin = await desk.people.admin();
      const made = await make(admin, { name: 'reporting', scopes: ['user:manage'] });
      expect(made.status).toBe(201);
      const { id, token } = made.body;
      expect(token).toMatch(/^sst_[A-Za-z0-9_-]{43}$/);
      expect((await desk.request('GET', '/api/users', { as: { access: token } })).status).toBe(200);
      expect((await desk.request('GET', '/api/people', { as: { access: token } })).status).toBe(403);
      expect(await statusOfMe({ access: token })).toBe(403);
      const used = await eventually(async () => {
        const list = await desk.request<{ items: { lastUsedAt: string | null }[] }>('GET', '/api/me/api-tokens', {
          as: admin,
        });
        expect(JSON.stringify(list.body)).not.toContain(token);
        return list.body.items[0]?.lastUsedAt;
      });
      expect(Date.parse(used)).not.toBeNaN();
      const kept = await desk.database.query(`SELECT 1 FROM api_tokens t WHERE t::text LIKE '%' || $1 || '%'`, [token]);
      expect(kept).toEqual([]);
      expect((await desk.request('DELETE', `/api/me/api-tokens/${id}`, { as: admin })).status).toBe(204);
      expect((await desk.request('GET', '/api/users', { as: { access: token } })).status).toBe(401);
    });

    it('never carry more than their maker may, nor make others', async () => {
      const person = await desk.people.employee();
      expect((await make(person, { name: 'greedy', scopes: ['user:manage'] })).body.details).toHaveProperty('scopes');
      expect((await make(person, { name: 'odd', scopes: ['anything'] })).status).toBe(400);
      const { token } = (await make(person, { name: 'own', scopes: ['account:own'] })).body;
      const bearer = { as: { access: token } };
      expect((await desk.request('GET', '/api/me', bearer)).status).toBe(200);
      for (const [method, path, body] of [
        ['POST', '/api/me/api-tokens', { name: 'child', scopes: ['account:own'] }],
        ['POST', '/api/me/password', { currentPassword: person.password, newPassword: NEW_PASSWORD }],
        ['POST', '/api/me/totp', { password: person.password }],
        ['GET', '/api/me/sessions', undefined],
      ] as const) {
        expect((await desk.request(method, path, { ...bearer, ...(body === undefined ? {} : { body }) })).status).toBe(
          403,
        );
      }
    });

    it('show and open no more of a ticket than they were made for', async () => {
      const person = await desk.people.employee();
      const file = { name: 'dot.png', type: 'image/png', bytes: PNG };
      const ticket = await submitTicket(desk, person, { files: [file] });
      const download = `/attach/${String(ticket.body.attachments[0]?.id)}/download`;
      const withScopes = async (scopes: string[]) => ({
        access: (await make(person, { name: 'narrow', scopes })).body.token,
      });
      const reader = await withScopes(['ticket:read']);
      const read = await desk.request('GET', `/api/tickets/${ticket.body.id}`, { as: reader });
      expect(read.body).toMatchObject({ allowedActions: [], transitions: [] });
      const list = await desk.request<{ items: object[] }>('GET', '/api/tickets', { as: reader });
      expect(list.body.items).toEqual([expect.objectContaining({ allowedActions: [] })]);
      expect((await desk.request('POST', `/api/tickets/${ticket.body.id}/withdraw`, { as: reader })).status).toBe(403);
      expect((await desk.request('GET', download, { as: reader })).status).toBe(403);
      expect((await desk.request('GET', download, { as: await withScopes(['file:read']) })).status).toBe(200);
      const both = await withScopes(['ticket:read', 'ticket:act']);
      const free = await desk.request('GET', `/api/tickets/${ticket.body.id}`, { as: both });
      expect(free.body['allowedActions']).toContain('withdraw');
    });

    it('end with a suspension and do not come back with the reinstatement', async () => {
      const person = await desk.people.employee();
      const admin = await desk.people.admin();
      const { token } = (await make(person, { name: 'own', scopes: ['account:own'] })).body;
      expect(await statusOfMe({ access: token })).toBe(200);
      await desk.request('POST', `/api/users/${person.id}/suspend`, { as: admin, body: { reason: 'leave' } });
      expect(await statusOfMe({ access: token })).toBe(401);
      await desk.request('POST', `/api/users/${person.id}/reinstate`, { as: admin });
      expect(await statusOfMe({ access: token })).toBe(401);
    });
  });

  describe('the second factor', () => {
    it('is set up with the password and a code, asked for at sign-in, good once, replaced by recovery codes, and removed', async () => {
      const person = await desk.people.employee();
      const { email, password } = person;
      expect(
        (await desk.request('POST', '/api/me/totp', { as: person, body: { password: 'not-the-present-one' } })).status,
      ).toBe(400);
      const started = await desk.request<{ secret: string; uri: string; qr: string }>('POST', '/api/me/totp', {
        as: person,
        body: { password },
      });
      expect(started.body.uri).toMatch(/^otpauth:\/\/totp\/SmartSupport:/);
      expect(started.body.qr).toMatch(/^data:image\/png;base64,/);
      expect((await signIn({ email, password })).status).toBe(200);
      const totp = new TOTP({ secret: Secret.fromBase32(started.body.secret) });
      const code = () => totp.generate({ timestamp: desk.clock.now().getTime() });
      const wrong = code() === '000000' ? '000001' : '000000';
      expect(
        (await desk.request<Refusal>('POST', '/api/me/totp/confirm', { as: person, body: { code: wrong } })).body.code,
      ).toBe('OTP_INVALID');
      const used = code();
      const confirmed = await desk.request<{ recoveryCodes: string[] }>('POST', '/api/me/totp/confirm', {
        as: person,
        body: { code: used },
      });
      expect(confirmed.body.recoveryCodes).toHaveLength(10);

      const asked = await signIn({ email, password });
      expect([asked.status, asked.body.code]).toEqual([401, 'OTP_REQUIRED']);
      expect((await signIn({ email, password: 'not-the-present-one', otp: code() })).body.code).toBe(
        'INVALID_CREDENTIALS',
      );
      expect((await signIn({ email, password, otp: used })).body.code).toBe('OTP_INVALID');
      desk.clock.advance(60_000);
      const fresh = code();
      const twice = await Promise.all([
        signIn({ email, password, otp: fresh }),
        signIn({ email, password, otp: fresh }),
      ]);
      expect(twice.map(({ status }) => status).sort()).toEqual([200, 401]);

      const recovery = confirmed.body.recoveryCodes[0];
      expect((await signIn({ email, password, otp: recovery })).status).toBe(200);
      expect((await signIn({ email, password, otp: recovery })).body.code).toBe('OTP_INVALID');
      const state = await desk.request('GET', '/api/me/totp', { as: person });
      expect(state.body).toEqual({
        isEnabled: true,
        isRequired: false,
        recoveryCodesLeft: 9,
        areRecoveryCodesLow: false,
      });
      expect((await desk.request<Refusal>('POST', '/api/me/totp', { as: person, body: { password } })).body.code).toBe(
        'TOTP_STATE',
      );
      const kept = await desk.database.query<{ secret: string }>('SELECT secret FROM second_factors');
      expect(kept[0]?.secret).not.toContain(started.body.secret);

      expect((await desk.request('DELETE', '/api/me/totp', { as: person, body: { password } })).status).toBe(204);
      expect((await signIn({ email, password })).status).toBe(200);
    });
  });

  it('leaves nothing behind that has expired, and keeps what has not', async () => {
    const count = async () =>
      desk.database.query(
        `SELECT (SELECT count(*)::int FROM refresh_tokens) AS tokens, (SELECT count(*)::int FROM sessions) AS sessions,
           (SELECT count(*)::int FROM sign_in_attempts) AS attempts, (SELECT count(*)::int FROM password_resets) AS resets`,
      );
    await desk.people.employee();
    const [before] = await count();
    await desk.app.get(TidySignIn).execute();
    expect(await count()).toEqual([before]);
    desk.clock.advance(100 * 24 * 3_600_000);
    await desk.app.get(TidySignIn).execute();
    expect(await count()).toEqual([{ tokens: 0, sessions: 0, attempts: 0, resets: 0 }]);
  });
});
