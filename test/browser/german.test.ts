import type { Browser, Page } from 'playwright-core';
import { accessibilityProblems, startBrowser, visit, type Visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import type { SignedIn } from '../support/people.js';

/** Text, names and hints of the page that look like a key of the strings instead of words. */
const KEYS_SHOWN = `(() => {
  const key = /^(auth|portal|files|tickets|account|admin|explain|core|shell|ui|error|title|status|priority)\\.[\\w.-]+$/;
  const texts = [...document.querySelectorAll('*')].flatMap((one) => [
    ...[...one.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ textContent }) => textContent),
    ...['aria-label', 'title', 'placeholder', 'alt'].map((name) => one.getAttribute(name)),
  ]);
  return [document.title.split(' · ')[0], ...texts].map((text) => (text ?? '').trim()).filter((text) => key.test(text));
})()`;

describe('the desk in German', () => {
  let server: BuiltServer;
  let browser: Browser;
  let jonas: SignedIn;
  let here: Visit;

  async function isInOrder(page: Page): Promise<void> {
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    expect(await page.evaluate<string[]>(KEYS_SHOWN)).toEqual([]);
    expect(await accessibilityProblems(page)).toEqual([]);
  }

  async function signIn(page: Page): Promise<void> {
    await page.locator('input[type=email]').fill(jonas.email);
    await page.locator('input[autocomplete=current-password]').fill(jonas.password);
    await page.locator('button[type=submit]').click();
    await page.waitForURL((url) => url.pathname !== '/login');
  }

  beforeAll(async () => {
    server = await BuiltServer.start();
    jonas = await server.people.employee({ email: 'jonas@desk.example', firstName: 'Jonas', lastName: 'Weber' });
    browser = await startBrowser();
    // Tall, so that nothing is half under the bar at the foot, where axe finds it too small to touch.
    here = await visit(browser, { url: server.url, viewport: { width: 390, height: 1600 }, locale: 'de-AT' });
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
  });

  it('greets a German browser in German, and changes the language without losing what was typed', async () => {
    const { page, complaints } = here;
    await page.goto('/login');
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    await isInOrder(page);
    expect(await page.title()).toBe('Anmelden · SmartSupport');
    await page.getByLabel('E-Mail').fill('jonas@desk.example');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.getByLabel('E-mail').inputValue()).toBe('jonas@desk.example');
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await page.getByRole('link', { name: 'Registrieren' }).click();
    await page.getByRole('button', { name: 'Registrieren' }).click();
    await page.getByText('Bitte geben Sie Ihren Vornamen ein.').first().waitFor();
    await isInOrder(page);
    expect(complaints).toEqual([]);
  });

  it('speaks the language of the account; changing it in the profile changes the page at once', async () => {
    const { page, complaints } = here;
    await page.goto('/login');
    await signIn(page);
    await page.getByText('What do you need?').waitFor();
    await page.goto('/account/profile');
    await page.getByRole('button', { name: 'Change address' }).click();
    await page.getByLabel('New e-mail address').fill('half-typed');
    await page.getByLabel('Language').selectOption('de');
    await page.getByRole('button', { name: 'Save profile' }).click();
    await page.getByRole('heading', { name: 'Profil', level: 1 }).waitFor();
    expect(await page.getByLabel('Neue E-Mail-Adresse').inputValue()).toBe('half-typed');
    expect(await page.title()).toBe('Profil · SmartSupport');
    await isInOrder(page);
    expect(complaints).toEqual([]);
  });

  it('goes with the account to another browser: home, a new request, its page, and the texts of refusals', async () => {
    const { page, complaints, context } = await visit(browser, {
      url: server.url,
      viewport: { width: 390, height: 1600 },
    });
    await page.goto('/login');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(page);
    await page.getByText('Was brauchen Sie?').waitFor();
    await isInOrder(page);
    await page.goto('/requests/new');
    await page.getByRole('button', { name: 'Anfrage senden' }).click();
    await page.getByText('Bitte füllen Sie dieses Feld aus.').first().waitFor();
    await isInOrder(page);
    await page.getByRole('radio').first().check({ force: true });
    await page.getByLabel('In einem Satz').fill('Der Drucker im dritten Stock druckt nicht');
    await page.getByLabel('Was geschieht, und seit wann?').fill('Seit heute früh kommt kein Blatt mehr heraus.');
    await page.getByRole('button', { name: 'Anfrage senden' }).click();
    await page.getByText('ist eingegangen.').first().waitFor();
    expect(await page.locator('time').first().getAttribute('title')).toMatch(/tag, \d+\. \p{L}+ \d{4} um \d\d:\d\d/u);
    await isInOrder(page);
    await page.goto('/requests/SS-999999');
    await page.getByText('Das gibt es nicht, oder Sie haben keinen Zugriff darauf.').first().waitFor();
    await isInOrder(page);
    await page.goto('/account/notifications');
    await page.getByRole('switch', { name: 'Statusänderungen' }).waitFor();
    await isInOrder(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
