import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { storedFiles, type FilesOnDisk } from '../support/stored-files.js';
import { testDatabase, type TestDatabase } from '../support/test-database.js';
import { PNG, submitTicket, type TicketView } from '../support/ticket-views.js';

const MB = 1024 * 1024;
/** Of the disk, in MB: room for one long file, not for two. */
const ROOM = 12;
const LONG = 8 * MB;

/** The database lies elsewhere; the disk belongs to the server alone and goes with it. */
describe('a full disk', () => {
  let folder: string;
  let database: TestDatabase;
  let server: BuiltServer;
  let ada: SignedIn;
  let ticket: TicketView;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smartsupport-disk-'));
    database = await testDatabase();
    // Whoever is not root is so in a namespace of his own, where the kernel allows that.
    const asRoot = process.getuid?.() === 0 ? [] : ['-U', '-r'];
    const mounting = `mount -t tmpfs -o size=${String(ROOM)}m,mode=777 tmpfs "$0" && exec "$@"`;
    server = await BuiltServer.start({
      env: { STORAGE_URL: `file://${folder}`, DATABASE_URL: database.url },
      within: ['unshare', ...asRoot, '-m', 'sh', '-c', mounting, folder],
    });
    ada = await server.people.employee();
    ticket = (await submitTicket(server.rest, ada)).body;
  }, 60_000);
  afterAll(async () => {
    await server.destroy();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** As the server sees it. */
  const onDisk = (): FilesOnDisk => storedFiles(`/proc/${String(server.pid)}/root${folder}`);
  const rows = async (): Promise<number> => (await database.query('SELECT 1 FROM attachments')).length;
  const attach = async (size: number) => {
    const body = new FormData();
    body.append('files', new Blob([new Uint8Array(size).fill(65)]), 'long.txt');
    return server.rest.request<Refusal & { id: string }[]>('POST', `/api/tickets/${ticket.id}/attachments`, {
      as: ada,
      body,
    });
  };
  const setPhoto = async () => {
    const body = new FormData();
    body.append('files', new Blob([new Uint8Array(PNG)]), 'me.png');
    return server.rest.request<Refusal>('PUT', '/api/me/avatar', { as: ada, body });
  };

  it('answers 503 to files, leaves nothing of them and harms nothing else', async () => {
    const first = await attach(LONG);
    expect(first.status).toBe(201);
    const [before, rowsBefore] = [onDisk(), await rows()];
    expect(before.kept).toHaveLength(1);

    // Several at once: what one of them writes takes the room of the others.
    const [long, withTicket, words, list] = await Promise.all([
      attach(LONG),
      submitTicket(server.rest, ada, {
        subject: 'With a file that has no room',
        files: [{ name: 'long.txt', type: 'text/plain', bytes: new Uint8Array(LONG).fill(66) }],
      }),
      submitTicket(server.rest, ada, { subject: 'Only words' }),
      server.rest.request('GET', '/api/tickets', { as: ada }),
    ]);
    for (const refused of [long, withTicket]) {
      expect(refused).toMatchObject({
        status: 503,
        body: { code: 'STORAGE_FULL', error: 'Service temporarily unavailable' },
      });
      expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(JSON.stringify(refused.body)).not.toContain(folder);
    }
    expect([words.status, list.status]).toEqual([201, 200]);
    expect([onDisk(), await rows()]).toEqual([before, rowsBefore]);
    expect(await database.query(`SELECT 1 FROM tickets WHERE subject LIKE 'With a file%'`)).toEqual([]);

    const kept = await server.rest.request('GET', `/attach/${first.body[0]?.id ?? ''}/download`, { as: ada });
    expect(kept.bytes).toHaveLength(LONG);
    expect((await fetch(`${server.url}/api/health/ready`)).status).toBe(200);
  });

  it('that is full to the last byte takes no photo either, and everything again once there is room', async () => {
    let filled = 0;
    for (const size of [2 * MB, MB, MB / 2, MB / 4, MB / 8, MB / 16, 4_096, 4_096, 4_096, 4_096, 1, 1, 1, 1]) {
      filled += (await attach(size)).status === 201 ? 1 : 0;
    }
    expect(filled).toBeGreaterThan(0);
    await eventually(async () => (await attach(1)).status === 503, { within: 20_000, every: 1 });
    const before = onDisk();
    expect(await setPhoto()).toMatchObject({ status: 503, body: { code: 'STORAGE_FULL' } });
    expect(onDisk()).toEqual(before);
    expect((await submitTicket(server.rest, ada, { subject: 'Only words' })).status).toBe(201);

    const { attachments } = (await server.rest.request<TicketView>('GET', `/api/tickets/${ticket.id}`, { as: ada }))
      .body;
    for (const { id } of attachments) {
      const removed = await server.rest.request('DELETE', `/api/tickets/${ticket.id}/attachments/${id}`, { as: ada });
      expect(removed.status).toBe(204);
    }
    await eventually(() => onDisk().kept.length === 0);
    expect((await setPhoto()).status).toBe(200);
    expect((await attach(LONG)).status).toBe(201);
  }, 60_000);
});
