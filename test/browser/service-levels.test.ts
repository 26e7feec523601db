import type { Browser, Page } from 'playwright-core';
import { pageProblems, signInByForm, startBrowser, told, visit, type Visit } from '../support/browser.js';
import { BUILT_ADMIN, BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';

interface Policy {
  readonly id: string;
  readonly name: string;
  readonly categoryId: string | null;
  readonly targets: Record<string, Record<string, number | null>>;
  readonly warnAtPercent: number;
  readonly escalation: { onBreach: { notify: string[]; raisePriority: boolean } };
  readonly version: number;
}
interface Calendar {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly week: Record<string, { from: string; to: string }[]>;
  readonly exceptions: { date: string; name: string; hours: unknown[] }[];
}

const HOLIDAYS = [
  'BEGIN:VCALENDAR',
  ...[
    ['Christmas', '20991225', '20991227'],
    ['New year', '20991231', '21000101'],
  ].flatMap(([name, from, to]) => [
    'BEGIN:VEVENT',
    `SUMMARY:${String(name)}`,
    `DTSTART;VALUE=DATE:${String(from)}`,
    `DTEND;VALUE=DATE:${String(to)}`,
    'END:VEVENT',
  ]),
  'BEGIN:VEVENT',
  'SUMMARY:Lunch',
  'DTSTART:20991228T110000Z',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

/** An administrator changes what is promised, tries it, meets another administrator, and keeps a calendar. */
describe('the pages of service levels', () => {
  let server: BuiltServer;
  let browser: Browser;
  let admin: SignedIn;
  let atAdmin: Visit;
  let page: Page;

  beforeAll(async () => {
    server = await BuiltServer.start();
    browser = await startBrowser();
    admin = await server.people.admin();
    atAdmin = await visit(browser, { url: server.url, viewport: { width: 1440, height: 900 } });
    ({ page } = atAdmin);
    await signInByForm(page, BUILT_ADMIN);
  });
  afterEach(() => {
    expect(atAdmin.complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.destroy();
  });

  const policies = async (): Promise<Policy[]> =>
    (await server.rest.request<{ items: Policy[] }>('GET', '/api/sla/policies', { as: admin })).body.items;
  const policyNamed = async (name: string) => (await policies()).find((one) => one.name === name);
  const calendars = async (): Promise<Calendar[]> =>
    (await server.rest.request<{ items: Calendar[] }>('GET', '/api/sla/calendars', { as: admin })).body.items;
  const calendarNamed = async (name: string) => (await calendars()).find((one) => one.name === name);
  const save = () => page.getByRole('button', { name: 'Save', exact: true }).click();
  const target = (name: string) => page.getByRole('textbox', { name, exact: true });

  it('lists what is promised', async () => {
    await page.getByRole('link', { name: 'Service levels' }).click();
    await page.getByRole('link', { name: 'Standard', exact: true }).waitFor();
    const table = page.getByRole('table', { name: 'What Standard promises' });
    expect(await table.getByRole('row', { name: /^Resolution/ }).innerText()).toMatch(/4 h\s+10 h\s+30 h\s+50 h/);
    expect(await pageProblems(page)).toEqual([]);
  });

  it('reads targets as people type them, says what it cannot read, and keeps them through a reload', async () => {
    await page.getByRole('link', { name: 'Standard', exact: true }).click();
    await target('First response, Low').fill('1d2h');
    await target('First response, Low').press('Tab');
    await eventually(async () => (await target('First response, Low').inputValue()) === '26 h');
    await target('Resolution, Low').fill('soon');
    await target('Resolution, Low').press('Tab');
    await page.getByText('Resolution, Low: Write 30 min, 4 h or 1 d 2 h').waitFor();
    await save();
    expect((await policyNamed('Standard'))?.version).toBe(1);
    expect(await pageProblems(page)).toEqual([]);
    await page.reload();
    await target('Resolution, Low').waitFor();
    expect(await target('Resolution, Low').inputValue()).toBe('soon');
    await target('Resolution, Low').fill('');
    await target('Resolution, Critical').fill('20 h');
    await page.getByText('Resolution: Critical gets more time than High.').waitFor();
    await target('Resolution, Critical').fill('4 h');
    await page.getByRole('spinbutton', { name: 'Warn at percent of the time' }).fill('60');
    await page
      .getByRole('group', { name: 'Told of a breach' })
      .getByRole('checkbox', { name: 'Administrators' })
      .check();
    await page.getByRole('checkbox', { name: /^Raise the priority on a breach/ }).check();
    await save();
    await told(page, 'The policy Standard is saved.');
    const saved = await policyNamed('Standard');
    expect(saved?.targets['Low']).toMatchObject({ firstResponse: 93_600, resolution: null });
    expect(saved).toMatchObject({
      warnAtPercent: 60,
      escalation: { onBreach: { notify: ['assignee', 'team', 'admins'], raisePriority: true } },
    });
  });

  it('tries a policy on a ticket that is only thought of, and says why it is due then', async () => {
    const trial = page.getByRole('region', { name: 'Try it' });
    await trial.getByLabel('Priority').selectOption('Critical');
    // A Monday at ten in the morning and a hold of two hours, where this browser is.
    await trial.getByLabel('It comes in').fill('2026-09-07T10:00');
    await trial.getByRole('button', { name: 'Add a hold' }).click();
    await trial.getByLabel('On hold from').fill('2026-09-07T11:00');
    await trial.getByLabel('to (empty: still)').fill('2026-09-07T13:00');
    await trial.getByRole('button', { name: 'Try', exact: true }).click();
    await trial.getByRole('heading', { name: 'Resolution' }).waitFor();
    await trial.getByText('Stood still 2 h: on hold').first().waitFor();
    await trial
      .getByRole('img', { name: /Stood still 2 h/ })
      .first()
      .waitFor();
    expect(await pageProblems(page)).toEqual([]);
  });

  it('lets two administrators change different things, and asks where they changed the same', async () => {
    const other = async (body: Record<string, unknown>) => {
      const policy = await policyNamed('Standard');
      const path = `/api/sla/policies/${String(policy?.id)}`;
      expect((await server.rest.request('PATCH', path, { as: admin, body })).status).toBe(200);
    };
    await target('Next reply, High').fill('3 h');
    await other({ warnAtPercent: 80 });
    await save();
    // The words of the last saving may still stand there.
    await eventually(async () => {
      expect(await policyNamed('Standard')).toMatchObject({
        warnAtPercent: 80,
        targets: { High: { nextReply: 10_800 } },
      });
      return true;
    });

    await page.getByRole('spinbutton', { name: 'Warn at percent of the time' }).fill('70');
    await other({ warnAtPercent: 90 });
    await save();
    const question = page.getByRole('group', { name: /Somebody else changed the same/ });
    await question.waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await question.getByRole('radio', { name: /90/ }).check();
    await question.getByRole('button', { name: 'Save what is chosen' }).click();
    await question.waitFor({ state: 'detached' });
    expect((await policyNamed('Standard'))?.warnAtPercent).toBe(90);
  });

  it('makes a policy for a category and deletes it', async () => {
    await page.goto('/admin/service-levels/policies/new');
    await page.getByLabel('Name').fill('Hardware');
    await page.getByLabel('Category').selectOption('Hardware');
    await target('First response, Critical').fill('30 min');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('region', { name: 'Try it' }).waitFor();
    expect((await policyNamed('Hardware'))?.targets['Critical']?.['firstResponse']).toBe(1_800);
    await page.getByRole('button', { name: 'Delete policy' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete policy' }).click();
    await told(page, 'The policy Hardware is deleted.');
    expect(await policyNamed('Hardware')).toBeUndefined();
  });

  it('keeps a calendar with several hours a day, other days and holidays from a file', async () => {
    await page.getByRole('link', { name: 'Business calendars' }).click();
    await page.getByRole('link', { name: 'Office hours', exact: true }).waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Add calendar' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Lisbon');
    const zone = page.getByRole('combobox', { name: 'Time zone' });
    await zone.fill('lisbon');
    await zone.press('ArrowDown');
    await zone.press('Enter');
    await page.getByRole('textbox', { name: 'Monday, to, 1' }).fill('12');
    await page.getByRole('button', { name: 'Monday: add hours' }).click();
    await page.getByRole('textbox', { name: 'Monday, from, 2' }).fill('11');
    await page.getByRole('textbox', { name: 'Monday, to, 2' }).fill('17:30');
    await page.getByRole('textbox', { name: 'Monday, to, 2' }).press('Tab');
    await page.getByText('Hours must follow each other and not overlap.').waitFor();
    await page.getByRole('textbox', { name: 'Monday, from, 2' }).fill('13');
    await page.getByRole('textbox', { name: 'Monday, from, 2' }).press('Tab');
    await page.getByRole('button', { name: 'Same Monday to Friday' }).click();
    await page.getByText('42.5 h a week').waitFor();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await told(page, 'The calendar Lisbon is saved.');
    const made = await calendarNamed('Lisbon');
    expect(made?.timeZone).toBe('Europe/Lisbon');
    expect(made?.week['friday']).toEqual([
      { from: '08:00', to: '12:00' },
      { from: '13:00', to: '17:30' },
    ]);
  });

  it('shows what a file of holidays would add before anything is saved', async () => {
    await page.getByRole('button', { name: 'Add a day' }).click();
    const day = page.getByRole('group', { name: 'Add a day' });
    await day.getByLabel('Date').fill('2099-12-24');
    await day.getByLabel('Why').fill('Christmas Eve');
    await day.getByRole('button', { name: /: add hours/ }).click();
    await day.getByRole('button', { name: 'Add to the list' }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'holidays.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from(HOLIDAYS),
    });
    const dialog = page.getByRole('dialog', { name: 'Holidays to add' });
    await dialog.getByText('Lunch: not a whole day').waitFor();
    await dialog.getByRole('checkbox', { name: /New year/ }).uncheck();
    expect(await pageProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Take 2 days' }).click();
    expect((await calendarNamed('Lisbon'))?.exceptions).toEqual([]);
    expect(await pageProblems(page)).toEqual([]);
    await save();
    await eventually(async () => {
      expect((await calendarNamed('Lisbon'))?.exceptions.map(({ date, name }) => `${date} ${name}`)).toEqual([
        '2099-12-24 Christmas Eve',
        '2099-12-25 Christmas',
        '2099-12-26 Christmas',
      ]);
      return true;
    });
    await page.getByRole('button', { name: 'Delete calendar' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete calendar' }).click();
    await told(page, 'The calendar Lisbon is deleted.');
    expect(await calendarNamed('Lisbon')).toBeUndefined();
  });

  it('says what is gone, what could not be loaded, and tries again', async () => {
    await page.goto('/admin/service-levels/policies/018f0000-0000-7000-8000-00000000ffff');
    await page.getByText('This policy is gone').waitFor();
    await page.route('**/api/sla/policies', (route) => route.abort());
    await page.goto('/admin/service-levels');
    await page.getByText('Could not load the service levels').waitFor();
    expect(await pageProblems(page)).toEqual([]);
    await page.unroute('**/api/sla/policies');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Standard', exact: true }).waitFor();
  });
});
