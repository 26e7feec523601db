import type { Browser, Locator, Page } from 'playwright-core';
import {
  missedByFingers,
  pageProblems,
  signInByForm,
  startBrowser,
  told,
  visit,
  type Visit,
} from '../support/browser.js';
import { BUILT_ADMIN, BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import { Keyboard } from '../support/keyboard.js';
import { ScannerStandIn, UNJUDGEABLE, VIRUS } from '../support/scanner-stand-in.js';
import type { SignedIn } from '../support/people.js';
import { submitTicket } from '../support/ticket-views.js';

const text = (content: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(content));

/** An administrator sees what is held and why, has it checked again, and takes away what nobody should keep. */
describe('the administration of files', () => {
  let scanner: ScannerStandIn;
  let server: BuiltServer;
  let browser: Browser;
  let lena: SignedIn;
  let admin: SignedIn;
  let at: Visit;
  let page: Page;
  let number: string;

  const list = (): Locator => page.getByRole('region', { name: 'Files', exact: true });
  const row = (name: string): Locator => list().getByRole('listitem').filter({ hasText: name });
  const filter = (name: RegExp): Locator =>
    page.getByRole('navigation', { name: 'Which files' }).getByRole('link', { name });
  const states = async (): Promise<readonly string[]> => {
    const { body } = await server.rest.request<{ attachments: { state: string }[] }>('GET', `/api/tickets/${number}`, {
      as: lena,
    });
    return body.attachments.map(({ state }) => state).sort();
  };

  beforeAll(async () => {
    scanner = await ScannerStandIn.start();
    server = await BuiltServer.start({ env: { CLAMAV_URL: scanner.url } });
    lena = await server.people.employee({ firstName: 'Lena', lastName: 'Hoffmann' });
    admin = await server.people.admin();
    const { body } = await submitTicket(server.rest, lena, {
      subject: 'The printer says no',
      files: [
        { name: 'letter.txt', type: 'text/plain', bytes: text(`Dear all, ${VIRUS}`) },
        { name: 'dump.txt', type: 'text/plain', bytes: text(`Dear all, ${UNJUDGEABLE}`) },
        { name: 'plain.txt', type: 'text/plain', bytes: text('Dear all') },
      ],
    });
    number = body.number;
    await eventually(async () => (await states()).join() === 'clean,failed,infected');
    browser = await startBrowser();
    at = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    ({ page } = at);
    await signInByForm(page, BUILT_ADMIN);
    await page.goto('/admin/files');
    await row('letter.txt').waitFor();
  });
  afterEach(() => {
    expect(at.complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
    await scanner.stop();
  });

  it('begins with what is held, and why', async () => {
    await page.getByText('The scanner works').waitFor();
    await page.getByText('The storage works').waitFor();
    await row('letter.txt').getByText('Found: Test.Virus-1').waitFor();
    await row('dump.txt').getByText('It is larger than the scanner accepts.').waitFor();
    await row('dump.txt').getByText('Lena Hoffmann').waitFor();
    expect(await row('plain.txt').count()).toBe(0);
    expect(await filter(/^All that are held/).textContent()).toMatch(/2\s*$/);
    expect(await pageProblems(page)).toEqual([]);
    expect(await missedByFingers(page)).toEqual([]);
  });

  it('shows each state by an address of its own', async () => {
    await filter(/^Checked/).click();
    await row('plain.txt').waitFor();
    expect(new URL(page.url()).search).toBe('?state=clean');
    expect(await row('letter.txt').count()).toBe(0);
    await filter(/^Not checked/).click();
    await page.getByText('No file is here without a check').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Show all that are held' }).click();
    await row('letter.txt').waitFor();
    await page.goBack();
    await page.getByText('No file is here without a check').waitFor();
    await filter(/^All that are held/).click();
  });

  it('has a file checked again, and tells of the verdict without a reload', async () => {
    scanner.hold();
    await row('dump.txt').getByRole('button', { name: 'Check dump.txt again' }).click();
    await told(page, 'The file is checked again.');
    await row('dump.txt').getByText('Being checked').waitFor();
    scanner.release();
    await row('dump.txt').getByText('Could not be checked').waitFor();
  });

  it('is used by keys alone: a file is taken away with a reason, which the history keeps', async () => {
    const alone = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    await signInByForm(alone.page, BUILT_ADMIN);
    const keyboard = await Keyboard.at(alone);
    await alone.page.goto('/admin/files?state=infected');
    const dialog = alone.page.getByRole('dialog');
    await keyboard.take(alone.page.getByRole('button', { name: 'Remove letter.txt' }));
    await keyboard.arrivesAt(dialog.getByLabel('Why it is removed'));
    await keyboard.type('A virus from outside.');
    await keyboard.take(dialog.getByRole('button', { name: 'Remove file' }));
    await told(alone.page, 'The file was removed.');
    await alone.page.getByText('No file with a virus').waitFor();
    expect(await states()).toEqual(['clean', 'failed']);
    expect(alone.complaints).toEqual([]);
    await alone.context.close();
    const { status, body } = await server.rest.request<{ items: { filename: string }[] }>(
      'GET',
      '/api/admin/files?state=infected',
      { as: admin },
    );
    expect({ status, items: body.items }).toEqual({ status: 200, items: [] });
  });

  it('speaks the language of whoever looks', async () => {
    const german = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    await signInByForm(german.page, await server.people.secondAdmin());
    await german.page.goto('/account/profile');
    await german.page.getByLabel('Language').selectOption('de');
    await german.page.getByRole('button', { name: 'Save profile' }).click();
    await german.page.getByRole('heading', { name: 'Profil', exact: true, level: 1 }).waitFor();
    await german.page.goto('/admin/files');
    await german.page.getByText('Der Scanner arbeitet').waitFor();
    await german.page.getByText('Sie ist größer, als der Scanner annimmt.').waitFor();
    expect(await pageProblems(german.page)).toEqual([]);
    await german.page.goto('/admin/settings?q=Dateien');
    await german.page.getByText('Größe einer Datei in MB').waitFor();
    expect(await pageProblems(german.page)).toEqual([]);
    expect(german.complaints).toEqual([]);
    await german.context.close();
  });

  it('says that the scanner is away, and holds what comes', async () => {
    await scanner.stop();
    await submitTicket(server.rest, lena, {
      subject: 'One more',
      files: [{ name: 'later.txt', type: 'text/plain', bytes: text('Later') }],
    });
    await page.reload();
    await row('later.txt').getByText('Being checked').waitFor();
    await eventually(
      async () => {
        await page.reload();
        await row('later.txt').waitFor();
        return (await page.getByText('The scanner does not answer').count()) === 1;
      },
      { within: 20_000 },
    );
    await page.getByText('New files wait, and are checked as soon as it is back.').waitFor();
    expect(await pageProblems(page)).toEqual([]);
  });
});
