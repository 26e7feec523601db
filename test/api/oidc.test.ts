import { CookieBrowser, locationOf, type Page } from '../support/cookie-browser.js';
import { startDesk, type Desk } from '../support/desk.js';
import { identityProvider, type IdentityProviderSink, type ProviderPerson } from '../support/identity-provider.js';

describe('sign-in through an identity provider', () => {
  let provider: IdentityProviderSink;
  let desk: Desk;

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
  });
  afterAll(async () => {
    await desk.close();
    await provider.close();
  });

  const START = '/api/auth/oidc/oidc/start';
  const comeBack = async (person: ProviderPerson | null, browser = new CookieBrowser(), returnTo = '/requests') => {
    provider.seat(person);
    const url = new URL(START, desk.url);
    url.searchParams.set('returnTo', returnTo);
    const page: Page = await browser.follow(
      url,
      (next) => next.origin === desk.url && !next.pathname.startsWith('/api/'),
    );
    return { browser, page, to: `${locationOf(page)?.pathname ?? ''}${locationOf(page)?.search ?? ''}` };
  };

  it('makes an account that waits', async () => {
    const { page, to } = await comeBack({
      subject: 's1',
      email: 'one@desk.example',
      emailVerified: true,
      firstName: 'O',
      lastName: 'Ne',
    });
    expect([page.status, page.text, to]).toEqual([302, '', '/login?news=registered']);
  });
});
