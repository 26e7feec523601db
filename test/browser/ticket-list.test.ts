import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, told, visit, type Visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { submitTicket, type TicketListView } from '../support/ticket-views.js';

/** More than one page of the list. */
const TICKETS = 80;
const FOCUSED = `document.activeElement?.closest('[data-row]')?.textContent ?? document.activeElement?.textContent ?? ''`;

describe('the list of a coordinator', () => {
  let server: BuiltServer;
  let browser: Browser;
  let carla: SignedIn;
  let owner: SignedIn;
  let at: Visit;

  const ask = async (query: string): Promise<TicketListView> =>
    (await server.rest.request<TicketListView>('GET', `/api/tickets?${query}`, { as: carla })).body;
  const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });
  const rail = (page: Page, name: RegExp) => page.locator('.fixed-rail ss-rail').getByRole('link', { name });
  /** As people see that the rows of another question stand there. */
  const shows = async (page: Page, first: string): Promise<void> => {
    await page.locator('[data-row]').first().filter({ hasText: first }).waitFor();
  };
  const press = async (page: Page, ...keys: string[]): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key);
    }
  };

  beforeAll(async () => {
    server = await BuiltServer.start();
    owner = await server.people.employee({ firstName: 'Lena', lastName: 'Hoffmann', department: 'Finance' });
    carla = await server.people.coordinator({ firstName: 'Carla', lastName: 'Lindqvist' });
    for (let number = 1; number <= TICKETS; number += 1) {
      await submitTicket(server.rest, owner, { subject: `Scanner ${String(number)} is dusty` });
    }
    browser = await startBrowser();
    at = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    await signInByForm(at.page, carla);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect(at.complaints).toEqual([]);
  });

  it('opens with a view of the rail, which counts live', async () => {
    const { page } = at;
    await rail(page, /^Unassigned, 80$/).click();
    await page.waitForURL('**/tickets?view=unassigned');
    await page.getByRole('heading', { name: 'Unassigned' }).waitFor();
    await shows(page, 'Scanner 80');
    await row(page, 'Scanner 80').getByText('Finance').waitFor();
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe(String(TICKETS + 1));
    const [first] = (await ask('view=unassigned')).items;
    await server.rest.request('POST', `/api/tickets/${first?.id ?? ''}/claim`, { as: carla });
    await rail(page, /^My open, 1$/).waitFor();
    await row(page, 'Scanner 80').getByText('No longer in this list').waitFor();
    expect(await pageProblems(page)).toEqual([]);
  });

  it('draws only what is seen, and the keyboard walks through all of it', async () => {
    const { page } = at;
    await rail(page, /^All tickets/).click();
    await shows(page, 'Scanner 80');
    expect(await page.locator('[data-row]').count()).toBeLessThan(60);
    // One row at a time: where the loaded rows end for a moment, a key has nowhere to go.
    for (let number = 80; number >= 6; number -= 1) {
      const name = `Scanner ${String(number)} `;
      await eventually(
        async () => {
          if ((await page.evaluate<string>(FOCUSED)).includes(name)) {
            return true;
          }
          await press(page, 'j');
          return (await page.evaluate<string>(FOCUSED)).includes(name);
        },
        { every: 100 },
      );
    }
    expect(await page.locator('[data-row]').count()).toBeLessThan(60);
    expect(await row(page, 'Scanner 6 ').getAttribute('aria-rowindex')).toBe('76');
    await press(page, 'k');
    await eventually(async () => (await page.evaluate<string>(FOCUSED)).includes('Scanner 7 '));
    await press(page, 'o');
    await page.getByRole('heading', { name: 'Scanner 7 is dusty' }).waitFor();
    // Beside the ticket the list is narrow, and still shows where one is.
    await page.locator('ss-ticket-card[aria-posinset="74"]').waitFor();
    await page.goBack();
    await page.getByRole('table').waitFor();
  });

  it('keeps filters and order in the address, and gives each a chip to take it away', async () => {
    const { page } = at;
    await page.goto('/tickets?view=all_open&status=New,Open&sort=submittedAt&q=scanner');
    await shows(page, 'Scanner 1 ');
    await page.getByRole('button', { name: 'Remove the filter Status: New' }).click();
    await page.waitForURL(/status=Open(&|$)/);
    await shows(page, 'Scanner 80');
    await page.getByRole('button', { name: /^Filters/ }).click();
    await page.getByRole('button', { name: 'Assignee', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Me', exact: true }).click();
    await page.waitForURL(/assignee=me/);
    await press(page, 'Escape');
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.waitForURL((url) => !url.searchParams.has('assignee') && !url.searchParams.has('q'));
    await page.getByRole('button', { name: 'Changed', exact: true }).click();
    await page.waitForURL(/sort=-updatedAt/);
    await page.getByRole('columnheader', { name: 'Changed' }).and(page.locator('[aria-sort=descending]')).waitFor();
  });

  it('saves what it shows as a view, which can be renamed, changed, deleted and brought back', async () => {
    const { page } = at;
    await page.goto('/tickets?view=all_open&assignee=none&priority=Medium');
    await page.getByRole('button', { name: 'Save as a view' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save the view' }).click();
    await dialog.getByText('Give it a name.').waitFor();
    await dialog.getByLabel('Name').fill('Nobody yet');
    await dialog.getByRole('button', { name: 'Save the view' }).click();
    await rail(page, /^Nobody yet, 79, Your view$/).waitFor();
    await page.getByRole('heading', { name: 'Nobody yet' }).waitFor();

    const menu = page.locator('.fixed-rail ss-rail').getByRole('button', { name: 'Menu of the view Nobody yet' });
    await menu.focus();
    await press(page, 'Enter');
    await page.getByRole('menuitem', { name: 'Change filters' }).and(page.locator(':focus')).waitFor();
    await press(page, 'Enter');
    await page.getByText('You are changing the filters of “Nobody yet”.').waitFor();
    await page.getByRole('button', { name: 'Remove the filter Assignee: Nobody' }).click();
    await page.waitForURL((url) => !url.searchParams.has('assignee'));
    await page.getByRole('button', { name: 'Save the view' }).click();
    await rail(page, /^Nobody yet, 80, Your view$/).waitFor();

    await menu.click();
    await page.getByRole('menuitem', { name: 'Rename and share' }).click();
    await dialog.getByLabel('Name').fill('Medium ones');
    await dialog.getByRole('button', { name: 'Save the view' }).click();
    await rail(page, /^Medium ones/).waitFor();
    await page.locator('.fixed-rail ss-rail').getByRole('button', { name: 'Menu of the view Medium ones' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await told(page, 'The view Medium ones is deleted.');
    await rail(page, /^Medium ones/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await rail(page, /^Medium ones, 80/).waitFor();
  });

  it('shows the columns that a person chose and ordered by keys, and exports just these', async () => {
    const { page } = at;
    await page.goto('/tickets?view=my_open');
    await shows(page, 'Scanner 80');
    await page.getByRole('button', { name: 'More about this list' }).click();
    await page.getByRole('menuitem', { name: 'Columns' }).click();
    const dialog = page.getByRole('dialog');
    // It takes the focus when it stands still.
    await dialog.locator(':focus').waitFor();
    for (const name of ['Priority', 'Next due', 'Changed']) {
      await dialog.getByRole('checkbox', { name }).press('Space');
    }
    await dialog.getByRole('checkbox', { name: 'Category' }).press('Space');
    await dialog.getByRole('button', { name: 'Move Category up' }).press('Enter');
    await dialog.getByRole('button', { name: 'Show these' }).click();
    const headings = ['', 'Number', 'Subject', 'Requester', 'Status', 'Category', 'Assignee'];
    await page.getByRole('columnheader', { name: 'Category' }).waitFor();
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(headings);
    await page.reload();
    await page.getByRole('columnheader', { name: 'Category' }).waitFor();
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(headings);

    await page.getByRole('button', { name: 'More about this list' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Export as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^tickets-\d{4}-\d\d-\d\d\.csv$/);
    const [heading, line, ...rest] = (await readFile(await download.path(), 'utf8')).split('\r\n');
    expect(heading).toBe('\uFEFFNumber,Subject,Requester,Status,Category,Assignee');
    expect(line).toMatch(/^SS-000080,Scanner 80 is dusty,Lena Hoffmann,Open,.*,Carla Lindqvist$/);
    expect(rest).toEqual(['']);
    await told(page, 'The export is saved.');
  });

  it('changes many chosen with the keyboard alone, and takes it back', async () => {
    const { page } = at;
    await page.goto('/tickets?view=unassigned');
    await shows(page, 'Scanner 79');
    await press(page, 'j', 'x', 'Shift+J', 'Shift+J', 'Shift+J', 'Shift+K');
    await page.getByText('3 chosen').waitFor();
    await press(page, 'b');
    await page.getByRole('button', { name: 'Claim' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('toolbar').getByRole('button', { name: 'Priority' }).focus();
    await press(page, 'Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Concerns 3 tickets.').waitFor();
    await dialog.getByRole('radio', { name: 'Medium' }).and(page.locator(':focus')).waitFor();
    await press(page, 'ArrowDown', 'Enter');
    await told(page, '3 tickets have another priority.');
    await eventually(async () => (await ask('priority=High')).items.length === 3);
    await page.getByRole('button', { name: 'Undo' }).click();
    await told(page, 'Taken back.');
    expect((await ask('priority=High')).items).toEqual([]);
  });

  it('chooses a range with Shift, and all that are loaded', async () => {
    const { page } = at;
    await page.goto('/tickets?view=unassigned');
    await row(page, 'Scanner 79').getByRole('checkbox').click();
    await row(page, 'Scanner 75')
      .getByRole('link')
      .click({ modifiers: ['Shift'] });
    await page.getByText('5 chosen').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await press(page, 'Control+a');
    await page.getByText(/\b(50|79|80) chosen/).waitFor();
    await press(page, 'Escape');
    await page.getByRole('toolbar').waitFor({ state: 'detached' });
  });

  it('tells which were refused and why, and tries those again', async () => {
    const { page } = at;
    const [first] = (await ask('q=SS-000079')).items;
    const [second] = (await ask('q=SS-000078')).items;
    for (const ticket of [first, second]) {
      const path = `/api/tickets/${ticket?.id ?? ''}/status`;
      await server.rest.request('POST', path, { as: carla, body: { status: 'Open' } });
    }
    await page.goto('/tickets?view=unassigned');
    await row(page, 'Scanner 79').getByRole('checkbox').click();
    await row(page, 'Scanner 78').getByRole('checkbox').click();
    // Without an assignee nothing goes into progress; one of them gets one meanwhile.
    await server.rest.request('POST', `/api/tickets/${second?.id ?? ''}/claim`, { as: carla });
    await page.getByRole('toolbar').getByRole('button', { name: 'Status' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Change 2 tickets' }).click();
    const results = page.getByRole('region', { name: 'What was refused' });
    await results.getByRole('heading', { name: '1 refused, 1 done' }).waitFor();
    await results.getByText('SS-000079').waitFor();
    await row(page, 'Scanner 79').getByText('Open', { exact: true }).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await server.rest.request('POST', `/api/tickets/${first?.id ?? ''}/claim`, { as: carla });
    await results.getByRole('button', { name: 'Try 1 again' }).click();
    await told(page, 'One ticket has another status.');
    expect((await ask('status=In Progress')).items.map(({ subject }) => subject)).toEqual([
      'Scanner 79 is dusty',
      'Scanner 78 is dusty',
    ]);
  });

  it('says what to do where there is nothing', async () => {
    const { page } = at;
    await page.goto('/tickets?view=mentions');
    await page.getByText('Nobody named you.').waitFor();
    await page.getByRole('button', { name: 'Open My open' }).click();
    await page.waitForURL('**/tickets?view=my_open');
    await page.goto('/tickets?view=my_open&q=nothingofthekind');
    await page.getByText('No ticket fits.').waitFor();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await shows(page, 'Scanner 80');
  });
});
