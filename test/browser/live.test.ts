import type { Browser } from 'playwright-core';
import { signInByForm, startBrowser, visit, type Visit } from '../support/browser.js';
import { BUILT_ADMIN, BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import { submitTicket } from '../support/ticket-views.js';

/** Without a hint the pages ask every five or ten seconds: what shows within this time came by a hint. */
const AT_ONCE = 2_000;

describe('pages that hear of changes', () => {
  let server: BuiltServer;
  let browser: Browser;
  const visits: Visit[] = [];

  beforeAll(async () => {
    server = await BuiltServer.start();
    browser = await startBrowser();
  });
  afterEach(async () => {
    const complaints = visits.flatMap((one) => one.complaints);
    await Promise.all(visits.splice(0).map(async ({ context }) => context.close()));
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  /** Signed in, on this page, and connected. */
  const open = async (who: { email: string; password: string }, path: string): Promise<Visit> => {
    const one = await visit(browser, { url: server.url });
    visits.push(one);
    const heard: string[] = [];
    one.page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => heard.push(String(payload)));
    });
    await signInByForm(one.page, who);
    await one.page.goto(path);
    await eventually(() => heard.some((frame) => frame.includes('"ready"')));
    return one;
  };

  it('show a registration at once, and say when another administrator has decided, with no row moving', async () => {
    const as = await server.people.secondAdmin();
    const { page } = await open(BUILT_ADMIN, '/admin/approvals');
    await server.people.pending({ firstName: 'Uwe', lastName: 'Below' });
    await page.getByText('Uwe Below').first().waitFor({ timeout: AT_ONCE });
    const first = await server.people.pending({ firstName: 'Wilma', lastName: 'First' });
    await page.getByRole('button', { name: /^(Show )?1 new/ }).click({ timeout: AT_ONCE });
    const below = page.getByRole('row', { name: /Uwe Below/ });
    await page.getByRole('row', { name: /Wilma First/ }).hover();
    const place = await below.boundingBox();
    const answer = await server.rest.request('POST', `/api/users/${first.id}/approve`, { as });
    expect(answer.status).toBe(200);
    await page
      .getByText(/Somebody else decided on Wilma/)
      .first()
      .waitFor({ timeout: AT_ONCE });
    expect(Math.abs(((await below.boundingBox())?.y ?? 0) - (place?.y ?? 0))).toBeLessThanOrEqual(1);
  });

  it('show an answer to the one who waits for it', async () => {
    const owner = await server.people.employee();
    const coordinator = await server.people.coordinator();
    const { id, number } = (await submitTicket(server.rest, owner)).body;
    const { page } = await open(owner, `/requests/${number}`);
    const body = { body: 'Have you tried water?', visibility: 'public' };
    await server.rest.request('POST', `/api/tickets/${id}/comments`, { as: coordinator, body });
    await page.getByText('Have you tried water?').waitFor({ timeout: AT_ONCE });
  });

  it('let a list of tickets stand still and tell how many are new', async () => {
    const owner = await server.people.employee();
    const coordinator = await server.people.coordinator();
    await submitTicket(server.rest, owner, { subject: 'The older one' });
    const { page } = await open(coordinator, '/tickets');
    await page.getByText('The older one').first().waitFor();
    await submitTicket(server.rest, owner, { subject: 'The newer one' });
    await page.getByText(/1 new/).first().waitFor({ timeout: AT_ONCE });
    expect(await page.getByText('The newer one').count()).toBe(0);
  });

  it('take away a ticket that became confidential under the eyes of a coordinator', async () => {
    const owner = await server.people.employee();
    const coordinator = await server.people.coordinator();
    const { id, number } = (await submitTicket(server.rest, owner, { subject: 'About my salary' })).body;
    const { page } = await open(coordinator, `/tickets/${number}`);
    await page.getByRole('heading', { name: 'About my salary' }).waitFor();
    const as = await server.people.admin();
    await server.rest.request('PATCH', `/api/tickets/${id}`, { as, body: { confidential: true } });
    await page.getByRole('heading', { name: 'About my salary' }).waitFor({ state: 'detached', timeout: AT_ONCE });
  });

  it('lead to the sign-in page as soon as the session is ended elsewhere', async () => {
    const person = await server.people.employee();
    const { page } = await open(person, '/requests');
    const as = await server.people.admin();
    await server.rest.request('POST', `/api/users/${person.id}/suspend`, { as, body: { reason: 'left' } });
    await page.waitForURL((url) => url.pathname === '/login', { timeout: AT_ONCE });
  });

  it('come back when the server was away', async () => {
    const owner = await server.people.employee();
    const coordinator = await server.people.coordinator();
    const { id, number } = (await submitTicket(server.rest, owner)).body;
    const { page, context } = await open(owner, `/requests/${number}`);
    await context.setOffline(true);
    const body = { body: 'While you were away', visibility: 'public' };
    await server.rest.request('POST', `/api/tickets/${id}/comments`, { as: coordinator, body });
    await context.setOffline(false);
    await page.getByText('While you were away').waitFor();
  });
});
