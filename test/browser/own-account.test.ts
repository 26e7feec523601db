import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { accessibilityProblems, signInByForm, startBrowser, visit, type Visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.js';

/** What people do with their own account: an employee on a telephone, a coordinator whose role needs a second factor. */
describe('one’s own account', () => {
  let mail: SmtpSink;
  let server: BuiltServer;
  let browser: Browser;
  let ada: SignedIn;
  let carla: SignedIn;
  let atAda: Visit;
  let atCarla: Visit;

  async function read(page: Page, selector: string): Promise<string> {
    return (await page.locator(selector).first().innerText()).replace(/\s/g, '');
  }

  async function needSecondFactor(roles: readonly string[]): Promise<void> {
    const { status } = await server.rest.request('PATCH', '/api/settings/security', {
      as: await server.people.admin(),
      body: { values: { secondFactorRoles: roles } },
    });
    expect(status).toBe(200);
  }

  beforeAll(async () => {
    mail = await smtpSink();
    server = await BuiltServer.start({ env: { MAIL_URL: mail.url } });
    ada = await server.people.employee({ email: 'ada@desk.example', firstName: 'Ada', lastName: 'Byron' });
    carla = await server.people.coordinator({ email: 'carla@desk.example', firstName: 'Carla', lastName: 'Coord' });
    browser = await startBrowser();
    // Tall, so that nothing is half under the bar at the foot, where axe finds it too small to touch.
    atAda = await visit(browser, { url: server.url, viewport: { width: 390, height: 2600 } });
    atCarla = await visit(browser, { url: server.url, colorScheme: 'dark' });
    await signInByForm(atAda.page, ada);
    await signInByForm(atCarla.page, carla);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
    await mail.close();
  });

  it('a telephone begins with the list, and every section is in order for readers', async () => {
    const { page, complaints } = atAda;
    await page.goto('/account');
    expect(await accessibilityProblems(page)).toEqual([]);
    for (const section of ['Profile', 'Security', 'Notifications', 'API tokens', 'Appearance']) {
      await page.getByRole('main').getByRole('link', { name: section }).click();
      await page.getByRole('heading', { name: section, level: 1 }).waitFor();
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('link', { name: 'Account' }).first().click();
      await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor();
    }
    expect(complaints).toEqual([]);
  });

  it('a photo is refused at its place, then cut by keys alone, and shown', async () => {
    const { page, complaints } = atAda;
    const picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#3d7ea6' } })
      .png()
      .toBuffer();
    await page.goto('/account/profile');
    const field = page.locator('input[type=file]');
    await field.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') });
    await page.getByText('This is no picture the desk can use.').waitFor();
    await field.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: picture });
    await page.getByRole('application', { name: 'Your photo under a round window' }).focus();
    await page.keyboard.press('+');
    await page.keyboard.press('ArrowLeft');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Use this photo' }).press('Enter');
    await page.getByText('Your photo is saved.').first().waitFor();
    await page.getByRole('button', { name: 'Remove photo' }).waitFor();
    const { body } = await server.rest.request<{ avatarUrl: string | null }>('GET', '/api/me', { as: ada });
    expect(body.avatarUrl).toMatch(/^\/avatars\//);
    expect(complaints).toEqual([]);
  });

  it('what was typed survives a reload; what both changed is shown side by side', async () => {
    const { page, complaints } = atAda;
    await page.getByLabel('Phone').fill('+44 20 7946 0000');
    await page.getByText('Not saved yet; kept on this device.').waitFor();
    await eventually(async () =>
      page.evaluate<boolean>(`Object.values(localStorage).some((text) => text.includes('7946'))`),
    );
    await page.reload();
    await page.getByText('Not saved yet; kept on this device.').waitFor();
    await server.rest.request('PATCH', '/api/me', { as: ada, body: { phone: '+1 555 0100' } });
    await page.getByRole('button', { name: 'Save profile' }).click();
    await page.getByText('This was changed elsewhere while you wrote.').waitFor();
    await page.getByText('+1 555 0100').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save the chosen' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    const { body } = await server.rest.request<{ phone: string }>('GET', '/api/me', { as: ada });
    expect(body.phone).toBe('+44 20 7946 0000');
    expect(complaints).toEqual([]);
  });

  it('another address counts once the link that went there was opened', async () => {
    const { page, complaints } = atAda;
    await page.getByRole('button', { name: 'Change address' }).click();
    await page.getByLabel('New e-mail address').fill('ada.byron@desk.example');
    await page.getByLabel('Present password').fill(ada.password);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('A link is on its way to ada.byron@desk.example.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const { mail: received } = await eventually(() => mail.to('ada.byron@desk.example')[0]);
    const link = /https?:\/\/\S+\/confirm-email\?token=[\w.-]+/.exec(received.text ?? '')?.[0] ?? '';
    const elsewhere = await visit(browser, { url: server.url });
    await elsewhere.page.goto(link);
    await elsewhere.page.getByText('Your new address is confirmed.').waitFor();
    expect(await accessibilityProblems(elsewhere.page)).toEqual([]);
    await elsewhere.page.goto(link);
    await elsewhere.page.getByText('This link no longer works.').waitFor();
    await page.reload();
    await page.getByText('ada.byron@desk.example').waitFor();
    expect(elsewhere.complaints).toEqual([]);
    expect(complaints).toEqual([]);
    await elsewhere.context.close();
  });

  it('a token is shown once, works within its scopes, and ends when it is deleted', async () => {
    const { page, complaints } = atAda;
    await page.goto('/account/tokens');
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Nightly report');
    await page.getByRole('button', { name: 'Read only' }).click();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make token' }).click();
    await page.getByText('Copy it now').waitFor();
    const access = await read(page, 'ss-made-token code');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect((await server.rest.request('GET', '/api/tickets', { as: { access } })).status).toBe(200);
    expect((await server.rest.request('GET', '/api/me', { as: { access } })).status).toBe(403);
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByText(access).first().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Delete the token Nightly report' }).click();
    await page.getByRole('button', { name: 'Delete token' }).click();
    await page.getByText('You have no API tokens').waitFor();
    expect((await server.rest.request('GET', '/api/tickets', { as: { access } })).status).toBe(401);
    expect(complaints).toEqual([]);
  });

  it('a mail that is switched off is not sent to her, and the switch remembers', async () => {
    const { page } = atAda;
    await page.goto('/account/notifications');
    await page.getByRole('switch', { name: 'Confirmation of your requests' }).click();
    await eventually(async () => {
      const { body } = await server.rest.request<{ items: { name: string; mail: boolean }[] }>(
        'GET',
        '/api/me/notifications',
        { as: ada },
      );
      return body.items.some((item) => item.name === 'Confirmation of your requests' && !item.mail);
    });
    await page.reload();
    await page.getByRole('switch', { name: 'Confirmation of your requests' }).waitFor();
    expect(await page.getByRole('switch', { name: 'Confirmation of your requests' }).isChecked()).toBe(false);
  });

  it('a role that needs a second factor leads to its set-up, from where one is and back to it', async () => {
    const { page, complaints } = atCarla;
    await page.goto('/tickets?view=unassigned');
    await page.getByRole('navigation').first().waitFor();
    await needSecondFactor(['Ticket Coordinator']);
    // With the next call of the open page; nobody needs to touch it.
    await page.waitForURL('**/second-factor?*');
    await page.getByText('Nothing else opens before it is set up').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.goto('/tickets?view=unassigned');
    await page.waitForURL('**/second-factor?*');
    await page.getByLabel('Present password').fill(carla.password);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Add the desk to your authenticator').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const totp = new TOTP({ secret: Secret.fromBase32(await read(page, '.secret code')) });
    await page.getByLabel('Code from the app').fill(totp.generate());
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.getByRole('button', { name: 'Done' }).isDisabled()).toBe(true);
    const recovery = await read(page, 'ss-recovery-codes code');
    await page.getByLabel('I have put these codes in a safe place').check();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.waitForURL('**/tickets?view=unassigned');

    await page.goto('/account/security');
    await page.getByText('10 recovery codes are unused.').waitFor();
    await page.getByText('Your role requires it').waitFor();
    expect(await page.getByRole('button', { name: 'Switch off' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Sign out everywhere', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere', exact: true }).click();
    await page.waitForURL('**/login');

    await page.getByLabel('E-mail').fill(carla.email);
    await page.getByLabel('Password', { exact: true }).fill(carla.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByLabel('Code', { exact: true }).fill(recovery);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL('**/tickets');
    await page.goto('/account/security');
    await page.getByText('9 recovery codes are unused.').waitFor();
    expect(complaints).toEqual([]);
  });
});
