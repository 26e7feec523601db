import type { Browser } from 'playwright-core';
import { startBrowser, visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';

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
    // What is further down is drawn when the reader comes to it, and taken away behind him: never more than a screen at once.
    const last = page.getByText('/api/health/ready', { exact: true });
    await eventually(async () => {
      await page.mouse.wheel(0, 600);
      return last.isVisible();
    });
    expect(complaints).toEqual([]);
  });
});
