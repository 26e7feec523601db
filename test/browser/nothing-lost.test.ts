import type { Browser, Locator, Page, Route } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, visit, type Visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { submitTicket, type TicketListView, type TicketView } from '../support/ticket-views.js';

interface Comments {
  readonly items: readonly { readonly body: string }[];
}

const AT_ONCE = 3_000;
/** Everything a field of the page ever showed, so that what comes back can be held against it. */
const REMEMBER = `addEventListener('input', ({ target }) => {
  if (target.matches?.('textarea, .ProseMirror')) sessionStorage.setItem('typed', target.value ?? target.innerText);
}, true);`;

/** What was typed is there again: after a reload, an ended session, a server that is away, an answer that got lost. */
describe('nothing typed is lost', () => {
  let server: BuiltServer;
  let browser: Browser;
  let lena: SignedIn;
  let carla: SignedIn;
  let tomasz: SignedIn;
  let ticket: TicketView;
  let atLena: Visit;
  let atCarla: Visit;

  beforeAll(async () => {
    server = await BuiltServer.start();
    lena = await server.people.employee({ firstName: 'Lena', lastName: 'Hoffmann' });
    carla = await server.people.coordinator({ firstName: 'Carla', lastName: 'Lindqvist' });
    tomasz = await server.people.coordinator({ firstName: 'Tomasz', lastName: 'Zielinski' });
    ticket = (await submitTicket(server.rest, lena, { subject: 'VPN drops' })).body;
    await asStaff(carla, 'POST', 'claim', {});
    browser = await startBrowser();
    atLena = await visit(browser, { url: server.url, viewport: { width: 390, height: 844 } });
    atCarla = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    await atLena.page.addInitScript(REMEMBER);
    await atCarla.page.addInitScript(REMEMBER);
    await signInByForm(atLena.page, lena);
    await signInByForm(atCarla.page, carla);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await server.destroy();
  });

  const asStaff = async (as: SignedIn, method: string, path: string, body: object): Promise<void> => {
    const answer = await server.rest.request(method, `/api/tickets/${ticket.id}${path === '' ? '' : `/${path}`}`, {
      as,
      body,
    });
    expect(answer.status).toBeLessThan(300);
  };
  const said = async (): Promise<string[]> => {
    const as = await server.people.admin();
    const { body } = await server.rest.request<Comments>('GET', `/api/tickets/${ticket.id}/comments`, { as });
    return body.items.map((comment) => comment.body);
  };
  /** Ended by an administrator, while the letters go on. */
  const typeUntilTheSessionEnds = async (page: Page, who: SignedIn, text: string): Promise<void> => {
    const typing = page.keyboard.type(text, { delay: 25 });
    const answer = await server.rest.request('DELETE', `/api/users/${who.id}/sessions`, {
      as: await server.people.admin(),
    });
    expect(answer.status).toBeLessThan(300);
    await page.waitForURL((url) => url.pathname === '/login');
    await typing;
  };
  /** Once its tools are there. */
  const rich = (page: Page, name: string): Locator =>
    page.getByRole('textbox', { name, exact: true }).and(page.locator('.ProseMirror'));
  const wordsOf = async (field: Locator): Promise<string> => (await field.innerText()).trim();
  const typed = async (page: Page): Promise<string> => page.evaluate<string>(`sessionStorage.getItem('typed') ?? ''`);
  const comesBack = async (page: Page, { email, password }: SignedIn): Promise<void> => {
    await page.getByText('Your session ended', { exact: false }).first().waitFor();
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname !== '/login');
  };
  const away = (route: Route): Promise<void> => route.fulfill({ status: 503, body: 'upstream is away' });
  const reset = (route: Route): Promise<void> => route.abort('connectionreset');
  /** It arrives, and nobody hears of it. */
  const lost = async (route: Route): Promise<void> => {
    await route.fetch();
    await route.abort('connectionreset');
  };
  const isPost =
    (address: string) =>
    (url: URL): boolean =>
      url.pathname.replace(/\/$/, '') === address;
  /** The next sending meets this. */
  const meet = async (page: Page, address: string, what: (route: Route) => Promise<void>): Promise<void> => {
    let isMet = false;
    await page.unrouteAll();
    await page.route(isPost(address), async (route) => {
      if (route.request().method() !== 'POST' || isMet) {
        await route.fallback();
        return;
      }
      isMet = true;
      await what(route);
    });
  };

  describe("an employee's answer", () => {
    const box = (page: Page): Locator => rich(page, 'Write to Carla');
    const TEXT = 'It drops since Monday, and only at home.';

    it('survives a reload', async () => {
      const { page } = atLena;
      await page.goto(`/requests/${ticket.number}`);
      await box(page).fill(TEXT);
      await page.reload();
      await eventually(async () => (await wordsOf(box(page))) === TEXT);
    });

    it('survives the end of the session in the middle of a word', async () => {
      const { page } = atLena;
      await box(page).focus();
      await page.keyboard.press('Control+End');
      await typeUntilTheSessionEnds(
        page,
        lena,
        ' This is typed while an administrator ends the session somewhere else.',
      );
      const shown = (await typed(page)).trim();
      expect(shown.startsWith(TEXT)).toBe(true);
      await comesBack(page, lena);
      expect(new URL(page.url()).pathname).toBe(`/requests/${ticket.number}`);
      await box(page).waitFor();
      expect(await wordsOf(box(page))).toBe(shown);
    });

    it('survives a server that is away, a line that breaks and an answer that got lost, and arrives once', async () => {
      const { page } = atLena;
      await box(page).fill(TEXT);
      for (const what of [away, reset, lost]) {
        await meet(page, `/api/tickets/${ticket.number}/comments`, what);
        await page.getByRole('button', { name: 'Send', exact: true }).click();
        await page.locator('#reply-problem.is-problem').waitFor();
        expect(await wordsOf(box(page))).toBe(TEXT);
      }
      await page.reload();
      await eventually(async () => (await wordsOf(box(page))) === TEXT);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await eventually(async () => (await wordsOf(box(page))) === '');
      expect(await said()).toEqual([TEXT]);
    });
  });

  describe('a new request', () => {
    const TEXT = 'The fan is loud since the update, and the battery is empty after an hour.';
    const subject = (page: Page): Locator => page.getByLabel('In one line');
    const text = (page: Page): Locator => rich(page, 'What happens, and since when?');
    const isKept = async (page: Page, description: string): Promise<void> => {
      await eventually(async () => (await wordsOf(text(page))) === description);
      expect(await subject(page).inputValue()).toBe('My laptop is loud');
      expect(await page.getByRole('radio', { name: /Hardware/ }).isChecked()).toBe(true);
    };

    it('survives a reload', async () => {
      const { page } = atLena;
      await page.goto('/requests/new');
      await page.getByRole('radio', { name: /Hardware/ }).check({ force: true });
      await subject(page).fill('My laptop is loud');
      await text(page).fill(TEXT);
      await page.reload();
      await isKept(page, TEXT);
    });

    it('survives the end of the session in the middle of a word', async () => {
      const { page } = atLena;
      await text(page).focus();
      await page.keyboard.press('Control+End');
      await typeUntilTheSessionEnds(
        page,
        lena,
        ' This is typed while an administrator ends the session somewhere else.',
      );
      const shown = (await typed(page)).trim();
      expect(shown.startsWith(TEXT)).toBe(true);
      await comesBack(page, lena);
      await isKept(page, shown);
    });

    it('survives a server that is away, a line that breaks and an answer that got lost, and arrives once', async () => {
      const { page } = atLena;
      await text(page).fill(TEXT);
      for (const what of [away, reset, lost]) {
        await meet(page, '/api/tickets', what);
        await page.getByRole('button', { name: 'Send request' }).click();
        await page.getByText('Nothing you typed is lost.').waitFor();
        await isKept(page, TEXT);
      }
      await page.reload();
      await isKept(page, TEXT);
      await page.getByRole('button', { name: 'Send request' }).click();
      await page.getByText(/^SS-\d{6} is received\.$/).waitFor();
      const { body } = await server.rest.request<TicketListView>('GET', '/api/tickets?q=laptop', {
        as: await server.people.admin(),
      });
      expect(body.items.map(({ subject: one }) => one)).toEqual(['My laptop is loud']);
      await page.goto('/requests/new');
      expect(await subject(page).inputValue()).toBe('');
    });
  });

  describe('while others work on the same ticket', () => {
    const editor = (page: Page): Locator => page.getByRole('textbox', { name: 'Reply', exact: true });
    const TEXT = 'We look at the gateway tonight';

    it('the text and the cursor stay where they are, and what happened is told in place', async () => {
      const { page } = atCarla;
      await page.goto(`/tickets/${ticket.number}?view=all_open`);
      await page.locator('.ProseMirror').waitFor();
      await editor(page).click();
      await page.keyboard.type(`${TEXT}, so plese`);
      for (let back = 0; back < 2; back += 1) {
        await page.keyboard.press('ArrowLeft');
      }
      await asStaff(tomasz, 'PATCH', '', { priority: 'High', tags: ['vpn'] });
      await asStaff(tomasz, 'POST', 'comments', { body: 'I restarted it already.', visibility: 'internal' });
      await page.getByRole('button', { name: 'Priority High' }).waitFor({ timeout: AT_ONCE });
      await page.locator('ss-ticket-timeline').getByText('I restarted it already.').waitFor({ timeout: AT_ONCE });
      await page.keyboard.type('a');
      expect((await editor(page).innerText()).trim()).toBe(`${TEXT}, so please`);
    });

    it('the session may end: the text is there after it, on the same ticket', async () => {
      const { page } = atCarla;
      await page.keyboard.press('Control+End');
      await typeUntilTheSessionEnds(
        page,
        carla,
        ' wait until tomorrow, somebody has just ended my session somewhere else.',
      );
      const shown = (await typed(page)).trim();
      expect(shown.startsWith(`${TEXT}, so please`)).toBe(true);
      await comesBack(page, carla);
      carla = await server.people.signIn(carla);
      await page.locator('.ProseMirror').getByText(TEXT).waitFor();
      expect((await editor(page).innerText()).trim()).toBe(shown);
    });

    it('may be closed under the hands: the text stays, no letter does anything else, and it is said', async () => {
      const { page } = atCarla;
      await editor(page).click();
      const before = (await editor(page).innerText()).trim();
      await server.rest.request('POST', `/api/tickets/${ticket.id}/withdraw`, {
        as: await server.people.signIn(lena),
        body: { reason: 'Solved by itself' },
      });
      await page.locator('.main[data-status="Withdrawn"]').waitFor({ timeout: AT_ONCE });
      // Letters that act on the page when nobody writes.
      await page.keyboard.type('case');
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect((await editor(page).innerText()).trim()).toContain(before);
      await page.getByText('This can no longer be sent: the ticket is “Withdrawn”. Your text stays here.').waitFor();
      expect(await pageProblems(page)).toEqual([]);
    });
  });
});
