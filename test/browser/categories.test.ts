import type { Browser, Page } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, told, visit, type Visit } from '../support/browser.js';
import { BUILT_ADMIN, BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';

interface Category {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly isActive: boolean;
  readonly defaultTeam: { name: string } | null;
  readonly defaultPriority: string | null;
  readonly version: number;
}

/** An administrator keeps the categories, by the keyboard where it is quicker, and meets another one. */
describe('the categories page', () => {
  let server: BuiltServer;
  let browser: Browser;
  let admin: SignedIn;
  let atAdmin: Visit;
  let page: Page;

  beforeAll(async () => {
    server = await BuiltServer.start();
    browser = await startBrowser();
    admin = await server.people.admin();
    await server.rest.request('POST', '/api/teams', { as: admin, body: { name: 'Field service' } });
    atAdmin = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    ({ page } = atAdmin);
    await signInByForm(page, BUILT_ADMIN);
  });
  afterEach(() => {
    expect(atAdmin.complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
  });

  const stored = async (): Promise<Category[]> =>
    (await server.rest.request<{ items: Category[] }>('GET', '/api/categories?all=true', { as: admin })).body.items;
  const named = async (name: string) => (await stored()).find((one) => one.name === name);
  const sheet = () => page.getByRole('dialog');

  it('adds one, with a short name made of its name', async () => {
    await page.getByRole('link', { name: 'Categories' }).click();
    await page.getByRole('button', { name: /^Change Hardware/ }).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add category' }).click();
    await sheet().getByLabel('Name', { exact: true }).fill('Doors & badges');
    expect(await sheet().getByLabel('Short name for programs').inputValue()).toBe('doors-badges');
    await sheet().getByLabel('Description').fill('Locks, badges and visitors');
    await sheet().getByLabel('Default team').selectOption('Field service');
    await sheet().getByLabel('Default priority').selectOption('High');
    expect(await pageProblems(page)).toEqual([]);
    // Closed by mistake, the text is there again.
    await page.keyboard.press('Escape');
    await sheet().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Add category' }).click();
    expect(await sheet().getByLabel('Description').inputValue()).toBe('Locks, badges and visitors');
    await sheet().getByRole('button', { name: 'Add', exact: true }).click();
    await told(page, 'The category Doors & badges is added.');
    expect(await named('Doors & badges')).toMatchObject({
      key: 'doors-badges',
      defaultTeam: { name: 'Field service' },
      defaultPriority: 'High',
    });
    expect((await stored()).at(-1)?.name).toBe('Doors & badges');
  });

  it('says at the field what cannot be', async () => {
    await page.getByRole('button', { name: 'Add category' }).click();
    await sheet().getByRole('button', { name: 'Add', exact: true }).waitFor();
    await sheet().getByLabel('Name', { exact: true }).fill('Hardware');
    await sheet().getByRole('button', { name: 'Add', exact: true }).click();
    await sheet().getByText('Another category has this name or short name.').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await sheet().getByRole('button', { name: 'Discard' }).click();
    await page.keyboard.press('Escape');
  });

  it('moves one by the keyboard, and the keyboard stays on it', async () => {
    const up = page.getByRole('button', { name: 'Move Doors & badges up' });
    const before = (await stored()).map(({ name }) => name);
    await up.focus();
    await page.keyboard.press('Enter');
    await eventually(async () => (await stored()).at(-2)?.name === 'Doors & badges');
    expect((await stored()).map(({ name }) => name).toSorted()).toEqual(before.toSorted());
    await eventually(
      async () =>
        (await page.evaluate<string>('String(document.activeElement.ariaLabel)')) === 'Move Doors & badges up',
    );
  });

  it('takes one out of use, and asks where somebody else changed the same', async () => {
    await page.getByRole('button', { name: 'Change Doors & badges' }).click();
    await sheet()
      .getByRole('checkbox', { name: /^In use/ })
      .uncheck();
    await sheet().getByLabel('Description').fill('Mine');
    const category = await named('Doors & badges');
    const path = `/api/categories/${String(category?.id)}`;
    const body = { description: 'Theirs', defaultPriority: 'Low' };
    expect((await server.rest.request('PATCH', path, { as: admin, body })).status).toBe(200);
    await sheet().getByRole('button', { name: 'Save', exact: true }).click();
    const question = sheet().getByRole('group', { name: /Somebody else changed the same/ });
    await question.getByRole('radio', { name: /Theirs/ }).check();
    expect(await pageProblems(page)).toEqual([]);
    await question.getByRole('button', { name: 'Save what is chosen' }).click();
    await told(page, 'The category Doors & badges is saved.');
    expect(await named('Doors & badges')).toMatchObject({
      description: 'Theirs',
      defaultPriority: 'Low',
      isActive: false,
    });
    await page.getByText('Not in use').waitFor();
    expect(await pageProblems(page)).toEqual([]);
  });
});
