import type { Browser, Page } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, told, visit, type Visit } from '../support/browser.js';
import { BUILT_ADMIN, BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { submitTicket } from '../support/ticket-views.js';

interface Lifecycle {
  readonly version: number;
  readonly statuses: readonly { key: string; name: string }[];
  readonly transitions: readonly { from: string; to: string; who: string[]; needs: string[] }[];
}

/** An administrator renames a status, takes a transition out and adds one, meets a problem and another administrator. */
describe('the lifecycle page', () => {
  let server: BuiltServer;
  let browser: Browser;
  let admin: SignedIn;
  let atAdmin: Visit;
  let page: Page;

  beforeAll(async () => {
    server = await BuiltServer.start();
    browser = await startBrowser();
    admin = await server.people.admin();
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

  const stored = async (): Promise<Lifecycle> =>
    (await server.rest.request<Lifecycle>('GET', '/api/lifecycle', { as: admin })).body;
  const lineOf = async (from: string, to: string) =>
    (await stored()).transitions.find((line) => line.from === from && line.to === to);
  const sheet = () => page.getByRole('dialog');
  const save = () => page.getByRole('button', { name: 'Save', exact: true }).click();

  it('shows the diagram and the same in words, and nothing is wrong with the page', async () => {
    await page.getByRole('link', { name: 'Lifecycle' }).click();
    const diagram = page.getByRole('group', { name: 'Diagram of the lifecycle' });
    await diagram.waitFor();
    expect(await diagram.getByRole('button').count()).toBe((await stored()).transitions.length);
    await page.getByRole('heading', { name: 'From Open' }).waitFor();
    expect(await pageProblems(page)).toEqual([]);
  });

  it('opens a transition of the diagram by the keyboard alone', async () => {
    const first = page.getByRole('img', { name: /^New \(New\) leads to/ });
    await first.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await sheet().getByRole('heading', { name: 'Closed to Open' }).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await sheet().waitFor({ state: 'detached' });
  });

  it('renames a status for staff and for requesters', async () => {
    const ada = await server.people.employee();
    const { body } = await submitTicket(server.rest, ada);
    await page.getByLabel('Name of New for staff').fill('Inbox');
    await page.getByLabel('Wording of New for requesters').fill('We have it');
    await page.getByRole('img', { name: /^Inbox/ }).waitFor();
    await save();
    await told(page, 'The lifecycle is saved.');
    const seen = await server.rest.request<{ statusLabel: string }>('GET', `/api/tickets/${body.id}`, { as: ada });
    expect(seen.body.statusLabel).toBe('We have it');
  });

  it('says at once what is wrong, keeps it through a reload, and saves when it is right', async () => {
    await page.getByRole('button', { name: 'Change Resolved to Closed' }).click();
    await sheet().getByText('The desk relies on this transition').waitFor();
    await sheet()
      .getByRole('checkbox', { name: /^The desk itself/ })
      .uncheck();
    await sheet().getByRole('button', { name: 'Apply' }).click();
    const problem = 'Resolved to Closed must be possible for the desk itself';
    await page.getByText(problem).waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    expect(await pageProblems(page)).toEqual([]);
    await page.reload();
    await page.getByText(problem).waitFor();
    await page.getByRole('button', { name: 'Change Resolved to Closed' }).click();
    await sheet()
      .getByRole('checkbox', { name: /^The desk itself/ })
      .check();
    await sheet().getByRole('button', { name: 'Apply' }).click();
    await page.getByText(problem).waitFor({ state: 'detached' });
    expect((await lineOf('Resolved', 'Closed'))?.who).toContain('system');
  });

  it('takes a transition out and adds one', async () => {
    await page.getByRole('button', { name: 'Change Open to Rejected' }).click();
    await sheet().getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Taken out, not saved yet').waitFor();
    await page.getByRole('button', { name: 'Add transition' }).click();
    await sheet().getByLabel('From').selectOption('In Progress');
    await sheet().getByLabel('To', { exact: true }).selectOption('Rejected');
    await sheet()
      .getByRole('checkbox', { name: /^A reason A sentence/ })
      .check();
    await sheet().getByRole('button', { name: 'Add', exact: true }).click();
    await save();
    await told(page, 'The lifecycle is saved.');
    expect(await lineOf('Open', 'Rejected')).toBeUndefined();
    expect(await lineOf('In Progress', 'Rejected')).toMatchObject({ who: ['coordinator', 'admin'], needs: ['reason'] });
  });

  it('lets two administrators change different things, and asks where they changed the same', async () => {
    const rename = async (key: string, name: string) => {
      const { transitions } = await stored();
      const body = {
        statuses: [{ key, name, requesterName: name }],
        transitions: transitions.map(({ from, to, who, needs }) => ({ from, to, who, needs })),
      };
      expect((await server.rest.request('PUT', '/api/lifecycle', { as: admin, body })).status).toBe(200);
    };
    await page.getByLabel('Name of Open for staff').fill('Accepted');
    await rename('Resolved', 'Solved');
    await save();
    const names = async () => Object.fromEntries((await stored()).statuses.map(({ key, name }) => [key, name]));
    await eventually(async () => (await names())['Open'] === 'Accepted');
    expect(await names()).toMatchObject({ Resolved: 'Solved' });

    await page.getByLabel('Name of Rejected for staff').fill('Declined');
    await rename('Rejected', 'Refused');
    const question = page.getByRole('group', { name: /Somebody else changed the same/ });
    // It comes by the socket, before anybody saves.
    await question.waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    await question.getByRole('radio', { name: /Refused/ }).check();
    await question.getByRole('button', { name: 'Save what is chosen' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await names()).toMatchObject({ Rejected: 'Refused' });
  });

  it('goes back to the beginning after asking', async () => {
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset lifecycle' }).click();
    await told(page, 'The lifecycle is as it was at the beginning.');
    expect((await stored()).statuses.map(({ name }) => name)).toContain('New');
    expect(await lineOf('Open', 'Rejected')).toBeDefined();
    await page.getByRole('button', { name: 'Change Open to Rejected' }).waitFor();
  });
});
