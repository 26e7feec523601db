import { Secret, TOTP } from 'otpauth';
import type { Browser, Locator, Page } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, told, visit, type Visit } from '../support/browser.js';
import { BUILT_ADMIN, BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.js';

/** An administrator takes up a second factor, then makes it a duty for others, and helps one who lost his telephone. */
describe('the second factor of a sign-in', () => {
  let mail: SmtpSink;
  let server: BuiltServer;
  let browser: Browser;
  let alan: SignedIn;
  let carla: SignedIn;
  let atAdmin: Visit;
  let atAlan: Visit;
  let atCarla: Visit;
  let authenticator: TOTP;
  let recoveryCodes: string[];

  /** A code counts once: each sign-in of this test takes that of the next half minute, which the desk takes already. */
  const nextCode = (): string => authenticator.generate({ timestamp: Date.now() + 30_000 });

  async function signInWith(page: Page, code: string): Promise<void> {
    await page.getByLabel('E-mail').fill(BUILT_ADMIN.email);
    await page.getByLabel('Password', { exact: true }).fill(BUILT_ADMIN.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByLabel('Code', { exact: true }).fill(code);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async function signOut(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'System Administrator' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL('**/login');
  }

  /** From the password to the recovery codes, which are shown and not yet acknowledged. */
  async function setUp(part: Locator, password: string): Promise<TOTP> {
    await part.getByLabel('Present password').fill(password);
    await part.getByRole('button', { name: 'Continue' }).click();
    await part.getByRole('img', { name: 'QR code for the authenticator' }).waitFor();
    const secret = (await part.getByRole('code').innerText()).replace(/\s/g, '');
    const made = new TOTP({ secret: Secret.fromBase32(secret) });
    await part.getByLabel('Code from the app').fill(made.generate());
    await part.getByRole('button', { name: 'Confirm' }).click();
    await part.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    return made;
  }

  async function acknowledge(part: Locator): Promise<void> {
    await part.getByLabel('I have put these codes in a safe place').check();
    await part.getByRole('button', { name: 'Done' }).click();
  }

  beforeAll(async () => {
    mail = await smtpSink();
    server = await BuiltServer.start({ env: { MAIL_URL: mail.url } });
    browser = await startBrowser();
    alan = await server.people.secondAdmin({ email: 'alan@desk.example', firstName: 'Alan', lastName: 'Turing' });
    carla = await server.people.coordinator({ email: 'carla@desk.example', firstName: 'Carla', lastName: 'Coord' });
    atAdmin = await visit(browser, { url: server.url });
    atAlan = await visit(browser, { url: server.url });
    atCarla = await visit(browser, { url: server.url });
    await signInByForm(atAdmin.page, BUILT_ADMIN);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
    await mail.close();
  });

  it('is set up with the code of an authenticator, and its recovery codes are to be kept', async () => {
    const { page } = atAdmin;
    await page.goto('/account/security');
    const part = page.getByRole('region', { name: 'Two-factor sign-in' });
    await part.getByRole('button', { name: 'Set up' }).click();
    await part.getByLabel('Present password').fill('not-the-present-one');
    await part.getByRole('button', { name: 'Continue' }).click();
    await part.getByText('This is not your present password').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    authenticator = await setUp(part, BUILT_ADMIN.password);
    expect(await page.getByRole('button', { name: 'Done' }).isDisabled()).toBe(true);
    await part.getByText('On', { exact: true }).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    recoveryCodes = await page.getByRole('list', { name: 'Your recovery codes' }).getByRole('code').allInnerTexts();
    expect(new Set(recoveryCodes).size).toBe(10);
    await acknowledge(part);
    await page.getByText('10 recovery codes are unused.').waitFor();
    expect(await page.getByText(recoveryCodes[0] ?? '').count()).toBe(0);
    expect(await pageProblems(page)).toEqual([]);
    await eventually(() => mail.to(BUILT_ADMIN.email).find((sent) => /two-factor/i.test(sent.mail.subject ?? '')));
  });

  it('asks for a code after the password, refuses a wrong one and takes the right one', async () => {
    const { page } = atAdmin;
    await signOut(page);
    await signInWith(page, '000000');
    await page.getByText('This code is wrong or too old.').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByLabel('Code', { exact: true }).fill(nextCode());
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Approvals' }).waitFor();
  });

  it('a recovery code lets in without the telephone, once', async () => {
    const { page } = atAdmin;
    await signOut(page);
    await signInWith(page, recoveryCodes[0] ?? '');
    await page.getByRole('heading', { name: 'Approvals' }).waitFor();
    await signOut(page);
    await signInWith(page, recoveryCodes[0] ?? '');
    await page.getByText('This code is wrong or too old.').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(recoveryCodes[1] ?? '');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Approvals' }).waitFor();
    await page.goto('/account/security');
    await page.getByText('8 recovery codes are unused.').waitFor();
  });

  it('becomes a duty by role, in the settings', async () => {
    await signInByForm(atCarla.page, carla);
    await atCarla.page.goto('/tickets?view=unassigned');
    const { page } = atAdmin;
    await page.goto('/admin/settings');
    const roles = page.getByRole('group', { name: 'Roles that need two-factor sign-in' });
    await roles.getByLabel('Ticket Coordinator').check();
    await roles.getByLabel('System Admin').check();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('region', { name: 'Security' }).getByRole('button', { name: 'Save' }).click();
    await told(page, 'Security is saved.');
    await page.getByText('by System Administrator').waitFor();
    expect(atAdmin.complaints).toEqual([]);
  });

  it('leads a coordinator from the open page to the set-up, and on to where she was', async () => {
    const { page, complaints } = atCarla;
    await page.waitForURL('**/second-factor?*');
    await page.getByRole('heading', { name: 'Set up two-factor sign-in' }).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await setUp(page.getByRole('main'), carla.password);
    await acknowledge(page.getByRole('main'));
    await page.waitForURL('**/tickets?view=unassigned');
    await page.getByRole('navigation').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('leads an administrator there from any address, and on to where he wanted', async () => {
    const { page, complaints } = atAlan;
    await page.goto('/admin/people?q=carla');
    await page.waitForURL('**/login?*');
    await page.getByLabel('E-mail').fill(alan.email);
    await page.getByLabel('Password', { exact: true }).fill(alan.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Set up two-factor sign-in' }).waitFor();
    await page.goto('/requests');
    await page.getByRole('heading', { name: 'Set up two-factor sign-in' }).waitFor();
    await page.goto('/admin/people?q=carla');
    await setUp(page.getByRole('main'), alan.password);
    await acknowledge(page.getByRole('main'));
    await page.waitForURL('**/admin/people?q=carla');
    await page.getByRole('link', { name: /Carla Coord/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('is reset by an administrator, and then to be set up anew', async () => {
    const { page } = atAdmin;
    await page.goto('/admin/people?q=alan');
    await page.getByRole('link', { name: /Alan Turing/ }).click();
    await page.getByRole('link', { name: 'Access', exact: true }).click();
    await page.getByText('10 recovery codes left').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Reset second factor' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Alan Turing is told by mail/).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Reset second factor' }).click();
    await told(page, 'The second factor of Alan Turing is reset.');
    await page.getByText('Required, not set up yet').waitFor();
    await eventually(() => mail.to(alan.email).find((sent) => /reset/i.test(sent.mail.subject ?? '')));
    expect(atAdmin.complaints).toEqual([]);

    const again = await visit(browser, { url: server.url });
    await signInByForm(again.page, alan);
    await again.page.getByRole('heading', { name: 'Set up two-factor sign-in' }).waitFor();
    expect(again.complaints).toEqual([]);
  });
});
