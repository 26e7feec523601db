import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { footprint } from '../support/footprint.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { PNG, submitTicket, type TicketListView, type TicketView } from '../support/ticket-views.js';

const GOOD = { subject: 'VPN drops', category: 'network', description: 'Every ten minutes' };
const ABSENT = '018f0000-0000-7000-8000-00000000dead';

/** The request as bytes on the wire, where FormData would tidy up. */
function rawMultipart(parts: readonly { headers: string; body: string | Buffer }[], end = '--x--\r\n') {
  const bytes = parts.flatMap(({ headers, body }) => [`--x\r\n${headers}\r\n\r\n`, body, '\r\n']);
  return {
    body: Buffer.concat([...bytes, end].map((part) => Buffer.from(part))),
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  };
}
const field = (name: string, body: string, more = ''): { headers: string; body: string } => ({
  headers: `Content-Disposition: form-data; name="${name}"${more}`,
  body,
});
const goodFields = Object.entries(GOOD).map(([name, value]) => field(name, value));

function form(files: readonly [name: string, bytes: Uint8Array<ArrayBuffer>][], fields: object = GOOD): FormData {
  const made = new FormData();
  Object.entries(fields).forEach(([name, value]) => {
    made.append(name, String(value));
  });
  files.forEach(([name, bytes]) => {
    made.append('files', new Blob([bytes]), name);
  });
  return made;
}

describe('bad input leaves a clear refusal and nothing else', () => {
  let desk: Desk;
  let ada: SignedIn;
  let carla: SignedIn;
  let ticket: TicketView;
  let before: Record<string, number>;

  const png = new Uint8Array(PNG);

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    ada = await desk.people.employee();
    carla = await desk.people.coordinator();
    ticket = (await submitTicket(desk, ada)).body;
    before = await footprint(desk);
  });
  afterAll(async () => {
    await desk.close();
  });

  const expectRefusal = async (answer: RestAnswer<Refusal>, status: number, field?: string): Promise<void> => {
    const was = before;
    // The temporary files of a refused upload go right after the answer.
    await eventually(async () => (before = await footprint(desk)) && before['files'] === was['files'], {
      within: 2_000,
    }).catch(() => false);
    expect(before).toEqual(was);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status, body: { code: expect.any(String) } });
    expect(Object.keys(answer.body).filter((key) => !['error', 'code', 'details', 'requestId'].includes(key))).toEqual(
      [],
    );
    if (field !== undefined) {
      expect(Object.keys(answer.body.details ?? {})).toContain(field);
    }
  };

  describe('a submission as JSON', () => {
    it.each<[string, unknown, string]>([
      ['nothing at all', {}, 'subject'],
      ['blanks only', { subject: ' ', category: '\n', description: '\t' }, 'description'],
      ['null', { ...GOOD, subject: null }, 'subject'],
      ['a number for a text', { ...GOOD, subject: 12 }, 'subject'],
      ['a list for a text', { ...GOOD, description: ['x'] }, 'description'],
      ['an object for a text', { ...GOOD, description: { $gt: '' } }, 'description'],
      ['a line break in the subject', { ...GOOD, subject: 'a\r\nBcc: eve@example.com' }, 'subject'],
      ['a control character in the subject', { ...GOOD, subject: 'a\u0007b' }, 'subject'],
      ['a name that every object has', { ...GOOD, toString: 'x' }, 'toString'],
      ['a subject of 201 characters', { ...GOOD, subject: 'x'.repeat(201) }, 'subject'],
      ['a description of 100 kB', { ...GOOD, description: 'x'.repeat(100_000) }, 'description'],
      ['a category that is none', { ...GOOD, category: 'nonsense' }, 'category'],
      ['NUL in a text', { ...GOOD, subject: 'a\u0000b' }, 'subject'],
      ['NUL in a long text', { ...GOOD, description: 'a\u0000b' }, 'description'],
      ['NUL in the category', { ...GOOD, category: 'net\u0000work' }, 'category'],
      ['half a surrogate pair', { ...GOOD, subject: 'a\ud800b' }, 'subject'],
      ['half a surrogate pair in a long text', { ...GOOD, description: '\udc00' }, 'description'],
      ['a field that must not be set', { ...GOOD, status: 'Closed' }, 'status'],
      ['somebody else’s id as requester', { ...GOOD, requesterId: ABSENT }, 'requesterId'],
      ['a number of its own', { ...GOOD, number: 'SS-999999' }, 'number'],
      ['an unknown truth', { ...GOOD, confidential: 'maybe' }, 'confidential'],
    ])('with %s', async (_, body, name) => {
      await expectRefusal(
        await desk.request<Refusal>('POST', '/api/tickets', { as: ada, body: body as object }),
        400,
        name,
      );
    });

    it('of nothing at all is told one thing per field', async () => {
      const answer = await desk.request<Refusal>('POST', '/api/tickets', { as: ada, body: {} });
      expect(answer.body.details).toEqual({
        subject: ['Please fill this in'],
        category: ['Please choose a category'],
        description: ['Please fill this in'],
      });
    });

    it('with __proto__ is told so', async () => {
      const headers = { 'content-type': 'application/json' };
      const body = '{"__proto__":{"role":"System Admin"}}';
      const answer = await desk.request<Refusal>('POST', '/api/tickets', { as: ada, body, headers });
      expect(Object.entries(answer.body.details ?? {})).toEqual([['__proto__', ['Unknown field __proto__']]]);
    });

    it.each(['toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', '__proto__', 'constructor'])(
      'a list by %s is refused by name',
      async (name) => {
        const answer = await desk.request<Refusal>('GET', `/api/tickets?${name}=1`, { as: ada });
        expect(answer.status).toBe(400);
        expect(Object.keys(answer.body.details ?? {})).toEqual([name]);
      },
    );

    it.each([
      ['limit', '0x10'],
      ['tag', '%00'],
      ['category', '%00'],
      ['cursor', '%00'],
    ])('a list with %s=%s is refused by name', async (name, value) => {
      const answer = await desk.request<Refusal>('GET', `/api/tickets?${name}=${value}`, { as: ada });
      expect(answer.status).toBe(400);
      expect(answer.body.details?.[name]).toHaveLength(1);
    });

    it.each([
      ['nested 1,500 deep', `{"subject":${'['.repeat(1_500)}${']'.repeat(1_500)}}`, 400],
      ['no JSON', '{"subject":', 400],
      ['a list', '[]', 400],
      ['a bare text', '"x"', 400],
      ['null', 'null', 400],
      ['over a mebibyte', JSON.stringify({ ...GOOD, description: 'x'.repeat(1_100_000) }), 413],
      ['a polluted prototype', '{"__proto__":{"role":"System Admin"}}', 400],
      ['a constructor', JSON.stringify({ ...GOOD, constructor: { prototype: {} } }), 400],
    ])('that is %s', async (_, body, status) => {
      const headers = { 'content-type': 'application/json' };
      await expectRefusal(await desk.request<Refusal>('POST', '/api/tickets', { as: ada, body, headers }), status);
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])('as %s', async (type) => {
      const headers = { 'content-type': type };
      const answer = await desk.request<Refusal>('POST', '/api/tickets', { as: ada, body: 'subject=x', headers });
      await expectRefusal(answer, 415);
    });

    it('with fields for staff, by an employee: 403', async () => {
      for (const more of [{ priority: 'High' }, { onBehalfOf: carla.id }]) {
        const answer = await desk.request<Refusal>('POST', '/api/tickets', { as: ada, body: { ...GOOD, ...more } });
        await expectRefusal(answer, 403);
      }
    });

    it.each<[string, object, string]>([
      ['an unknown priority', { priority: 'Urgent' }, 'priority'],
      ['a person who is none', { onBehalfOf: ABSENT }, 'onBehalfOf'],
      ['an id that is none', { onBehalfOf: 'ada' }, 'onBehalfOf'],
    ])('by staff with %s', async (_, more, name) => {
      const answer = await desk.request<Refusal>('POST', '/api/tickets', { as: carla, body: { ...GOOD, ...more } });
      await expectRefusal(answer, 400, name);
    });
  });

  describe('a submission as multipart', () => {
    it.each<[string, () => FormData, number, string | undefined]>([
      ['an empty form', () => form([], {}), 400, 'subject'],
      ['a file of 30 MB', () => form([['big.txt', new Uint8Array(30 * 1024 * 1024).fill(97)]]), 413, 'files'],
      ['11 files', () => form(Array.from({ length: 11 }, (_, index) => [`${String(index)}.png`, png])), 413, 'files'],
      [
        'a renamed program',
        () => form([['invoice.pdf', new Uint8Array(Buffer.from(`MZ${'\u0000'.repeat(200)}`, 'latin1'))]]),
        400,
        'files',
      ],
      [
        'a good file beside a bad one',
        () =>
          form([
            ['ok.png', png],
            ['bad.pdf', png],
          ]),
        400,
        'files',
      ],
      ['an empty file', () => form([['empty.txt', new Uint8Array(0)]]), 400, 'files'],
      [
        'a good file and an unknown category',
        () => form([['ok.png', png]], { ...GOOD, category: 'nonsense' }),
        400,
        'category',
      ],
      ['a good file and no subject', () => form([['ok.png', png]], { ...GOOD, subject: '' }), 400, 'subject'],
      ['a good file and a field nobody knows', () => form([['ok.png', png]], { ...GOOD, role: 'x' }), 400, 'role'],
      [
        'a good file and 100 kB of text',
        () => form([['ok.png', png]], { ...GOOD, description: 'x'.repeat(100_000) }),
        400,
        'description',
      ],
      [
        'a good file and NUL in a text',
        () => form([['ok.png', png]], { ...GOOD, subject: 'a\u0000b' }),
        400,
        'subject',
      ],
    ])('with %s', async (_, make, status, name) => {
      await expectRefusal(await desk.request<Refusal>('POST', '/api/tickets', { as: ada, body: make() }), status, name);
    });

    it('names each refused file and why', async () => {
      const body = form([
        ['report.pdf', png],
        ['readme', new Uint8Array([97])],
        ['ok.png', png],
      ]);
      const answer = await desk.request<Refusal>('POST', '/api/tickets', { as: ada, body });
      await expectRefusal(answer, 400, 'files');
      expect(answer.body.details?.['files']).toEqual([
        expect.stringMatching(/^report\.pdf: .*image\/png/),
        expect.stringMatching(/^readme: .*extension/),
      ]);
    });

    const file = { headers: 'Content-Disposition: form-data; name="files"; filename="a.txt"', body: 'text' };
    it.each<[string, ReturnType<typeof rawMultipart>, number]>([
      ['a field given twice', rawMultipart([...goodFields, field('subject', 'again'), file]), 400],
      [
        'a file under another name',
        rawMultipart([...goodFields, { ...file, headers: file.headers.replace('files', 'file') }]),
        400,
      ],
      ['a prototype for a field', rawMultipart([...goodFields, field('__proto__', 'x'), file]), 400],
      [
        'a file without a name',
        rawMultipart([
          ...goodFields,
          file,
          {
            headers: 'Content-Disposition: form-data; name="files"\r\nContent-Type: application/octet-stream',
            body: 'bytes',
          },
        ]),
        400,
      ],
      [
        'a part without a name',
        rawMultipart([...goodFields, file, { headers: 'Content-Disposition: form-data', body: 'bytes' }]),
        400,
      ],
      [
        'a field that says it is JSON and is none',
        rawMultipart([...goodFields.slice(1), file, field('subject', '{', '\r\nContent-Type: application/json')]),
        400,
      ],
      [
        'a field that says it is JSON',
        rawMultipart([
          ...goodFields.slice(1),
          file,
          field('subject', '{"a":{}}', '\r\nContent-Type: application/json'),
        ]),
        400,
      ],
      ['an end that never comes', rawMultipart([...goodFields, file], ''), 400],
      [
        '41 fields',
        rawMultipart([...Array.from({ length: 41 }, (_, index) => field(`f${String(index)}`, 'x')), file]),
        400,
      ],
      ['no boundary', { ...rawMultipart(goodFields), headers: { 'content-type': 'multipart/form-data' } }, 400],
      [
        'another boundary',
        { ...rawMultipart(goodFields), headers: { 'content-type': 'multipart/form-data; boundary=y' } },
        400,
      ],
      ['nothing in it', { ...rawMultipart([]), body: Buffer.alloc(0) }, 400],
    ])('with %s', async (_, request, status) => {
      await expectRefusal(await desk.request<Refusal>('POST', '/api/tickets', { as: ada, ...request }), status);
    });
  });

  describe('without a right to be here', () => {
    it.each([
      ['no token', undefined],
      ['a forged token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'],
      ['nonsense', 'x'],
    ])('%s is 401, whatever the body', async (_, access) => {
      const options = access === undefined ? {} : { as: { access } };
      for (const body of [{}, GOOD, form([['ok.png', png]])]) {
        const answer = await desk.request<Refusal>('POST', '/api/tickets', { ...options, body });
        expect(answer.body).toMatchObject({ error: 'Authentication required', code: 'AUTHENTICATION_REQUIRED' });
        await expectRefusal(answer, 401);
      }
    });

    it('a token whose last letters were changed is 401', async () => {
      const access = `${ada.access.slice(0, -6)}AAAAAA`;
      await expectRefusal(await desk.request<Refusal>('POST', '/api/tickets', { as: { access }, body: GOOD }), 401);
    });
  });

  describe('a ticket that cannot be named so', () => {
    it.each([
      'nonsense',
      '0',
      '-1',
      '1e9',
      '999999999999',
      '9'.repeat(150),
      ABSENT,
      `${ABSENT}0`,
      '%00',
      '%F0%9F%92%A9',
      "1'--",
      '%2e%2e%2f',
      'SS-',
    ])('%s is 404 for every verb', async (ref) => {
      const requests: [string, string, object?][] = [
        ['GET', ''],
        ['PATCH', '', { subject: 'x' }],
        ['POST', '/claim'],
        ['POST', '/comments', { body: 'x' }],
        ['GET', '/timeline'],
      ];
      for (const [method, path, body] of requests) {
        const answer = await desk.request<Refusal>(method, `/api/tickets/${ref}${path}`, {
          as: carla,
          ...(body === undefined ? {} : { body }),
        });
        await expectRefusal(answer, 404);
      }
    });
  });

  describe('a change', () => {
    it.each<[string, string, string, object, number, string | undefined]>([
      ['nothing to change', 'PATCH', '', {}, 400, undefined],
      ['null for a subject', 'PATCH', '', { subject: null }, 400, 'subject'],
      ['null for a description', 'PATCH', '', { description: null }, 400, 'description'],
      ['null for a category', 'PATCH', '', { category: null }, 400, 'category'],
      ['null for a priority', 'PATCH', '', { priority: null }, 400, 'priority'],
      ['null for tags', 'PATCH', '', { tags: null }, 400, 'tags'],
      ['null for confidential', 'PATCH', '', { confidential: null }, 400, 'confidential'],
      ['a blank subject', 'PATCH', '', { subject: ' ' }, 400, 'subject'],
      ['an unknown category', 'PATCH', '', { category: 'nonsense' }, 400, 'category'],
      ['a priority nobody knows', 'PATCH', '', { priority: 'Urgent' }, 400, 'priority'],
      ['a team nobody knows', 'PATCH', '', { teamId: ABSENT }, 400, 'teamId'],
      ['a team id that is none', 'PATCH', '', { teamId: 'x' }, 400, 'teamId'],
      ['21 tags', 'PATCH', '', { tags: Array.from({ length: 21 }, (_, index) => `t${String(index)}`) }, 400, 'tags'],
      ['a tag of markup', 'PATCH', '', { tags: ['<b>'] }, 400, 'tags'],
      ['a status by the back door', 'PATCH', '', { status: 'Closed' }, 400, 'status'],
      ['a version of words', 'PATCH', '', { subject: 'x', version: 'one' }, 400, 'version'],
      ['a version out of range', 'PATCH', '', { subject: 'x', version: 1e300 }, 400, 'version'],
      ['a version of nought', 'PATCH', '', { subject: 'x', version: 0 }, 400, 'version'],
      ['a status nobody knows', 'POST', '/status', { status: 'Done' }, 400, 'status'],
      ['no status', 'POST', '/status', {}, 400, 'status'],
      ['a rejection without reason', 'POST', '/status', { status: 'Rejected' }, 400, 'reason'],
      ['a rejection with null for a reason', 'POST', '/status', { status: 'Rejected', reason: null }, 400, 'reason'],
      [
        'a reason of 3,000 characters',
        'POST',
        '/status',
        { status: 'Rejected', reason: 'x'.repeat(3_000) },
        400,
        'reason',
      ],
      ['NUL in a reason', 'POST', '/status', { status: 'Rejected', reason: 'a\u0000' }, 400, 'reason'],
      ['half a pair in a reason', 'POST', '/status', { status: 'Rejected', reason: 'a\ud800' }, 400, 'reason'],
      ['an assignee nobody knows', 'POST', '/assign', { assigneeId: ABSENT }, 400, 'assigneeId'],
      ['an assignee id that is none', 'POST', '/assign', { assigneeId: 'carla' }, 400, 'assigneeId'],
      ['a team nobody knows', 'POST', '/assign', { teamId: ABSENT }, 400, 'teamId'],
      ['nobody and no team', 'POST', '/assign', {}, 400, undefined],
      ['no text', 'POST', '/comments', {}, 400, 'body'],
      ['blank text', 'POST', '/comments', { body: ' \n ' }, 400, 'body'],
      ['100 kB of text', 'POST', '/comments', { body: 'x'.repeat(100_000) }, 400, 'body'],
      ['NUL in a text', 'POST', '/comments', { body: '\u0000' }, 400, 'body'],
      ['half a pair in a text', 'POST', '/comments', { body: 'x\udfff' }, 400, 'body'],
      ['a visibility nobody knows', 'POST', '/comments', { body: 'x', visibility: 'secret' }, 400, 'visibility'],
      ['no files', 'POST', '/attachments', {}, 400, 'files'],
      ['a watcher nobody knows', 'PUT', `/watchers/${ABSENT}`, {}, 400, 'userId'],
      ['a watcher id that is none', 'PUT', '/watchers/carla', {}, 400, 'userId'],
    ])('with %s', async (_, method, path, body, status, name) => {
      const answer = await desk.request<Refusal>(method, `/api/tickets/${ticket.id}${path}`, { as: carla, body });
      await expectRefusal(answer, status, name);
    });

    it.each(['x', '-1', '"a"', '1.5', '99999999999999999999'])('with If-Match: %s', async (tag) => {
      const headers = { 'if-match': tag };
      const body = { subject: 'x' };
      await expectRefusal(
        await desk.request<Refusal>('PATCH', `/api/tickets/${ticket.id}`, { as: carla, body, headers }),
        400,
      );
    });

    it.each(['', ' ', 'a b', 'ä', 'x'.repeat(256)])('with Idempotency-Key: %j', async (key) => {
      const encoded = Buffer.from(key).toString('latin1');
      const headers = { 'idempotency-key': encoded };
      await expectRefusal(await desk.request<Refusal>('POST', '/api/tickets', { as: ada, body: GOOD, headers }), 400);
    });

    it('with an assignee who is no staff', async () => {
      const body = { assigneeId: ada.id };
      await expectRefusal(
        await desk.request<Refusal>('POST', `/api/tickets/${ticket.id}/assign`, { as: carla, body }),
        400,
        'assigneeId',
      );
    });

    it('to an attachment that cannot be named so', async () => {
      for (const id of ['x', ABSENT, '%00']) {
        const path = `/api/tickets/${ticket.id}/attachments/${id}`;
        await expectRefusal(await desk.request<Refusal>('DELETE', path, { as: carla }), 404);
        await expectRefusal(await desk.request<Refusal>('GET', `/attach/${id}/download`, { as: carla }), 404);
        await expectRefusal(await desk.request<Refusal>('GET', `/api/attachments/${id}/link`, { as: carla }), 404);
      }
    });
  });

  describe('a list', () => {
    it.each([
      'limit=0',
      'limit=101',
      'limit=-1',
      'limit=1e9',
      'limit=abc',
      'limit=1.5',
      'limit=99999999999999999999',
      'sort=number',
      'sort=-submittedAt;drop',
      'status=Done',
      'status=New,Done',
      'priority=Urgent',
      'assignee=carla',
      `assignee=${'-'.repeat(36)}`,
      'requester=x',
      'requester=none',
      'team=x',
      `team=${'f'.repeat(36)}`,
      'submittedFrom=yesterday',
      'submittedFrom=2026-13-45',
      'submittedFrom=2026-02-30',
      'submittedTo=%2B275760-09-13T00:00:00Z',
      'submittedTo=0000-01-01',
      'include=everything',
      'view=nonsense',
      'cursor=x',
      'cursor=W10',
      'unknown=1',
      'category=a%00b',
      'tag=a%00b',
    ])('with %s', async (query) => {
      await expectRefusal(await desk.request<Refusal>('GET', `/api/tickets?${query}`, { as: carla }), 400);
    });

    it.each([
      ['of another sort', ['submittedAt', '2026-09-04T12:00:00.000000Z', ABSENT]],
      ['with a date that is none', ['-submittedAt', 'yesterday', ABSENT]],
      ['with an id that is none', ['-submittedAt', '2026-09-04T12:00:00.000000Z', 'x']],
      ['with an object', ['-submittedAt', { a: 1 }, ABSENT]],
      ['with nothing in it', ['-submittedAt', null, null]],
    ])('with a cursor %s', async (_, made) => {
      const cursor = Buffer.from(JSON.stringify(made)).toString('base64url');
      await expectRefusal(
        await desk.request<Refusal>('GET', `/api/tickets?cursor=${cursor}`, { as: carla }),
        400,
        'cursor',
      );
    });

    it.each([
      ['quotes', `"'\`“”„`],
      ['operators', 'a & | ! ( ) : * <-> foo:*'],
      ['operators alone', '& | !'],
      ['an open quote', 'it\'s "unbalanced'],
      ['emoji', '💩🔥👩‍👩‍👧'],
      ['punctuation', '.,;:!?-_#+*~'],
      ['percent and underscore', '%_\\%'],
      ['SQL', "'; DROP TABLE tickets; --"],
      ['NUL', 'a\u0000b'],
      ['only NUL', '\u0000'],
      ['control characters', '\u0001\u0008\u007f'],
      ['a direction override', '\u202e\u200b'],
      ['10 kB', 'word '.repeat(2_000)],
      ['10 kB in one word', 'x'.repeat(10_000)],
      ['10 kB of umlauts', 'ä'.repeat(2_500)],
      ['a long number', '9'.repeat(500)],
      ['backslashes', '\\\\\\'],
      ['a combining storm', `qe${'\u0301'.repeat(300)}`],
      ['Arabic and Chinese', 'الطابعة 打印机'],
    ])('searched with %s finds nothing and does not complain', async (_, q) => {
      for (const as of [ada, carla]) {
        const path = `/api/tickets?include=total&q=${encodeURIComponent(q)}`;
        const answer = await desk.request<TicketListView>('GET', path, { as });
        expect(answer).toMatchObject({ status: 200, body: { items: [], nextCursor: null, total: 0 } });
      }
    });

    it.each(['%ff', '%ED%A0%80', '%', '%zz', '%C0%80'])(
      'searched with the broken bytes %s does not break',
      async (q) => {
        const answer = await desk.request('GET', `/api/tickets?q=${q}`, { as: carla });
        expect([200, 400]).toContain(answer.status);
      },
    );
  });
});
