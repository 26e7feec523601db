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
import { BuiltServer } from '../support/built-server.js';
import type { SignedIn } from '../support/people.js';
import { PNG, type TicketListView, type TicketView } from '../support/ticket-views.js';

/** As telephones paste a picture out of their album: a file without text. */
const PASTE = (base64: string): string => `(() => {
  const bytes = Uint8Array.from(atob(${JSON.stringify(base64)}), (char) => char.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }));
  document.querySelector('.ProseMirror').dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
  );
})()`;

/** Twice a month, by phone, between two meetings: from the sign-in to "it works". */
describe("an employee's visit", () => {
  const TEXT = 'Since the update it drops every ten minutes, at home and in the office.';
  let server: BuiltServer;
  let browser: Browser;
  let lena: SignedIn;
  let mara: SignedIn;
  let atLena: Visit;
  let ticket: TicketView;

  beforeAll(async () => {
    server = await BuiltServer.start();
    lena = await server.people.employee({ email: 'lena@desk.example', firstName: 'Lena', lastName: 'Hoffmann' });
    mara = await server.people.coordinator({ email: 'mara@desk.example', firstName: 'Mara', lastName: 'Lindqvist' });
    browser = await startBrowser();
    atLena = await visit(browser, { url: server.url, viewport: { width: 390, height: 844 }, isTouched: true });
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
  });

  const asMara = async (path: string, body: object): Promise<void> => {
    const { status } = await server.rest.request('POST', `/api/tickets/${ticket.id}/${path}`, { as: mara, body });
    expect(status).toBeLessThan(300);
  };

  const card = (page: Page, name: RegExp): Locator =>
    page.locator('label').filter({ has: page.getByRole('radio', { name }) });
  /** For axe, by scrolling sideways, and for fingers. */
  const problems = async (page: Page): Promise<string[]> => [
    ...(await pageProblems(page)),
    ...(await missedByFingers(page)).map((one) => `too small: ${one}`),
  ];

  it('begins with a search that finds nothing yet, and takes its words along', async () => {
    const { page } = atLena;
    await signInByForm(page, lena);
    await page.getByText('You have no open requests.').waitFor();
    expect(await problems(page)).toEqual([]);
    await page.getByRole('searchbox', { name: 'Search your requests' }).fill('VPN drops');
    await page.getByText('None of your requests fits.').waitFor();
    await page.getByRole('link', { name: 'New request with this text' }).tap();
    await page.getByLabel('In one line').waitFor();
    expect(await page.getByLabel('In one line').inputValue()).toBe('VPN drops');
  });

  it('says at the field what is missing', async () => {
    const { page } = atLena;
    await page.getByRole('button', { name: 'Send request' }).tap();
    await page.getByText('Please choose what it is about.').waitFor();
    await page.getByText('Please fill this in.').waitFor();
    expect(await problems(page)).toEqual([]);
  });

  it('keeps text and files when the sending fails, and sends once it can', async () => {
    const { page, context } = atLena;
    await card(page, /Network/).tap();
    const text = page.getByLabel('What happens, and since when?').and(page.locator('.ProseMirror'));
    await text.fill(TEXT);
    await page.locator('input[type=file]').setInputFiles([{ name: 'screen.png', mimeType: 'image/png', buffer: PNG }]);
    await page.evaluate(PASTE(PNG.toString('base64')));
    await page.locator('.ProseMirror img[alt="pasted.png"]').waitFor();
    await page.getByText('pasted.png').first().waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Send request' }).tap();
    await page.getByText('Nothing you typed is lost.').waitFor();
    await context.setOffline(false);
    expect((await text.innerText()).trim()).toBe(TEXT);
    await page.locator('.ProseMirror img[alt="pasted.png"]').waitFor();
    await page.getByText('screen.png').first().waitFor();
    await page.getByRole('button', { name: 'Send request' }).tap();
    await page.getByText(/^SS-\d{6} is received\.$/).waitFor();
    expect(await problems(page)).toEqual([]);
    const { body } = await server.rest.request<TicketListView>('GET', '/api/tickets', { as: lena });
    expect(body.items).toHaveLength(1);
    ticket = body.items[0] as TicketView;
    expect(ticket).toMatchObject({ subject: 'VPN drops', attachmentCount: 2 });
  });

  it('shows on the first page what the desk asks, and takes the answer', async () => {
    const { page } = atLena;
    await asMara('claim', {});
    await asMara('status', { status: 'In Progress' });
    await asMara('comments', { body: 'Which client version is it?', visibility: 'public' });
    await asMara('status', { status: 'On Hold', holdReason: 'requester' });
    await page.goto('/');
    await page.getByText('Which client version is it?').waitFor();
    expect(await problems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Answer', exact: true }).tap();
    await page.getByRole('heading', { name: 'VPN drops' }).waitFor();
    expect(await problems(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Write to Mara' }).fill('It is 5.4.');
    await page.getByRole('button', { name: 'Send', exact: true }).tap();
    await page.getByRole('list', { name: 'Conversation' }).getByText('It is 5.4.').waitFor();
    // The answer ends the waiting.
    await page.locator('ss-status-chip').getByText('In progress').waitFor();
  });

  it('hears of what comes in while the page is open, and says it works', async () => {
    const { page } = atLena;
    await asMara('status', { status: 'Resolved', resolution: 'The gateway has its old time limit again.' });
    await page.getByRole('heading', { name: 'Does it work now?' }).waitFor();
    await page.getByText('The gateway has its old time limit again.').first().waitFor();
    expect(await problems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Not yet' }).tap();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('It still drops.');
    expect(await problems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Open again' }).tap();
    await page.getByText('Opened again').first().waitFor();
    await asMara('status', { status: 'Resolved', resolution: 'Now on both gateways.' });
    await page.getByRole('button', { name: 'It works' }).tap();
    await told(page, 'Closed. Thank you for telling us.');
    await page.locator('ss-status-chip').getByText('Closed').waitFor();
  });

  it('finds it again among all requests, in words', async () => {
    const { page } = atLena;
    await page.goto('/requests');
    await page.getByRole('searchbox', { name: 'Search your requests' }).fill('vpn');
    await page.waitForURL('**/requests?q=vpn');
    await page.getByRole('link', { name: 'VPN drops' }).waitFor();
    await page.locator('mark').getByText('VPN').waitFor();
    await page.getByRole('button', { name: 'Open', exact: true }).tap();
    await page.getByText('No request fits.').waitFor();
    expect(await problems(page)).toEqual([]);
  });

  it('withdraws what is no longer needed, after being told what that means', async () => {
    const { page } = atLena;
    await page.goto('/requests/new');
    await card(page, /Hardware/).tap();
    await page.getByLabel('In one line').fill('A second screen');
    await page.getByLabel('What happens, and since when?').fill('27 inches.');
    await page.getByRole('button', { name: 'Send request' }).tap();
    await page.getByRole('link', { name: 'Open it' }).tap();
    await page.getByRole('heading', { name: 'A second screen' }).waitFor();
    // The bar at the foot has a button of that name, until it gives its room to the request.
    await page.getByRole('main').getByRole('button', { name: 'More', exact: true }).tap();
    await page.getByRole('menuitem', { name: 'Withdraw' }).tap();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('This cannot be undone.').waitFor();
    await dialog.getByRole('button', { name: 'Withdraw' }).tap();
    await told(page, 'Withdrawn.');
    await page.getByText('This request is over.').waitFor();
  });

  it('and no page complained', () => {
    expect(atLena.complaints).toEqual([]);
  });
});
