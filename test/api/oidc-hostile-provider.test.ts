import { CookieBrowser, locationOf } from '../support/cookie-browser.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { FORGED_CLIENT, forgingProvider, type Forgery, type ForgingProvider } from '../support/forging-provider.js';
import { freePort } from '../support/free-port.js';

/** A provider that forges, lies, hangs or is not there at all. Whatever it does, the desk answers with a sentence. */
describe('a provider that cannot be trusted', () => {
  let provider: ForgingProvider;
  let desk: Desk;

  const envOf = (issuer: string) => ({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: FORGED_CLIENT });
  beforeAll(async () => {
    provider = await forgingProvider();
    desk = await startDesk({ env: envOf(provider.issuer) });
  });
  afterAll(async () => {
    await desk.close();
    await provider.close();
  });
  afterEach(() => {
    provider.forge({});
    provider.set('answer');
  });

  const begin = async (at = desk) => {
    const browser = new CookieBrowser();
    const target = locationOf(await browser.get(new URL('/api/auth/oidc/oidc/start', at.url)));
    return { browser, target };
  };
  const end = async (browser: CookieBrowser, state: string) => {
    const callback = new URL('/api/auth/oidc/oidc/callback', desk.url);
    callback.search = new URLSearchParams({ state, code: 'a-code' }).toString();
    return locationOf(await browser.get(callback));
  };
  /** A visit with whatever the provider answers now. */
  const visit = async () => {
    const { browser, target } = await begin();
    provider.expect(target?.searchParams.get('nonce') ?? '');
    const to = await end(browser, target?.searchParams.get('state') ?? '');
    return { to: `${to?.pathname ?? ''}${to?.search ?? ''}`, target };
  };
  const people = async () => (await desk.database.query('SELECT 1 FROM identities')).length;

  it('is believed when all is right, and gets the verifier of the challenge', async () => {
    const { to, target } = await visit();
    expect(to).toBe('/login?news=registered');
    const form = Object.fromEntries(provider.exchanges.at(-1) ?? []);
    expect(form).toEqual({
      client_id: FORGED_CLIENT,
      grant_type: 'authorization_code',
      code: 'a-code',
      redirect_uri: `${desk.url}/api/auth/oidc/oidc/callback`,
      code_verifier: expect.stringMatching(/^[\w.~-]{43,128}$/) as string,
    });
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(form['code_verifier']));
    expect(Buffer.from(digest).toString('base64url')).toBe(target?.searchParams.get('code_challenge'));
  });

  const now = Math.floor(Date.now() / 1_000);
  const unsigned = (token: string) => {
    const [, claims] = token.split('.');
    return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims ?? ''}.`;
  };
  const FORGERIES: readonly (readonly [string, Forgery])[] = [
    ['of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['without issuer', { claims: { iss: undefined } }],
    ['for somebody else', { claims: { aud: 'another-client' } }],
    ['for two, of which we are one and no authorised party is named', { claims: { aud: ['another', FORGED_CLIENT] } }],
    ['for nobody', { claims: { aud: undefined } }],
    ['with the nonce of another visit', { claims: { nonce: 'another' } }],
    ['without nonce', { claims: { nonce: undefined } }],
    ['that expired', { claims: { iat: now - 900, exp: now - 600 } }],
    ['without end', { claims: { exp: undefined } }],
    ['whose end is a text', { claims: { exp: 'tomorrow' } }],
    ['about nobody', { claims: { sub: undefined } }],
    ['about a number', { claims: { sub: 7 } }],
    ['signed with a key that nobody published', { hasStrangeKey: true }],
    ['signed with a key of another name', { header: { kid: 'another' } }],
    ['that says it is signed with HS256', { header: { alg: 'HS256' } }],
    ['that says it is not signed', { header: { alg: 'none' } }],
    ['that is not signed', { alter: unsigned }],
    ['whose signature is cut off', { alter: (token) => token.slice(0, token.lastIndexOf('.') + 1) }],
    ['whose claims were changed afterwards', { alter: (token) => token.replace(/\.[^.]+\./, '.e30.') }],
    ['that is no token', { alter: () => 'no token' }],
    ['that is empty', { alter: () => '' }],
  ];

  it.each(FORGERIES)('an ID token %s opens nothing', async (_, forgery) => {
    const before = await people();
    provider.forge({ ...forgery, claims: { sub: 'forged', email: 'forged@forged.example', ...forgery.claims } });
    expect((await visit()).to).toBe('/login?problem=PROVIDER_ANSWER_INVALID');
    expect(await people()).toBe(before);
  });

  it('cannot announce that it does not sign', async () => {
    const liar = await forgingProvider();
    liar.announce(['none', 'HS256', 'RS256']);
    const other = await startDesk({ env: envOf(liar.issuer) });
    try {
      for (const forgery of [{ alter: unsigned }, { header: { alg: 'HS256' } }, { hasStrangeKey: true }]) {
        const { browser, target } = await begin(other);
        liar.expect(target?.searchParams.get('nonce') ?? '');
        liar.forge(forgery);
        const callback = new URL('/api/auth/oidc/oidc/callback', other.url);
        callback.search = new URLSearchParams({ state: target?.searchParams.get('state') ?? '', code: 'c' }).toString();
        expect(locationOf(await browser.get(callback))?.search).toBe('?problem=PROVIDER_ANSWER_INVALID');
      }
    } finally {
      await other.close();
      await liar.close();
    }
  });

  it.each(['fail', 'nonsense', 'flood', 'impostor', 'hang', 'stall'] as const)(
    'whose metadata %s is told to be away, and what is remembered of it does not help others',
    async (mood) => {
      const fresh = await forgingProvider();
      fresh.set(mood);
      const other = await startDesk({ env: envOf(fresh.issuer) });
      try {
        const began = Date.now();
        const asking = begin(other);
        if (mood === 'hang' || mood === 'stall') {
          // Whoever signs in by password meanwhile does not wait.
          expect((await other.people.admin()).access).toMatch(/\./);
        }
        const { target } = await asking;
        expect(target?.search).toBe('?problem=PROVIDER_UNAVAILABLE');
        expect(Date.now() - began).toBeLessThan(11_500);
        expect(await other.database.query('SELECT 1 FROM oidc_flows')).toEqual([]);
        fresh.set('answer');
        expect((await begin(other)).target?.origin).toBe(fresh.issuer);
      } finally {
        await other.close();
        await fresh.close();
      }
    },
    30_000,
  );

  it.each([
    ['fail', 'PROVIDER_UNAVAILABLE'],
    ['nonsense', 'PROVIDER_ANSWER_INVALID'],
    ['flood', 'PROVIDER_UNAVAILABLE'],
    ['stall', 'PROVIDER_UNAVAILABLE'],
  ] as const)(
    'that %ss where the code is exchanged ends with %s',
    async (mood, code) => {
      provider.set(mood, '/token');
      const began = Date.now();
      expect((await visit()).to).toBe(`/login?problem=${code}`);
      expect(Date.now() - began).toBeLessThan(11_500);
      provider.set('answer');
      expect((await visit()).to).toMatch(/^\/login\?(news=registered|problem=ACCOUNT_PENDING)$/);
    },
    30_000,
  );

  it('that is not there stops nobody from starting the desk, is not asked by everybody, and is noticed when it comes', async () => {
    const port = await freePort();
    const other = await startDesk({ env: envOf(`http://127.0.0.1:${String(port)}`) });
    try {
      expect((await other.request('GET', '/api/health/ready')).status).toBe(200);
      for (let visits = 0; visits < 5; visits += 1) {
        expect((await begin(other)).target?.search).toBe('?problem=PROVIDER_UNAVAILABLE');
      }
      const late = await forgingProvider(port);
      try {
        const target = await eventually(
          async () => {
            const found = (await begin(other)).target;
            return found?.origin === late.issuer ? found : null;
          },
          { within: 15_000, every: 250 },
        );
        expect(target.pathname).toBe('/auth');
        // The breaker's probe, and whoever came then: not one call for each visit that was turned away.
        expect(late.asked.length).toBeLessThan(4);
      } finally {
        await late.close();
      }
    } finally {
      await other.close();
    }
  }, 40_000);

  it('is asked for its metadata once by 20 who come at once', async () => {
    const fresh = await forgingProvider();
    const other = await startDesk({ env: envOf(fresh.issuer) });
    try {
      const visits = await Promise.all(Array.from({ length: 20 }, async () => begin(other)));
      expect(visits.every(({ target }) => target?.origin === fresh.issuer)).toBe(true);
      expect(fresh.asked).toEqual(['/.well-known/openid-configuration']);
    } finally {
      await other.close();
      await fresh.close();
    }
  });

  it('lets nobody try without limit', async () => {
    const other = await startDesk({ env: { ...envOf(provider.issuer), RATE_LIMIT_FACTOR: '0.01' } });
    try {
      const ends: (string | undefined)[] = [];
      for (let visits = 0; visits < 8; visits += 1) {
        ends.push((await begin(other)).target?.search);
      }
      expect(
        ends
          .slice(0, 6)
          .every((search) => search?.startsWith('?redirect_uri=') === true || search?.includes('state=') === true),
      ).toBe(true);
      expect(ends.slice(6)).toEqual(['?problem=RATE_LIMITED', '?problem=RATE_LIMITED']);
    } finally {
      await other.close();
    }
  });
});
