import { MailRenderer } from '../../server/modules/mail/rendering/mail-renderer.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { smtpSink, type SmtpSink, type SunkMail } from '../support/smtp-sink.js';

interface Template {
  readonly name: string;
  readonly language: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly version: number;
  readonly isChanged: boolean;
  readonly updatedBy: { readonly id: string; readonly name: string } | null;
  readonly failure: { readonly message: string } | null;
  readonly shipped: { readonly subject: string };
  readonly variables: readonly { readonly name: string; readonly kind: string; readonly isRequired: boolean }[];
}
interface Preview {
  readonly subject: string | null;
  readonly html: string | null;
  readonly text: string | null;
  readonly problems: readonly { readonly part: string; readonly line: number; readonly message: string }[];
}
interface Versions {
  readonly items: readonly {
    readonly number: number;
    readonly subject: string;
    readonly action: string;
    readonly isShipped: boolean;
    readonly createdBy: { readonly id: string } | null;
  }[];
  readonly nextCursor: string | null;
}

const PARTS = {
  subject: 'Willkommen, {{ firstName }}',
  html: '<p>Willkommen {{ firstName }}!</p>\n<p><a class="button" href="{{ url }}">Los</a></p>',
  text: 'Willkommen {{ firstName }}: {{ url }}',
};

describe('templates of mails', () => {
  let sink: SmtpSink;
  let desk: Desk;
  let admin: SignedIn;

  beforeAll(async () => {
    sink = await smtpSink();
    desk = await startDesk({ env: { MAIL_URL: sink.url, MAIL_FROM: 'Desk <desk@desk.example>' } });
    admin = await desk.people.admin();
  });
  beforeEach(() => {
    sink.clear();
  });
  afterAll(async () => {
    await desk.close();
    await sink.close();
  });

  const call = <B>(
    method: string,
    path: string,
    { body, headers }: { body?: object; headers?: Record<string, string> } = {},
  ): Promise<RestAnswer<B>> =>
    desk.request<B>(method, `/api/mail/templates${path}`, {
      as: admin,
      ...(body === undefined ? {} : { body }),
      ...(headers === undefined ? {} : { headers }),
    });
  const read = async (path: string): Promise<Template> => (await call<Template>('GET', path)).body;
  const save = (path: string, body: object, headers?: Record<string, string>): Promise<RestAnswer<Template>> =>
    call<Template>('PUT', path, { body, ...(headers === undefined ? {} : { headers }) });
  /** Versions go on from test to test; what they say does not. */
  const reset = async (path: string): Promise<Template> => (await call<Template>('DELETE', path)).body;
  const mailTo = async (address: string): Promise<SunkMail> => {
    await eventually(() => sink.to(address).length > 0);
    const [mail] = sink.to(address);
    if (mail === undefined) {
      throw new Error(`No mail to ${address}`);
    }
    return mail;
  };

  it('are listed, each in every language', async () => {
    const { status, body } = await call<{
      items: { name: string; group: string; purpose: string; languages: { language: string; isChanged: boolean }[] }[];
    }>('GET', '');
    expect(status).toBe(200);
    expect(body.items.length).toBeGreaterThan(30);
    body.items.forEach(({ purpose, languages }) => {
      expect(purpose).toMatch(/\w.*\.$/);
      expect(languages.map(({ language }) => language)).toEqual(['en', 'de']);
    });
  });

  it('are read with all they can show, by their version', async () => {
    const { status, body, headers } = await call<Template>('GET', '/password-reset/de');
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'password-reset', language: 'de', version: 1, isChanged: false, failure: null });
    expect(body.subject).toBe('Neues Passwort wählen');
    expect(body.variables).toContainEqual(
      expect.objectContaining({ name: 'links.reset', kind: 'link', isRequired: true }),
    );
    expect(headers.get('etag')).toBe('"1"');
  });

  it.each(['/nothing/de', '/password-reset/fr', '/__proto__/en', '/constructor/en'])(
    '%s is not there',
    async (path) => {
      expect((await call('GET', path)).status).toBe(404);
      expect((await save(path, {})).status).toBe(404);
      expect((await call('DELETE', path)).status).toBe(404);
      expect((await call('POST', `${path}/preview`, { body: {} })).status).toBe(404);
      expect((await call('POST', `${path}/test`, { body: { x: 1 } })).status).toBe(404);
      expect((await call('GET', `${path}/versions`)).status).toBe(404);
      expect((await call('POST', `${path}/versions/1/restore`)).status).toBe(404);
    },
  );

  it('are written anew, and the mail that goes out is the new one, in the language of its reader alone', async () => {
    const saved = await save('/account-approved/de', PARTS);
    expect(saved.status).toBe(200);
    expect(saved.body).toMatchObject({ ...PARTS, version: 2, isChanged: true, updatedBy: { id: admin.id } });
    expect(saved.headers.get('etag')).toBe('"2"');
    await desk.people.employee({ email: 'english@desk.example', firstName: 'Eve' });
    const german = await desk.people.pending({ email: 'german@desk.example', firstName: 'Gerda' });
    await desk.database.query("UPDATE users SET language = 'de-AT' WHERE id = $1", [german.id]);
    expect((await desk.request('POST', `/api/users/${german.id}/approve`, { as: admin })).status).toBe(200);

    const of = async (address: string): Promise<SunkMail['mail']> => {
      await eventually(() => sink.to(address).some(({ mail }) => /Willkommen|approved$/.test(mail.subject ?? '')));
      const found = sink.to(address).find(({ mail }) => /Willkommen|approved$/.test(mail.subject ?? ''));
      return found?.mail ?? Promise.reject(new Error('No mail'));
    };
    const mail = await of('german@desk.example');
    expect(mail.subject).toBe('Willkommen, Gerda');
    expect(mail.html).toContain('Willkommen Gerda!');
    expect(mail.html).toContain('lang="de"');
    expect(mail.text).toMatch(/^Willkommen Gerda: http/);
    expect((await of('english@desk.example')).subject).toBe('Your account is approved');
    await reset('/account-approved/de');
  });

  it('are refused with the line of each problem, and nothing is kept', async () => {
    const before = await read('/password-reset/en');
    const { status, body } = await call<Refusal>('PUT', '/password-reset/en', {
      body: { subject: 'Two\nlines', html: '<p>Hi</p>\n<script>x</script>', text: ' \n' },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: {
        subject: ['Line 1: The subject must be one line.'],
        html: ['Line 2: <script> cannot stand in a mail.'],
        text: ['Line 1: Please fill this in.'],
      },
    });
    expect(await read('/password-reset/en')).toEqual(before);
  });

  it.each<[string, object]>([
    ['no parts', {}],
    ['a part that is no text', { ...PARTS, html: ['x'] }],
    ['a part that is nothing', { ...PARTS, text: null }],
    ['a field that there is not', { ...PARTS, name: 'x' }],
    ['a subject that is too long', { ...PARTS, subject: 'x'.repeat(201) }],
    ['HTML that is too long', { ...PARTS, html: 'x'.repeat(50_001) }],
    ['a version that never was', { ...PARTS, version: 4_000 }],
    ['a version that is none', { ...PARTS, version: 'x' }],
  ])('cannot be saved with %s', async (_case, body) => {
    expect((await save('/email-set/en', body)).status).toBe(400);
    expect((await read('/email-set/en')).version).toBe(1);
  });

  it('are changed by the version that was seen', async () => {
    const path = '/account-reinstated/en';
    const { version } = (await save(path, PARTS, { 'If-Match': '"1"' })).body;
    expect((await save(path, { ...PARTS, subject: 'B' }, { 'If-Match': '"1"' })).status).toBe(412);
    expect((await call('DELETE', path, { headers: { 'If-Match': '"1"' } })).status).toBe(412);
    expect((await call('POST', `${path}/versions/1/restore`, { headers: { 'If-Match': '"1"' } })).status).toBe(412);
    // Somebody else changed the text meanwhile; I changed the subject of what I saw.
    const theirs = (await save(path, { ...PARTS, text: 'Theirs: {{ url }}' })).body;
    const mine = await save(path, { ...PARTS, subject: 'Mine', version });
    expect(mine.body).toMatchObject({ subject: 'Mine', text: 'Theirs: {{ url }}', version: theirs.version + 1 });
    // Both changed the same part.
    const both = await call<Refusal>('PUT', path, { body: { ...PARTS, text: 'Ours: {{ url }}', version } });
    expect(both.status).toBe(409);
    expect(both.body).toMatchObject({
      code: 'FIELD_CONFLICT',
      details: { text: ['Theirs: {{ url }}', 'Ours: {{ url }}'] },
    });
    await reset(path);
  });

  it('are changed by one of many who saw the same version', async () => {
    const path = '/email-changed/de';
    const { version } = await read(path);
    const answers = await Promise.all(
      ['A', 'B', 'C', 'D', 'E'].map((subject) =>
        save(path, { subject, html: '<p>x</p>', text: 'x' }, { 'If-Match': `"${String(version)}"` }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    expect((await read(path)).version).toBe(version + 1);
    await reset(path);
  });

  it('do not change when the same is saved again', async () => {
    const { subject, html, text, version } = await read('/email-taken/en');
    expect((await save('/email-taken/en', { subject, html, text })).body).toMatchObject({ version, isChanged: false });
  });

  it('keep every version, and go back to any of them', async () => {
    const path = '/account-suspended/en';
    const one = { subject: 'One', html: '<p>One</p>', text: 'One' };
    const first = (await save(path, one)).body.version;
    const second = (await save(path, { ...one, subject: 'Two' })).body.version;
    expect((await reset(path)).isChanged).toBe(false);
    const versions = async (query = ''): Promise<Versions> =>
      (await call<Versions>('GET', `${path}/versions${query}`)).body;
    expect(
      (await versions()).items.map(({ number, subject, action, isShipped }) => [number, subject, action, isShipped]),
    ).toEqual([
      [second + 1, 'Your account is suspended', 'reset', true],
      [second, 'Two', 'saved', false],
      [first, 'One', 'saved', false],
    ]);
    const page = await versions('?limit=2');
    expect((await versions(`?limit=2&cursor=${page.nextCursor ?? ''}`)).items.map(({ number }) => number)).toEqual([
      first,
    ]);
    expect((await call('GET', `${path}/versions?cursor=nonsense`)).status).toBe(400);

    const restored = await call<Template>('POST', `${path}/versions/${String(first)}/restore`);
    expect(restored.status).toBe(200);
    expect(restored.body).toMatchObject({ subject: 'One', version: second + 2, isChanged: true });
    expect((await versions()).items[0]).toMatchObject({ action: 'restored', createdBy: { id: admin.id } });
    expect((await call<Template>('POST', `${path}/versions/1/restore`)).body.isChanged).toBe(false);
    for (const absent of ['0', '999', 'x', '1.5', '99999999999']) {
      expect((await call('POST', `${path}/versions/${absent}/restore`)).status).toBe(404);
    }
  });

  it('leave an event for each change, with the parts that changed', async () => {
    const path = '/account-rejected/de';
    const { text, html } = await read(path);
    await save(path, { subject: 'Nein', html, text });
    await reset(path);
    const events = await desk.database.query<{ data: object; actor_id: string }>(
      "SELECT data, actor_id FROM events WHERE name = 'mail.template_changed' AND data->>'name' = 'account-rejected' ORDER BY id",
    );
    expect(events).toEqual([
      {
        actor_id: admin.id,
        data: {
          name: 'account-rejected',
          language: 'de',
          action: 'saved',
          fields: ['subject'],
          fromVersion: 1,
          version: 2,
        },
      },
      {
        actor_id: admin.id,
        data: {
          name: 'account-rejected',
          language: 'de',
          action: 'reset',
          fields: ['subject'],
          fromVersion: 2,
          version: 3,
        },
      },
    ]);
  });

  it('are shown with example data before they are saved', async () => {
    const preview = async (body: object): Promise<RestAnswer<Preview>> =>
      call<Preview>('POST', '/account-pending-notice/de/preview', { body });
    const parts = {
      ...PARTS,
      html: '<p>{{ personName }}{% if department %} ({{ department }}){% endif %}</p>',
      text: '{{ url }}',
    };
    const { status, body } = await preview(parts);
    expect(status).toBe(200);
    expect(body.problems).toEqual([]);
    expect(body.subject).toBe('Willkommen, Grace');
    expect(body.html).toContain('Ada Lovelace (Buchhaltung)');
    expect(body.html).toMatch(/^<!doctype html>/i);
    expect(body.text).toContain('/admin/people/');
    expect((await preview({ ...parts, example: 'sparse' })).body.html).not.toContain('Buchhaltung');
    const broken = (await preview({ ...parts, html: '<p>\n{{ nobody }}</p>' })).body;
    expect(broken).toMatchObject({
      html: null,
      subject: 'Willkommen, Grace',
      problems: [{ part: 'html', line: 2, message: 'There is no variable "nobody" in this template.' }],
    });
    expect((await preview({ ...parts, example: 'none' })).status).toBe(400);
    expect((await read('/account-pending-notice/de')).version).toBe(1);
  });

  it('are tried out by a mail to oneself, as they are and as they are being written', async () => {
    const { email } = admin;
    const asIs = await call<{ taskId: string }>('POST', '/password-reset/de/test', { body: {} });
    expect(asIs.status).toBe(202);
    const { mail } = await mailTo(email);
    expect(mail.subject).toBe('Neues Passwort wählen [Test]');
    expect(mail.text).toContain('example-of-a-secret-link');
    await eventually(async () => {
      const task = await desk.request<{ status: string }>('GET', `/api/tasks/${asIs.body.taskId}`, { as: admin });
      return task.body.status === 'succeeded';
    });
    sink.clear();
    const draft = { subject: 'Entwurf', html: '<a href="{{ links.reset }}">x</a>', text: '{{ links.reset }}' };
    expect((await call('POST', '/password-reset/de/test', { body: draft })).status).toBe(202);
    expect((await mailTo(email)).mail.subject).toBe('Entwurf [Test]');
    expect((await read('/password-reset/de')).isChanged).toBe(false);
    expect((await call('POST', '/password-reset/de/test', { body: { ...draft, text: 'x' } })).status).toBe(400);
    expect((await call('POST', '/password-reset/de/test', { body: { subject: 'x' } })).status).toBe(400);
  });

  describe('written anew in one server', () => {
    let second: Desk;
    const subjectThere = (): Promise<string> =>
      second.app.get(MailRenderer).subject({
        template: 'account-approved',
        data: { firstName: 'Ada', url: second.url },
        subjectTag: null,
        language: 'en',
        draft: null,
      });

    beforeAll(async () => {
      second = await startDesk({ database: desk.database, env: { WORKERS: 'off' } });
    });
    afterAll(async () => {
      await second.close();
    });

    it('count in the others a moment later, and so does going back', async () => {
      expect(await subjectThere()).toBe('Your account is approved');
      await save('/account-approved/en', { ...PARTS, subject: 'Hello {{ firstName }}' });
      await eventually(async () => (await subjectThere()) === 'Hello Ada', { within: 2_000 });
      await reset('/account-approved/en');
      await eventually(async () => (await subjectThere()) === 'Your account is approved', { within: 2_000 });
    });

    it('cost no mail when they are broken: the one that came with the program goes out, and everybody can see why', async () => {
      await save('/account-approved/en', PARTS);
      // As an older program may have left it, or a hand in the database.
      await desk.database.query(
        "UPDATE mail_templates SET html = '<p>{{ salary }}</p>' WHERE name = 'account-approved' AND language = 'en'",
      );
      await desk.database.query("SELECT pg_notify('smartsupport_mail_templates', '')");
      await eventually(async () => (await subjectThere()) === 'Willkommen, Ada');
      await desk.people.employee({ email: 'unlucky@desk.example', firstName: 'Una' });
      await eventually(() =>
        sink.to('unlucky@desk.example').some(({ mail }) => mail.subject === 'Your account is approved'),
      );

      await eventually(async () => (await read('/account-approved/en')).failure !== null);
      expect((await read('/account-approved/en')).failure?.message).toMatch(/salary/);
      for (const server of [desk, second]) {
        await eventually(async () => {
          const { status, body } = await server.request<{ degraded?: string[] }>('GET', '/api/health/ready');
          return status === 200 && body.degraded?.includes('mail-templates') === true;
        });
      }
      // Told once, however many mails follow.
      await desk.people.employee({ email: 'unlucky2@desk.example', firstName: 'Udo' });
      await eventually(() =>
        sink.to('unlucky2@desk.example').some(({ mail }) => mail.subject === 'Your account is approved'),
      );
      const told = await desk.database.query("SELECT data FROM events WHERE name = 'mail.template_broken'");
      expect(told).toEqual([
        {
          data: {
            name: 'account-approved',
            language: 'en',
            version: expect.any(Number),
            problem: expect.stringMatching(/salary/),
          },
        },
      ]);

      // Whatever is saved next mends it.
      expect((await save('/account-approved/en', PARTS)).body.failure).toBeNull();
      for (const server of [desk, second]) {
        await eventually(async () => {
          const { body } = await server.request<{ degraded?: string[] }>('GET', '/api/health/ready');
          return body.degraded?.includes('mail-templates') !== true;
        });
      }
      await reset('/account-approved/en');
    });
  });

  it('speak German about tickets to those who do, and English to the others, in one and the same matter', async () => {
    const [gerda, eve] = [
      await desk.people.employee({ email: 'gerda@desk.example', firstName: 'Gerda' }),
      await desk.people.coordinator({ email: 'eve@desk.example', firstName: 'Eve' }),
    ];
    await desk.database.query("UPDATE users SET language = 'de' WHERE id = $1", [gerda.id]);
    const ticket = await desk.request<{ id: string; number: string }>('POST', '/api/tickets/', {
      as: gerda,
      body: { subject: 'Drucker', category: 'other', description: 'Er brennt.' },
    });
    const { id, number } = ticket.body;
    const act = (as: SignedIn, action: string, body: object): Promise<RestAnswer<unknown>> =>
      desk.request('POST', `/api/tickets/${id}/${action}`, { as, body });
    expect((await act(admin, 'assign', { assigneeId: eve.id })).status).toBe(200);
    expect((await act(eve, 'comments', { body: 'Ist er *aus*?', visibility: 'public' })).status).toBe(201);
    expect((await act(eve, 'status', { status: 'On Hold', holdReason: 'requester' })).status).toBe(200);
    expect((await act(gerda, 'comments', { body: 'Ja.' })).status).toBe(201);

    const subjects = (address: string): string[] =>
      sink
        .to(address)
        .map(({ mail }) => mail.subject ?? '')
        .filter((subject) => subject.endsWith(`[${number}]`));
    const german = [
      `Ihre Anfrage ist eingegangen: Drucker [${number}]`,
      `Offen: Drucker [${number}]`,
      `Wartend: Drucker [${number}]`,
      expect.stringMatching(/hat geantwortet: Drucker/),
    ];
    await eventually(() => subjects('gerda@desk.example').length >= 4 && subjects('eve@desk.example').length >= 2);
    expect(subjects('gerda@desk.example')).toEqual(expect.arrayContaining(german));
    expect(subjects('eve@desk.example')).toEqual(
      expect.arrayContaining([
        `Assigned to you: Drucker [${number}]`,
        expect.stringMatching(/^Gerda .* answered: Drucker/),
      ]),
    );
    sink
      .to('gerda@desk.example')
      .filter(({ mail }) => mail.subject?.includes(number))
      .forEach(({ mail }) => {
        expect(mail.text).not.toMatch(/\b(ticket|because|you|has been|waits)\b/);
        expect(mail.text).toMatch(/weil es Ihre Anfrage ist\./);
      });
  });

  it('follow the setting of the desk where the account says nothing mails could speak', async () => {
    const language = async (value: string): Promise<void> => {
      const answer = await desk.request('PATCH', '/api/settings/mail', {
        as: admin,
        body: { values: { language: value } },
      });
      expect(answer.status).toBe(200);
    };
    await language('de');
    const { status } = await desk.request('POST', '/api/settings/mail/test', {
      as: admin,
      body: { to: 'who@desk.example' },
    });
    expect(status).toBe(202);
    expect((await mailTo('who@desk.example')).mail.subject).toBe('Eine Test-E-Mail von SmartSupport');
    await language('en');
  });

  it('let nobody put anything into a mail that its reader would not expect', async () => {
    const evil = '<img src=x onerror=alert(1)> {{ deskUrl }} {% if %} "quoted" & more';
    await save('/ticket-submitted/en', {
      subject: 'Got: {{ subject }}',
      html: '<p>Got <a title="{{ subject }}" href="{{ url }}">{{ subject | upcase }}</a></p>',
      text: 'Got {{ subject }}',
    });
    const employee = await desk.people.employee({ email: 'evil@desk.example' });
    const ticket = await desk.request<{ number: string }>('POST', '/api/tickets/', {
      as: employee,
      body: { subject: evil, category: 'other', description: 'x' },
    });
    await eventually(() => sink.to('evil@desk.example').some(({ mail }) => mail.subject?.startsWith('Got: ') === true));
    const mail = sink.to('evil@desk.example').find(({ mail: one }) => one.subject?.startsWith('Got: ') === true)?.mail;
    expect(mail?.subject).toBe(`Got: ${evil} [${ticket.body.number}]`);
    expect(mail?.html).not.toMatch(/<img/i);
    expect(mail?.html).toContain(
      'title="&lt;img src=x onerror=alert(1)&gt; {{ deskUrl }} {% if %} &#34;quoted&#34; &amp; more"',
    );
    expect(mail?.text).toContain(`Got ${evil}`);
    await reset('/ticket-submitted/en');
  });
});
