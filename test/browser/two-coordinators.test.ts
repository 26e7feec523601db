import type { Browser, Locator, Page } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, visit, type Visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { submitTicket, type TicketView } from '../support/ticket-views.js';

/** The desk under the hands of two: what one changes stands before the eyes of the other, and nothing is lost. */
describe('two coordinators at one desk', () => {
  let server: BuiltServer;
  let browser: Browser;
  let owner: SignedIn;
  let carla: SignedIn;
  let carl: SignedIn;
  let at: Visit;

  beforeAll(async () => {
    server = await BuiltServer.start();
    [owner, carla, carl] = [
      await server.people.employee(),
      await server.people.coordinator({ firstName: 'Carla', lastName: 'Lindqvist' }),
      await server.people.coordinator({ firstName: 'Carl', lastName: 'Berger' }),
    ];
    browser = await startBrowser();
    at = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    await signInByForm(at.page, carla);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const made = async (subject: string): Promise<TicketView> =>
    (await submitTicket(server.rest, owner, { subject })).body;
  const read = async (id: string): Promise<TicketView & { tags: string[]; holdReason: string | null }> =>
    (
      await server.rest.request<TicketView & { tags: string[]; holdReason: string | null }>(
        'GET',
        `/api/tickets/${id}`,
        {
          as: carla,
        },
      )
    ).body;
  const does = async (as: SignedIn, method: string, path: string, body: object = {}): Promise<void> => {
    expect((await server.rest.request(method, `/api/tickets/${path}`, { as, body })).status).toBeLessThan(300);
  };
  const open = async (page: Page, { number, subject }: TicketView & { subject?: string }): Promise<void> => {
    await page.goto(`${server.url}/tickets/${number}`);
    await page.getByRole('heading', { name: subject ?? '' }).waitFor();
  };
  /** What the page sends next is held back until the other one has been faster. */
  const overtaken = async (
    page: Page,
    path: RegExp,
    by: () => Promise<void>,
    act: () => Promise<void>,
  ): Promise<void> => {
    await page.route(
      path,
      async (route) => {
        await by();
        await route.continue();
      },
      { times: 1 },
    );
    await act();
  };
  const choose = async (page: Page, menu: RegExp, item: string): Promise<void> => {
    await page.getByRole('button', { name: menu }).click();
    await page.getByRole('menuitemradio', { name: item, exact: true }).click();
  };
  const conflict = (page: Page): Locator => page.getByRole('alert').filter({ hasText: 'Somebody changed' });

  it('who changes the same field is shown both values, and whose the other one is', async () => {
    const { page } = at;
    const ticket = await made('Both change the priority');
    await open(page, ticket);
    await overtaken(
      page,
      new RegExp(`/api/tickets/${ticket.id}$`),
      () => does(carl, 'PATCH', ticket.id, { priority: 'High' }),
      () => choose(page, /^Priority Medium|^Medium priority|Priority/, 'Critical'),
    );
    await conflict(page).getByText('Carl Berger').waitFor();
    await conflict(page).getByText('High', { exact: true }).waitFor();
    await conflict(page).getByText('Critical', { exact: true }).waitFor();
    expect((await read(ticket.id)).priority).toBe('High');
    expect(await pageProblems(page)).toEqual([]);
    // Another change in between takes nothing away from what is still to be decided.
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    await eventually(async () => (await read(ticket.id)).assignee !== null);
    await conflict(page).getByRole('button', { name: 'Keep mine' }).click();
    await eventually(async () => (await read(ticket.id)).priority === 'Critical');
    await conflict(page).waitFor({ state: 'detached' });
  });

  it('different fields are both changed, and so are the tags that two put on at once', async () => {
    const { page } = at;
    const ticket = await made('Both change something');
    await open(page, ticket);
    await overtaken(
      page,
      new RegExp(`/api/tickets/${ticket.id}$`),
      () => does(carl, 'PATCH', ticket.id, { tags: ['theirs'] }),
      async () => {
        await page.getByRole('combobox', { name: 'Add a tag' }).fill('mine');
        await page.keyboard.press('Enter');
      },
    );
    await eventually(async () => (await read(ticket.id)).tags.length === 2);
    expect((await read(ticket.id)).tags).toEqual(['theirs', 'mine']);
    await overtaken(
      page,
      new RegExp(`/api/tickets/${ticket.id}$`),
      () => does(carl, 'PATCH', ticket.id, { category: 'network' }),
      () => choose(page, /Priority/, 'High'),
    );
    await eventually(async () => (await read(ticket.id)).priority === 'High');
    expect(await conflict(page).count()).toBe(0);
  });

  it('a hold gets another reason without an end, and the history tells it', async () => {
    const { page } = at;
    const ticket = await made('Held for something else');
    await does(carl, 'POST', `${ticket.id}/claim`);
    await does(carl, 'POST', `${ticket.id}/status`, { status: 'On Hold', holdReason: 'approval' });
    await open(page, ticket);
    await page.getByRole('button', { name: 'Change the hold' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /Waiting for a third party/ }).check();
    await overtaken(
      page,
      /\/hold$/,
      () => does(carl, 'POST', `${ticket.id}/hold`, { holdReason: 'requester' }),
      () => dialog.getByRole('button', { name: 'Change the hold' }).click(),
    );
    // Said in the dialog, which keeps the choice; once more is meant.
    await dialog.getByRole('alert').or(dialog.locator('ss-notice')).first().waitFor();
    expect((await read(ticket.id)).holdReason).toBe('requester');
    await dialog.getByRole('button', { name: 'Change the hold' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await read(ticket.id)).toMatchObject({ status: 'On Hold', holdReason: 'third party' });
    await page
      .getByRole('region', { name: 'Timeline' })
      .getByText(/still on hold/)
      .first()
      .waitFor();
  });

  it('what somebody else has changed since is not taken back over his head', async () => {
    const { page } = at;
    const [one, two] = [await made('Taken back one'), await made('Taken back two')];
    await page.goto(`${server.url}/tickets?q=taken+back`);
    for (const { number } of [one, two]) {
      await page.getByRole('checkbox', { name: new RegExp(number) }).check();
    }
    await page.getByRole('toolbar').getByRole('button', { name: 'Priority' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('High', { exact: true }).click();
    await dialog.getByRole('button', { name: /2/ }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await does(carl, 'PATCH', one.id, { priority: 'Critical' });
    await page.getByRole('button', { name: 'Undo' }).click();
    const results = page.getByRole('region', { name: 'What was refused' });
    await results.getByText('1 taken back, 1 left as they are').waitFor();
    await results.getByText(one.number).waitFor();
    expect([(await read(one.id)).priority, (await read(two.id)).priority]).toEqual(['Critical', 'Medium']);
  });

  it('Tab passes the list at one row, and a row that has left tells its last word', async () => {
    const { page } = at;
    const ticket = await made('Left the list');
    await page.goto(`${server.url}/tickets?view=unassigned`);
    await page.getByRole('row').filter({ hasText: 'Left the list' }).waitFor();
    const stops = page.locator('[data-row] a[tabindex="0"]');
    expect(await stops.count()).toBe(1);
    await stops.focus();
    await page.keyboard.press('ArrowDown');
    await eventually(async () => (await page.locator('[data-row] a[tabindex="0"]:focus').count()) === 1);
    expect(await stops.count()).toBe(1);
    await does(carl, 'POST', `${ticket.id}/claim`);
    const row = page.getByRole('row').filter({ hasText: 'Left the list' });
    await row.getByText('No longer in this list').waitFor();
    await row.getByText('Carl Berger').waitFor();
  });

  it('a status that an administrator renames has its new name in pages that are open', async () => {
    const { page } = at;
    const ticket = await made('Under another name');
    await open(page, ticket);
    await page.getByRole('button', { name: /New/ }).first().waitFor();
    const admin = await server.people.admin();
    const lifecycle = await server.rest.request<{
      version: number;
      transitions: { from: string; to: string; who: string[]; needs: string[] }[];
    }>('GET', '/api/lifecycle', { as: admin });
    const renamed = await server.rest.request('PUT', '/api/lifecycle', {
      as: admin,
      body: {
        version: lifecycle.body.version,
        statuses: [
          { key: 'New', name: 'Inbox', requesterName: 'Received' },
          { key: 'Open', name: 'Taken up', requesterName: 'Accepted' },
        ],
        transitions: lifecycle.body.transitions.map(({ from, to, who, needs }) => ({ from, to, who, needs })),
      },
    });
    expect(renamed).toMatchObject({ status: 200 });
    await page.getByRole('button', { name: /Inbox/ }).click();
    await page.getByRole('menuitem', { name: 'Taken up' }).waitFor();
    expect(at.complaints.filter((line) => !line.includes('409'))).toEqual([]);
  });
});
