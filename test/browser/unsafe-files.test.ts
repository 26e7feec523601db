import type { Browser } from 'playwright-core';
import { startBrowser, visit, type Visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import type { SignedIn } from '../support/people.js';
import { PNG, submitTicket } from '../support/ticket-views.js';

const SCRIPT = `<script>document.title = 'RAN'; localStorage.setItem('ran', 'yes'); fetch('/ran');</script>`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="localStorage.setItem('ran','yes')">${SCRIPT}</svg>`;

/** Runs in the page: an address in every element that would load it. */
const EMBED = `async (source) => {
  for (const name of ['iframe', 'object', 'embed', 'script', 'img']) {
    const element = document.createElement(name);
    element.setAttribute(name === 'object' ? 'data' : 'src', source);
    await new Promise((resolve) => {
      element.onload = element.onerror = resolve;
      setTimeout(resolve, 300);
      document.body.append(element);
    });
    element.remove();
  }
}`;

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
    await at.page.goto('/');
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
      await page.evaluate(`(${EMBED})(${JSON.stringify(url)})`);
    }
    expect(await page.evaluate(`localStorage.getItem('ran')`)).toBeNull();
    expect(asked).not.toContain('/ran');
  });
});
