import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { pageProblems, signInByForm, startBrowser, told, visit, type Visit } from '../support/browser.js';
import { BUILT_ADMIN, BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { linkTo, smtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { submitTicket } from '../support/ticket-views.js';

/** What an employee does with her own account. */
describe('one’s own account', () => {
  const NEW_ADDRESS = 'ada.byron@desk.example';

  let mail: SmtpSink;
  let server: BuiltServer;
  let browser: Browser;
  let ada: SignedIn;
  let atAda: Visit;

  async function photo(background: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
    const buffer = await sharp({ create: { width: 400, height: 300, channels: 3, background } })
      .png()
      .toBuffer();
    return { name: 'me.png', mimeType: 'image/png', buffer };
  }

  async function own<B>(path = '/api/me'): Promise<B> {
    return (await server.rest.request<B>('GET', path, { as: ada })).body;
  }

  /** The picture behind the menu of the person, on every page; empty while it is not there. */
  async function photoInHeader(page: Page): Promise<string> {
    const SHOWN = `[...document.querySelectorAll('header img')].find(({ naturalWidth }) => naturalWidth > 0)?.src ?? ''`;
    return page.evaluate<string>(SHOWN);
  }

  beforeAll(async () => {
    mail = await smtpSink();
    server = await BuiltServer.start({ env: { MAIL_URL: mail.url } });
    browser = await startBrowser();
    ada = await server.people.employee({ email: 'ada@desk.example', firstName: 'Ada', lastName: 'Byron' });
    atAda = await visit(browser, { url: server.url });
    await signInByForm(atAda.page, ada);
  });
  afterEach(() => {
    expect(atAda.complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
    await mail.close();
  });

  it('a telephone begins with the list, and every section is in order for readers', async () => {
    const phone = await visit(browser, { url: server.url, viewport: { width: 390, height: 844 } });
    const { page } = phone;
    await signInByForm(page, ada);
    await page.goto('/account');
    await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    for (const section of ['Profile', 'Security', 'Notifications', 'API tokens', 'Appearance']) {
      await page.getByRole('main').getByRole('link', { name: section }).click();
      await page.getByRole('heading', { name: section, level: 1 }).waitFor();
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      expect(await pageProblems(page)).toEqual([]);
      await page.getByRole('link', { name: 'Account' }).first().click();
      await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor();
    }
    expect(phone.complaints).toEqual([]);
    await phone.context.close();
  });

  it('a photo is refused at its place, then cropped by keys alone, and seen in the header', async () => {
    const { page } = atAda;
    await page.goto('/account/profile');
    const field = page.locator('input[type=file]');
    await field.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') });
    await page.getByText('The desk cannot use this file.').waitFor();
    await field.setInputFiles(await photo('#3d7ea6'));
    await page.getByRole('application', { name: 'Your photo under a round window' }).focus();
    await page.keyboard.press('+');
    await page.keyboard.press('ArrowLeft');
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Use this photo' }).press('Enter');
    await told(page, 'Your photo is saved.');
    await page.getByRole('button', { name: 'Remove photo' }).waitFor();
    await eventually(async () => photoInHeader(page));
  });

  it('another photo is cropped with the mouse, and takes the place of the first', async () => {
    const { page } = atAda;
    const before = await photoInHeader(page);
    await page.locator('input[type=file]').setInputFiles(await photo('#a63d3d'));
    const stage = page.getByRole('application', { name: 'Your photo under a round window' });
    const { x, y, width, height } = (await stage.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 - 20, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Use this photo' }).click();
    await eventually(async () => {
      const now = await photoInHeader(page);
      return now !== '' && now !== before;
    });
  });

  it('a name and a time zone are saved, and the name shows at once', async () => {
    const { page } = atAda;
    await page.getByLabel('First name').fill('Augusta');
    await page.getByLabel('Time zone').fill('tokyo');
    await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
    await page.getByRole('button', { name: 'Save profile' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Menu of Augusta Byron' }).waitFor();
    expect(await own()).toMatchObject({ firstName: 'Augusta', timeZone: 'Asia/Tokyo' });
  });

  it('what was typed survives a reload; what both changed is shown side by side', async () => {
    const { page } = atAda;
    await page.getByLabel('Phone').fill('+44 20 7946 0000');
    await page.getByText('Not saved yet; kept on this device.').waitFor();
    await eventually(async () =>
      page.evaluate<boolean>(`Object.values(localStorage).some((text) => text.includes('7946'))`),
    );
    await page.reload();
    await page.getByText('Not saved yet; kept on this device.').waitFor();
    await server.rest.request('PATCH', '/api/me', { as: ada, body: { phone: '+1 555 0100' } });
    await page.getByRole('button', { name: 'Save profile' }).click();
    await page.getByText('This was changed elsewhere meanwhile.').waitFor();
    await page.getByText('+1 555 0100').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save the chosen' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await own()).toMatchObject({ phone: '+44 20 7946 0000' });
  });

  it('another address counts once the link that went there was opened', async () => {
    const { page } = atAda;
    await page.getByRole('button', { name: 'Change address' }).click();
    await page.getByLabel('New e-mail address').fill(NEW_ADDRESS);
    await page.getByLabel('Present password').fill(ada.password);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText(`A link is on its way to ${NEW_ADDRESS}.`).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    const link = linkTo('/confirm-email', await eventually(() => mail.to(NEW_ADDRESS)[0]));
    expect(await own()).toMatchObject({ email: ada.email });
    const elsewhere = await visit(browser, { url: server.url });
    await elsewhere.page.goto(link);
    await elsewhere.page.getByText('Your new address is confirmed.').waitFor();
    expect(await pageProblems(elsewhere.page)).toEqual([]);
    await elsewhere.page.goto(link);
    await elsewhere.page.getByText('This link no longer works.').waitFor();
    expect(elsewhere.complaints).toEqual([]);
    await elsewhere.context.close();
    await page.reload();
    await page.getByText(NEW_ADDRESS).waitFor();
  });

  it('a mail that is switched off does not come, and comes again when it is switched on', async () => {
    const { page } = atAda;
    const submit = async (): Promise<string> => (await submitTicket(server.rest, ada)).body.number;
    const mailAbout = (address: string, number: string): boolean =>
      mail.to(address).some((sent) => sent.mail.subject?.includes(`[${number}]`) === true);
    const wants = async (isOn: boolean): Promise<void> => {
      const choice = page.getByRole('switch', { name: 'Confirmation of your requests' });
      await choice.click();
      await eventually(async () => {
        const { items } = await own<{ items: { name: string; mail: boolean }[] }>('/api/me/notifications');
        return items.some((item) => item.name === 'Confirmation of your requests' && item.mail === isOn);
      });
      await page.reload();
      await choice.waitFor();
      expect(await choice.isChecked()).toBe(isOn);
    };
    await page.goto('/account/notifications');
    await wants(false);
    const quiet = await submit();
    await eventually(() => mailAbout(BUILT_ADMIN.email, quiet));
    await wants(true);
    const loud = await submit();
    await eventually(() => mailAbout(NEW_ADDRESS, loud));
    expect(mailAbout(NEW_ADDRESS, quiet)).toBe(false);
  });

  it('a token is shown once, works within its scopes, and ends when it is deleted', async () => {
    const { page } = atAda;
    await page.goto('/account/tokens');
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Nightly report');
    await page.getByRole('button', { name: 'Read only' }).click();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make token' }).click();
    await page.getByText('Copy it now').waitFor();
    const access = (await page.getByRole('code').first().innerText()).replace(/\s/g, '');
    expect(await pageProblems(page)).toEqual([]);
    expect((await server.rest.request('GET', '/api/tickets', { as: { access } })).status).toBe(200);
    expect((await server.rest.request('GET', '/api/me', { as: { access } })).status).toBe(403);
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByText(access).first().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Delete the token Nightly report' }).click();
    await page.getByRole('button', { name: 'Delete token' }).click();
    await page.getByText('You have no API tokens').waitFor();
    expect((await server.rest.request('GET', '/api/tickets', { as: { access } })).status).toBe(401);
  });

  it('signing out everywhere ends every other browser by itself', async () => {
    const { page } = atAda;
    const atWork = await visit(browser, { url: server.url });
    await signInByForm(atWork.page, { email: NEW_ADDRESS, password: ada.password });
    await atWork.page.goto('/requests');
    await atWork.page.getByRole('heading', { name: 'My requests' }).waitFor();
    await page.goto('/account/security');
    await page.getByRole('button', { name: 'Sign out everywhere', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('this one too').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Sign out everywhere', exact: true }).click();
    await page.waitForURL('**/login');
    await atWork.page.getByText('Your session ended.').waitFor();
    await atWork.page.waitForURL((url) => url.searchParams.get('returnUrl') === '/requests');
    expect((await server.rest.request('GET', '/api/me', { as: ada })).status).toBe(401);
    expect(atWork.complaints).toEqual([]);
  });
});
