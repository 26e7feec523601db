import type { Browser, Page } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, visit, type Visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import type { SignedIn } from '../support/people.js';
import { submitTicket, type TicketView } from '../support/ticket-views.js';

/** Everything by its name, with the keyboard alone: no test in here uses a mouse, but the one about the button. */
describe('the palette and the keys', () => {
  let server: BuiltServer;
  let browser: Browser;
  let ada: SignedIn;
  let carla: SignedIn;
  let ticket: TicketView;
  let atCarla: Visit;
  let atAda: Visit;

  beforeAll(async () => {
    server = await BuiltServer.start();
    ada = await server.people.employee({ email: 'ada@desk.example', firstName: 'Ada', lastName: 'Byron' });
    carla = await server.people.coordinator({ email: 'carla@desk.example', firstName: 'Carla', lastName: 'Coord' });
    await server.people.coordinator({ email: 'tomasz@desk.example', firstName: 'Tomasz', lastName: 'Zoll' });
    ticket = (await submitTicket(server.rest, ada, { subject: 'The beamer stays dark' })).body;
    // A coordinator sees it once it is open.
    await server.rest.request('POST', `/api/tickets/${ticket.id}/status`, {
      as: await server.people.admin(),
      body: { status: 'Open' },
    });
    browser = await startBrowser();
    atCarla = await visit(browser, { url: server.url });
    atAda = await visit(browser, { url: server.url, viewport: { width: 390, height: 844 } });
    await signInByForm(atCarla.page, carla);
    await signInByForm(atAda.page, ada);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
  });

  const open = async (page: Page, text: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search, go or do' }).waitFor();
    await page.keyboard.type(text);
  };
  /** Until it is gone its keys are not those of the page. */
  const leave = async (page: Page): Promise<void> => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  /** The option that Enter would take, as the eye and a reader are told. */
  const isActive = async (page: Page, text: string): Promise<void> => {
    const option = page.getByRole('option', { selected: true }).filter({ hasText: text });
    await option.waitFor();
    const field = page.getByRole('combobox', { name: 'Search, go or do' });
    expect(await field.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
  };
  const now = async (): Promise<TicketView> =>
    (await server.rest.request<TicketView>('GET', `/api/tickets/${ticket.id}`, { as: carla })).body;

  it('opens a ticket by a word of its subject', async () => {
    const { page } = atCarla;
    await page.goto('/tickets');
    await page.getByRole('main').waitFor();
    await open(page, 'beamer');
    await page.getByRole('option', { name: /The beamer stays dark/ }).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/tickets/${ticket.number}*`);
    await page.getByRole('heading', { name: 'The beamer stays dark' }).waitFor();
  });

  it('does on the open ticket what the server allows, and nothing else', async () => {
    const { page } = atCarla;
    await open(page, 'take it');
    await isActive(page, 'Take it yourself');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Assignee: Carla Coord/ }).waitFor();
    expect((await now()).assignee?.name).toBe('Carla Coord');

    await open(page, 'priority high');
    await isActive(page, 'Set priority: High');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Priority High' }).waitFor();
    expect((await now()).priority).toBe('High');

    // It has it already, so it is not offered.
    await open(page, 'priority high');
    await page.getByText('Nothing is called “priority high”.', { exact: true }).first().waitFor();
    await leave(page);
  });

  it('gives it to a person by name, chosen with the arrows', async () => {
    const { page } = atCarla;
    await open(page, 'tomasz');
    await page.getByRole('option', { name: 'Assign to Tomasz Zoll' }).waitFor();
    const options = await page.getByRole('option').count();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await isActive(page, 'Assign to Tomasz Zoll');
    expect(options).toBeGreaterThan(1);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Assignee: Tomasz Zoll/ }).waitFor();
  });

  it('says what to do when nothing is found, and takes the text along', async () => {
    const { page } = atCarla;
    await open(page, 'zzz nothing');
    await page.getByText('Try a number such as SS-000123').waitFor();
    await isActive(page, 'New request: zzz nothing');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/requests/new?subject=*');
    await page.getByLabel('In one line').waitFor();
    expect(await page.getByLabel('In one line').inputValue()).toBe('zzz nothing');
  });

  it('remembers what was open', async () => {
    const { page } = atCarla;
    await open(page, '');
    await page.getByRole('group', { name: 'Opened lately' }).getByText('The beamer stays dark').waitFor();
    await leave(page);
  });

  it('the help shows the keys that act on this page, and letters can be switched off', async () => {
    const { page } = atCarla;
    await page.goto(`/tickets/${ticket.number}`);
    await page.getByRole('heading', { name: 'The beamer stays dark' }).waitFor();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Write an internal note').waitFor();
    await dialog.getByText('Next, previous ticket').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await dialog.getByRole('checkbox', { name: 'Single letters act' }).focus();
    await page.keyboard.press('Space');
    await dialog.getByText('Single letters are off.').waitFor();
    await leave(page);
    await page.keyboard.press('?');
    // Held with a key that types nothing, the palette comes all the same.
    await open(page, 'show the keys');
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Enter');
    await dialog.getByRole('checkbox', { name: 'Single letters act' }).press('Space');
    await leave(page);
  });

  it('an employee finds own requests and pages by a button, and no person and no page of the staff', async () => {
    const { page } = atAda;
    await page.getByRole('button', { name: 'Search or do' }).click();
    const field = page.getByRole('combobox', { name: 'Search, go or do' });
    await field.fill('carla');
    await page.getByText('Nothing is called “carla”.').first().waitFor();
    await field.fill('mailbox');
    await page.getByText('Nothing is called “mailbox”.').first().waitFor();
    await field.fill('beamer');
    await page.getByRole('group', { name: 'Your requests' }).getByText('The beamer stays dark').click();
    await page.waitForURL(`**/requests/${ticket.number}`);
    await page.getByRole('heading', { name: 'The beamer stays dark' }).waitFor();
  });

  it('and no page complained', () => {
    expect([...atCarla.complaints, ...atAda.complaints]).toEqual([]);
  });
});
