import type { Browser, Page } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, visit, type Visit } from '../support/browser.js';
import { BUILT_ADMIN, BuiltServer } from '../support/built-server.js';

/** An administrator lets another system be told of events. */
describe('the webhooks page', () => {
  let server: BuiltServer;
  let browser: Browser;
  let atAdmin: Visit;
  let page: Page;

  beforeAll(async () => {
    server = await BuiltServer.start();
    browser = await startBrowser();
    atAdmin = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    ({ page } = atAdmin);
    await signInByForm(page, BUILT_ADMIN);
  });
  afterEach(() => {
    expect(atAdmin.complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
  });

  const sheet = () => page.getByRole('dialog');

  it('makes one with chosen events and shows its secret once', async () => {
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByText('No other system is told of anything yet').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Add webhook' }).first().click();
    await sheet().getByRole('textbox', { name: 'Name' }).fill('Chat');
    await sheet().getByRole('textbox', { name: 'Address' }).fill('https://hooks.example.com/desk');
    await sheet().getByRole('searchbox').fill('submitted');
    await sheet()
      .getByRole('checkbox', { name: /ticket\.submitted/ })
      .check();
    expect(await pageProblems(page)).toEqual([]);
    await sheet().getByRole('button', { name: 'Create webhook' }).click();
    await sheet()
      .getByText(/whsec_/)
      .waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.reload();
    await sheet().getByRole('button', { name: 'Send test message' }).waitFor();
    expect(
      await sheet()
        .getByText(/whsec_/)
        .count(),
    ).toBe(0);
  });
});
