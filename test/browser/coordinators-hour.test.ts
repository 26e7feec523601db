import type { Browser, Page } from 'playwright-core';
import { startBrowser, told, visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import { Keyboard } from '../support/keyboard.js';
import type { SignedIn } from '../support/people.js';
import { submitTicket, type TicketListView, type TicketView } from '../support/ticket-views.js';

interface Said {
  readonly body: string;
  readonly bodyHtml: string;
  readonly visibility: string;
}

/** A page asks every ten seconds by itself: what shows within this time was told to it. */
const AT_ONCE = 3_000;
const SUBJECTS = [
  'VPN drops',
  'Badge is refused',
  'Outlook asks again',
  'Monitor flickers',
  'Keyboard sticks',
  'Wi-Fi is slow',
];

/** Everything a coordinator does in an hour, by somebody who has no mouse. */
describe("a coordinator's hour with the keyboard alone", () => {
  let server: BuiltServer;
  let browser: Browser;
  let lena: SignedIn;
  let carla: SignedIn;
  let tomasz: SignedIn;
  let page: Page;
  let hands: Keyboard;
  const numbers = new Map<string, string>();

  beforeAll(async () => {
    server = await BuiltServer.start();
    lena = await server.people.employee({ firstName: 'Lena', lastName: 'Hoffmann', department: 'Finance' });
    carla = await server.people.coordinator({ firstName: 'Carla', lastName: 'Lindqvist' });
    tomasz = await server.people.coordinator({ firstName: 'Tomasz', lastName: 'Zielinski' });
    // The one that came last stands first.
    for (const subject of SUBJECTS.toReversed()) {
      const { body } = await submitTicket(server.rest, lena, { subject });
      numbers.set(subject, body.number);
    }
    const reply = {
      name: 'Ask for the version',
      shortcut: 'version',
      scope: 'own',
      body: 'Hello {{requester.firstName}}, please tell us:',
    };
    const { status } = await server.rest.request('POST', '/api/saved-replies', { as: carla, body: reply });
    expect(status).toBe(201);
    browser = await startBrowser();
    const at = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    ({ page } = at);
    hands = await Keyboard.at(at);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await server.destroy();
  });

  const numberOf = (subject: string): string => numbers.get(subject) ?? '';
  const read = async (subject: string): Promise<TicketView & { resolution: string | null }> =>
    (
      await server.rest.request<TicketView & { resolution: string | null }>(
        'GET',
        `/api/tickets/${numberOf(subject)}`,
        { as: carla },
      )
    ).body;
  const said = async (subject: string): Promise<readonly Said[]> =>
    (await server.rest.request<{ items: Said[] }>('GET', `/api/tickets/${numberOf(subject)}/comments`, { as: carla }))
      .body.items;
  const listed = async (query: string, as = carla): Promise<TicketListView> =>
    (await server.rest.request<TicketListView>('GET', `/api/tickets?${query}`, { as })).body;
  const row = (subject: string) => page.locator('[data-row]').filter({ hasText: subject });
  const rail = (name: RegExp) => page.locator('.fixed-rail').getByRole('link', { name });
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  const button = (name: string | RegExp) =>
    page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  const dialog = () => page.getByRole('dialog');
  const isOpen = async (subject: string, status: string): Promise<void> => {
    await page.getByRole('heading', { name: subject }).waitFor();
    await page.locator(`.main[data-status="${status}"]`).waitFor();
  };
  /** By the palette, from wherever one is. */
  const call = async (text: string, option: string): Promise<void> => {
    await hands.press('Control+k');
    await hands.arrivesAt(page.getByRole('combobox', { name: 'Search, go or do' }));
    await hands.type(text);
    await page.getByRole('option', { selected: true }).filter({ hasText: option }).waitFor();
    await hands.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await hands.hasPlace(`after “${option}”`);
  };

  it('signs in', async () => {
    await page.goto('/login');
    await hands.tabTo(page.getByLabel('E-mail'));
    expect(await hands.problems()).toEqual([]);
    await hands.type(carla.email);
    await hands.tabTo(page.getByLabel('Password', { exact: true }));
    await hands.type(carla.password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tickets**');
    await rail(/^Unassigned/).waitFor();
  });

  it('opens a view, moves through it and opens a ticket', async () => {
    // The rows of another view may be the same ones.
    const rows = page.waitForResponse((answer) => answer.url().includes('/api/tickets?view=all_open'));
    await hands.take(rail(/^All open, 6$/));
    await page.waitForURL('**/tickets?view=all_open');
    await (await rows).finished();
    await page.getByRole('heading', { name: 'All open' }).waitFor();
    await row('VPN drops').waitFor();
    await hands.press('j');
    await hands.arrivesAt(row('VPN drops').getByRole('link'));
    await hands.press('j', 'j', 'k');
    await hands.arrivesAt(row('Badge is refused').getByRole('link'));
    await hands.press('k', 'Enter');
    await isOpen('VPN drops', 'New');
    expect(page.url()).toContain(`/tickets/${numberOf('VPN drops')}?view=all_open`);
    // What there is to read is next, not the list again.
    await hands.arrivesAt(page.getByRole('region', { name: 'Timeline' }));
  });

  it('claims it', async () => {
    await hands.take(button('Claim'), 'back');
    await button(/^Assignee: Carla Lindqvist/).waitFor();
    await hands.hasPlace('after the button is gone');
    await isOpen('VPN drops', 'Open');
    expect((await read('VPN drops')).assignee?.id).toBe(carla.id);
  });

  it('writes a note that names a colleague, and sees beforehand who is told', async () => {
    await hands.press('c');
    await hands.arrivesAt(field('Internal note'));
    await hands.type('The gateway again, ask @Tom');
    await page.getByRole('option', { name: /Tomasz Zielinski/ }).waitFor();
    await hands.press('Enter');
    const to = page.locator('#composer-to');
    await to.getByText('Staff only. Lena does not see this.').waitFor();
    await to.getByText('Tomasz Zielinski').waitFor();
    expect(await to.getByText('Lena Hoffmann').count()).toBe(0);
    expect(await hands.problems()).toEqual([]);
    await hands.press('Control+Enter');
    await told(page, 'Note added.');
    await hands.arrivesAt(field('Internal note'));
    expect(await said('VPN drops')).toMatchObject([{ visibility: 'internal' }]);
    expect((await listed('view=mentions', tomasz)).items.map(({ subject }) => subject)).toEqual(['VPN drops']);
    // The requester reads nothing of it.
    const asLena = await server.rest.request<{ items: unknown[] }>(
      'GET',
      `/api/tickets/${numberOf('VPN drops')}/comments`,
      { as: lena },
    );
    expect(asLena.body.items).toEqual([]);
  });

  it('leaves the text by Escape, and answers with a saved reply and a list', async () => {
    await hands.press('Escape', 'r');
    await hands.arrivesAt(field('Reply'));
    await hands.type('/vers');
    await page.getByRole('option', { name: /Ask for the version/ }).waitFor();
    expect(await hands.problems()).toEqual([]);
    await hands.press('Enter');
    await page.locator('.ProseMirror').getByText('Hello Lena, please tell us:').waitFor();
    await hands.press('Enter');
    await hands.type('- the version');
    await hands.press('Enter');
    await hands.type('the ');
    await hands.press('Control+b');
    await hands.type('place');
    await page.locator('.ProseMirror li').nth(1).getByText('place').waitFor();
    await page.locator('#composer-to').getByText('Lena Hoffmann').waitFor();
    await hands.press('Control+Enter');
    await told(page, 'Reply sent.');
    await hands.arrivesAt(field('Reply'));
    const reply = (await said('VPN drops')).find(({ visibility }) => visibility === 'public');
    expect(reply?.bodyHtml.replace(/\s*\n\s*/g, '')).toMatch(
      /<p>Hello Lena, please tell us:<\/p><ul><li>(<p>)?the version(<\/p>)?<\/li><li>(<p>)?the <strong>place<\/strong>(<\/p>)?<\/li><\/ul>/,
    );
  });

  it('puts it on hold for the requester, whose answer ends the hold under the eyes', async () => {
    await hands.press('Escape', 's');
    await hands.arrivesAt(page.getByRole('menuitem').first());
    expect(await hands.problems()).toEqual([]);
    await hands.arrowTo(page.getByRole('menuitem', { name: 'In progress' }));
    await hands.press('Enter');
    await isOpen('VPN drops', 'In Progress');
    await hands.hasPlace('after the status');
    await hands.press('s');
    await hands.arrivesAt(page.getByRole('menuitem').first());
    await hands.arrowTo(page.getByRole('menuitem', { name: /^On hold/ }));
    await hands.press('Enter');
    await hands.arrivesAt(dialog().getByRole('radio').first());
    expect(await hands.problems()).toEqual([]);
    // Down to what asks for more, and back.
    await hands.press('ArrowUp');
    await dialog().getByLabel('Until').waitFor();
    await hands.press('ArrowDown', 'Enter');
    await isOpen('VPN drops', 'On Hold');
    await hands.hasPlace('after the dialog');
    expect(await read('VPN drops')).toMatchObject({ status: 'On Hold', holdReason: 'requester' });
    await row('VPN drops').getByText('On hold').waitFor();

    const body = { body: 'It is 5.4, at home.', visibility: 'public' };
    await server.rest.request('POST', `/api/tickets/${numberOf('VPN drops')}/comments`, { as: lena, body });
    await page.locator('.main[data-status="In Progress"]').waitFor({ timeout: AT_ONCE });
    await row('VPN drops').getByText('In progress').waitFor({ timeout: AT_ONCE });
    await row('VPN drops').getByText('It is 5.4, at home.').waitFor({ timeout: AT_ONCE });
    await page.locator('ss-ticket-timeline').getByText('It is 5.4, at home.').waitFor();
    await hands.hasPlace('after the answer came');
  });

  it('reads why it is due when it is', async () => {
    await hands.take(button('Why'));
    const why = page.getByRole('region', { name: 'Why' });
    await why
      .getByText(/Waiting for the requester/)
      .first()
      .waitFor();
    const { body } = await server.rest.request<{ policy: { name: string }; clocks: { kind: string }[] }>(
      'GET',
      `/api/tickets/${numberOf('VPN drops')}/sla`,
      { as: carla },
    );
    expect(await why.getByRole('heading').count()).toBe(body.clocks.length);
    await why.getByText(`Service level ${body.policy.name}`, { exact: false }).waitFor();
    expect(await hands.problems()).toEqual([]);
    await hands.press('Enter');
    await why.waitFor({ state: 'detached' });
  });

  it('resolves it by E', async () => {
    await hands.press('e');
    await hands.arrivesAt(dialog().getByRole('textbox', { name: 'What solved it' }));
    await hands.type('The gateway has its old time limit again.');
    expect(await hands.problems()).toEqual([]);
    await hands.take(dialog().getByRole('button', { name: 'Resolve' }));
    await isOpen('VPN drops', 'Resolved');
    await hands.hasPlace('after it is resolved');
    expect(await read('VPN drops')).toMatchObject({
      status: 'Resolved',
      resolution: 'The gateway has its old time limit again.',
    });
  });

  it('goes on to the next, and resolves it with the answer itself', async () => {
    await hands.press('j', 'Enter');
    await isOpen('Badge is refused', 'New');
    await call('take it', 'Take it yourself');
    await isOpen('Badge is refused', 'Open');
    await hands.press('r');
    await hands.arrivesAt(field('Reply'));
    await hands.type('Your badge is good again.');
    await hands.take(button('More ways to send'));
    await hands.arrivesAt(page.getByRole('menuitem').first());
    await hands.arrowTo(page.getByRole('menuitem', { name: 'Send and resolve' }));
    await hands.press('Enter');
    await isOpen('Badge is refused', 'Resolved');
    await hands.hasPlace('after it is sent');
    expect(await read('Badge is refused')).toMatchObject({
      status: 'Resolved',
      resolution: 'Your badge is good again.',
      assignee: { id: carla.id },
    });
    expect((await said('Badge is refused')).map(({ body }) => body)).toEqual(['Your badge is good again.']);
  });

  it('changes priority and assignee by a letter each', async () => {
    await hands.press('Escape', 'j', 'Enter');
    await isOpen('Outlook asks again', 'New');
    await hands.press('p');
    await hands.arrivesAt(page.getByRole('menuitemradio').first());
    await hands.arrowTo(page.getByRole('menuitemradio', { name: 'High' }));
    await hands.press('Enter');
    await button('Priority High').waitFor();
    await hands.hasPlace('after the priority');
    await hands.press('a');
    await hands.arrivesAt(dialog().getByRole('searchbox', { name: 'Name' }));
    expect(await hands.problems()).toEqual([]);
    await hands.type('Tomasz');
    await eventually(async () => (await dialog().getByRole('listitem').count()) === 1);
    await hands.press('Enter');
    await button(/^Assignee: Tomasz Zielinski/).waitFor();
    await hands.hasPlace('after the dialog');
    expect(await read('Outlook asks again')).toMatchObject({ priority: 'High', assignee: { id: tomasz.id } });
  });

  it('changes a range of the list at once, and reads which one was refused and why', async () => {
    await server.rest.request('POST', `/api/tickets/${numberOf('Monitor flickers')}/claim`, { as: carla });
    await server.rest.request('POST', `/api/tickets/${numberOf('Keyboard sticks')}/claim`, { as: tomasz });
    await call('all open', 'All open');
    await page.waitForURL('**/tickets?view=all_open');
    await row('Monitor flickers').waitFor();
    expect(await hands.problems('beside')).toEqual([]);
    await hands.press('j');
    await hands.arrowTo(row('Monitor flickers').getByRole('link'), 'j');
    await hands.press('x', 'Shift+J', 'Shift+J');
    await page.getByText('3 chosen').waitFor();
    await hands.press('b');
    const bar = page.getByRole('toolbar', { name: 'Change the chosen tickets' });
    await hands.take(bar.getByRole('button', { name: 'Status' }));
    await hands.arrivesAt(dialog().getByRole('combobox'));
    expect(await hands.problems()).toEqual([]);
    await hands.take(dialog().getByRole('button', { name: 'Change 3 tickets' }));
    const refused = page.getByRole('region', { name: 'What was refused' });
    await refused.getByRole('heading', { name: '1 refused, 2 done' }).waitFor();
    await refused.getByText(numberOf('Wi-Fi is slow')).waitFor();
    await hands.hasPlace('after the change');
    expect((await read('Monitor flickers')).status).toBe('In Progress');
    expect((await read('Keyboard sticks')).status).toBe('In Progress');
    expect((await read('Wi-Fi is slow')).status).toBe('New');
    await hands.take(refused.getByRole('button', { name: 'Keep them chosen' }));
    await refused.waitFor({ state: 'detached' });
    await page.getByText('1 chosen').waitFor();
    await hands.hasPlace('after the results are gone');
    await hands.press('b');
    await hands.take(bar.getByRole('button', { name: 'Claim' }));
    await told(page, 'One ticket is yours.');
    await bar.waitFor({ state: 'detached' });
    await hands.hasPlace('after the bar is gone');
    expect((await read('Wi-Fi is slow')).assignee?.id).toBe(carla.id);
  });

  it('takes back what was done to many', async () => {
    await hands.press('x', 'b');
    const bar = page.getByRole('toolbar', { name: 'Change the chosen tickets' });
    const before = await read('Wi-Fi is slow');
    await hands.take(bar.getByRole('button', { name: 'Priority' }));
    await hands.arrivesAt(dialog().getByRole('radio', { name: 'Medium' }));
    await hands.press('ArrowDown', 'Enter');
    await told(page, 'One ticket has another priority.');
    await hands.hasPlace('after the change');
    expect((await read('Wi-Fi is slow')).priority).toBe('High');
    await hands.take(button('Undo'));
    await told(page, 'Taken back.');
    await hands.hasPlace('after it is taken back');
    expect((await read('Wi-Fi is slow')).priority).toBe(before.priority);
  });

  it('keeps filters as a view, and comes back to it by the palette', async () => {
    await hands.take(button(/^Filters/), 'back');
    await hands.take(
      page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: 'Priority', exact: true }),
    );
    const choices = page.getByRole('dialog', { name: 'Priority' });
    await hands.tabTo(choices.getByRole('checkbox', { name: 'High' }));
    await hands.press('Space');
    await page.waitForURL((url) => url.searchParams.get('priority') === 'High');
    await hands.press('Escape');
    await choices.waitFor({ state: 'detached' });
    await hands.take(button('Save as a view'));
    await hands.arrivesAt(dialog().getByLabel('Name'));
    expect(await hands.problems()).toEqual([]);
    await hands.type('Burning');
    await hands.press('Enter');
    await told(page, 'The view Burning is saved.');
    await rail(/^Burning, 1, Your view$/).waitFor();
    await hands.hasPlace('after it is saved');
    const { body } = await server.rest.request<{ items: { name: string; filters: object }[] }>(
      'GET',
      '/api/tickets/views',
      { as: carla },
    );
    expect(body.items.find(({ name }) => name === 'Burning')?.filters).toMatchObject({ priority: ['High'] });
    await call('my open', 'My open');
    await page.waitForURL('**/tickets?view=my_open');
    await call('burning', 'Burning');
    await page.getByRole('heading', { name: 'Burning' }).waitFor();
    await row('Outlook asks again').waitFor();
    expect(await page.locator('[data-row]').count()).toBe(1);
  });

  it('and never touched a mouse, nor did a page complain', () => {
    expect(hands.complaints).toEqual([]);
  });
});
