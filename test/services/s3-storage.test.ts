import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Logger } from '@nestjs/common';
import { storagePlaceOf } from '../../server/config/storage-url.js';
import { hashOf } from '../../server/platform/storage/hash-of.js';
import { receiveTo } from '../../server/platform/storage/received-file.js';
import { StorageHealth } from '../../server/platform/storage/storage-health.js';
import { storageAt } from '../../server/platform/storage/storage-places.js';
import type { Storage, StoredBytes } from '../../server/platform/storage/storage.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { s3Server, type S3Server } from '../support/s3-server.js';
import { PNG, submitTicket, type CommentView } from '../support/ticket-views.js';

const MB = 1024 * 1024;

async function listed(storage: Storage, prefix?: string): Promise<StoredBytes[]> {
  const found: StoredBytes[] = [];
  for await (const stored of storage.list(prefix)) {
    found.push(stored);
  }
  return found;
}

describe('a storage that speaks S3', () => {
  let s3: S3Server;
  let dataDir: string;
  let storage: Storage;

  beforeAll(async () => {
    // Every trouble of these tests is meant.
    Logger.overrideLogger(false);
    s3 = await s3Server();
    await s3.start();
    dataDir = mkdtempSync(join(tmpdir(), 'smartsupport-s3-data-'));
    storage = await storageAt(storagePlaceOf({ STORAGE_URL: s3.url }), dataDir);
  });
  afterAll(async () => {
    await s3.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const fresh = async (url = s3.url): Promise<Storage> => storageAt(storagePlaceOf({ STORAGE_URL: url }), dataDir);

  it('keeps small files and those of several parts, byte for byte', async () => {
    for (const megabytes of [1, 5, 12]) {
      const chunks = Array.from({ length: megabytes }, (_, index) => Buffer.alloc(MB, index + 1));
      const file = await receiveTo(await storage.temporaryPath(), 'x', Readable.from(chunks));
      const key = `2026/11/${String(megabytes)}`;
      await storage.keep(file, key);
      expect(await storage.stat(key)).toMatchObject({ key, size: megabytes * MB });
      expect(await hashOf(storage, key)).toBe(file.sha256);
    }
  });

  it('gives ranges, lists in order below a prefix, and forgets', async () => {
    await storage.keepBytes(Buffer.from('hello'), 'avatars/b');
    await storage.keepBytes(Buffer.from('hello'), 'avatars/a');
    expect(await text(await storage.read('avatars/a', { start: 1, end: 3 }))).toBe('ell');
    expect((await listed(storage, 'avatars/')).map(({ key }) => key)).toEqual(['avatars/a', 'avatars/b']);
    expect((await listed(storage)).map(({ key }) => key)).toEqual(s3.keys());
    await storage.remove('avatars/a');
    await storage.remove('avatars/a');
    expect(await storage.stat('avatars/a')).toBeNull();
    await expect(storage.read('avatars/a')).rejects.toMatchObject({ name: 'BytesMissingError' });
  });

  it('lists more than one page', async () => {
    const keys = Array.from({ length: 1_050 }, (_, index) => `many/${String(index).padStart(5, '0')}`);
    for (let from = 0; from < keys.length; from += 50) {
      await Promise.all(keys.slice(from, from + 50).map(async (key) => storage.keepBytes(Buffer.from('x'), key)));
    }
    expect((await listed(storage, 'many/')).map(({ key }) => key)).toEqual(keys);
  }, 60_000);

  it.each([
    ['unknown to it', () => s3.urlFor({ accessKeyId: 'SOMEBODY' })],
    ['with another secret', () => s3.urlFor({ secret: 'guessed' })],
    ['who signs for another region', () => s3.url.replace('eu-central-1', 'us-east-1')],
    ['for a bucket that is not there', () => s3.url.replace('/desk/', '/elsewhere/')],
    ['where nobody listens', () => s3.url.replace(/127.0.0.1:\d+/, '127.0.0.1:9')],
  ])('is out of reach, in so many words, for somebody %s', async (_, wrong) => {
    const unreachable = await fresh(wrong());
    await expect(unreachable.check()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await expect(unreachable.keepBytes(Buffer.from('x'), 'a/b')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await expect(unreachable.read('a/b')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });

  it('that dies amid parts keeps them until the sweep, which ends old uploads of this desk alone', async () => {
    const [ours, theirs] = [await fresh(), await fresh(s3.url.replace('/files?', '/others?'))];
    // Each begins, gives some parts and never comes back: as a process that is killed.
    const begin = async (at: Storage, key: string): Promise<void> => {
      const file = await receiveTo(await at.temporaryPath(), 'x', Readable.from([Buffer.alloc(11 * MB)]));
      const cut = at.keep(file, key);
      await eventually(() => s3.unfinished().some((begun) => begun.endsWith(key)), { every: 1 });
      await s3.kill();
      await expect(cut).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
      await s3.start();
    };
    await begin(theirs, 'cut/of-others');
    for (const number of [1, 2, 3, 4, 5, 6, 7]) {
      await begin(await fresh(), `cut/${String(number)}`);
    }
    expect(s3.unfinished()).toHaveLength(8);
    expect((await listed(ours, 'cut/')).map(({ key }) => key)).toEqual([]);

    // What is young may still be on its way.
    expect(await ours.removeUnfinished(new Date(Date.now() - 3_600_000))).toBe(0);
    expect(s3.unfinished()).toHaveLength(8);
    s3.date(new Date('2026-01-01'));
    s3.completesWhenListed('cut/2');
    expect(await ours.removeUnfinished(new Date('2026-01-02'))).toBe(6);
    expect(s3.unfinished()).toEqual([expect.stringContaining('cut/of-others')]);
  }, 60_000);

  it('that hangs is given up after seconds, then not asked at all until it is back', async () => {
    const hanging = await fresh();
    s3.freeze();
    try {
      const begun = performance.now();
      await expect(
        Promise.all([
          expect(hanging.stat('2026/11/1')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' }),
          expect(hanging.read('2026/11/1')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' }),
          expect(hanging.keepBytes(Buffer.from('x'), 'a/b')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' }),
        ]),
      ).resolves.toBeDefined();
      expect(performance.now() - begun).toBeLessThan(15_000);
      const again = performance.now();
      await expect(hanging.stat('2026/11/1')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
      expect(performance.now() - again).toBeLessThan(500);
    } finally {
      s3.thaw();
    }
    await eventually(async () => (await hanging.stat('2026/11/1')) !== null, { within: 15_000, every: 200 });
  }, 60_000);
});

describe('a desk whose files are in a bucket', () => {
  let s3: S3Server;
  let desk: Desk;
  let ada: SignedIn;

  beforeAll(async () => {
    s3 = await s3Server();
    await s3.start();
    desk = await startDesk({ env: { STORAGE_URL: s3.url } });
    ada = await desk.people.employee();
  });
  afterAll(async () => {
    await desk.close();
    await s3.destroy();
  });

  const png = new Uint8Array(PNG);
  const withFile = async (subject: string) =>
    submitTicket(desk, ada, { subject, files: [{ name: 'fire.png', type: 'image/png', bytes: png }] });
  const ticketsCalled = async (subject: string): Promise<number> =>
    (await desk.database.query('SELECT 1 FROM tickets WHERE subject = $1', [subject])).length;

  it('takes a file with a request and gives it back', async () => {
    const ticket = await withFile('With a picture');
    expect(ticket.status).toBe(201);
    const [file] = ticket.body.attachments;
    expect(s3.keys().some((key) => key.endsWith(file?.id ?? '-'))).toBe(true);
    const answer = await desk.request('GET', `/attach/${file?.id ?? ''}/download`, { as: ada });
    expect(answer.status).toBe(200);
    expect(answer.bytes.equals(PNG)).toBe(true);
  });

  it('takes a file of several parts away again with the attachment', async () => {
    const ticket = await submitTicket(desk, ada);
    const body = new FormData();
    body.append('files', new Blob([new Uint8Array(11 * MB).fill(65)]), 'long.txt');
    const path = `/api/tickets/${ticket.body.id}/attachments`;
    const added = await desk.request<{ id: string; size: number }[]>('POST', path, { as: ada, body });
    expect(added).toMatchObject({ status: 201, body: [{ size: 11 * MB }] });
    const id = added.body[0]?.id ?? '';
    expect(s3.keys().some((key) => key.endsWith(id))).toBe(true);
    expect((await desk.request('DELETE', `${path}/${id}`, { as: ada })).status).toBe(204);
    await eventually(() => !s3.keys().some((key) => key.endsWith(id)));
  });

  it('takes the bytes away when the request fails after they were kept', async () => {
    const before = s3.keys();
    const ticket = await submitTicket(desk, ada);
    const body = new FormData();
    body.append('body', 'Set to what cannot be');
    body.append('then', JSON.stringify({ status: 'Resolved' }));
    body.append('files', new Blob([png]), 'fire.png');
    const refused = await desk.request('POST', `/api/tickets/${ticket.body.id}/comments`, { as: ada, body });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(s3.keys()).toEqual(before);
  });

  it('goes on without files while the bucket is down: 503 with files, nothing half, and all is well afterwards', async () => {
    const ticket = await withFile('Before');
    const id = ticket.body.attachments[0]?.id ?? '';
    const before = s3.keys();
    await s3.kill();
    const refused = await withFile('Meanwhile, with a file');
    expect(refused).toMatchObject({ status: 503, body: { code: 'STORAGE_UNAVAILABLE' } });
    expect((refused.body as unknown as Refusal).error).toBe('Service temporarily unavailable');
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await ticketsCalled('Meanwhile, with a file')).toBe(0);
    const download = await desk.request<Refusal>('GET', `/attach/${id}/download`, { as: ada });
    expect(download).toMatchObject({ status: 503, body: { code: 'STORAGE_UNAVAILABLE' } });
    const comment = { as: ada, body: { body: 'Only words' } };
    expect((await desk.request<CommentView>('POST', `/api/tickets/${ticket.body.id}/comments`, comment)).status).toBe(
      201,
    );
    expect((await submitTicket(desk, ada, { subject: 'Meanwhile' })).status).toBe(201);
    await desk.app.get(StorageHealth).look();
    const ready = await desk.request('GET', '/api/health/ready');
    expect(ready).toMatchObject({ status: 200, body: { status: 'ok', degraded: ['storage'] } });
    await s3.start();
    await eventually(async () => (await withFile('Afterwards')).status === 201, { within: 20_000, every: 250 });
    expect((await desk.request('GET', `/attach/${id}/download`, { as: ada })).status).toBe(200);
    expect(s3.keys()).toHaveLength(before.length + 1);
    await desk.app.get(StorageHealth).look();
    expect((await desk.request('GET', '/api/health/ready')).body).toEqual({ status: 'ok' });
  }, 60_000);
});
