import type { Browser, Page, Request } from 'playwright-core';
import { startBrowser, visit, type Visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import type { SignedIn } from '../support/people.js';
import { PNG, submitTicket } from '../support/ticket-views.js';

const SCRIPT = `<script>document.title = 'RAN'; localStorage.setItem('ran', 'yes'); fetch('/ran');</script>`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="localStorage.setItem('ran','yes')">${SCRIPT}</svg>`;

const HOST = '<!doctype html><title>A page of the desk that forbids nothing</title>';
const ELEMENTS = ['iframe', 'object', 'embed', 'script', 'img'];

/** Runs in the page. */
const APPEND = `([name, source]) => {
  const element = document.createElement(name);
  element.setAttribute(name === 'object' ? 'data' : 'src', source);
  document.body.replaceChildren(element);
}`;
/** Runs in the page: what has come has had its turn. */
const TWO_FRAMES = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))`;

/** The bytes have come, or were given up, for a download as well. */
async function heard(page: Page, source: string): Promise<void> {
  return new Promise((resolve) => {
    const hear = (request: Request): void => {
      if (request.url().endsWith(source)) {
        page.off('requestfinished', hear);
        page.off('requestfailed', hear);
        resolve();
      }
    };
    page.on('requestfinished', hear);
    page.on('requestfailed', hear);
  });
}

/** In every element that would load it, one after the other. */
async function embed(page: Page, source: string): Promise<void> {
  for (const name of ELEMENTS) {
    const isThere = heard(page, source);
    await page.evaluate(`(${APPEND})(${JSON.stringify([name, source])})`);
    await isThere;
    await page.evaluate(TWO_FRAMES);
  }
}

/** Each is taken for what it says it is, or refused; opened in any way, it runs nothing. */
const FILES: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['page.html', Buffer.from(`<!doctype html><html>${SCRIPT}</html>`)],
  ['page.txt', Buffer.from(`<!doctype html><html>${SCRIPT}</html>`)],
  ['page.html.txt', Buffer.from(`<html onload="x">${SCRIPT}</html>`)],
  ['drawing.svg', Buffer.from(SVG)],
  ['drawing.xml', Buffer.from(`<?xml version="1.0"?>${SVG}`)],
  ['page.xml', Buffer.from(`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</html>`)],
  ['polyglot.png', Buffer.concat([PNG, Buffer.from(`<html>${SCRIPT}</html>`)])],
  ['polyglot.gif', Buffer.concat([Buffer.from('GIF89a/*'), Buffer.from(`*/=1;localStorage.setItem('ran','yes')`)])],
  ['report.pdf', Buffer.from(`%PDF-1.4\n${SCRIPT}\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj`)],
  ['mail.eml', Buffer.from(`Content-Type: text/html\r\n\r\n${SCRIPT}`)],
  ['code.json', Buffer.from(`{"a":"${SCRIPT.replaceAll('"', "'")}"}`)],
];

describe('files that would run something', () => {
  let server: BuiltServer;
  let browser: Browser;
  let ada: SignedIn;
  let at: Visit;
  const kept: { id: string; name: string }[] = [];

  beforeAll(async () => {
    server = await BuiltServer.start();
    ada = await server.people.employee();
    const { id } = (await submitTicket(server.rest, ada)).body;
    for (const [name, bytes] of FILES) {
      const body = new FormData();
      body.append('files', new Blob([new Uint8Array(bytes)]), name);
      const answer = await server.rest.request<{ id: string }[]>('POST', `/api/tickets/${id}/attachments`, {
        as: ada,
        body,
      });
      expect([201, 400]).toContain(answer.status);
      if (answer.status === 201) {
        kept.push({ id: answer.body[0]?.id ?? '', name });
      }
    }
    browser = await startBrowser();
    at = await visit(browser, { url: server.url });
    await at.page.route('**/host', (route) => route.fulfill({ contentType: 'text/html', body: HOST }));
    await at.page.route('**/control', (route) => route.fulfill({ contentType: 'text/html', body: SCRIPT }));
    await at.page.goto('/host');
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
  });

  const linkOf = async (id: string, variant: string): Promise<string | null> => {
    const path = `/api/attachments/${id}/link?variant=${variant}`;
    const { status, body } = await server.rest.request<{ url: string }>('GET', path, { as: ada });
    return status === 200 ? body.url : null;
  };

  it('are partly refused, and some of each kind come in', () => {
    const names = kept.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['page.txt', 'polyglot.png']));
    expect(names).not.toEqual(expect.arrayContaining(['page.html']));
    expect(names).not.toEqual(expect.arrayContaining(['drawing.svg']));
  });

  it('would be seen to run', async () => {
    await embed(at.page, '/control');
    expect(await at.page.evaluate(`localStorage.getItem('ran')`)).toBe('yes');
    await at.page.evaluate(`localStorage.clear()`);
  });

  it.each(['original', 'thumbnail', 'screen'])('run nothing when opened as %s', async (variant) => {
    const { page, context } = at;
    const asked: string[] = [];
    context.on('request', (request) => asked.push(new URL(request.url()).pathname));
    for (const { id } of kept) {
      const url = await linkOf(id, variant);
      if (url === null) {
        continue;
      }
      // As an address: saved, or shown as a picture that the desk drew.
      const tab = await context.newPage();
      const begun = tab.waitForEvent('download', { timeout: 5_000 }).catch(() => null);
      const shown = await tab.goto(url).catch(() => null);
      expect(shown !== null || (await begun) !== null).toBe(true);
      expect(await tab.title()).not.toBe('RAN');
      await tab.close();
      // Inside of a page of the desk, in every element that would load it.
      await embed(page, url);
    }
    expect(await page.evaluate(`localStorage.getItem('ran')`)).toBeNull();
    expect(asked).not.toContain('/ran');
  });
});
