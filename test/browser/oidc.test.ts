import type { Browser } from 'playwright-core';
import { accessibilityProblems, signInByForm, startBrowser, visit } from '../support/browser.js';
import { BUILT_ADMIN, BuiltServer } from '../support/built-server.js';
import { identityProvider, type IdentityProviderSink } from '../support/identity-provider.js';

/** From the sign-in page to a provider and back, as people go it. */
describe('sign-in through an identity provider in the browser', () => {
  let provider: IdentityProviderSink;
  let server: BuiltServer;
  let browser: Browser;

  beforeAll(async () => {
    provider = await identityProvider();
    server = await BuiltServer.start({
      env: {
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: provider.clientId,
        OIDC_CLIENT_SECRET: provider.clientSecret,
        OIDC_NAME: 'Halden & Roth',
      },
    });
    provider.allow(server.url);
    provider.seat('ask');
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
    await provider.close();
  });

  it('somebody new waits, is approved, and comes in where he wanted to go', async () => {
    const { page, complaints } = await visit(browser, { url: server.url });
    const goThere = async () => {
      await page.getByRole('link', { name: 'Continue with Halden & Roth' }).press('Enter');
      await page.getByRole('heading', { name: 'Identity provider' }).waitFor();
    };
    await page.goto('/login');
    await goThere();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('You cancelled the sign-in.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await goThere();
    await page.getByLabel('Name').fill('Jonas Weber');
    await page.getByLabel('Address').fill('jonas@halden.example');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Your account is registered.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    const atAdmin = await visit(browser, { url: server.url });
    await signInByForm(atAdmin.page, BUILT_ADMIN);
    await atAdmin.page.goto('/admin/approvals');
    await atAdmin.page.getByText('Jonas Weber').first().waitFor();
    const admin = await server.people.admin();
    const list = await server.rest.request<{ items: { id: string; email: string }[] }>(
      'GET',
      '/api/users?status=Pending',
      {
        as: admin,
      },
    );
    const id = list.body.items.find(({ email }) => email === 'jonas@halden.example')?.id ?? '';
    expect((await server.rest.request('POST', `/api/users/${id}/approve`, { as: admin })).status).toBe(200);

    await page.goto('/account');
    await page.waitForURL('**/login?returnUrl=**');
    // The provider knows him still, and sends him back without asking.
    await page.getByRole('link', { name: 'Continue with Halden & Roth' }).press('Enter');
    await page.waitForURL('**/account/**');
    await page.getByText('jonas@halden.example').first().waitFor();
    await page.reload();
    await page.getByText('jonas@halden.example').first().waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/account\//);
    expect(complaints).toEqual([]);
  });

  it('with closed registration nobody is invited to register', async () => {
    const admin = await server.people.admin();
    const closed = await server.rest.request('PATCH', '/api/settings/registration', {
      as: admin,
      body: { values: { isOpen: false } },
    });
    expect(closed.status).toBe(200);
    const { page, complaints } = await visit(browser, { url: server.url });
    await page.goto('/login');
    await page.getByRole('link', { name: 'Continue with Halden & Roth' }).waitFor();
    expect(await page.getByRole('link', { name: 'Register' }).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
