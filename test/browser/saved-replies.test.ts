import type { Browser, Page } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, told, visit, type Visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';

interface Reply {
  readonly id: string;
  readonly name: string;
  readonly body: string;
  readonly scope: string;
  readonly team: { name: string } | null;
  readonly shortcut: string | null;
}

/** A coordinator keeps her texts: her own, those of her team, and those she may only use. */
describe('the pages of saved replies', () => {
  let server: BuiltServer;
  let browser: Browser;
  let cora: SignedIn;
  let atCora: Visit;
  let page: Page;

  beforeAll(async () => {
    server = await BuiltServer.start();
    browser = await startBrowser();
    cora = await server.people.coordinator({ firstName: 'Cora', lastName: 'Ng' });
    const admin = await server.people.admin();
    const team = await server.rest.request<{ id: string }>('POST', '/api/teams', {
      as: admin,
      body: { name: 'Network' },
    });
    await server.rest.request('PUT', `/api/teams/${team.body.id}/members/${cora.id}`, { as: admin, body: {} });
    atCora = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    ({ page } = atCora);
    await signInByForm(page, cora);
  });
  afterEach(() => {
    expect(atCora.complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
  });

  const stored = async (): Promise<Reply[]> =>
    (await server.rest.request<{ items: Reply[] }>('GET', '/api/saved-replies', { as: cora })).body.items;
  const named = async (name: string) => (await stored()).find((one) => one.name === name);
  const text = () => page.getByRole('textbox', { name: 'Text of the reply' });
  /** By its button; the cursor is back in the text then. */
  const put = async (name: string) => {
    await page.getByRole('button', { name }).click();
    await eventually(async () => (await page.evaluate<string>('document.activeElement.role')) === 'textbox');
  };
  const preview = () => page.getByRole('region', { name: 'Preview' });
  const save = () => page.getByRole('button', { name: 'Save', exact: true }).click();

  it('lists what can be used, and opens what may not be changed for reading', async () => {
    await page.getByRole('link', { name: 'Saved replies' }).click();
    const [first] = await stored();
    expect(first?.scope).toBe('everyone');
    await page.getByRole('link', { name: String(first?.name) }).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('link', { name: String(first?.name) }).click();
    await page.getByText('You can use this reply, but not change it.').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0);
    expect(await pageProblems(page)).toEqual([]);
  });

  it('writes one with placeholders of the buttons, and shows what comes of it', async () => {
    await page.goto('/replies');
    await page.getByRole('link', { name: 'New saved reply' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill('VPN again');
    await page.locator('.ss-editor-place.is-rich').waitFor();
    await text().click();
    await page.keyboard.type('Hello ');
    await put('First name of the requester');
    await page.keyboard.type(', about ');
    await put('Ticket number');
    await page.keyboard.type(': {{weather}}');
    await preview().getByText('Hello Ada, about SS-000123').waitFor();
    await page.getByLabel('Shortcut').fill('vpn-again');
    await page.getByLabel('Who can use it').selectOption('Team Network');
    await save();
    await page.getByText('There is no placeholder weather.').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    // The text is there after a reload.
    await page.reload();
    await page.locator('.ss-editor-place.is-rich').waitFor();
    expect(await text().innerText()).toContain('{{weather}}');
    await text().click();
    await page.keyboard.press('Control+End');
    for (let key = 0; key < ': {{weather}}'.length; key += 1) {
      await page.keyboard.press('Backspace');
    }
    await save();
    await told(page, 'The saved reply VPN again is saved.');
    expect(await named('VPN again')).toMatchObject({
      body: 'Hello {{requester.firstName}}, about {{ticket.number}}',
      scope: 'team',
      team: { name: 'Network' },
      shortcut: 'vpn-again',
    });
  });

  it('finds by words and by whose it is', async () => {
    await page.getByRole('searchbox', { name: 'Search name, shortcut or text' }).fill('vpn again');
    await page.waitForURL(/q=vpn/);
    await page.getByRole('link', { name: 'VPN again' }).waitFor();
    await page.getByRole('radio', { name: 'My own' }).check({ force: true });
    await page.getByText('No saved reply fits').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('link', { name: 'VPN again' }).waitFor();
  });

  it('puts a shortcut that is taken to its field', async () => {
    await page.getByRole('button', { name: 'What can be done with VPN again' }).click();
    await page.getByRole('menuitem', { name: 'Copy for myself' }).click();
    await page.locator('.ss-editor-place.is-rich').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('VPN again');
    await page.getByLabel('Who can use it').selectOption('Team Network');
    await page.getByLabel('Shortcut').fill('vpn-again');
    await save();
    await page.getByText('Another saved reply here has this shortcut.').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  it('deletes one and brings it back', async () => {
    await page.goto('/replies');
    await page.getByRole('button', { name: 'What can be done with VPN again' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await told(page, 'The saved reply VPN again is deleted.');
    await page.getByRole('link', { name: 'VPN again' }).waitFor({ state: 'detached' });
    expect(await named('VPN again')).toBeUndefined();
    await page.getByRole('button', { name: 'Undo' }).click();
    await told(page, 'The saved reply VPN again is back.');
    await page.getByRole('link', { name: 'VPN again' }).waitFor();
    expect(await named('VPN again')).toMatchObject({ scope: 'team', shortcut: 'vpn-again' });
  });

  it('asks where somebody else changed the same text meanwhile', async () => {
    const reply = await named('VPN again');
    await page.getByRole('link', { name: 'VPN again' }).click();
    await page.getByLabel('Name', { exact: true }).fill('VPN, mine');
    const body = { name: 'VPN, theirs' };
    const path = `/api/saved-replies/${String(reply?.id)}`;
    expect((await server.rest.request('PATCH', path, { as: cora, body })).status).toBe(200);
    await save();
    const question = page.getByRole('group', { name: /Somebody else changed the same/ });
    await question.getByRole('radio', { name: /VPN, theirs/ }).check();
    await question.getByRole('button', { name: 'Save what is chosen' }).click();
    await page.waitForURL('**/replies');
    expect(await named('VPN, theirs')).toBeDefined();
  });
});
