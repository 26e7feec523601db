import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { accessibilityProblems, signInByForm, startBrowser, told, visit, type Visit } from '../support/browser.js';
import { BUILT_ADMIN, BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { PNG, type TicketView, type TimelineView } from '../support/ticket-views.js';
import { SECRET, workflowSink, type WorkflowSink } from '../support/workflow-sink.js';

/** One request from its sending to its closing, by three people with a browser each, with real mail and workflow servers. */
describe('a request and its three people', () => {
  const LOG = Buffer.from('21:04 paper\n21:05 smoke\n');
  const ADA = { email: 'ada@desk.example', firstName: 'Ada', lastName: 'Byron' };
  const CARLA = { email: 'carla@desk.example', firstName: 'Carla', lastName: 'Coord' };

  let mail: SmtpSink;
  let workflow: WorkflowSink;
  let server: BuiltServer;
  let browser: Browser;
  let ada: SignedIn;
  let carla: SignedIn;
  let atAda: Visit;
  let atAdmin: Visit;
  let atCarla: Visit;
  let number: string;

  beforeAll(async () => {
    mail = await smtpSink();
    workflow = await workflowSink();
    server = await BuiltServer.start({
      env: { MAIL_URL: mail.url, WORKFLOW_URL: workflow.url, WORKFLOW_KEY: workflow.key, WORKFLOW_SECRET: SECRET },
    });
    ada = await server.people.employee(ADA);
    carla = await server.people.coordinator(CARLA);
    browser = await startBrowser();
    atAda = await visit(browser, { url: server.url, viewport: { width: 390, height: 844 } });
    atAdmin = await visit(browser, { url: server.url });
    atCarla = await visit(browser, { url: server.url, colorScheme: 'dark' });
    await signInByForm(atAda.page, ada);
    await signInByForm(atAdmin.page, BUILT_ADMIN);
    await signInByForm(atCarla.page, carla);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
    await workflow.close();
    await mail.close();
  });

  it('the employee sends it with two files, and gets a number', async () => {
    const { page } = atAda;
    await page.goto('/requests/new');
    await page.getByRole('radio').first().check({ force: true });
    await page.getByLabel('In one line').fill('The printer is on fire');
    await page.getByLabel('What happens, and since when?').fill('It is **very** warm.');
    await page.locator('input[type=file]').setInputFiles([
      { name: 'printer.png', mimeType: 'image/png', buffer: PNG },
      { name: 'printer.log', mimeType: 'text/plain', buffer: LOG },
    ]);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send request' }).click();
    await page.waitForURL(/SS-\d{6}$/);
    number = /SS-\d{6}$/.exec(page.url())?.[0] ?? '';
    await page.getByText(`${number} is received.`).first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.goto(`/requests/${number}`);
    // New, in a requester's words.
    await page.locator('ss-status-chip').getByText('Received').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('the confirmation and the notice arrive', async () => {
    for (const address of [ada.email, BUILT_ADMIN.email]) {
      await eventually(() => mail.to(address).find((sent) => sent.mail.subject?.includes(`[${number}]`)));
    }
  });

  it('the administrator opens it, and the workflow system hears of it', async () => {
    const { page } = atAdmin;
    await page.goto(`/tickets/${number}`);
    await page.getByRole('heading', { name: 'The printer is on fire' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Status New, change' }).click();
    await page.getByRole('menuitem', { name: 'Open', exact: true }).click();
    await page.getByRole('button', { name: 'Status Open, change' }).waitFor();
    const call = await eventually(() => workflow.calls[0]);
    expect(call.body).toMatchObject({ ticketNumber: number, status: 'Open', requester: { email: ada.email } });
  });

  it('the signed answer of the workflow system is seen by the employee', async () => {
    const runId = workflow.calls[0]?.body.runId ?? '';
    const answer = await workflow.callBack({
      ticketNumber: number,
      runId,
      state: 'running',
      status: 'In Progress',
      assigneeEmail: carla.email,
      comment: 'Somebody is on the way.',
    });
    expect(answer.status).toBe(200);
    const { page } = atAda;
    await page.reload();
    await page.locator('ss-status-chip').getByText('In Progress').waitFor();
    await page.getByText('Somebody is on the way.').first().waitFor();
  });

  it('the coordinator resolves it', async () => {
    const { page } = atCarla;
    await page.goto(`/tickets/${number}`);
    await page.getByRole('button', { name: 'Resolve' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What solved it').fill('A new printer stands there.');
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await told(page, `${number} is resolved.`);
  });

  it('the employee sees the answer and closes', async () => {
    const { page } = atAda;
    await page.reload();
    await page.getByRole('heading', { name: 'Does it work now?' }).waitFor();
    await page.getByText('A new printer stands there.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'It works' }).click();
    await page.locator('ss-status-chip').getByText('Closed').waitFor();
  });

  it('a file comes back from the page as it was sent', async () => {
    const { page } = atAda;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download printer.log' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('printer.log');
    expect(readFileSync(await download.path()).equals(LOG)).toBe(true);
  });

  it('to somebody else it does not exist', async () => {
    const stranger = await server.people.employee();
    const { body } = await server.rest.request<TicketView>('GET', `/api/tickets/${number}`, { as: ada });
    const file = `/attach/${body.attachments[0]?.id ?? ''}/download`;
    expect((await server.rest.request('GET', file, { as: stranger })).status).toBe(404);
    const { page } = await visit(browser, { url: server.url });
    await signInByForm(page, stranger);
    await page.goto(`/requests/${number}`);
    await page.getByText('Could not load this request').waitFor();
  });

  it('the timeline tells all of it in order, and no page complained', async () => {
    const { body } = await server.rest.request<TimelineView>('GET', `/api/tickets/${number}/timeline`, { as: ada });
    const steps = body.items.flatMap(({ from, to }) => (typeof to === 'string' ? [`${from ?? ''} > ${to}`] : []));
    expect(steps).toEqual(['New > Open', 'Open > In Progress', 'In Progress > Resolved', 'Resolved > Closed']);
    expect([...atAda.complaints, ...atAdmin.complaints, ...atCarla.complaints]).toEqual([]);
  });
});
