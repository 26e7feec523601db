import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { pageProblems, signInByForm, startBrowser, told, visit, type Visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import { Keyboard } from '../support/keyboard.js';
import { pdfOf } from '../support/pdf.js';
import type { SignedIn } from '../support/people.js';
import { ScannerStandIn, UNJUDGEABLE, VIRUS } from '../support/scanner-stand-in.js';
import { submitTicket } from '../support/ticket-views.js';

const picture = async (width: number, height: number, background: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer(),
  );

/** Lines until there is a little more than a megabyte. */
const LONG = Array.from(
  { length: 22_000 },
  (_, at) => `${String(at)} the printer said <b>no</b> once more; code ${String(at)}`,
);

/** So long a finger takes for a part of its way. */
const SOME_FRAMES = `new Promise((go) => {
  let left = 6;
  const frame = () => (--left > 0 ? requestAnimationFrame(frame) : go(null));
  requestAnimationFrame(frame);
})`;

/** Acts of files that lie, while the page is scrolled, above its head or foot instead of behind them. */
const ABOVE_THE_FRAME = `(() => {
  const found = new Set();
  const frame = [...document.querySelectorAll('header, footer')].filter((one) => getComputedStyle(one).position === 'sticky');
  for (let top = 0; top < document.documentElement.scrollHeight; top += 30) {
    scrollTo(0, top);
    for (const act of document.querySelectorAll('ss-attachment-list button')) {
      const { left, right, top, bottom } = act.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const isBehind = frame.some((one) => {
        const box = one.getBoundingClientRect();
        return y > box.top && y < box.bottom;
      });
      if (isBehind && act.contains(document.elementFromPoint(x, y))) found.add(act.getAttribute('aria-label') ?? act.textContent);
    }
  }
  return frame.length < 2 ? ['no frame'] : [...found];
})()`;

/** Where a horizontal pull begins and ends. At a finger's pace: after a throw without time the browser swallows a tap. */
const pull = async (page: Page, from: number, to: number): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y: 420 }] });
  await touch('touchStart', from);
  for (const share of [0.25, 0.5, 0.75, 1]) {
    await touch('touchMove', from + (to - from) * share);
    await page.evaluate(SOME_FRAMES);
  }
  await touch('touchEnd', to);
  await session.detach();
};

/** Whoever works with files sees them without leaving the desk, and what is held says why. */
describe('files that are there', () => {
  let scanner: ScannerStandIn;
  let server: BuiltServer;
  let browser: Browser;
  let lena: SignedIn;
  let carla: SignedIn;
  let at: Visit;
  let page: Page;
  let number: string;

  const comment = async (as: SignedIn, body: string, files: readonly [string, string, Uint8Array][]): Promise<void> => {
    const form = new FormData();
    form.append('body', body);
    form.append('visibility', 'public');
    files.forEach(([name, type, bytes]) => {
      form.append('files', new Blob([new Uint8Array(bytes)], { type }), name);
    });
    const { status } = await server.rest.request('POST', `/api/tickets/${number}/comments`, { as, body: form });
    expect(status).toBe(201);
  };
  const panel = () => page.getByRole('region', { name: 'Files of this ticket' });
  const timeline = () => page.locator('ss-ticket-timeline');
  const row = (name: string) =>
    timeline().getByRole('listitem').filter({ hasText: name }).locator('ss-file-chip').filter({ hasText: name });
  const box = () => page.getByRole('dialog');
  const allChecked = (): Promise<unknown> =>
    eventually(async () => {
      const { body } = await server.rest.request<{ attachments: { state: string }[] }>(
        'GET',
        `/api/tickets/${number}`,
        {
          as: carla,
        },
      );
      return body.attachments.every(({ state }) => state !== 'scanning');
    });

  beforeAll(async () => {
    scanner = await ScannerStandIn.start();
    server = await BuiltServer.start({ env: { CLAMAV_URL: scanner.url } });
    lena = await server.people.employee({ firstName: 'Lena', lastName: 'Hoffmann' });
    carla = await server.people.coordinator({ firstName: 'Carla', lastName: 'Coord' });
    const { body } = await submitTicket(server.rest, lena, {
      subject: 'The printer says no',
      description: 'Here is ![the error](attachment:1) on my screen.',
      files: [
        { name: 'error.png', type: 'image/png', bytes: await picture(1200, 675, '#8a4b00') },
        { name: 'tray.png', type: 'image/png', bytes: await picture(60, 40, '#0b5a7a') },
      ],
    });
    number = body.number;
    await comment(lena, 'And what it wrote.', [
      ['printer.log', 'text/plain', Buffer.from(LONG.join('\n'))],
      ['pages.csv', 'text/csv', Buffer.from('page;state\n1;Größe falsch\n')],
      ['manual.pdf', 'application/pdf', pdfOf(['Open the tray', 'Close the tray', 'Call the desk'])],
      ['contract.pdf', 'application/pdf', pdfOf(['Secret'], { isLocked: true })],
      ['torn.pdf', 'application/pdf', Buffer.from('%PDF-1.4\nnothing of a document\n%%EOF\n')],
    ]);
    await allChecked();
    browser = await startBrowser();
    at = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    ({ page } = at);
    await signInByForm(page, carla);
    await page.goto(`/tickets/${number}`);
    await timeline().waitFor();
  });
  afterEach(() => {
    expect(at.complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
    await scanner.stop();
  });

  it('stand with their message and in the panel, the newest first', async () => {
    await row('error.png').getByText('Checked').waitFor();
    const names = await panel().locator('.name').allTextContents();
    expect(names.slice(0, 2)).toEqual(['torn.pdf', 'contract.pdf']);
    await panel().getByRole('button', { name: 'Show all 7' }).click();
    await panel().locator('.name').nth(6).waitFor();
    expect(await panel().locator('.name').count()).toBe(7);
    expect(await pageProblems(page)).toEqual([]);
  });

  it('open large by the keyboard, one after the other, and give the focus back', async () => {
    const alone = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    const keyboard = await Keyboard.at(alone);
    await signInByForm(alone.page, carla);
    await alone.page.goto(`/tickets/${number}`);
    const name = alone.page.locator('ss-ticket-timeline').getByRole('button', { name: 'error.png', exact: true });
    const shown = alone.page.getByRole('dialog');
    await name.focus();
    await keyboard.press('Enter');
    await shown.getByRole('img', { name: 'error.png' }).waitFor();
    await shown.getByText('1 of 7').waitFor();
    expect(await pageProblems(alone.page)).toEqual([]);
    await keyboard.press('ArrowRight');
    await shown.getByRole('heading', { name: 'tray.png' }).waitFor();
    await shown.getByText('2 of 7').waitFor();
    await keyboard.press('ArrowLeft', 'ArrowLeft');
    await shown.getByText('1 of 7').waitFor();
    await keyboard.tabTo(shown.getByRole('button', { name: 'Next file' }));
    await keyboard.press('Enter');
    await shown.getByText('2 of 7').waitFor();
    await keyboard.press('Escape');
    await shown.waitFor({ state: 'detached' });
    await name.and(alone.page.locator(':focus')).waitFor();
    await alone.context.close();
  });

  it('are zoomed, and the arrows then move the picture', async () => {
    await timeline().getByRole('button', { name: 'error.png', exact: true }).click();
    await box().getByRole('img', { name: 'error.png' }).waitFor();
    await box().locator('[data-stage]:focus').waitFor();
    await box().getByText('100 %').waitFor();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await box().getByText('200 %').waitFor();
    await page.keyboard.press('ArrowRight');
    await box().getByText('1 of 7').waitFor();
    await page.keyboard.press('0');
    await box().getByText('100 %').waitFor();
    await page.keyboard.press('Escape');
    await box().waitFor({ state: 'detached' });
  });

  it('show a picture in the text as the desk drew it, and large when it is pressed', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    const inText = timeline().getByRole('button', { name: 'Open the error' });
    await timeline().locator('ss-message-text').first().scrollIntoViewIfNeeded();
    await inText.waitFor();
    expect(asked.some((url) => url.endsWith('/preview?size=screen'))).toBe(true);
    expect(asked.filter((url) => url.includes('/download'))).toEqual([]);
    await inText.focus();
    await page.keyboard.press('Enter');
    await box().getByRole('heading', { name: 'error.png' }).waitFor();
    await page.keyboard.press('Escape');
    await box().waitFor({ state: 'detached' });
    await inText.and(page.locator(':focus')).waitFor();
  });

  it('show the first megabyte of a text, as text', async () => {
    const ranges: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/download')) {
        ranges.push(request.headers()['range']);
      }
    });
    await timeline().getByRole('button', { name: 'printer.log', exact: true }).click();
    await box().getByText('This is the first megabyte.').waitFor();
    const text = (await box().locator('pre').textContent()) ?? '';
    expect(text).toHaveLength(1024 * 1024);
    expect(text).toContain('<b>no</b>');
    expect(ranges).toEqual(['bytes=0-1048575']);
    await page.keyboard.press('ArrowRight');
    await box().getByText('1;Größe falsch').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('show a PDF page by page, with words that can be marked', async () => {
    await timeline().getByRole('button', { name: 'manual.pdf', exact: true }).click();
    await box().getByText('Page 1 of 3').waitFor();
    await box().getByText('Open the tray').waitFor();
    const painted = await eventually(() =>
      page.evaluate<number>(`(() => {
        const canvas = document.querySelector('ss-pdf-page canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, at) => at % 4 === 0 && value < 100).length;
      })()`),
    );
    expect(painted).toBeGreaterThan(100);
    expect(await pageProblems(page)).toEqual([]);
    await page.keyboard.press('End');
    await box().getByText('Page 3 of 3').waitFor();
    await box().getByText('Call the desk').waitFor();
    await page.keyboard.press('Escape');
  });

  it('say why a PDF cannot be shown, and offer it for download', async () => {
    await timeline().getByRole('button', { name: 'contract.pdf', exact: true }).click();
    await box().getByText('This PDF has a password.').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.keyboard.press('ArrowRight');
    await box().getByText('This PDF is damaged').waitFor();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      box().getByRole('button', { name: 'Download', exact: true }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('torn.pdf');
    await page.keyboard.press('Escape');
  });

  it('are being checked, and then were, without a reload', async () => {
    scanner.hold();
    await comment(lena, 'One more.', [['later.png', 'image/png', await picture(30, 30, '#1b6a3a')]]);
    await row('later.png').getByText('Being checked').waitFor();
    expect(await row('later.png').getByRole('button').count()).toBe(1);
    await page.evaluate('window.stillHere = true');
    scanner.release();
    await row('later.png').getByText('Checked', { exact: true }).waitFor();
    await row('later.png').getByRole('button', { name: 'later.png', exact: true }).waitFor();
    expect(await page.evaluate('window.stillHere')).toBe(true);
  });

  it('with a virus or without a verdict do not open, and say what to do', async () => {
    await comment(lena, 'Two that are no good.', [
      ['letter.txt', 'text/plain', Buffer.from(`Dear all, ${VIRUS}`)],
      ['dump.txt', 'text/plain', Buffer.from(`Dear all, ${UNJUDGEABLE}`)],
    ]);
    await row('letter.txt').getByText('A virus was found in it.').waitFor();
    await row('dump.txt').getByText('It could not be checked').waitFor();
    expect(await row('letter.txt').getByRole('button', { name: 'letter.txt', exact: true }).count()).toBe(0);
    expect(await row('dump.txt').getByRole('button', { name: 'Download dump.txt' }).count()).toBe(0);
    expect(await pageProblems(page)).toEqual([]);
  });

  it('are taken away when somebody says so twice', async () => {
    await row('pages.csv').getByRole('button', { name: 'Remove pages.csv' }).click();
    await box().getByText('is deleted for everybody').waitFor();
    await page.keyboard.press('Escape');
    await row('pages.csv').getByRole('button', { name: 'Remove pages.csv' }).click();
    await box().getByRole('button', { name: 'Remove file' }).click();
    await told(page, 'The file was removed.');
    await row('pages.csv').waitFor({ state: 'detached' });
    expect(await panel().getByText('pages.csv').count()).toBe(0);
  });

  it('go behind the head and the foot of a conversation', async () => {
    const low = await visit(browser, { url: server.url, viewport: { width: 390, height: 700 }, isTouched: true });
    await signInByForm(low.page, lena);
    await low.page.goto(`/requests/${number}`);
    await low.page.getByRole('button', { name: 'error.png', exact: true }).waitFor();
    expect(await low.page.evaluate<string[]>(ABOVE_THE_FRAME)).toEqual([]);
    await low.context.close();
  });

  it('are pulled aside by a finger', async () => {
    const phone = await visit(browser, { url: server.url, viewport: { width: 390, height: 844 }, isTouched: true });
    await signInByForm(phone.page, lena);
    await phone.page.goto(`/requests/${number}`);
    await phone.page.getByRole('button', { name: 'error.png', exact: true }).tap();
    const shown = phone.page.getByRole('dialog');
    await shown.getByRole('img', { name: 'error.png' }).waitFor();
    await pull(phone.page, 300, 90);
    await shown.getByRole('heading', { name: 'tray.png' }).waitFor();
    await pull(phone.page, 90, 300);
    await shown.getByRole('heading', { name: 'error.png' }).waitFor();
    expect(await pageProblems(phone.page)).toEqual([]);
    await shown.getByRole('button', { name: 'Close' }).tap();
    await shown.waitFor({ state: 'detached' });
    expect(phone.complaints).toEqual([]);
    await phone.context.close();
  });
});
