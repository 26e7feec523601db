import type { Browser, Page } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, told, visit, type Visit } from '../support/browser.js';
import { BUILT_ADMIN, BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { linkTo, smtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { submitTicket, type TicketView } from '../support/ticket-views.js';

/** Pages ask by themselves only every few seconds: what happens within this time came by the socket. */
const AT_ONCE = 2_000;

/** An administrator lets somebody in, gives her a place, stops her, lets her in again, and helps her past a block. */
describe('the administration of people', () => {
  const DORA = {
    email: 'dora@desk.example',
    firstName: 'Dora',
    lastName: 'Day',
    password: 'Quiet-engines-near-rivers-5',
  };
  const REASON = 'The telephone with the codes was stolen on Friday.';

  let mail: SmtpSink;
  let server: BuiltServer;
  let browser: Browser;
  let admin: SignedIn;
  let atAdmin: Visit;
  let atDora: Visit;
  /** The page of Dora. */
  let herPage: string;

  async function signIn(page: Page, password = DORA.password): Promise<void> {
    await page.getByLabel('E-mail').fill(DORA.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  beforeAll(async () => {
    mail = await smtpSink();
    // Brakes for guessing as they are in a real desk.
    server = await BuiltServer.start({ env: { MAIL_URL: mail.url, RATE_LIMIT_FACTOR: '1' } });
    browser = await startBrowser();
    admin = await server.people.admin();
    await server.people.coordinator({ email: 'carla@desk.example', firstName: 'Carla', lastName: 'Coord' });
    atAdmin = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    atDora = await visit(browser, { url: server.url });
    await signInByForm(atAdmin.page, BUILT_ADMIN);
  });
  afterEach(() => {
    expect([...atAdmin.complaints, ...atDora.complaints]).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
    await mail.close();
  });

  it('makes a department and a team, each name once', async () => {
    const { page } = atAdmin;
    const dialog = page.getByRole('dialog');
    await page.goto('/admin/departments');
    await page.getByRole('button', { name: 'New department' }).click();
    await dialog.getByLabel('Name').fill('Workshop');
    await dialog.getByRole('button', { name: 'Add department' }).click();
    await told(page, 'Workshop is added.');
    expect(await pageProblems(page)).toEqual([]);

    await page.goto('/admin/teams');
    for (const isFirst of [true, false]) {
      await page.getByRole('button', { name: 'New team' }).first().click();
      await dialog.getByLabel('Name').fill('Printers');
      await dialog.getByRole('button', { name: 'Add team' }).click();
      await (isFirst
        ? told(page, 'Printers is added.')
        : dialog.getByText('Another one has this name already.').waitFor());
    }
    expect(await pageProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  it('invites somebody, who is let in at once', async () => {
    const { page } = atAdmin;
    await page.goto('/admin/people');
    await page.getByRole('link', { name: /Carla Coord/ }).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('First name').fill(DORA.firstName);
    await dialog.getByLabel('Last name').fill(DORA.lastName);
    await dialog.getByLabel('Department').fill('Workshop');
    await dialog.getByLabel('E-mail').fill('carla@desk.example');
    await dialog.getByRole('button', { name: 'Add and invite' }).click();
    await dialog.getByText('This address belongs to Carla Coord (Approved).').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await dialog.getByLabel('E-mail').fill(DORA.email);
    await dialog.getByRole('button', { name: 'Add and invite' }).click();
    await page.getByRole('heading', { name: 'Dora Day' }).waitFor();
    await page.getByRole('button', { name: 'Invite again' }).waitFor();
    herPage = new URL(page.url()).pathname;
    expect(await pageProblems(page)).toEqual([]);
  });

  it('she chooses a password by the link in her mail, and is in', async () => {
    const invitation = await eventually(() => mail.to(DORA.email)[0]);
    const { page } = atDora;
    await page.goto(linkTo('/reset', invitation));
    await page.getByLabel('New password').fill(DORA.password);
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('Your new password is set.').waitFor();
    await signIn(page);
    await page.waitForURL((url) => url.pathname === '/');
    await page.goto('/requests');
    await page.getByRole('heading', { name: 'My requests' }).waitFor();
  });

  it('gives her a role and a team; her open page asks her to sign in again, and goes on', async () => {
    const { page } = atAdmin;
    await page.reload();
    await page.getByLabel('Role').selectOption('Ticket Coordinator');
    await page.getByText('A new role.').waitFor();
    await page.getByRole('group', { name: 'Teams' }).getByLabel('Printers').check();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await told(page, 'Dora Day is saved.');

    const her = atDora.page;
    await her.getByText('Your session ended.').waitFor({ timeout: AT_ONCE });
    await signIn(her);
    await her.getByRole('heading', { name: 'My requests' }).waitFor();
    await her.getByRole('link', { name: 'Unassigned' }).waitFor();
  });

  it('sees her in her team, and takes in a second one', async () => {
    const { page } = atAdmin;
    await page.goto('/admin/teams');
    await page.getByRole('button', { name: 'Printers', exact: true }).click();
    const members = page.getByRole('dialog', { name: 'Printers' });
    await members.getByRole('link', { name: 'Dora Day' }).waitFor();
    await members.getByLabel('Add a member').fill('carla');
    await members.getByRole('button', { name: /Carla Coord/ }).click();
    await members.getByRole('link', { name: 'Carla Coord' }).waitFor();
    expect(await members.getByLabel('Add a member').inputValue()).toBe('');
    expect(await pageProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('2 members').waitFor();
  });

  it('suspends her with a reason: she is out at once, and her ticket is back with the team', async () => {
    const ticket = (await submitTicket(server.rest, admin, { subject: 'Paper jam' })).body;
    const { body: person } = await server.rest.request<{ id: string; teams: { id: string }[] }>(
      'GET',
      herPage.replace('/admin/people', '/api/users'),
      { as: admin },
    );
    const teamId = person.teams[0]?.id ?? '';
    const assigned = await server.rest.request('POST', `/api/tickets/${ticket.id}/assign`, {
      as: admin,
      body: { assigneeId: person.id, teamId },
    });
    expect(assigned.status).toBe(200);
    const her = atDora.page;
    await her.goto(`/tickets/${ticket.number}`);
    await her.getByRole('heading', { name: 'Paper jam' }).waitFor();

    const { page } = atAdmin;
    await page.goto(herPage);
    await page.getByRole('button', { name: 'Suspend' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/1 open ticket goes back to its team/).waitFor();
    await dialog.getByRole('button', { name: 'Suspend' }).click();
    await dialog.getByText('Please give a reason.').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await dialog.getByLabel('Reason').fill(REASON);
    await dialog.getByRole('button', { name: 'Suspend' }).click();
    await told(page, 'Dora Day is suspended.');

    await her.waitForURL('**/login?*', { timeout: AT_ONCE });
    await signIn(her);
    await her.getByText('Your account is suspended.').waitFor();
    expect(await pageProblems(her)).toEqual([]);
    await eventually(() => mail.to(DORA.email).find((sent) => sent.mail.text?.includes(REASON)));
    const { body: now } = await server.rest.request<TicketView & { team: { id: string } | null }>(
      'GET',
      `/api/tickets/${ticket.id}`,
      { as: admin },
    );
    expect([now.assignee, now.team?.id]).toEqual([null, teamId]);
  });

  it('reinstates her, and she goes on where she was', async () => {
    const { page } = atAdmin;
    await page.getByText(REASON).waitFor();
    await page.getByRole('button', { name: 'Reinstate' }).click();
    await told(page, 'Dora Day may sign in again.');
    await signIn(atDora.page);
    await atDora.page.getByRole('heading', { name: 'Paper jam' }).waitFor();
  });

  it('finds all of it in her history, newest first, with who and why', async () => {
    const { page } = atAdmin;
    await page.getByRole('link', { name: 'History' }).click();
    const items = page.getByRole('main').getByRole('listitem');
    await items.first().waitFor();
    expect(await pageProblems(page)).toEqual([]);
    const titles = await items.getByRole('strong').allInnerTexts();
    const TOLD = ['Signed in', 'Reinstated', 'Suspended', 'Changed', 'New role', 'New password', 'Account made'];
    expect(titles.filter((title) => TOLD.includes(title))).toEqual([
      'Signed in',
      'Reinstated',
      'Suspended',
      'Signed in',
      'New role',
      'Changed',
      'Signed in',
      'New password',
      'Account made',
    ]);
    await items.filter({ hasText: 'New password' }).getByText('a mailed link').waitFor();
    const suspension = items.filter({ hasText: 'Suspended' }).filter({ hasText: REASON });
    await suspension.getByRole('link', { name: 'System Administrator' }).waitFor();
  });

  it('sees whom ten wrong passwords block, and lets her try again', async () => {
    const her = await visit(browser, { url: server.url });
    await her.page.goto('/login');
    for (let tries = 1; tries < 10; tries += 1) {
      const { status } = await server.rest.request('POST', '/api/token/employee/', {
        body: { email: DORA.email, password: 'not-the-present-one' },
      });
      expect(status).toBe(401);
    }
    await signIn(her.page, 'not-the-present-one');
    await her.page.getByText('E-mail and password do not fit.').waitFor();
    await signIn(her.page);
    await her.page.getByText('Try again in 15 minutes.').waitFor();
    expect(await pageProblems(her.page)).toEqual([]);

    const { page } = atAdmin;
    await page.goto('/admin/sign-in-blocks');
    const block = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Dora Day' });
    await block.getByText('Blocked until').waitFor();
    await block.getByText('10 failures').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await block.getByRole('button', { name: 'Clear the failures of Dora Day' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Clear failures' }).click();
    await told(page, 'Dora Day can try again now.');
    await signIn(her.page);
    await her.page.getByRole('navigation').first().waitFor();
    expect(her.complaints).toEqual([]);
  });
});
