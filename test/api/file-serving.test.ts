import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { copyFileSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { submitTicket, type CommentView, type TicketView } from '../support/ticket-views.js';

const TEXT = Buffer.from('The quick brown fox jumps over the lazy dog, ä and 🦊.');
const ETAG = `"${createHash('sha256').update(TEXT).digest('hex')}"`;
const bytesOf = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

/** What a name becomes on the disk of whoever saves it: RFC 6266, the encoded one first. */
function savedName(answer: RestAnswer<unknown>): string {
  const header = answer.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(header)?.[1];
  const plain = /filename=(?:"((?:[^"\\]|\\.)*)"|([^;]+))/.exec(header);
  return encoded === undefined
    ? (plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2] ?? '')
    : decodeURIComponent(encoded);
}

/** Two pictures, red and blue, of 8 x 8 points. */
const GIF = Buffer.from(
  'R0lGODlhCAAIAIAAAExpcf8AACH5BAUAAAAALAAAAAAIAAgAAAIHjI+py+1dAAAh+QQFAAAAACwAAAAACAAIAIBMaXEAAP8CB4yPqcvtXQAAOw==',
  'base64',
);

describe('files on their way out', () => {
  let desk: Desk;
  let ada: SignedIn;
  let bob: SignedIn;
  let carla: SignedIn;
  let ticket: TicketView;
  let textId: string;
  let photo: Buffer;
  let photoId: string;

  const attach = async (as: SignedIn, name: string, bytes: Buffer): Promise<string> => {
    const body = new FormData();
    body.append('files', new Blob([bytesOf(bytes)]), name);
    const path = `/api/tickets/${ticket.id}/attachments`;
    const answer = await desk.request<{ id: string }[]>('POST', path, { as, body });
    expect(answer.status).toBe(201);
    return answer.body[0]?.id ?? '';
  };
  const get = async (id: string, headers: Record<string, string> = {}, method = 'GET', as: SignedIn = ada) =>
    desk.request<Refusal>(method, `/attach/${id}/download`, { as, headers });
  const preview = async (id: string, query = 'size=thumbnail', as: SignedIn = ada, headers = {}) =>
    desk.request<Refusal>('GET', `/attach/${id}/preview?${query}`, { as, headers });
  const link = async (id: string, query = '', as: SignedIn = ada) =>
    desk.request<{ url: string } & Refusal>('GET', `/api/attachments/${id}/link${query}`, { as });
  const setState = async (id: string, state: string): Promise<void> => {
    await desk.database.query('UPDATE attachments SET state = $2 WHERE id = $1', [id, state]);
  };
  const factsOf = async (bytes: Buffer) => {
    const path = join(desk.dataDir, 'seen.webp');
    writeFileSync(path, bytes);
    return sharp(path).metadata();
  };
  const drawn = (): string[] => {
    try {
      return readdirSync(join(desk.dataDir, 'files/previews'));
    } catch {
      // Nothing was drawn yet.
      return [];
    }
  };

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    [ada, bob, carla] = await Promise.all([desk.people.employee(), desk.people.employee(), desk.people.coordinator()]);
    ticket = (await submitTicket(desk, ada)).body;
    textId = await attach(ada, 'fox.txt', TEXT);
    photo = await sharp({ create: { width: 2_400, height: 1_200, channels: 3, background: 'teal' } })
      .withExif({ IFD0: { Copyright: 'Ada at home, 52.5N 13.4E' } })
      .jpeg()
      .toBuffer();
    photoId = await attach(ada, 'photo.jpg', photo);
  });
  afterAll(async () => {
    await desk.close();
  });

  describe('by ranges', () => {
    it.each<[string, number, number]>([
      ['bytes=0-3', 0, 3],
      ['bytes=4-', 4, TEXT.length - 1],
      ['bytes=-5', TEXT.length - 5, TEXT.length - 1],
      ['bytes=0-0', 0, 0],
      [`bytes=10-${'9'.repeat(300)}`, 10, TEXT.length - 1],
    ])('%s is that part', async (range, start, end) => {
      const answer = await get(textId, { range });
      expect(answer.status).toBe(206);
      expect(answer.bytes.equals(TEXT.subarray(start, end + 1))).toBe(true);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-range': `bytes ${String(start)}-${String(end)}/${String(TEXT.length)}`,
        'content-length': String(end - start + 1),
        'content-disposition': 'attachment; filename=fox.txt',
        'content-security-policy': expect.stringContaining('sandbox') as string,
        'accept-ranges': 'bytes',
        etag: ETAG,
      });
    });

    it.each(['bytes=0-1,4-5', 'bytes=5-2', 'bytes=', 'lines=0-1', 'bytes=a-b', 'nonsense', 'bytes=--1'])(
      '%s is the whole',
      async (range) => {
        const answer = await get(textId, { range });
        expect([answer.status, answer.bytes.equals(TEXT), answer.headers.get('content-range')]).toEqual([
          200,
          true,
          null,
        ]);
      },
    );

    it.each([`bytes=${String(TEXT.length)}-`, `bytes=${'9'.repeat(300)}-`, 'bytes=-0'])('%s is none', async (range) => {
      const answer = await get(textId, { range });
      expect(answer).toMatchObject({ status: 416, body: { code: 'RANGE_NOT_SATISFIABLE' } });
      expect(answer.headers.get('content-range')).toBe(`bytes */${String(TEXT.length)}`);
      expect(answer.headers.get('content-type')).toContain('application/json');
    });

    it('goes on only with the very bytes that were begun', async () => {
      const asked = async (tag: string) => (await get(textId, { range: 'bytes=0-3', 'if-range': tag })).status;
      expect([await asked(ETAG), await asked('"other"'), await asked(`W/${ETAG}`)]).toEqual([206, 200, 200]);
      expect(await asked('Mon, 23 Nov 2026 20:00:00 GMT')).toBe(200);
    });

    it('by a link as well', async () => {
      const { url } = (await link(textId)).body;
      const answer = await desk.request('GET', url, { headers: { range: 'bytes=4-8' } });
      expect([answer.status, answer.bytes.toString()]).toEqual([206, 'quick']);
    });
  });

  describe('by their tag', () => {
    it.each([ETAG, `W/${ETAG}`, `"a", ${ETAG}`, '*'])('%s is known already', async (tag) => {
      const answer = await get(textId, { 'if-none-match': tag, range: 'bytes=0-3' });
      expect([answer.status, answer.bytes.length, answer.headers.get('etag')]).toEqual([304, 0, ETAG]);
      expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    });

    it('other tags are not', async () => {
      expect((await get(textId, { 'if-none-match': '"other"' })).status).toBe(200);
    });

    it('says nothing to those who may not see it, nor of what is refused', async () => {
      const known = { 'if-none-match': ETAG };
      expect((await get(textId, known, 'GET', bob)).status).toBe(404);
      expect((await desk.request('GET', `/attach/${textId}/download`, { headers: known })).status).toBe(401);
      const id = await attach(ada, 'again.txt', TEXT);
      await setState(id, 'infected');
      expect((await get(id, known)).status).toBe(410);
      expect((await get(id, { range: 'bytes=0-0' })).status).toBe(410);
      expect((await get(id, {}, 'HEAD')).status).toBe(410);
    });

    it('HEAD is all of it but the bytes', async () => {
      const [head, whole] = [await get(textId, { range: 'bytes=0-3' }, 'HEAD'), await get(textId)];
      expect([head.status, head.bytes.length]).toEqual([200, 0]);
      for (const name of ['content-length', 'content-type', 'content-disposition', 'etag', 'accept-ranges']) {
        expect([name, head.headers.get(name)]).toEqual([name, whole.headers.get(name)]);
      }
      expect((await get(textId, {}, 'HEAD', bob)).status).toBe(404);
    });
  });

  describe('with names that are harmless', () => {
    it.each<[string, string, string]>([
      ['a way out of the folder', '../../etc/passwd.txt', 'passwd.txt'],
      ['a way out in Windows', 'C:\\Windows\\..\\boot.txt', 'boot.txt'],
      ['a right-to-left override', 'invoice\u202etxt.exe.txt', 'invoicetxt.exe.txt'],
      ['isolates and marks', '\u2066a\u2069\u061cb\u200f.txt', 'ab.txt'],
      ['quotes', 'a"b\'c.txt', "ab'c.txt"],
      ['semicolons, percents and commas', 'a;b%20c,d.txt', 'a;b%20c,d.txt'],
      ['faces', 'Feuer 🔥🦊.txt', 'Feuer 🔥🦊.txt'],
      ['other letters', 'Отчёт 報告 über.txt', 'Отчёт 報告 über.txt'],
      ['a hidden file', '...hidden.txt', 'hidden.txt'],
      ['tags that nobody sees', 'a\u{e0041}\u{e007f}\u3164.txt', 'a.txt'],
    ])('%s', async (_, given, expected) => {
      const answer = await get(await attach(ada, given, TEXT));
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename/);
      expect(savedName(answer)).toBe(expected);
    });

    it('of 4 kB are cut, with their extension, to what a disk takes', async () => {
      for (const letter of ['a', '🔥', 'ü']) {
        const name = savedName(
          await get(await attach(ada, `${letter.repeat(4_096 / Buffer.byteLength(letter))}.txt`, TEXT)),
        );
        expect(name).toMatch(/^.+\.txt$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
      }
    });

    it('with line ends and NUL, as no browser sends them, never reach a header', async () => {
      const hostile = ['a\r\nSet-Cookie: x=1\r\n.txt', 'a\u0000.exe\u0000.txt', 'a\nX-Evil: 1.txt'];
      const names = hostile.flatMap((name) => [
        `filename*=UTF-8''${encodeURIComponent(name)}`,
        `filename="${encodeURIComponent(name)}"`,
      ]);
      for (const name of names) {
        const boundary = 'xxxBOUNDARYxxx';
        const body = [
          `--${boundary}`,
          `Content-Disposition: form-data; name="files"; ${name}`,
          'Content-Type: text/plain',
          '',
          'hello',
          `--${boundary}--`,
          '',
        ].join('\r\n');
        const answer = await desk.request<{ id: string; filename: string }[]>(
          'POST',
          `/api/tickets/${ticket.id}/attachments`,
          { as: ada, body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } },
        );
        // Refused or cleaned: both are harmless.
        expect([201, 400]).toContain(answer.status);
        if (answer.status === 400) {
          continue;
        }
        expect(answer.body[0]?.filename).toMatch(/^\P{Cc}+$/u);
        const file = await get(answer.body[0]?.id ?? '');
        expect(file.status).toBe(200);
        expect(file.headers.get('set-cookie')).toBeNull();
        expect(file.headers.get('x-evil')).toBeNull();
      }
    });
  });

  describe('as pictures drawn anew', () => {
    it('small, as WebP, without what the photo told about its maker', async () => {
      expect(photo.includes('Ada at home')).toBe(true);
      for (const [size, width] of [
        ['thumbnail', 320],
        ['screen', 1_600],
      ] as const) {
        const answer = await preview(photoId, `size=${size}`);
        expect(answer.status).toBe(200);
        expect(Object.fromEntries(answer.headers)).toMatchObject({
          'content-type': 'image/webp',
          'content-disposition': 'inline; filename=photo.jpg.webp',
          'content-security-policy': expect.stringContaining('sandbox') as string,
          'x-content-type-options': 'nosniff',
          'cache-control': 'private, no-cache',
        });
        const facts = await factsOf(answer.bytes);
        expect([facts.format, facts.width, facts.height, facts.exif]).toEqual(['webp', width, width / 2, undefined]);
        expect(answer.bytes.includes('Ada at home')).toBe(false);
        const tag = answer.headers.get('etag') ?? '';
        expect((await preview(photoId, `size=${size}`, ada, { 'if-none-match': tag })).status).toBe(304);
      }
      expect(drawn().toSorted()).toEqual([`${photoId}-screen.webp`, `${photoId}-thumbnail.webp`]);
    });

    it('of an animation the first picture alone', async () => {
      const answer = await preview(await attach(ada, 'blink.gif', GIF));
      const { pages, width, height } = await factsOf(answer.bytes);
      expect([pages ?? 1, width, height]).toEqual([1, 8, 8]);
    });

    it('once, however many ask at once', async () => {
      const id = await attach(ada, 'many.jpg', photo);
      const answers = await Promise.all(Array.from({ length: 12 }, async () => preview(id)));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
      expect(new Set(answers.map(({ bytes }) => bytes.toString('base64'))).size).toBe(1);
    });

    it('not of what is no picture, is broken, or unpacks to too much', async () => {
      const header = Buffer.from(
        await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
          .png()
          .toBuffer(),
      );
      // Says that it has 30,000 × 30,000 pixels.
      const bomb = Buffer.from(header);
      bomb.writeUInt32BE(30_000, 16);
      bomb.writeUInt32BE(30_000, 20);
      const ids = [textId];
      for (const bytes of [photo.subarray(0, 2_000), bomb]) {
        const body = new FormData();
        body.append('files', new Blob([bytesOf(Buffer.from(bytes))]), bytes === bomb ? 'bomb.png' : 'half.jpg');
        const path = `/api/tickets/${ticket.id}/attachments`;
        const answer = await desk.request<{ id: string }[]>('POST', path, { as: ada, body });
        // A bomb may be refused at the door already.
        expect([201, 400]).toContain(answer.status);
        if (answer.status === 201) {
          ids.push(answer.body[0]?.id ?? '');
        }
      }
      for (const id of ids) {
        for (let round = 0; round < 2; round += 1) {
          expect(await preview(id)).toMatchObject({ status: 409, body: { code: 'PREVIEW_NOT_POSSIBLE' } });
        }
      }
      expect((await link(textId, '?variant=thumbnail')).status).toBe(409);
      expect((await get(textId)).status).toBe(200);
    });

    it('not when the bytes are others than those that were judged', async () => {
      const id = await attach(ada, 'swapped.jpg', photo);
      await desk.database.query("UPDATE attachments SET sha256 = repeat('0', 64) WHERE id = $1", [id]);
      expect((await preview(id)).status).toBe(409);
      expect(drawn().some((name) => name.startsWith(id))).toBe(false);
    });

    it('that somebody else has written to on the disk is drawn anew, and kept again', async () => {
      const id = await attach(ada, 'wall.jpg', photo);
      const whole = (await preview(id)).bytes;
      const path = join(desk.dataDir, 'files/previews', `${id}-thumbnail.webp`);
      const kept = readFileSync(path);
      // A whole picture of something else, one without a seal, half of one, and one whose bits have turned.
      const red = sharp({ create: { width: 9, height: 9, channels: 3, background: '#f00' } });
      const other = await red.clone().webp().toBuffer();
      const turned = Buffer.from(kept);
      turned[40] = (turned[40] ?? 0) ^ 1;
      for (const bytes of [Buffer.concat([other, kept.subarray(-32)]), whole, kept.subarray(0, 60), turned]) {
        writeFileSync(path, bytes);
        const answer = await preview(id);
        expect([answer.status, answer.bytes.equals(whole)]).toEqual([200, true]);
        expect(readFileSync(path).equals(kept)).toBe(true);
      }
      // Nor is it another one of this desk.
      const secret = await attach(ada, 'other.png', await red.png().toBuffer());
      await preview(secret);
      copyFileSync(path.replace(id, secret), path);
      expect((await preview(id)).bytes.equals(whole)).toBe(true);
    });

    it('is 400 for a size that there is not, after all that may be said before', async () => {
      for (const query of ['', 'size=original', 'size=huge', 'size=screen&size=screen', 'size[]=screen']) {
        expect((await preview(photoId, query)).status).toBe(400);
        expect((await preview(photoId, query, bob)).status).toBe(404);
      }
      expect((await link(photoId, '?variant=huge')).status).toBe(400);
    });

    it.each([
      ['scanning', 409, 'FILE_NOT_READY'],
      ['failed', 409, 'FILE_NOT_JUDGED'],
      ['infected', 410, 'FILE_REFUSED'],
    ])('never while it is %s, also where it was drawn before', async (state, status, code) => {
      const id = await attach(ada, 'state.jpg', photo);
      const { url } = (await link(id, '?variant=thumbnail')).body;
      expect((await desk.request('GET', url)).status).toBe(200);
      const tag = (await preview(id)).headers.get('etag') ?? '';
      await setState(id, state);
      expect(await preview(id)).toMatchObject({ status, body: { code } });
      expect(await preview(id, 'size=thumbnail', ada, { 'if-none-match': tag })).toMatchObject({ status });
      expect(await desk.request('GET', url)).toMatchObject({ status, body: { code } });
      expect(await link(id, '?variant=screen')).toMatchObject({ status, body: { code } });
    });

    it('goes with its file', async () => {
      const id = await attach(ada, 'short-lived.jpg', photo);
      await preview(id);
      const { url } = (await link(id, '?variant=thumbnail')).body;
      expect(drawn()).toContain(`${id}-thumbnail.webp`);
      const path = `/api/tickets/${ticket.id}/attachments/${id}`;
      expect((await desk.request('DELETE', path, { as: ada })).status).toBe(204);
      expect((await preview(id)).status).toBe(404);
      expect((await desk.request('GET', url)).status).toBe(404);
      expect((await link(id)).status).toBe(404);
      await eventually(() => !drawn().includes(`${id}-thumbnail.webp`));
    });
  });

  describe('by links', () => {
    it('each opens one variant alone, for a minute', async () => {
      const [original, thumbnail, screen] = await Promise.all(
        ['', '?variant=thumbnail', '?variant=screen'].map(async (query) => (await link(photoId, query)).body.url),
      );
      if (original === undefined || thumbnail === undefined || screen === undefined) {
        throw new Error('No links');
      }
      const status = async (url: string) => (await desk.request('GET', url)).status;
      expect([await status(original), await status(thumbnail), await status(screen)]).toEqual([200, 200, 200]);
      expect(await status(thumbnail.replace('thumbnail', 'screen'))).toBe(401);
      expect(await status(thumbnail.replace('preview?size=thumbnail&', 'download?'))).toBe(401);
      expect(await status(original.replace('download?', 'preview?size=thumbnail&'))).toBe(401);
      expect(await status(`${thumbnail}&size=screen`)).toBe(401);
      desk.clock.advance(61_000);
      expect([await status(original), await status(thumbnail)]).toEqual([401, 401]);
      desk.clock.advance(-61_000);
    });
  });

  it('of notes and of other people’s requests are not there, whatever the door', async () => {
    const body = new FormData();
    body.append('body', 'Between us');
    body.append('visibility', 'internal');
    body.append('files', new Blob([bytesOf(photo)]), 'secret.jpg');
    const note = await desk.request<CommentView>('POST', `/api/tickets/${ticket.id}/comments`, { as: carla, body });
    const secret = note.body.attachments[0]?.id ?? '';
    expect((await preview(secret, 'size=screen', carla)).status).toBe(200);
    for (const [as, id] of [
      [ada, secret],
      [bob, secret],
      [bob, photoId],
    ] as const) {
      for (const path of [
        `/attach/${id}/download`,
        `/api/attach/${id}/download`,
        `/attach/${id}/preview?size=screen`,
        `/api/attach/${id}/preview?size=thumbnail`,
        `/api/attachments/${id}/link`,
        `/api/attachments/${id}/link?variant=screen`,
        `/api/uploads/${id}`,
      ]) {
        const answer = await desk.request<Refusal>('GET', path, { as });
        expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'NOT_FOUND']);
      }
    }
    const seen = await desk.request<TicketView>('GET', `/api/tickets/${ticket.id}`, { as: ada });
    expect(JSON.stringify(seen.body)).not.toContain(secret);
    const timeline = await desk.request('GET', `/api/tickets/${ticket.id}/timeline`, { as: ada });
    expect(JSON.stringify(timeline.body)).not.toContain(secret);
  });

  it('whoever goes away in the middle leaves nothing open', async () => {
    const id = await attach(ada, 'long.txt', Buffer.alloc(8 * 1024 * 1024, 'long '));
    const { hostname, port } = new URL(desk.url);
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `GET /attach/${id}/download HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${ada.access}\r\n\r\n`,
        );
      });
      socket.once('data', () => {
        socket.destroy();
        resolve();
      });
      socket.once('error', reject);
    });
    await eventually(() => openFiles(id).length === 0);
    expect((await get(id)).bytes.length).toBe(8 * 1024 * 1024);
  });

  /** This process is the desk. */
  function openFiles(id: string): string[] {
    return readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).includes(id);
      } catch {
        // It was closed meanwhile.
        return false;
      }
    });
  }
});
