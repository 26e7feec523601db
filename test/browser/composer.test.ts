import type { Browser, Page } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, told, visit, type Visit } from '../support/browser.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { PNG } from '../support/ticket-views.js';

interface Comments {
  readonly items: readonly { readonly bodyHtml: string; readonly body: string; readonly visibility: string }[];
}

const PASTE = (base64: string): string => `(() => {
  const bytes = Uint8Array.from(atob(${JSON.stringify(base64)}), (char) => char.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], 'shot.png', { type: 'image/png' }));
  document.querySelector('.ProseMirror').dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
  );
})()`;

/** Nothing that a coordinator typed is lost, and what is sent is what was seen. */
describe('writing on a ticket', () => {
  let server: BuiltServer;
  let browser: Browser;
  let carla: SignedIn;
  let at: Visit;
  let number: string;

  beforeAll(async () => {
    server = await BuiltServer.start();
    const lena = await server.people.employee({ firstName: 'Lena', lastName: 'Hoffmann' });
    carla = await server.people.coordinator({ firstName: 'Carla', lastName: 'Coord' });
    await server.people.coordinator({ firstName: 'Tomasz', lastName: 'Zielinski' });
    const categories = await server.rest.request<{ items: { key: string }[] }>('GET', '/api/categories', { as: lena });
    const made = await server.rest.request<{ number: string }>('POST', '/api/tickets', {
      as: lena,
      body: { subject: 'VPN drops', description: 'It drops.', category: categories.body.items[0]?.key },
    });
    number = made.body.number;
    await server.rest.request('POST', `/api/tickets/${number}/claim`, { as: carla });
    browser = await startBrowser();
    at = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    await signInByForm(at.page, carla);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
  });

  const field = (page: Page, name = 'Reply') => page.getByRole('textbox', { name, exact: true });
  const open = async (page: Page): Promise<void> => {
    await page.goto(`/tickets/${number}`);
    await page.locator('.ProseMirror').waitFor();
  };
  const comments = async (): Promise<Comments['items']> =>
    (await server.rest.request<Comments>('GET', `/api/tickets/${number}/comments`, { as: carla })).body.items;

  it('a draft survives a reload, with what is bold and who is named', async () => {
    const { page } = at;
    await open(page);
    await field(page).click();
    await page.keyboard.type('The cause is ');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('found');
    await page.keyboard.press('Control+b');
    await page.keyboard.type(', thanks to @Tom');
    await page.getByRole('option', { name: /Tomasz Zielinski/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Draft saved').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.reload();
    await page.locator('.ProseMirror strong').getByText('found').waitFor();
    await page.locator('.ProseMirror .mention').getByText('@Tomasz Zielinski').waitFor();
  });

  it('and waits on the server for another device', async () => {
    const kept = await eventually(async () => {
      const answer = await server.rest.request<{ value?: { fields: { text: string } } }>(
        'GET',
        `/api/me/drafts/reply.${number}`,
        { as: carla },
      );
      return answer.status === 200 ? answer.body.value : undefined;
    });
    expect(kept.fields.text).toMatch(
      /^The cause is \*\*found\*\*, thanks to \[@Tomasz Zielinski\]\(mention:[0-9a-f-]+\)/,
    );
    const other = await visit(browser, { url: server.url });
    await signInByForm(other.page, carla);
    await open(other.page);
    await other.page.locator('.ProseMirror strong').getByText('found').waitFor();
    await other.context.close();
  });

  it('survives the end of the session', async () => {
    const { page, context } = at;
    await field(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('More to come.');
    await page.getByText('Draft saved').waitFor();
    await context.clearCookies();
    await page.reload();
    await page.getByLabel('Password', { exact: true }).waitFor();
    await signInByForm(page, carla);
    await open(page);
    await page.locator('.ProseMirror').getByText('More to come.').waitFor();
  });

  it('survives a failed sending, which says so, and arrives once', async () => {
    const { page } = at;
    await page.route('**/comments', (route) => route.abort(), { times: 1 });
    await field(page).click();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Your text is kept.').waitFor();
    await page.locator('.ProseMirror').getByText('More to come.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await told(page, 'Reply sent.');
    const sent = await comments();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.bodyHtml).toContain('<strong>found</strong>');
    expect(sent[0]?.bodyHtml).toContain('<strong>@Tomasz Zielinski</strong>');
    expect((await field(page).textContent())?.trim()).toBe('');
  });

  it('a pasted picture stands where it was pasted, for whoever reads it', async () => {
    const { page } = at;
    await field(page).click();
    await page.keyboard.type('See here: ');
    await page.evaluate(PASTE(PNG.toString('base64')));
    await page.locator('.ProseMirror img[alt="shot.png"]').waitFor();
    await page.keyboard.press('Control+Enter');
    const shown = await eventually(async () => (await comments()).find(({ bodyHtml }) => bodyHtml.includes('<img')));
    expect(shown.bodyHtml).toMatch(/<img data-attachment="[0-9a-f-]{36}"/);
    await page.locator('ss-message-text img[alt="shot.png"]').waitFor();
  });

  it('a note keeps to itself, and the text of the other tab stays', async () => {
    const { page } = at;
    await field(page).click();
    await page.keyboard.type('To the requester');
    await page.getByRole('tab', { name: /Internal note/ }).click();
    await field(page, 'Internal note').click();
    await page.keyboard.type('Among us');
    await page.getByRole('button', { name: 'Add note for staff' }).click();
    await told(page, 'Note added.');
    const notes = (await comments()).filter(({ visibility }) => visibility === 'internal');
    expect(notes.map(({ body }) => body)).toEqual(['Among us']);
    await page.getByRole('tab', { name: /Reply/ }).click();
    await page.locator('.ProseMirror').getByText('To the requester').waitFor();
  });

  it('the subject is changed where it stands, with the keyboard alone', async () => {
    const { page } = at;
    const typed = page.getByRole('textbox', { name: 'Subject' });
    const begin = page.getByRole('button', { name: 'Change the subject' });
    const focused = page.locator(':focus');
    await begin.press('Enter');
    await typed.and(focused).waitFor();
    await page.keyboard.type('VPN drops twice an hour');
    expect(await pageProblems(page)).toEqual([]);
    await page.reload();
    await begin.press('Enter');
    await typed.and(focused).waitFor();
    expect(await typed.inputValue()).toBe('VPN drops twice an hour');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'VPN drops twice an hour' }).waitFor();
    await begin.and(focused).waitFor();

    // Who changes it meanwhile is not written over.
    await page.keyboard.press('Enter');
    await typed.and(focused).waitFor();
    await page.keyboard.type('Mine');
    const body = { subject: 'Theirs' };
    await server.rest.request('PATCH', `/api/tickets/${number}`, { as: await server.people.admin(), body });
    await page.keyboard.press('Enter');
    await page.getByText('Somebody changed Subject while you looked.').waitFor();
    await page.getByRole('heading', { name: 'Theirs' }).waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByRole('heading', { name: 'Mine' }).waitFor();
  });

  it('sends and resolves in one act', async () => {
    const { page } = at;
    await page.getByRole('button', { name: 'More ways to send' }).click();
    await page.getByRole('menuitem', { name: 'Send and resolve' }).click();
    await page.locator('.main[data-status="Resolved"]').waitFor();
    const { body } = await server.rest.request<{ status: string; resolution: string; assignee: { id: string } }>(
      'GET',
      `/api/tickets/${number}`,
      { as: carla },
    );
    expect(body).toMatchObject({ status: 'Resolved', resolution: 'To the requester', assignee: { id: carla.id } });
    expect(at.complaints).toEqual([]);
  });
});
