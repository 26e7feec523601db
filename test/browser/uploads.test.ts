import type { Browser, CDPSession, Locator, Page, Route } from 'playwright-core';
import {
  missedByFingers,
  pageProblems,
  signInByForm,
  startBrowser,
  told,
  visit,
  type Visit,
} from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import { fakeClamd, type FakeClamd } from '../support/fake-clamd.js';
import type { SignedIn } from '../support/people.js';
import { PNG, submitTicket, type TicketListView, type TicketView } from '../support/ticket-views.js';

interface Uploads {
  readonly items: readonly { readonly filename: string }[];
}

interface Picked {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const KILOBYTE = 1024;
/** Bytes per second: slow enough to look at, fast enough to wait for. */
const SLOW = 250 * KILOBYTE;

/** Every line another one, so that nothing on the way makes it small. */
function log(name: string, kilobytes: number): Picked {
  const line = (index: number): string =>
    `${String(index).padStart(8, '0')} the gateway said something of that length\n`;
  const lines = Math.ceil((kilobytes * KILOBYTE) / line(0).length);
  return {
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from(Array.from({ length: lines }, (_, index) => line(index)).join('')),
  };
}

/** As it comes out of a file manager (`drop`) or of the clipboard (`paste`). */
const HANDED = (
  how: 'drop' | 'paste',
  selector: string,
  name: string,
  type: string,
  base64: string,
): string => `(() => {
  const bytes = Uint8Array.from(atob(${JSON.stringify(base64)}), (char) => char.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], ${JSON.stringify(name)}, { type: ${JSON.stringify(type)} }));
  const options = { bubbles: true, cancelable: true };
  const event = ${JSON.stringify(how)} === 'drop'
    ? new DragEvent('drop', { ...options, dataTransfer: data })
    : new ClipboardEvent('paste', { ...options, clipboardData: data });
  document.querySelector(${JSON.stringify(selector)}).dispatchEvent(event);
})()`;

/** What a reader of screens was told, since the page was opened. */
const LISTEN = `addEventListener('DOMContentLoaded', () => {
  window.heard = [];
  new MutationObserver(() => document.querySelectorAll('body > .ss-visually-hidden[aria-live]').forEach(
    ({ textContent }) => textContent !== '' && window.heard.push(textContent),
  )).observe(document.body, { subtree: true, childList: true, characterData: true });
})`;

/** Each file goes its own way as soon as it is chosen, says how far it is, and is not lost whatever happens. */
describe('files on their way in', () => {
  let server: BuiltServer;
  let browser: Browser;
  let lena: SignedIn;
  let carla: SignedIn;
  let atLena: Visit;
  let line: CDPSession;
  let ticket: TicketView;

  beforeAll(async () => {
    server = await BuiltServer.start();
    lena = await server.people.employee({ firstName: 'Lena', lastName: 'Hoffmann' });
    carla = await server.people.coordinator({ firstName: 'Carla', lastName: 'Lindqvist' });
    ticket = (await submitTicket(server.rest, lena, { subject: 'VPN drops' })).body;
    browser = await startBrowser();
    atLena = await visit(browser, { url: server.url, viewport: { width: 390, height: 844 }, isTouched: true });
    await atLena.page.addInitScript(LISTEN);
    line = await atLena.context.newCDPSession(atLena.page);
    await line.send('Network.enable');
    await signInByForm(atLena.page, lena);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await server.destroy();
  });
  afterEach(async () => {
    await atLena.page.unrouteAll();
    await pace(-1);
  });

  /** Bytes per second that leave; -1: as fast as it goes. */
  const pace = async (uploadThroughput: number): Promise<void> => {
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  };
  const row = (page: Page, name: string): Locator => page.locator('ss-chosen-file').filter({ hasText: name });
  const isThere = async (page: Page, name: string): Promise<void> =>
    row(page, name).and(page.locator('[data-step=there]')).waitFor();
  const choose = (page: Page, ...files: Picked[]): Promise<void> =>
    page.locator('input[type=file]').setInputFiles(files, { timeout: 60_000 });
  const takeOut = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name: `Remove ${name}` }).click();
    await row(page, name).waitFor({ state: 'detached' });
  };
  const waiting = async (as: SignedIn): Promise<string[]> =>
    (await server.rest.request<Uploads>('GET', '/api/uploads', { as })).body.items.map(({ filename }) => filename);
  const heard = (page: Page): Promise<string> => page.evaluate<string>(`window.heard.join(' | ')`);
  const isUpload = (url: URL): boolean => url.pathname === '/api/uploads';
  /** The next uploads meet these, one after the other. */
  const meet = async (page: Page, ...what: ((route: Route) => Promise<void>)[]): Promise<void> => {
    const left = [...what];
    await page.route(isUpload, async (route) => {
      const next = route.request().method() === 'POST' ? left.shift() : undefined;
      await (next?.(route) ?? route.fallback());
    });
  };
  const cut = (route: Route): Promise<void> => route.abort('connectionreset');
  const away = (route: Route): Promise<void> => route.fulfill({ status: 503, body: 'upstream is away' });
  const busy = (route: Route): Promise<void> =>
    route.fulfill({
      status: 429,
      headers: { 'Retry-After': '1' },
      json: { error: 'Slowly', code: 'RATE_LIMITED' },
    });

  it('tell how far they are and how long it takes, and can be stopped', async () => {
    const { page } = atLena;
    await page.goto('/requests/new');
    await page.locator('.ProseMirror').waitFor();
    await pace(SLOW);
    await choose(page, log('slow.log', 2_000));
    const bar = page.getByRole('progressbar', { name: 'slow.log' });
    await eventually(async () => Number(await bar.getAttribute('aria-valuenow')) > 10);
    await row(page, 'slow.log')
      .getByText(/^\d+ %, \d+ s left$/)
      .waitFor();
    expect(await missedByFingers(page)).toEqual([]);
    expect(await pageProblems(page)).toEqual([]);
    await eventually(async () => (await heard(page)).includes('Uploading slow.log'));
    await page.getByRole('button', { name: 'Cancel the upload of slow.log' }).click();
    await row(page, 'slow.log').waitFor({ state: 'detached' });
    expect(await waiting(lena)).toEqual([]);
  });

  it('leave three at a time, each for itself', async () => {
    const { page } = atLena;
    await pace(SLOW / 10);
    const names = ['a.log', 'b.log', 'c.log', 'd.log', 'e.log'];
    await choose(page, ...names.map((name) => log(name, 100)));
    await page.locator('[data-step=waiting]').nth(1).waitFor();
    expect(await page.locator('[data-step=sending]').count()).toBe(3);
    await pace(-1);
    for (const name of names) {
      await isThere(page, name);
    }
    expect((await waiting(lena)).toSorted()).toEqual(names);
    await eventually(async () => /e\.log: Uploaded/.test(await heard(page)));
    for (const name of names) {
      await takeOut(page, name);
    }
    await eventually(async () => (await waiting(lena)).length === 0);
  });

  it('go on by themselves after a line that broke, a server that is away or busy, once', async () => {
    const { page } = atLena;
    for (const what of [cut, away, busy]) {
      await meet(page, what);
      await choose(page, log('once.log', 10));
      await row(page, 'once.log')
        .getByText(/Interrupted\. Goes on by itself in \d s\./)
        .waitFor();
      await isThere(page, 'once.log');
      await takeOut(page, 'once.log');
      await page.unrouteAll();
    }
  });

  it('then wait for a word, and the message waits for them', async () => {
    const { page } = atLena;
    await meet(page, cut, away);
    await choose(page, log('twice.log', 10));
    await row(page, 'twice.log')
      .getByText(/^Not uploaded\./)
      .waitFor();
    await eventually(async () => /twice\.log: Not uploaded\./.test(await heard(page)));
    expect(await missedByFingers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Upload twice.log again' }).press('Enter');
    await isThere(page, 'twice.log');
    await takeOut(page, 'twice.log');
  });

  it('that nobody can take are told apart before they leave', async () => {
    const { page } = atLena;
    const asked: string[] = [];
    page.on('request', (request) => {
      if (isUpload(new URL(request.url())) && request.method() === 'POST') {
        asked.push(request.url());
      }
    });
    await choose(page, { ...log('setup.exe', 1) });
    await row(page, 'setup.exe').getByText('Files that end in .exe are not accepted.').waitFor();
    await choose(page, { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) });
    await row(page, 'empty.txt').getByText('This file is empty.').waitFor();
    await choose(page, log('huge.log', 26 * KILOBYTE));
    await row(page, 'huge.log').getByText('Over 25 MB. Send a smaller copy.').waitFor();
    expect(asked).toEqual([]);
    await page.getByText('Take the marked files out, then send.').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    // By its content it is another thing than by its name: only the server sees that.
    await choose(page, { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('%PDF-1.4 not a picture') });
    await row(page, 'photo.png')
      .getByText(/^Not accepted: /)
      .waitFor();
    for (const name of ['setup.exe', 'empty.txt', 'huge.log', 'photo.png']) {
      await takeOut(page, name);
    }
    expect(await page.getByText('Take the marked files out').count()).toBe(0);
  });

  it('go on after a reload in the middle, and a picture stands where it stood', async () => {
    const { page } = atLena;
    await choose(page, log('before.log', 10));
    await isThere(page, 'before.log');
    await page.evaluate(HANDED('paste', '.ProseMirror', 'shot.png', 'image/png', PNG.toString('base64')));
    await page.locator('.ProseMirror img[alt="shot.png"]').waitFor();
    await isThere(page, 'shot.png');
    await pace(SLOW);
    await choose(page, log('middle.log', 2_000));
    await eventually(
      async () => Number(await page.getByRole('progressbar', { name: 'middle.log' }).getAttribute('aria-valuenow')) > 5,
    );
    await page.reload();
    await page.getByRole('progressbar', { name: 'middle.log' }).waitFor();
    await isThere(page, 'before.log');
    await page.locator('.ProseMirror img[alt="shot.png"]').waitFor();
    await pace(-1);
    await isThere(page, 'middle.log');
    expect((await waiting(lena)).toSorted()).toEqual(['before.log', 'middle.log', 'shot.png']);
  });

  it('outlive the session that carried them', async () => {
    const { page } = atLena;
    await pace(SLOW);
    await choose(page, log('session.log', 2_000));
    await page.getByRole('progressbar', { name: 'session.log' }).waitFor();
    const ended = await server.rest.request('DELETE', `/api/users/${lena.id}/sessions`, {
      as: await server.people.admin(),
    });
    expect(ended.status).toBeLessThan(300);
    await page.waitForURL((url) => url.pathname === '/login', { timeout: 20_000 });
    await pace(-1);
    await page.getByLabel('E-mail').fill(lena.email);
    await page.getByLabel('Password', { exact: true }).fill(lena.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/requests/new');
    lena = await server.people.signIn(lena);
    for (const name of ['before.log', 'shot.png', 'middle.log', 'session.log']) {
      await isThere(page, name);
    }
  });

  it('are named when the server does not have them any more, and chosen again', async () => {
    const { page } = atLena;
    const { body } = await server.rest.request<{ items: { id: string; filename: string }[] }>('GET', '/api/uploads', {
      as: lena,
    });
    const gone = body.items.find(({ filename }) => filename === 'before.log');
    await server.rest.request('DELETE', `/api/uploads/${gone?.id ?? ''}`, { as: lena });
    await page.reload();
    await row(page, 'before.log').getByText('No longer there. Choose it again or take it out.').waitFor();
    await page.getByText('Take the marked files out, then send.').waitFor();
    await choose(page, log('before.log', 10));
    await isThere(page, 'before.log');
    expect(await row(page, 'before.log').count()).toBe(1);
  });

  it('leave with their request, which waits for the last of them', async () => {
    const { page } = atLena;
    await page
      .locator('label')
      .filter({ has: page.getByRole('radio', { name: /Network/ }) })
      .tap();
    await page.getByLabel('In one line').fill('The gateway says something');
    await page.locator('.ProseMirror').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' That is all.');
    await pace(SLOW);
    await choose(page, log('last.log', 1_000));
    await page.getByRole('button', { name: 'Send request' }).tap();
    await page.getByText('Leaves as soon as the files are there').waitFor();
    await page.getByRole('button', { name: 'Stop' }).tap();
    await page.getByRole('button', { name: 'Send request' }).tap();
    await pace(-1);
    await page.getByText(/^SS-\d{6} is received\.$/).waitFor();
    const { body } = await server.rest.request<TicketListView>('GET', '/api/tickets?q=gateway', { as: lena });
    expect(body.items[0]).toMatchObject({ subject: 'The gateway says something', attachmentCount: 5 });
    expect(await waiting(lena)).toEqual([]);
    await page.goto(`/requests/${body.items[0]?.number ?? ''}`);
    await page.locator('ss-message-text img[alt="shot.png"]').waitFor();
  });

  it('that are many leave room for the text, and go away together when they cannot be sent', async () => {
    const { page } = atLena;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/requests/${ticket.number}`);
    await page.locator('.ProseMirror').waitFor();
    const [names, last] = [['a.log', 'b.log', 'c.log', 'd.log', 'e.log', 'f.log'], 'g.log'];
    await choose(page, ...names.map((name) => log(name, 10)), log('setup.exe', 1), log('tool.exe', 1));
    await isThere(page, 'f.log');
    await pace(SLOW / 10);
    await choose(page, log(last, 200));
    await page.getByText('Still on the way: 1').waitFor();
    // What was just chosen, the text and what sends it are seen together.
    const list = page.getByRole('list', { name: 'Files to send' });
    await eventually(async () => {
      const [frame, box] = await Promise.all([list.boundingBox(), row(page, last).boundingBox()]);
      return frame !== null && box !== null && box.y + box.height <= frame.y + frame.height + 1 && box.y >= frame.y;
    });
    expect((await list.boundingBox())?.height).toBeLessThan(844 / 3);
    const send = await page.getByRole('button', { name: 'Send', exact: true }).boundingBox();
    expect((send?.y ?? Infinity) + (send?.height ?? 0)).toBeLessThanOrEqual(844);
    expect(await missedByFingers(page)).toEqual([]);
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take the 2 marked out' }).press('Enter');
    await row(page, 'setup.exe').waitFor({ state: 'detached' });
    expect(await page.locator('ss-chosen-file').count()).toBe(7);
    expect(await page.evaluate<string>('document.activeElement.getAttribute("aria-label")')).toBe('Remove a.log');

    await meet(page, cut, cut, cut, cut);
    await pace(-1);
    await isThere(page, last);
    await choose(page, log('y.log', 1), log('z.log', 1));
    await page.getByRole('button', { name: 'Try 2 again' }).press('Enter');
    for (const name of ['y.log', 'z.log']) {
      await isThere(page, name);
    }
    for (const name of [...names, last, 'y.log', 'z.log']) {
      await takeOut(page, name);
    }
  });

  it('are dropped on a conversation, pasted into an answer, and undone with it', async () => {
    const { page } = atLena;
    await page.goto(`/requests/${ticket.number}`);
    await page.locator('.ProseMirror').waitFor();
    await page.evaluate(HANDED('drop', 'article', 'dropped.log', 'text/plain', Buffer.from('x').toString('base64')));
    await isThere(page, 'dropped.log');
    await page.locator('.ProseMirror').click();
    await page.keyboard.type('See ');
    await page.evaluate(HANDED('paste', '.ProseMirror', 'pasted.png', 'image/png', PNG.toString('base64')));
    await isThere(page, 'pasted.png');
    expect(await missedByFingers(page)).toEqual([]);
    expect(await pageProblems(page)).toEqual([]);
    await page.keyboard.press('Backspace');
    await row(page, 'pasted.png').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await isThere(page, 'pasted.png');
    await page.getByRole('button', { name: 'Send', exact: true }).tap();
    const talk = page.getByRole('list', { name: 'Conversation' });
    await talk.locator('img[alt="pasted.png"]').waitFor();
    await talk.getByText('dropped.log').waitFor();
    expect(await waiting(lena)).toEqual([]);
  });

  it('are the same in two tabs, and leave once', async () => {
    const { page, context } = atLena;
    await page.goto(`/requests/${ticket.number}`);
    const other = await context.newPage();
    await other.goto(`/requests/${ticket.number}`);
    await other.locator('.ProseMirror').waitFor();
    await page.locator('.ProseMirror').click();
    await page.keyboard.type('Seen again ');
    await page.evaluate(HANDED('paste', '.ProseMirror', 'again.png', 'image/png', PNG.toString('base64')));
    await other.locator('.ProseMirror img[alt="again.png"]').waitFor();
    await choose(page, log('tabs.log', 10));
    await isThere(page, 'tabs.log');
    await isThere(other, 'tabs.log');
    await choose(other, log('more.log', 10));
    await isThere(page, 'more.log');
    await takeOut(page, 'tabs.log');
    await row(other, 'tabs.log').waitFor({ state: 'detached' });
    await other.getByRole('button', { name: 'Send', exact: true }).click();
    await other.getByRole('list', { name: 'Conversation' }).getByText('more.log').waitFor();
    await row(page, 'more.log').waitFor({ state: 'detached' });
    expect((await page.locator('.ProseMirror').innerText()).trim()).toBe('');
    await other.close();
  });

  it('leave with the message of another tab while they are still on their way in this one', async () => {
    const { page, context } = atLena;
    await page.goto(`/requests/${ticket.number}`);
    const other = await context.newPage();
    await other.goto(`/requests/${ticket.number}`);
    await other.locator('.ProseMirror').click();
    await other.keyboard.type('The file comes from the other tab');
    await page.locator('.ProseMirror').getByText('The file comes').waitFor();
    await pace(SLOW / 10);
    await choose(page, log('elsewhere.log', 300));
    await page.getByRole('progressbar', { name: 'elsewhere.log' }).waitFor();
    await other.getByRole('button', { name: 'Send', exact: true }).click();
    const talk = other.getByRole('list', { name: 'Conversation' });
    await talk.getByText('elsewhere.log').waitFor();
    expect(await talk.getByText('elsewhere.log').count()).toBe(1);
    expect((await page.locator('.ProseMirror').innerText()).trim()).toBe('');
    await pace(-1);
    await row(page, 'elsewhere.log').waitFor({ state: 'detached', timeout: 20_000 });
    expect(await waiting(lena)).toEqual([]);
    await other.close();
  });

  it("and by the keyboard alone in a coordinator's answer", async () => {
    const { page, context, complaints } = await visit(browser, {
      url: server.url,
      viewport: { width: 1440, height: 900 },
    });
    await signInByForm(page, carla);
    await page.goto(`/tickets/${ticket.number}`);
    await page.locator('.ProseMirror').waitFor();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Add files' }).press('Enter'),
    ]);
    await chooser.setFiles([log('first.log', 10), log('second.log', 10)]);
    await isThere(page, 'second.log');
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove first.log' }).press('Enter');
    // The focus goes on to what took its place.
    await page.getByRole('button', { name: 'Remove second.log' }).and(page.locator(':focus')).waitFor();
    await page.locator('.ProseMirror').click();
    await page.keyboard.type('The log of tonight.');
    await page.keyboard.press('Control+Enter');
    await told(page, 'Reply sent.');
    await page.locator('ss-ticket-timeline').getByText('second.log').waitFor();
    expect(await waiting(carla)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('and no page complained', () => {
    expect(atLena.complaints).toEqual([]);
  });
});

/** The scan runs while the text is still written, and its verdict stands at the file. */
describe('files that are scanned while somebody writes', () => {
  let scanner: FakeClamd;
  let server: BuiltServer;
  let browser: Browser;
  let at: Visit;

  beforeAll(async () => {
    scanner = await fakeClamd({ cleanAfter: 1_500 });
    server = await BuiltServer.start({ env: { CLAMAV_URL: scanner.url } });
    browser = await startBrowser();
    at = await visit(browser, { url: server.url, viewport: { width: 390, height: 844 }, isTouched: true });
    await signInByForm(at.page, await server.people.employee());
    await at.page.goto('/requests/new');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await server.destroy();
    await scanner.close();
  });

  it('can be sent already, and are called clean when they are', async () => {
    const { page } = at;
    await page.locator('input[type=file]').setInputFiles([log('clean.log', 10)]);
    await page.getByText('Uploaded, being checked. You can send already.', { exact: true }).waitFor();
    await page.getByText('Uploaded and checked', { exact: true }).waitFor();
  });

  it('are named when something harmful is in them, and must be taken out', async () => {
    const { page } = at;
    scanner.mood = { says: 'stream: Test.Signature FOUND\0' };
    await page.locator('input[type=file]').setInputFiles([log('harmful.log', 10)]);
    await page
      .getByText('The check found something harmful. It cannot be sent; take it out.', { exact: true })
      .waitFor();
    await page.getByText('Take the marked files out, then send.').waitFor();
    expect(await missedByFingers(page)).toEqual([]);
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove harmful.log' }).tap();
    await page.getByText('Take the marked files out, then send.').waitFor({ state: 'detached' });
    expect(at.complaints).toEqual([]);
  });
});
