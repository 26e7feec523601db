import { gzipSync } from 'node:zlib';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { fakeClamd, type FakeClamd, type FakeMood } from '../support/fake-clamd.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { PNG } from '../support/ticket-views.js';

interface UploadView {
  readonly id: string;
  readonly state: string;
}

describe('files and a scanner that is not well', () => {
  let scanner: FakeClamd;
  let desk: Desk;
  let ada: SignedIn;
  let admin: SignedIn;

  beforeAll(async () => {
    scanner = await fakeClamd();
    desk = await startDesk({ env: { CLAMAV_URL: scanner.url } });
    [ada, admin] = await Promise.all([desk.people.employee(), desk.people.admin()]);
  });
  afterAll(async () => {
    await desk.close();
    await scanner.close();
  });

  const upload = async (name: string, bytes: Uint8Array) => {
    const body = new FormData();
    body.append('files', new Blob([new Uint8Array(bytes)]), name);
    return desk.request<UploadView & Refusal>('POST', '/api/uploads', { as: ada, body });
  };
  const stateOf = async (id: string): Promise<string> =>
    (await desk.request<UploadView>('GET', `/api/uploads/${id}`, { as: ada })).body.state;
  const download = async (id: string) => (await desk.request('GET', `/attach/${id}/download`, { as: ada })).status;

  it('rules say that files are scanned, and what is taken', async () => {
    const { body } = await desk.request('GET', '/api/uploads/rules', { as: ada });
    expect(body).toMatchObject({ isScanned: true, maxFiles: 10, maxFileBytes: 26_214_400, maxTotalBytes: 104_857_600 });
    expect(body['extensions']).toEqual(expect.arrayContaining(['png', 'pdf', 'docx']));
  });

  it.each<[string, FakeMood]>([
    ['speaks nonsense', { says: 'HTTP/1.1 200 OK\0' }],
    ['says half a sentence', { says: 'stream: OK' }],
    ['says two things', { says: 'stream: OK\0stream: X FOUND\0' }],
    ['acquits before it has seen anything', { saysAtOnce: 'stream: OK\0' }],
    ['has a trouble of its own', { says: "stream: Can't allocate memory ERROR\0" }],
    ['never ends', { says: 'stream: OK'.repeat(2_000) }],
  ])(
    'one that %s lets nothing through, and everything once it is well',
    async (_, mood) => {
      scanner.mood = mood;
      const before = scanner.scans();
      const { status, body } = await upload('note.txt', Buffer.alloc(500_000, JSON.stringify(mood).slice(0, 80)));
      expect({ status, state: body.state }).toEqual({ status: 201, state: 'scanning' });
      await eventually(() => Promise.resolve(scanner.scans() > before));
      expect(await download(body.id)).toBe(409);
      scanner.mood = 'clean';
      await eventually(async () => (await stateOf(body.id)) === 'clean', { within: 60_000, every: 200 });
      expect(await download(body.id)).toBe(200);
    },
    70_000,
  );

  it('what it cannot judge is not clean', async () => {
    scanner.mood = { says: 'INSTREAM size limit exceeded. ERROR\0' };
    const { body } = await upload('large.txt', Buffer.from('large'));
    await eventually(async () => (await stateOf(body.id)) === 'failed');
    expect(await download(body.id)).toBe(409);
    let judge: () => void = () => undefined;
    scanner.mood = { cleanOnce: new Promise<void>((resolve) => (judge = resolve)) };
    const again = await desk.request('POST', `/api/admin/files/${body.id}/scan`, { as: admin });
    expect(again).toMatchObject({ status: 200, body: { state: 'scanning', taskId: expect.any(String) } });
    judge();
    await eventually(async () => (await stateOf(body.id)) === 'clean');
    scanner.mood = 'clean';
  });

  it('an administrator takes a file away, with a reason', async () => {
    const { body } = await upload('gone.txt', Buffer.from('gone'));
    const remove = async (given: object) =>
      desk.request('DELETE', `/api/admin/files/${body.id}`, { as: admin, body: given });
    expect((await remove({})).status).toBe(400);
    expect((await remove({ reason: 'Private' })).status).toBe(204);
    expect((await remove({ reason: 'Private' })).status).toBe(404);
    expect(await download(body.id)).toBe(404);
  });

  it.each([
    [
      'a text of zeros, packed a thousand times',
      'zeros.gz',
      () => gzipSync(Buffer.alloc(60_000_000)),
      /100 times smaller/,
    ],
    [
      'a picture of 2.5 thousand million pixels',
      'wide.png',
      () => {
        const png = Buffer.from(PNG);
        png.writeUInt32BE(50_000, 16);
        png.writeUInt32BE(50_000, 20);
        return png;
      },
      /million pixels/,
    ],
    [
      'an archive that is none',
      'cut.zip',
      () => Buffer.from('PK\u0003\u0004and nothing else behind it'.padEnd(200)),
      /damaged|not accepted/,
    ],
  ])('%s is refused at once', async (_, name, make, words) => {
    const answer = await upload(name, make());
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body.details)).toMatch(words);
  });
});
