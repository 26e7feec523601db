import type { Browser } from 'playwright-core';
import { startBrowser, visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';

describe('somebody who writes a REST client', () => {
  let server: BuiltServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await BuiltServer.start();
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
  });

  it('reads the interface in the browser, under the Content-Security-Policy', async () => {
    const { page, complaints } = await visit(browser, { url: server.url });
    await page.goto('/api/docs');
    await page.getByText('/api/departments', { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
  });
});
