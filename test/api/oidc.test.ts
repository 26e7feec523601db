import pg from 'pg';
import { TidySignIn } from '../../server/modules/auth/use-cases/tidy-sign-in.js';
import { LinkMakers } from '../../server/modules/mail/mail.facade.js';
import { CookieBrowser, locationOf } from '../support/cookie-browser.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { identityProvider, type IdentityProviderSink, type ProviderPerson } from '../support/identity-provider.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { setUpSecondFactor } from '../support/second-factor.js';

interface EventRow {
  name: string;
  actor_kind: string;
  data: Record<string, unknown>;
}

describe('sign-in through an identity provider', () => {
  let provider: IdentityProviderSink;
  let desk: Desk;
  let admin: SignedIn;
  let number = 0;

  beforeAll(async () => {
    provider = await identityProvider();
    desk = await startDesk({
      env: {
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: provider.clientId,
        OIDC_CLIENT_SECRET: provider.clientSecret,
        OIDC_NAME: 'Halden & Roth',
      },
    });
    provider.allow(desk.url);
    admin = await desk.people.admin();
  });
  afterAll(async () => {
    await desk.close();
    await provider.close();
  });
  beforeEach(async () => {
    await registration({ isOpen: true, trustedDomains: [] });
  });

  afterEach(() => {
    desk.clock.set(new Date());
  });

  const START = '/api/auth/oidc/oidc/start';
  const registration = async (values: object) => {
    const answer = await desk.request('PATCH', '/api/settings/registration', { as: admin, body: { values } });
    expect(answer.status).toBe(200);
  };
  const somebody = (over: Partial<ProviderPerson> = {}): ProviderPerson => {
    number += 1;
    const name = `vouched${String(number)}`;
    return {
      subject: `subject-${name}`,
      email: `${name}@halden.example`,
      emailVerified: true,
      firstName: 'Jonas',
      lastName: `Weber${String(number)}`,
      ...over,
    };
  };
  const startOf = (returnTo?: string) => {
    const url = new URL(START, desk.url);
    if (returnTo !== undefined) {
      url.searchParams.set('returnTo', returnTo);
    }
    return url;
  };
  /** The whole way, as a browser goes it; the address on which it ends, without the desk's own. */
  const come = async (person: ProviderPerson | null, browser = new CookieBrowser(), returnTo?: string) => {
    provider.seat(person);
    const page = await browser.follow(
      startOf(returnTo),
      (next) => next.origin === desk.url && !next.pathname.startsWith('/api/'),
    );
    const target = locationOf(page);
    return { browser, to: target === null ? page.text : `${target.pathname}${target.search}` };
  };
  /** Up to the desk's own callback, which is not called. */
  const almost = async (person: ProviderPerson, browser = new CookieBrowser(), returnTo?: string) => {
    provider.seat(person);
    const page = await browser.follow(startOf(returnTo), (next) => next.pathname.endsWith('/callback'));
    return { browser, callback: locationOf(page) ?? new URL('none:') };
  };
  const endOf = async (browser: CookieBrowser, callback: URL | string) => {
    const target = locationOf(await browser.get(callback));
    return `${target?.pathname ?? ''}${target?.search ?? ''}`;
  };
  const sessionOf = async (browser: CookieBrowser) => {
    const page = await browser.post(`${desk.url}/api/token/refresh`, {});
    return {
      status: page.status,
      ...(JSON.parse(page.text) as { access: string; user: { id: string; email: string } }),
    };
  };
  const accountOf = async (email: string | undefined) => {
    const rows = await desk.database.query<{
      id: string;
      status: string;
      role: string;
      first_name: string;
      last_name: string;
      has_password: boolean;
      is_proven: boolean;
      identities: number;
    }>(
      `SELECT id, status, role, first_name, last_name, password_hash IS NOT NULL AS has_password,
         email_proven_at IS NOT NULL AS is_proven,
         (SELECT count(*)::int FROM identities i WHERE i.user_id = users.id) AS identities
       FROM users WHERE email = $1`,
      [email],
    );
    expect(rows.length).toBeLessThan(2);
    return rows[0] ?? null;
  };
  const eventsOf = async (id: string | undefined) =>
    desk.database.query<EventRow>(
      `SELECT name, actor_kind, data FROM events WHERE subject_id = $1 AND subject_type = 'account' ORDER BY id`,
      [id],
    );
  const namesOf = async (id: string | undefined) => (await eventsOf(id)).map(({ name }) => name);
  const mailed = async (address: string | undefined, template: string) =>
    eventually(async () => {
      const rows = await desk.database.query<{ data: Record<string, unknown> }>(
        'SELECT data FROM mail_messages WHERE to_address = $1 AND template = $2',
        [address, template],
      );
      return rows[0]?.data;
    });
  const approve = async (id: string | undefined) => {
    expect((await desk.request('POST', `/api/users/${id ?? ''}/approve`, { as: admin })).status).toBe(200);
  };
  const trust = async (as: SignedIn) => {
    // As if a mailed link had been used.
    await desk.database.query('UPDATE users SET email_proven_at = now() WHERE id = $1', [as.id]);
  };

  describe('what the sign-in page offers', () => {
    it('is each provider and whether registration is open, without asking any provider', async () => {
      const before = provider.asked.size;
      const answer = await desk.request('GET', '/api/auth/options');
      expect([answer.status, answer.body]).toEqual([
        200,
        { registrationOpen: true, providers: [{ key: 'oidc', name: 'Halden & Roth', startUrl: START }] },
      ]);
      await registration({ isOpen: false });
      expect((await desk.request('GET', '/api/auth/options')).body).toMatchObject({ registrationOpen: false });
      expect(provider.asked.size).toBe(before);
    });

    it('leads to the provider with PKCE, state and nonce, and comes back to the address of the configuration', async () => {
      const browser = new CookieBrowser();
      const page = await browser.get(new URL(START, desk.url));
      const target = locationOf(page);
      expect([page.status, target?.origin, page.headers.get('cache-control')]).toEqual([
        302,
        provider.issuer,
        'no-store',
      ]);
      const asked = Object.fromEntries(target?.searchParams ?? []);
      expect(asked).toEqual({
        client_id: 'desk',
        response_type: 'code',
        scope: 'openid email profile',
        redirect_uri: `${desk.url}/api/auth/oidc/oidc/callback`,
        state: expect.stringMatching(/^[\w-]{43}$/) as string,
        nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
        code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
        code_challenge_method: 'S256',
      });
      expect(browser.cookie('smartsupport_oidc_')).toMatchObject({
        path: '/api/auth/oidc/oidc/callback',
        attributes: expect.stringMatching(/HttpOnly.*SameSite=Lax/) as string,
      });
      const [row] = await desk.database.query<{ state_hash: Buffer; return_to: string }>(
        'SELECT state_hash, return_to FROM oidc_flows ORDER BY created_at DESC LIMIT 1',
      );
      expect(row?.return_to).toBe('/');
      expect(row?.state_hash.toString('base64url')).not.toBe(asked['state']);
    });

    it('never takes the address from the request', async () => {
      const answer = await desk.request('GET', START, { headers: { 'x-forwarded-host': 'evil.example' } });
      const target = new URL(answer.headers.get('location') ?? 'none:');
      expect(target.searchParams.get('redirect_uri')).toBe(`${desk.url}/api/auth/oidc/oidc/callback`);
    });

    it('does not know other providers', async () => {
      for (const path of [
        '/api/auth/oidc/nobody/start',
        '/api/auth/oidc/nobody/callback',
        '/api/auth/oidc/__proto__/start',
      ]) {
        const answer = await desk.request<Refusal>('GET', path);
        expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
      }
    });
  });

  describe('somebody new', () => {
    it('waits for approval like everybody else, and comes in once approved', async () => {
      const person = somebody();
      expect((await come(person)).to).toBe('/login?news=registered');
      const account = await accountOf(person.email);
      expect(account).toMatchObject({
        status: 'Pending',
        role: 'Employee',
        first_name: 'Jonas',
        last_name: person.lastName,
        has_password: false,
        is_proven: true,
        identities: 1,
      });
      expect(await eventsOf(account?.id)).toMatchObject([
        { name: 'account.registered', data: { provider: 'oidc', isApproved: false } },
      ]);
      await mailed(person.email, 'registration-received');
      await mailed(admin.email, 'account-pending-notice');
      expect((await come(person)).to).toBe('/login?problem=ACCOUNT_PENDING');
      await approve(account?.id);
      const { browser, to } = await come(person, new CookieBrowser(), '/requests?status=Open');
      expect(to).toBe('/requests?status=Open');
      expect(browser.cookie('smartsupport_oidc_')).toBeUndefined();
      expect(browser.cookie('smartsupport_arrived')).toMatchObject({ value: '1' });
      const session = await sessionOf(browser);
      expect([session.status, session.user.id]).toEqual([200, account?.id]);
      expect((await desk.request('GET', '/api/me', { as: session })).status).toBe(200);
      const last = (await eventsOf(account?.id)).at(-1);
      expect(last).toMatchObject({ name: 'account.signed_in', actor_kind: 'person', data: { provider: 'oidc' } });
      const list = await desk.request('GET', '/api/me/identities', { as: session });
      expect(list.body).toEqual({
        hasPassword: false,
        items: [
          {
            id: expect.any(String) as string,
            provider: 'oidc',
            providerName: 'Halden & Roth',
            email: person.email,
            linkedAt: expect.any(String) as string,
            lastUsedAt: expect.any(String) as string,
          },
        ],
      });
    });

    it('of a trusted domain is approved at once, which the history says', async () => {
      await registration({ trustedDomains: ['halden.example'] });
      const person = somebody();
      const { browser, to } = await come(person);
      expect(to).toBe('/');
      const { user } = await sessionOf(browser);
      expect(await eventsOf(user.id)).toMatchObject([
        { name: 'account.registered', data: { provider: 'oidc', isApproved: true } },
        {
          name: 'account.approved',
          actor_kind: 'system',
          data: { from: 'Pending', to: 'Approved', rule: 'trusted-domain', domain: 'halden.example' },
        },
        { name: 'account.signed_in' },
      ]);
      await mailed(person.email, 'account-approved');
      const rows = await desk.database.query(
        `SELECT 1 FROM mail_messages WHERE to_address = $1 AND template = 'registration-received'`,
        [person.email],
      );
      expect(rows).toEqual([]);
    });

    it.each(['sub.halden.example', 'evilhalden.example', 'halden.example.evil.example'])(
      'of %s does not profit from the trusted halden.example',
      async (domain) => {
        await registration({ trustedDomains: ['halden.example'] });
        const person = somebody();
        expect((await come({ ...person, email: `x${String(number)}@${domain}` })).to).toBe('/login?news=registered');
      },
    );

    it('who waited is approved once the domain is trusted', async () => {
      const person = somebody();
      await come(person);
      await registration({ trustedDomains: ['halden.example'] });
      expect((await come(person)).to).toBe('/');
      expect(await namesOf((await accountOf(person.email))?.id)).toContain('account.approved');
    });

    it('comes in while an administrator decides about the same account: neither waits for the other in a circle', async () => {
      const person = somebody();
      const { id } = await desk.people.pending({ email: person.email ?? '' });
      await registration({ trustedDomains: ['halden.example'] });
      const decider = new pg.Client({ connectionString: desk.database.url });
      await decider.connect();
      try {
        // What a decision does, in its order: the administrators' lock, then the account.
        await decider.query('BEGIN');
        await decider.query('SELECT pg_advisory_xact_lock(7305120)');
        const arrival = come(person);
        await eventually(async () => {
          const settled = await desk.database.query(
            `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
             UNION ALL SELECT 1 FROM identities WHERE user_id = $1`,
            [id],
          );
          return settled.length > 0;
        });
        await decider.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [id]);
        await decider.query('COMMIT');
        expect((await arrival).to).toBe('/');
      } finally {
        await decider.end();
      }
    });

    it('finds registration closed, unless the domain is trusted', async () => {
      await registration({ isOpen: false, trustedDomains: ['trusted.example'] });
      const person = somebody();
      expect((await come(person)).to).toBe('/login?problem=REGISTRATION_CLOSED');
      expect(await accountOf(person.email)).toBeNull();
      expect((await come({ ...person, email: `y${String(number)}@trusted.example` })).to).toBe('/');
    });

    it.each([{ emailVerified: false }, { emailVerified: undefined }, { email: undefined }, { email: 'no address' }])(
      'is nobody with %j',
      async (over) => {
        const person = { ...somebody(), ...over };
        expect((await come(person)).to).toBe('/login?problem=EMAIL_NOT_VERIFIED');
        const rows = await desk.database.query('SELECT 1 FROM identities WHERE subject = $1', [person.subject]);
        expect(rows).toEqual([]);
      },
    );

    it('gets one account from 8 first visits at once', async () => {
      await registration({ trustedDomains: ['halden.example'] });
      const person = somebody();
      const visits = await Promise.all(Array.from({ length: 8 }, async () => almost(person)));
      const ends = await Promise.all(visits.map(async ({ browser, callback }) => endOf(browser, callback)));
      expect(ends).toEqual(Array.from({ length: 8 }, () => '/'));
      const account = await accountOf(person.email);
      expect(account?.identities).toBe(1);
      expect((await namesOf(account?.id)).filter((name) => name === 'account.registered')).toHaveLength(1);
    });

    it('gets one account where registration and provider meet', async () => {
      const person = somebody();
      const { browser, callback } = await almost(person);
      const [, to] = await Promise.all([desk.people.pending({ email: person.email ?? '' }), endOf(browser, callback)]);
      expect(['/login?news=registered', '/login?problem=ACCOUNT_PENDING']).toContain(to);
      expect(await accountOf(person.email)).toMatchObject({ status: 'Pending', identities: 1, has_password: false });
    });
  });

  describe('somebody with an account', () => {
    it('keeps password and sessions when the address was proven before, and is told', async () => {
      const here = await desk.people.employee();
      await trust(here);
      const { browser, to } = await come(somebody({ email: here.email.toUpperCase() }));
      expect(to).toBe('/');
      expect((await sessionOf(browser)).user.id).toBe(here.id);
      expect((await desk.request('GET', '/api/me', { as: here })).status).toBe(200);
      expect((await desk.people.signIn(here)).id).toBe(here.id);
      expect(await eventsOf(here.id)).toContainEqual({
        name: 'account.identity_linked',
        actor_kind: 'person',
        data: { identityId: expect.any(String) as string, provider: 'oidc', isTakenOver: false },
      });
      expect(await mailed(here.email, 'identity-linked')).toMatchObject({
        firstName: here.firstName,
        providerName: 'Halden & Roth',
        isTakenOver: false,
      });
    });

    it('takes it from whoever made it with an address that was never proven', async () => {
      const thief = await desk.people.employee();
      await setUpSecondFactor(desk, thief);
      const made = await desk.request<{ token: string }>('POST', '/api/me/api-tokens', {
        as: thief,
        body: { name: 'script', scopes: ['account:own'] },
      });
      await desk.request('POST', '/api/auth/password/forgot', { body: { email: thief.email } });
      const owner = somebody({ email: thief.email });
      const { browser, to } = await come(owner);
      expect(to).toBe('/');
      const session = await sessionOf(browser);
      expect(session.user.id).toBe(thief.id);
      for (const access of [thief.access, made.body.token]) {
        expect((await desk.request('GET', '/api/me', { as: { access } })).status).toBe(401);
      }
      const refreshed = await desk.request('POST', '/api/token/refresh', { body: { refresh: thief.refresh } });
      expect(refreshed.status).toBe(401);
      const signIn = await desk.request<Refusal>('POST', '/api/token/employee', {
        body: { email: thief.email, password: thief.password },
      });
      expect([signIn.status, signIn.body.code]).toEqual([401, 'INVALID_CREDENTIALS']);
      expect(await accountOf(thief.email)).toMatchObject({ has_password: false, is_proven: true, identities: 1 });
      const factor = await desk.request('GET', '/api/me/totp', { as: session });
      expect(factor.body).toMatchObject({ isEnabled: false });
      expect(await mailed(thief.email, 'identity-linked')).toMatchObject({ firstName: null, isTakenOver: true });
      // The second visit takes nothing any more.
      await desk.database.query(`UPDATE users SET password_hash = 'kept' WHERE id = $1`, [thief.id]);
      expect((await come(owner)).to).toBe('/');
      expect(await accountOf(thief.email)).toMatchObject({ has_password: true });
    });

    it('proves the address by a reset link, so that the provider takes nothing', async () => {
      const here = await desk.people.employee();
      await desk.request('POST', '/api/auth/password/forgot', { body: { email: here.email } });
      const [row] = await desk.database.query<{ id: string }>('SELECT id FROM password_resets WHERE user_id = $1', [
        here.id,
      ]);
      const link = new URL(
        (await desk.app.get(LinkMakers).make({ purpose: 'password-reset', rowId: row?.id ?? '' })) ?? 'none:',
      );
      const reset = await desk.request('POST', '/api/auth/password/reset', {
        body: { token: link.searchParams.get('token'), password: 'another-good-one-77' },
      });
      expect(reset.status).toBe(204);
      expect(await accountOf(here.email)).toMatchObject({ is_proven: true });
      expect((await come(somebody({ email: here.email }))).to).toBe('/');
      expect(await accountOf(here.email)).toMatchObject({ has_password: true });
    });

    it('has an unproven address again when an administrator changes it', async () => {
      const here = await desk.people.employee();
      await trust(here);
      const email = `changed${String(number)}@desk.example`;
      await desk.request('PATCH', `/api/users/${here.id}`, { as: admin, body: { email } });
      expect(await accountOf(email)).toMatchObject({ is_proven: false });
    });

    it('is known by the identity, whatever the address is by now', async () => {
      const here = await desk.people.employee();
      await trust(here);
      const person = somebody({ email: here.email });
      await come(person);
      const moved = { ...person, email: 'moved@elsewhere.example', emailVerified: false };
      const { browser } = await come(moved);
      expect((await sessionOf(browser)).user).toMatchObject({ id: here.id, email: here.email });
    });

    it('does not share it with a second identity of the same provider', async () => {
      const person = somebody();
      await come(person);
      const successor = { ...person, subject: `${person.subject}-successor` };
      expect((await come(successor)).to).toBe('/login?problem=IDENTITY_TAKEN');
      expect(await accountOf(person.email)).toMatchObject({ identities: 1 });
    });

    it.each([
      ['suspend', 'ACCOUNT_SUSPENDED'],
      ['reject', 'ACCOUNT_REJECTED'],
    ])('%s: is told so and does not get in', async (decision, code) => {
      const person = somebody();
      await come(person);
      const id = (await accountOf(person.email))?.id;
      if (decision === 'suspend') {
        await approve(id);
      }
      const decided = await desk.request('POST', `/api/users/${id ?? ''}/${decision}`, {
        as: admin,
        body: { reason: 'because' },
      });
      expect(decided.status).toBe(200);
      // Not even a trusted domain overrules somebody's decision.
      await registration({ trustedDomains: ['halden.example'] });
      const { browser, to } = await come(person);
      expect(to).toBe(`/login?problem=${code}`);
      expect((await browser.post(`${desk.url}/api/token/refresh`, {})).status).toBe(401);
    });
  });

  describe('a second factor', () => {
    const withFactor = async () => {
      const here = await desk.people.employee();
      await trust(here);
      return { here, key: await setUpSecondFactor(desk, here), person: somebody({ email: here.email }) };
    };
    const complete = async (browser: CookieBrowser, otp: string) => {
      const page = await browser.post(`${desk.url}/api/auth/oidc/complete`, { otp });
      return { status: page.status, body: JSON.parse(page.text) as Refusal & { access: string; refresh?: string } };
    };

    it('is asked for after the provider; the ticket lets in once', async () => {
      const { here, key, person } = await withFactor();
      const { browser, to } = await come(person, new CookieBrowser(), '/requests');
      expect(to).toBe('/login?continue=otp&returnUrl=%2Frequests');
      expect(browser.cookie('smartsupport_refresh')).toBeUndefined();
      expect(browser.cookie('smartsupport_ticket')).toMatchObject({
        path: '/api/auth/oidc/complete',
        attributes: expect.stringMatching(/HttpOnly.*SameSite=Strict/) as string,
      });
      const ticket = browser.cookie('smartsupport_ticket');
      expect((await complete(new CookieBrowser(), key.code())).body.code).toBe('SIGN_IN_EXPIRED');
      const wrong = await complete(browser, '000000');
      expect([wrong.status, wrong.body.code]).toEqual([401, 'OTP_INVALID']);
      desk.clock.advance(30_000);
      const right = await complete(browser, key.code());
      expect([right.status, right.body.refresh]).toEqual([200, undefined]);
      expect((await desk.request('GET', '/api/me', { as: right.body })).body).toMatchObject({ id: here.id });
      expect(browser.cookie('smartsupport_refresh')).toBeDefined();
      desk.clock.advance(30_000);
      const again = await desk.request<Refusal>('POST', '/api/auth/oidc/complete', {
        body: { otp: key.code() },
        headers: { cookie: `smartsupport_ticket=${ticket?.value ?? ''}` },
      });
      expect([again.status, again.body.code]).toEqual([401, 'SIGN_IN_EXPIRED']);
    });

    it('of the provider counts: amr mfa', async () => {
      const { person } = await withFactor();
      expect((await come({ ...person, amr: ['pwd', 'mfa'] })).to).toBe('/');
      expect((await come({ ...person, amr: ['pwd'] })).to).toBe('/login?continue=otp&returnUrl=%2F');
    });

    it('counts wrong codes like failed sign-ins: another ticket brings no more tries', async () => {
      const { here, person } = await withFactor();
      for (const guess of ['000000', '000001', '000002']) {
        const { browser } = await come(person);
        expect((await complete(browser, guess)).body.code).toBe('OTP_INVALID');
      }
      const { body } = await desk.request<{ items: { person: { id: string } | null; failures: number }[] }>(
        'GET',
        '/api/admin/sign-in-throttles',
        { as: admin },
      );
      expect(body.items.find((item) => item.person?.id === here.id)?.failures).toBe(3);
    });

    it('allows five codes for one ticket, also when they come at once', async () => {
      const { key, person } = await withFactor();
      const { browser } = await come(person);
      const guesses = await Promise.all(
        Array.from({ length: 12 }, async (_, guess) => complete(browser, `00000${String(guess % 10)}`)),
      );
      expect(guesses.filter(({ body }) => body.code === 'OTP_INVALID').length).toBeLessThan(6);
      desk.clock.advance(30_000);
      expect((await complete(browser, key.code())).body.code).toBe('SIGN_IN_EXPIRED');
    });

    it('comes too late after five minutes, and after a change of the account', async () => {
      const { here, key, person } = await withFactor();
      const { browser } = await come(person);
      desk.clock.advance(5 * 60_000 + 1);
      expect((await complete(browser, key.code())).body.code).toBe('SIGN_IN_EXPIRED');
      desk.clock.set(new Date());
      const { browser: other } = await come(person);
      await desk.request('POST', `/api/users/${here.id}/suspend`, { as: admin, body: { reason: 'x' } });
      expect((await complete(other, key.code())).status).toBe(401);
    });
  });

  describe('the way back', () => {
    it('works once', async () => {
      const { browser, callback } = await almost(somebody());
      expect(await endOf(browser, callback)).toBe('/login?news=registered');
      expect(await endOf(browser, callback)).toBe('/login?problem=SIGN_IN_EXPIRED');
    });

    it('works once among 20 at once', async () => {
      await registration({ trustedDomains: ['halden.example'] });
      const { browser, callback } = await almost(somebody());
      const cookie = browser.cookie('smartsupport_oidc_');
      const headers = { cookie: `${cookie?.name ?? ''}=${cookie?.value ?? ''}` };
      const answers = await Promise.all(
        Array.from({ length: 20 }, async () =>
          desk.request('GET', `${callback.pathname}${callback.search}`, { headers }),
        ),
      );
      const ends = answers.map((answer) => answer.headers.get('location'));
      expect(ends.filter((end) => end === '/')).toHaveLength(1);
      expect(ends.filter((end) => end === '/login?problem=SIGN_IN_EXPIRED')).toHaveLength(19);
    });

    it('is closed to another browser, and stays open for the right one', async () => {
      const { browser, callback } = await almost(somebody());
      const stranger = new CookieBrowser();
      await almost(somebody(), stranger);
      expect(await endOf(stranger, callback)).toBe('/login?problem=SIGN_IN_EXPIRED');
      // Nor does a secret of his own help him, under the name of the other's cookie.
      const name = browser.cookie('smartsupport_oidc_')?.name ?? '';
      const forged = await desk.request('GET', `${callback.pathname}${callback.search}`, {
        headers: { cookie: `${name}=${stranger.cookie('smartsupport_oidc_')?.value ?? ''}` },
      });
      expect(forged.headers.get('location')).toBe('/login?problem=SIGN_IN_EXPIRED');
      expect(await endOf(browser, callback)).toBe('/login?news=registered');
    });

    it('is closed after ten minutes', async () => {
      const { browser, callback } = await almost(somebody());
      desk.clock.advance(10 * 60_000 + 1);
      expect(await endOf(browser, callback)).toBe('/login?problem=SIGN_IN_EXPIRED');
      await desk.app.get(TidySignIn).execute();
      expect(await desk.database.query('SELECT 1 FROM oidc_flows WHERE expires_at < $1', [desk.clock.now()])).toEqual(
        [],
      );
    });

    it('does not mix two tabs of one browser', async () => {
      const browser = new CookieBrowser();
      const person = somebody();
      const first = await almost(person, browser, '/one');
      const second = await almost(person, browser, '/two');
      await registration({ trustedDomains: ['halden.example'] });
      expect(await endOf(browser, second.callback)).toBe('/two');
      expect(await endOf(browser, first.callback)).toBe('/one');
    });

    it('says it when somebody cancels at the provider', async () => {
      expect((await come(null)).to).toBe('/login?problem=SIGN_IN_CANCELLED');
    });

    it.each([
      ['no state', 'delete', 'state', '', 'SIGN_IN_EXPIRED'],
      ['another state', 'set', 'state', 'x'.repeat(43), 'SIGN_IN_EXPIRED'],
      ['two states', 'append', 'state', 'x', 'SIGN_IN_EXPIRED'],
      ['no code', 'delete', 'code', '', 'PROVIDER_ANSWER_INVALID'],
      ['another code', 'set', 'code', 'x'.repeat(43), 'PROVIDER_ANSWER_INVALID'],
      ['two codes', 'append', 'code', 'x', 'PROVIDER_ANSWER_INVALID'],
      ['another issuer', 'set', 'iss', 'https://evil.example', 'PROVIDER_ANSWER_INVALID'],
      ['an error of the provider', 'set', 'error', 'server_error', 'PROVIDER_REFUSED'],
    ] as const)('is refused with %s', async (_, change, name, value, code) => {
      const person = somebody();
      const { browser, callback } = await almost(person);
      if (change === 'delete') {
        callback.searchParams.delete(name);
      } else {
        callback.searchParams[change](name, value);
      }
      expect(await endOf(browser, callback)).toBe(`/login?problem=${code}`);
      expect(await accountOf(person.email)).toBeNull();
    });

    it('is refused with the verifier of another visit, because the provider compares', async () => {
      const { browser, callback } = await almost(somebody());
      await desk.database.query(`UPDATE oidc_flows SET code_verifier = repeat('v', 43)`);
      expect(await endOf(browser, callback)).toBe('/login?problem=PROVIDER_ANSWER_INVALID');
    });

    it('is refused with the nonce of another visit', async () => {
      const { browser, callback } = await almost(somebody());
      await desk.database.query(`UPDATE oidc_flows SET nonce = 'another'`);
      expect(await endOf(browser, callback)).toBe('/login?problem=PROVIDER_ANSWER_INVALID');
    });

    it.each([
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
      '/.//evil.example',
      '/login?returnUrl=/x',
    ])('never leads to %j', async (returnTo) => {
      await registration({ trustedDomains: ['halden.example'] });
      expect((await come(somebody(), new CookieBrowser(), returnTo)).to).toBe('/');
    });
  });

  describe('the own identities', () => {
    it('are removed with the password, and open the account no more', async () => {
      const here = await desk.people.employee();
      await trust(here);
      const person = somebody({ email: here.email });
      await come(person);
      const list = await desk.request<{ items: { id: string }[] }>('GET', '/api/me/identities', { as: here });
      const path = `/api/me/identities/${list.body.items[0]?.id ?? ''}`;
      const without = await desk.request<Refusal>('DELETE', path, { as: here });
      expect([without.status, without.body.details]).toEqual([
        400,
        { currentPassword: ['Enter your present password'] },
      ]);
      const wrong = await desk.request<Refusal>('DELETE', path, { as: here, body: { currentPassword: 'wrong' } });
      expect(wrong.status).toBe(400);
      const other = await desk.people.employee();
      const foreign = await desk.request('DELETE', path, { as: other, body: { currentPassword: other.password } });
      expect(foreign.status).toBe(404);
      const right = await desk.request('DELETE', path, { as: here, body: { currentPassword: here.password } });
      expect(right.status).toBe(204);
      expect(await namesOf(here.id)).toContain('account.identity_removed');
      await mailed(here.email, 'identity-removed');
      expect((await desk.request('DELETE', path, { as: here, body: { currentPassword: here.password } })).status).toBe(
        404,
      );
    });

    it('stay when nothing else lets in, also when two are removed at once', async () => {
      await registration({ trustedDomains: ['halden.example'] });
      const { browser } = await come(somebody());
      const session = await sessionOf(browser);
      const { id } = session.user;
      const list = async () =>
        (await desk.request<{ items: { id: string }[] }>('GET', '/api/me/identities', { as: session })).body.items;
      const [only] = await list();
      const last = await desk.request<Refusal>('DELETE', `/api/me/identities/${only?.id ?? ''}`, { as: session });
      expect([last.status, last.body.code]).toEqual([409, 'LAST_WAY_IN']);
      // One of a provider that is not configured any more is no way in.
      await desk.database.query(
        `INSERT INTO identities (id, user_id, provider, issuer, subject, email, linked_at)
         VALUES (gen_random_uuid(), $1, 'gone', 'https://gone.example', 's', 'e@x.example', now())`,
        [id],
      );
      expect((await desk.request('DELETE', `/api/me/identities/${only?.id ?? ''}`, { as: session })).status).toBe(409);
      await desk.database.query(`UPDATE identities SET provider = 'oidc' WHERE user_id = $1`, [id]);
      const both = await list();
      expect(both).toHaveLength(2);
      const answers = await Promise.all(
        both.map(async (one) => desk.request('DELETE', `/api/me/identities/${one.id}`, { as: session })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      expect(await list()).toHaveLength(1);
    });
  });
});
