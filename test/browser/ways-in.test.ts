import type { Browser } from 'playwright-core';
import { accessibilityProblems, signInByForm, startBrowser, visit, type Visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.js';

/** The first start of a desk, and the first person who registers. */
describe('the ways in', () => {
  const GRACE = {
    firstName: 'Grace',
    lastName: 'Hopper',
    email: 'grace@desk.example',
    password: 'Nanoseconds-of-wire-11',
  };
  const ADA = { firstName: 'Ada', lastName: 'Byron', email: 'ada@desk.example', password: 'Engine-notes-on-paper-7' };

  let mail: SmtpSink;
  let server: BuiltServer;
  let browser: Browser;
  let atGrace: Visit;

  beforeAll(async () => {
    mail = await smtpSink();
    server = await BuiltServer.start({ admin: null, env: { MAIL_URL: mail.url } });
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
    await mail.close();
  });

  it('the printed link makes the first administrator, once', async () => {
    const link = await eventually(() => /https?:\/\/\S+\/setup\S*/.exec(server.output)?.[0]);
    const { page, complaints } = await visit(browser, { url: server.url });
    await page.goto(link);
    await page.getByLabel('First name').fill(GRACE.firstName);
    await page.getByLabel('Last name').fill(GRACE.lastName);
    await page.getByLabel('Work e-mail').fill(GRACE.email);
    await page.getByLabel('Password', { exact: true }).fill(GRACE.password);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Set up the desk' }).click();
    await page.waitForURL('**/login');
    await page.getByText('The first administrator is set up.').waitFor();
    await page.goto(link);
    await page.getByText('This set-up link does not work.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('the administrator waits for people on the approvals', async () => {
    atGrace = await visit(browser, { url: server.url });
    await signInByForm(atGrace.page, GRACE);
    await atGrace.page.goto('/admin/approvals');
    await atGrace.page.getByText('Nobody waits for approval').waitFor();
    expect(await accessibilityProblems(atGrace.page)).toEqual([]);
  });

  it('somebody registers after a field was wrong, and learns to wait', async () => {
    const { page, complaints } = await visit(browser, { url: server.url });
    await page.goto('/register');
    await page.getByLabel('First name').fill(ADA.firstName);
    await page.getByLabel('Last name').fill(ADA.lastName);
    await page.getByLabel('Work e-mail').fill('ada at desk');
    await page.getByLabel('Password', { exact: true }).fill(ADA.password);
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByText('This is no e-mail address.').first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('Work e-mail').fill(ADA.email);
    await page.getByRole('button', { name: 'Register' }).click();
    await page.waitForURL('**/login');
    await page.getByText(/Your account EMP-\d{6} is registered\./).waitFor();
    await page.getByLabel('E-mail').fill(ADA.email);
    await page.getByLabel('Password', { exact: true }).fill(ADA.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Your account is not approved yet.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    const notice = await eventually(() => mail.to(ADA.email)[0]);
    expect(notice.mail.text).toContain('as soon as it is approved');
  });

  it('the administrator, who has the page open, sees her and approves', async () => {
    const { page } = atGrace;
    await page.getByRole('button', { name: 'Approve Ada Byron' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Approve Ada Byron' }).click();
    await page.getByText('Ada Byron is approved and may sign in.').first().waitFor();
    expect(atGrace.complaints).toEqual([]);
  });

  it('after the approval the mail says so, and the desk is open', async () => {
    await eventually(() => mail.to(ADA.email).length >= 2);
    const { page, complaints } = await visit(browser, { url: server.url });
    await page.goto('/login');
    await page.getByLabel('E-mail').fill(ADA.email);
    await page.getByLabel('Password', { exact: true }).fill('wrong-Password-1');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('E-mail and password do not fit.').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(ADA.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await page.getByRole('navigation').first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.reload();
    await page.getByRole('navigation').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    expect(complaints).toEqual([]);
  });
});
