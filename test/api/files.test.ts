import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { PNG, submitTicket, type CommentView, type TicketView } from '../support/ticket-views.js';

const png = new Uint8Array(PNG);
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));

/** A zip archive with these entries, as an office program writes its documents. */
function zip(entries: readonly (readonly [name: string, text: string])[]): Uint8Array<ArrayBuffer> {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k += 1) {
      c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    }
    return c >>> 0;
  });
  const crc = (data: Buffer): number => {
    let c = 0xffffffff;
    data.forEach((byte) => {
      c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
    });
    return (c ^ 0xffffffff) >>> 0;
  };
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  entries.forEach(([name, text]) => {
    const data = Buffer.from(text);
    const packed = deflateRawSync(data);
    const sizes = Buffer.alloc(26);
    sizes.writeUInt16LE(20, 0);
    sizes.writeUInt16LE(8, 4);
    sizes.writeUInt32LE(crc(data), 10);
    sizes.writeUInt32LE(packed.length, 14);
    sizes.writeUInt32LE(data.length, 18);
    sizes.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), sizes, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), sizes, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  });
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end]));
}

describe('files of tickets', () => {
  let desk: Desk;
  let ada: SignedIn;
  let bob: SignedIn;
  let carla: SignedIn;
  let ticket: TicketView;
  let attachmentId: string;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    [ada, bob, carla] = await Promise.all([desk.people.employee(), desk.people.employee(), desk.people.coordinator()]);
    ticket = (await submitTicket(desk, ada, { files: [{ name: 'fire.png', type: 'text/html', bytes: png }] })).body;
    attachmentId = ticket.attachments[0]?.id ?? '';
  });
  afterAll(async () => {
    await desk.close();
  });

  const attach = async (as: SignedIn, name: string, bytes: Uint8Array<ArrayBuffer>, type = '') => {
    const body = new FormData();
    body.append('files', new Blob([bytes], { type }), name);
    return desk.request<{ id: string; filename: string; contentType: string; size: number }[] & Refusal>(
      'POST',
      `/api/tickets/${ticket.id}/attachments`,
      { as, body },
    );
  };
  const download = async (id: string, as?: SignedIn, query = '') =>
    desk.request<Refusal>('GET', `/attach/${id}/download${query}`, as === undefined ? {} : { as });

  describe('download', () => {
    it('gives the owner, staff and watchers the very bytes, with safe headers', async () => {
      for (const path of ['/attach', '/api/attach']) {
        const answer = await desk.request('GET', `${path}/${attachmentId}/download`, { as: ada });
        expect(answer.status).toBe(200);
        expect(answer.bytes.equals(PNG)).toBe(true);
        expect(Object.fromEntries(answer.headers)).toMatchObject({
          'content-type': 'image/png',
          'content-length': String(PNG.length),
          'content-disposition': 'attachment; filename=fire.png',
          'x-content-type-options': 'nosniff',
          'content-security-policy': expect.stringContaining('sandbox'),
          'cache-control': 'private, no-cache',
        });
      }
      expect((await download(attachmentId, carla)).status).toBe(200);
    });

    it('is 401 without a bearer and 404 for those who do not see the ticket', async () => {
      expect(await download(attachmentId)).toMatchObject({ status: 401, body: { code: 'AUTHENTICATION_REQUIRED' } });
      expect(await download(attachmentId, bob)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
      expect((await desk.request('GET', `/api/attachments/${attachmentId}/link`, { as: bob })).status).toBe(404);
      expect((await desk.request('GET', `/api/attachments/${attachmentId}/link`)).status).toBe(401);
    });

    it('ends with the sight of the ticket', async () => {
      await desk.request('PUT', `/api/tickets/${ticket.id}/watchers/${bob.id}`, { as: carla });
      expect((await download(attachmentId, bob)).status).toBe(200);
      await desk.request('DELETE', `/api/tickets/${ticket.id}/watchers/${bob.id}`, { as: carla });
      expect((await download(attachmentId, bob)).status).toBe(404);
    });

    it('of a note’s file is for staff alone: 404 for the requester, also by link and removal', async () => {
      const body = new FormData();
      body.append('body', 'Between us');
      body.append('visibility', 'internal');
      body.append('files', new Blob([png]), 'secret.png');
      const note = await desk.request<CommentView>('POST', `/api/tickets/${ticket.id}/comments`, { as: carla, body });
      const id = note.body.attachments[0]?.id ?? '';
      expect((await download(id, carla)).status).toBe(200);
      expect((await download(id, ada)).status).toBe(404);
      expect((await desk.request('GET', `/api/attachments/${id}/link`, { as: ada })).status).toBe(404);
      expect((await desk.request('DELETE', `/api/tickets/${ticket.id}/attachments/${id}`, { as: ada })).status).toBe(
        404,
      );
    });

    it('of a removed file is 404 for everybody, with old links too', async () => {
      const added = await attach(ada, 'gone.png', png);
      const id = added.body[0]?.id ?? '';
      const link = await desk.request<{ url: string }>('GET', `/api/attachments/${id}/link`, { as: ada });
      expect((await desk.request('DELETE', `/api/tickets/${ticket.id}/attachments/${id}`, { as: ada })).status).toBe(
        204,
      );
      expect((await download(id, ada)).status).toBe(404);
      expect((await desk.request('GET', link.body.url)).status).toBe(404);
    });

    it.each([
      ['scanning', 409, 'FILE_NOT_READY'],
      ['failed', 409, 'FILE_NOT_JUDGED'],
      ['infected', 410, 'FILE_REFUSED'],
    ])('of a file that is %s is %i, also by a link from before', async (state, status, code) => {
      const added = await attach(ada, 'state.png', png);
      const id = added.body[0]?.id ?? '';
      const link = await desk.request<{ url: string }>('GET', `/api/attachments/${id}/link`, { as: ada });
      await desk.database.query('UPDATE attachments SET state = $2 WHERE id = $1', [id, state]);
      expect(await download(id, ada)).toMatchObject({ status, body: { code } });
      expect(await desk.request('GET', link.body.url)).toMatchObject({ status, body: { code } });
      expect((await desk.request('GET', `/api/attachments/${id}/link`, { as: ada })).status).toBe(status);
    });

    it('whose bytes are gone fails honestly', async () => {
      const added = await attach(ada, 'lost.png', png);
      const id = added.body[0]?.id ?? '';
      await desk.database.query(`UPDATE attachments SET storage_key = 'nowhere' WHERE id = $1`, [id]);
      const answer = await download(id, ada);
      expect([404, 500, 503]).toContain(answer.status);
      expect(JSON.stringify(answer.body)).not.toContain(desk.dataDir);
    });
  });

  describe('a signed link', () => {
    const link = async () =>
      (
        await desk.request<{ url: string; expiresAt: string }>('GET', `/api/attachments/${attachmentId}/link`, {
          as: ada,
        })
      ).body;

    it('works without a bearer for 60 seconds and not longer', async () => {
      const { url, expiresAt } = await link();
      expect(Math.abs(new Date(expiresAt).getTime() - desk.clock.now().getTime() - 60_000)).toBeLessThan(2_000);
      expect((await desk.request('GET', url)).bytes.equals(PNG)).toBe(true);
      desk.clock.advance(57_000);
      expect((await desk.request('GET', url)).status).toBe(200);
      desk.clock.advance(4_000);
      expect(await desk.request('GET', url)).toMatchObject({ status: 401 });
      desk.clock.advance(-61_000);
    });

    it('is for its own file and untouched alone', async () => {
      const { url } = await link();
      const other = (await attach(ada, 'other.png', png)).body[0]?.id ?? '';
      const expires = /expires=(\d+)/.exec(url)?.[1] ?? '';
      for (const tampered of [
        url.replace(attachmentId, other),
        url.replace(expires, String(Number(expires) + 1)),
        url.replace(/signature=./, 'signature=_'),
        url.replace(/&signature=.*/, ''),
        `${url}&signature=x`,
        url.replace(expires, '1e99'),
      ]) {
        expect((await desk.request('GET', tampered)).status).toBe(401);
      }
    });
  });

  describe('names', () => {
    it.each([
      ['a path', '../../../etc/passwd.txt', 'passwd.txt'],
      ['a Windows path', 'C:\\temp\\boot.txt', 'boot.txt'],
      ['quotes and a header', 'a".txt\r\nSet-Cookie: x=1;.txt', /^[^"\r\n]+\.txt$/],
      ['a direction override', 'invoice\u202etxt.exe.txt', 'invoicetxt.exe.txt'],
      ['markup', '<img src=x onerror=alert(1)>.txt', /^[^<>]+\.txt$/],
      ['other scripts', 'Grüße 日本 🎉.txt', 'Grüße 日本 🎉.txt'],
      ['leading dots', '...htaccess.txt', 'htaccess.txt'],
      ['great length', `${'n'.repeat(400)}.txt`, /^n{100,150}\.txt$/],
    ])('of %s are harmless', async (_, given, expected) => {
      const added = await attach(ada, given, bytesOf('text'));
      expect(added.status).toBe(201);
      const [file] = added.body;
      expect(file?.filename).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
      const answer = await download(file?.id ?? '', ada);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename=/);
      const kept = readdirSync(join(desk.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((one) =>
        one.isFile(),
      );
      kept.forEach((entry) => {
        expect(entry.name).toMatch(/^[0-9a-f-]{36}$/);
      });
    });
  });

  describe('content decides', () => {
    const CONTENT_TYPES =
      '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
    const noise = Array.from({ length: 3_000 }, (_, index) => Math.sin(index).toString(36)).join('');

    it.each<[string, string, Uint8Array<ArrayBuffer>]>([
      ['a picture', 'a.png', png],
      ['a text', 'a.txt', bytesOf('hello')],
      ['a table', 'a.csv', bytesOf('a;b\n1;2\n')],
      ['an XML file', 'a.xml', bytesOf('<?xml version="1.0" encoding="UTF-8"?><a/>')],
      ['a calendar', 'a.ics', bytesOf('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n')],
      ['a card', 'a.vcf', bytesOf('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n')],
      ['JSON', 'a.json', bytesOf('{"a":1}')],
      ['a mail', 'a.eml', bytesOf('From: a@b.c\r\nSubject: x\r\n\r\nHello')],
      [
        'a document',
        'a.docx',
        zip([
          ['[Content_Types].xml', CONTENT_TYPES],
          ['word/document.xml', '<w/>'],
        ]),
      ],
      [
        'a document whose types come last',
        'a.docx',
        zip([
          ['docProps/thumb.txt', noise],
          ['word/media/image1.txt', noise],
          ['word/document.xml', noise],
          ['[Content_Types].xml', CONTENT_TYPES],
        ]),
      ],
      ['an archive', 'a.zip', zip([['a.txt', 'hello']])],
    ])('%s is taken', async (_, name, bytes) => {
      const added = await attach(ada, name, bytes, 'application/octet-stream');
      expect({ status: added.status, body: added.body }).toMatchObject({
        status: 201,
        body: [{ filename: name, size: bytes.length }],
      });
      const answer = await download(added.body[0]?.id ?? '', ada);
      expect(answer.bytes.equals(Buffer.from(bytes))).toBe(true);
    });

    it.each<[string, string, Uint8Array<ArrayBuffer>]>([
      ['a program', 'setup.exe', bytesOf(`MZ${'\u0000'.repeat(100)}`)],
      ['a program called document', 'report.pdf', bytesOf(`MZ${'\u0000'.repeat(100)}`)],
      ['a program called text', 'report.txt', bytesOf(`MZ${'\u0000'.repeat(100)}`)],
      ['a Linux program', 'tool.txt', bytesOf(`\u007fELF\u0002\u0001\u0001${'\u0000'.repeat(100)}`)],
      ['a web page', 'page.html', bytesOf('<script>alert(1)</script>')],
      [
        'a vector picture, which can run scripts',
        'a.svg',
        bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      ],
      ['a script', 'run.js', bytesOf('alert(1)')],
      ['a shell script', 'run.sh', bytesOf('#!/bin/sh\nrm -rf /')],
      ['a picture called document', 'a.pdf', png],
      ['a web page called picture', 'a.png', bytesOf('<!doctype html><script>alert(1)</script>')],
      ['an archive called document', 'a.docx', zip([['a.txt', 'hello']])],
      ['broken text', 'a.txt', new Uint8Array([0xff, 0xfe, 0x00, 0xd8])],
    ])('%s is refused by name', async (_, name, bytes) => {
      const before = await desk.database.query('SELECT 1 FROM attachments');
      const answer = await attach(ada, name, bytes, 'image/png');
      expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
      expect(answer.body.details?.['files']?.[0]).toContain(`${name}: `);
      expect(await desk.database.query('SELECT 1 FROM attachments')).toHaveLength(before.length);
    });

    it('what is kept is byte for byte what was sent, under its id', async () => {
      const bytes = new Uint8Array(3_000_000).map((_, index) => (index % 94) + 32);
      const added = await attach(ada, 'long.txt', bytes);
      const [row] = await desk.database.query<{ storage_key: string }>(
        'SELECT storage_key FROM attachments WHERE id = $1',
        [added.body[0]?.id],
      );
      const kept = readFileSync(join(desk.dataDir, 'files', row?.storage_key ?? ''));
      expect(kept.equals(Buffer.from(bytes))).toBe(true);
    });
  });

  it('are added by everybody who sees the ticket, and by nobody else', async () => {
    expect((await attach(carla, 'staff.png', png)).status).toBe(201);
    expect((await attach(bob, 'stranger.png', png)).status).toBe(404);
    const list = await desk.request<{ id: string }>('GET', `/api/tickets/${ticket.id}`, { as: bob });
    expect(list.status).toBe(404);
  });

  it('take ten at once, in their order', async () => {
    const files = Array.from({ length: 10 }, (_, index) => ({
      name: `n${String(index)}.png`,
      type: 'image/png',
      bytes: png,
    }));
    const answer = await submitTicket(desk, ada, { files });
    expect(answer).toMatchObject({ status: 201, body: { attachmentCount: 10 } });
    expect(answer.body.attachments.map(({ filename }) => filename)).toEqual(files.map(({ name }) => name));
  });

  it('leave no bytes behind when the change fails after they were stored, or when they are removed', async () => {
    const stored = (): number => readdirSync(join(desk.dataDir, 'files'), { recursive: true }).length;
    await desk.database.query(`
      CREATE FUNCTION refuse_submission() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
      CREATE TRIGGER refuse_submission BEFORE INSERT ON events FOR EACH ROW
        WHEN (NEW.name = 'ticket.submitted') EXECUTE FUNCTION refuse_submission();
    `);
    const before = stored();
    const refused = await submitTicket(desk, ada, { files: [{ name: 'a.png', type: 'image/png', bytes: png }] });
    await desk.database.query('DROP TRIGGER refuse_submission ON events; DROP FUNCTION refuse_submission;');
    expect(refused.status).toBe(500);
    await eventually(() => Promise.resolve(stored() === before));
    const added = await attach(ada, 'gone-for-good.png', png);
    expect(stored()).toBe(before + 1);
    await desk.request('DELETE', `/api/tickets/${ticket.id}/attachments/${added.body[0]?.id ?? ''}`, { as: ada });
    await eventually(() => Promise.resolve(stored() === before));
  });
});
