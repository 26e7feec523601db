import type { Browser, Locator } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, told, visit, type Visit } from '../support/browser.js';
import { BUILT_ADMIN, BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.js';

/** Three people register while an administrator has the approvals open, and decides on them without a mouse. */
describe('people who wait for approval', () => {
  const WILMA = person('Wilma', 'Weber');
  const XAVER = person('Xaver', 'Xu');
  const YVES = person('Yves', 'Young');
  const REASON = 'Nobody here knows you; please come with somebody who does.';

  let mail: SmtpSink;
  let server: BuiltServer;
  let browser: Browser;
  let atAdmin: Visit;
  let atDoor: Visit;

  function person(firstName: string, lastName: string): { email: string; firstName: string; lastName: string } {
    return { email: `${firstName.toLowerCase()}@desk.example`, firstName, lastName };
  }

  const PASSWORD = 'Lanterns-over-quiet-water-7';

  async function register({ email, firstName, lastName }: ReturnType<typeof person>): Promise<void> {
    const { page } = atDoor;
    await page.goto('/register');
    await page.getByLabel('First name').fill(firstName);
    await page.getByLabel('Last name').fill(lastName);
    await page.getByLabel('Work e-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByText(/Your account EMP-\d{6} is registered\./).waitFor();
  }

  async function signIn(email: string): Promise<void> {
    const { page } = atDoor;
    await page.goto('/login');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** As somebody without a mouse gets there. */
  async function goTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let presses = 0; !(await hasFocus(target)); presses += 1) {
      expect(presses).toBeLessThan(60);
      await target.page().keyboard.press(key);
    }
  }

  async function hasFocus(target: Locator): Promise<boolean> {
    return (await target.and(target.page().locator(':focus')).count()) === 1;
  }

  const rowOf = ({ firstName, lastName }: ReturnType<typeof person>): Locator =>
    atAdmin.page.getByRole('row').getByRole('button', { name: `${firstName} ${lastName}` });

  beforeAll(async () => {
    mail = await smtpSink();
    server = await BuiltServer.start({ env: { MAIL_URL: mail.url } });
    browser = await startBrowser();
    const as = await server.people.admin();
    const { status } = await server.rest.request('POST', '/api/departments', { as, body: { name: 'Workshop' } });
    expect(status).toBe(201);
    atAdmin = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    atDoor = await visit(browser, { url: server.url });
    await signInByForm(atAdmin.page, BUILT_ADMIN);
    await atAdmin.page.goto('/admin/approvals');
    await atAdmin.page.getByText('Nobody waits for approval').waitFor();
  });
  afterEach(() => {
    expect([...atAdmin.complaints, ...atDoor.complaints]).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
    await mail.close();
  });

  it('appear by themselves: the first at once, more where they move nothing', async () => {
    const { page } = atAdmin;
    await register(WILMA);
    await rowOf(WILMA).waitFor();
    await register(XAVER);
    await page.getByRole('button', { name: 'Show 1 new' }).waitFor();
    await register(YVES);
    await page.getByRole('button', { name: 'Show 2 new' }).waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Yves' }).count()).toBe(0);
    await page.getByRole('link', { name: /^Approvals\s*3/ }).waitFor();
  });

  it('are placed beside the list, and chosen and approved together, by the keyboard alone', async () => {
    const { page } = atAdmin;
    await goTo(page.getByRole('button', { name: 'Show 2 new' }));
    await page.keyboard.press('Enter');
    await rowOf(YVES).waitFor();
    await page.keyboard.press('k');
    expect(await hasFocus(rowOf(XAVER))).toBe(true);
    const details = page.getByRole('complementary', { name: 'Details of Xaver Xu' });
    await details.getByText(XAVER.email).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    // A closed list takes what begins with the typed letters.
    await goTo(details.getByLabel('Role'));
    await page.keyboard.type('Ticket');
    await goTo(details.getByLabel('Department'));
    await page.keyboard.type('Work');
    await goTo(rowOf(XAVER), 'Shift+Tab');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 chosen').waitFor();
    await page.getByText('All 2 get a mail and may sign in').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await goTo(page.getByRole('button', { name: 'Approve 2' }));
    await page.keyboard.press('Enter');
    await told(page, '2 people are approved and may sign in.');
    expect(await page.getByRole('row').filter({ hasText: '@desk.example' }).count()).toBe(1);
    await eventually(async () => hasFocus(rowOf(YVES)));
    const { body } = await server.rest.request<{ items: { email: string; role: string; department: string | null }[] }>(
      'GET',
      '/api/users?q=desk.example&status=Approved',
      { as: await server.people.admin() },
    );
    const placed = Object.fromEntries(body.items.map(({ email, role, department }) => [email, [role, department]]));
    expect(placed).toMatchObject({
      [XAVER.email]: ['Ticket Coordinator', 'Workshop'],
      [WILMA.email]: ['Employee', null],
    });
  });

  it('one is rejected, not without a reason', async () => {
    const { page } = atAdmin;
    const reason = page.getByLabel('Reason');
    await goTo(page.getByRole('button', { name: 'Reject Yves Young' }));
    await eventually(async () => {
      // For a moment after a decision it does nothing, in case the row has moved under somebody's hand.
      await page.keyboard.press('Enter');
      return hasFocus(reason);
    });
    await page.getByText('Please give a reason; the person is told.').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    // The telephone's width has drawn it anew.
    await goTo(reason);
    await page.keyboard.type(REASON);
    await goTo(page.getByRole('button', { name: 'Reject Yves Young' }));
    await page.keyboard.press('Enter');
    await told(page, 'Yves Young is rejected.');
    await page.getByText('Nobody waits for approval').waitFor();
  });

  it('are told by mail, the rejected one with the reason', async () => {
    for (const { email } of [WILMA, XAVER]) {
      await eventually(() => mail.to(email).find((sent) => /approved/i.test(sent.mail.subject ?? '')));
    }
    const refusal = await eventually(() => mail.to(YVES.email).find((sent) => sent.mail.text?.includes(REASON)));
    expect(refusal.mail.text).toContain('was not approved');
    expect(mail.messages.filter((sent) => sent.mail.text?.includes(REASON))).toHaveLength(1);
  });

  it('stand among those decided lately, with who and when', async () => {
    const { page } = atAdmin;
    await page.getByRole('link', { name: 'Decided lately' }).click();
    const decided = page.getByRole('listitem').filter({ hasText: 'Today' });
    await decided.filter({ hasText: `Rejected by System Administrator: “${REASON}”` }).waitFor();
    for (const name of ['Wilma Weber', 'Xaver Xu']) {
      await decided.filter({ hasText: name }).filter({ hasText: 'Approved by System Administrator' }).waitFor();
    }
    expect(await pageProblems(page)).toEqual([]);
  });

  it('come in as what they were approved as, or learn why not', async () => {
    const { page } = atDoor;
    await signIn(YVES.email);
    await page.getByText('Your registration was not accepted.').waitFor();
    await signIn(XAVER.email);
    await page.waitForURL('**/tickets');
    await page.getByRole('navigation').first().waitFor();
  });
});
