import type { Browser, Page } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, visit, type Visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { linkTo, smtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { submitTicket } from '../support/ticket-views.js';

/** Somebody at home with a telephone has forgotten her password, while her browser at work is still signed in. */
describe('a forgotten password', () => {
  const NEW = 'Seven-lamps-over-water-31';

  let mail: SmtpSink;
  let server: BuiltServer;
  let browser: Browser;
  let ada: SignedIn;
  let atHome: Visit;
  let atWork: Visit;
  let request: string;
  let link: string;

  async function signIn(page: Page, password: string): Promise<void> {
    await page.getByLabel('E-mail').fill(ada.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  beforeAll(async () => {
    mail = await smtpSink();
    server = await BuiltServer.start({ env: { MAIL_URL: mail.url } });
    browser = await startBrowser();
    ada = await server.people.employee({ email: 'ada@desk.example', firstName: 'Ada', lastName: 'Byron' });
    request = `/requests/${(await submitTicket(server.rest, ada, { subject: 'No paper' })).body.number}`;
    atHome = await visit(browser, { url: server.url, viewport: { width: 390, height: 844 } });
    atWork = await visit(browser, { url: server.url });
    await signInByForm(atWork.page, ada);
    await atWork.page.goto(request);
    await atWork.page.getByRole('heading', { name: 'No paper' }).waitFor();
  });
  afterEach(() => {
    expect([...atHome.complaints, ...atWork.complaints]).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
    await mail.close();
  });

  it('is told from the sign-in page, and an unknown address gets the same answer', async () => {
    const { page } = atHome;
    await page.goto('/login');
    await page.getByRole('link', { name: 'Forgot it?' }).click();
    await page.getByRole('heading', { name: 'Forgotten password' }).waitFor();
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('Please enter your e-mail address.').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    for (const address of ['nobody@desk.example', ada.email]) {
      await page.getByLabel('E-mail').fill(address);
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.getByText(`If ${address} has an account, a mail is on its way.`).waitFor();
    }
    expect(await pageProblems(page)).toEqual([]);
  });

  it('the link comes by mail, to nobody else', async () => {
    const sent = await eventually(() => mail.to(ada.email).find((one) => one.mail.text?.includes('/reset')));
    link = linkTo('/reset', sent);
    expect(mail.to('nobody@desk.example')).toEqual([]);
  });

  it('a weak password is refused with a sentence; the strength of a better one grows while it is typed', async () => {
    const { page } = atHome;
    await page.goto(link);
    const password = page.getByLabel('New password');
    const act = page.getByRole('button', { name: 'Set password' });
    await password.fill('paper');
    await page.getByText('7 more to go.').waitFor();
    await act.click();
    await page.getByText('Too short. Use 12 characters or more, such as four words.').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await password.fill('Password2031!');
    await page.getByText('Easy to guess. Use words that do not belong together.').waitFor();
    // Whose link it is, the server alone knows.
    await password.fill('Ada Byron went to sea 1');
    await act.click();
    await page.getByText(/your name/).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await password.fill(NEW);
    await page.getByText('Strength: Strong').waitFor();
    expect(await pageProblems(page)).toEqual([]);
  });

  it('the new one lets in, the old one no more', async () => {
    const { page } = atHome;
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('Your new password is set.').waitFor();
    await signIn(page, ada.password);
    await page.getByText('E-mail and password do not fit.').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await signIn(page, NEW);
    await page.waitForURL((url) => url.pathname === '/');
    await page.getByRole('navigation').first().waitFor();
    await eventually(() => mail.to(ada.email).find((one) => one.mail.text?.includes('was changed just now')));
  });

  it('the browser at work is out by itself, and with the new password back where it was', async () => {
    const { page } = atWork;
    await page.getByText('Your session ended.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/login');
    expect(await pageProblems(page)).toEqual([]);
    await signIn(page, NEW);
    await page.getByRole('heading', { name: 'No paper' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(request);
  });

  it('the link opens nothing a second time, says so, and leads to another one', async () => {
    const stranger = await visit(browser, { url: server.url });
    const { page } = stranger;
    await page.goto(link);
    await page.getByLabel('New password').fill('Other-lamps-over-sand-32');
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('This link no longer works.').waitFor();
    await page.getByText('It was used, or is too old. Ask for a new one.').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Send a new link' }).click();
    await page.getByRole('heading', { name: 'Forgotten password' }).waitFor();
    expect(stranger.complaints).toEqual([]);
    const { status } = await server.rest.request('POST', '/api/token/employee/', {
      body: { email: ada.email, password: NEW },
    });
    expect(status).toBe(200);
  });
});
