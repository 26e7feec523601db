import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuiltServer, type Ended } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { s3Server, type S3Server } from '../support/s3-server.js';
import { storedFiles } from '../support/stored-files.js';
import { testDatabase, type TestDatabase } from '../support/test-database.js';
import { PNG, submitTicket, type TicketView } from '../support/ticket-views.js';

const TICKETS = 12;
const FILES_EACH = 5;

describe('files that move between storages', () => {
  let s3: S3Server;
  let database: TestDatabase;
  let server: BuiltServer;
  let ada: SignedIn;
  let ids: string[];
  let elsewhere: string;

  beforeAll(async () => {
    s3 = await s3Server();
    await s3.start();
    database = await testDatabase();
    server = await BuiltServer.start({ env: { DATABASE_URL: database.url } });
    ada = await server.people.employee();
    ids = [];
    for (let ticket = 0; ticket < TICKETS; ticket += 1) {
      const files = Array.from({ length: FILES_EACH }, (_, file) => ({
        name: `${String(file)}.txt`,
        type: 'text/plain',
        bytes: new Uint8Array(Buffer.from(`${String(ticket)} ${String(file)} `.repeat(20_000))),
      }));
      const { body } = await submitTicket(server.rest, ada, { files });
      ids.push(...body.attachments.map(({ id }) => id));
    }
    const photo = new FormData();
    photo.append('files', new Blob([new Uint8Array(PNG)]), 'me.png');
    expect((await server.rest.request('PUT', '/api/me/avatar', { as: ada, body: photo })).status).toBe(200);
    elsewhere = mkdtempSync(join(tmpdir(), 'smartsupport-moved-'));
  }, 120_000);
  afterAll(async () => {
    await server.destroy();
    await database.drop();
    await s3.destroy();
    rmSync(elsewhere, { recursive: true, force: true });
  });

  const root = (): string => join(server.dataDir, 'files');
  const kept = (): readonly string[] => storedFiles(root()).kept;
  const fileOf = (key: string): string => join(root(), key);
  const check = async (url: string): Promise<Ended> => server.files(['check'], { STORAGE_URL: url }).ended;
  /** The last bit of a file, turned. */
  const spoil = (path: string): void => {
    const bytes = readFileSync(path);
    const last = bytes.length - 1;
    bytes[last] = (bytes[last] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  };

  it('arrive whole although the move was killed and a copy was changed meanwhile', async () => {
    const before = kept();
    expect(before).toHaveLength(TICKETS * FILES_EACH + 2);
    writeFileSync(join(root(), 'notes'), 'not of this desk');

    const interrupted = server.files(['move', '--to', s3.url]);
    await eventually(() => s3.keys().length >= 5, { within: 20_000, every: 5 });
    interrupted.kill();
    await interrupted.ended;
    const sofar = s3.keys();
    expect(sofar.length).toBeLessThan(before.length);
    s3.spoil(sofar[0] ?? '');

    const moved = await server.files(['move', '--to', s3.url]).ended;
    expect(moved).toMatchObject({ code: 0, output: expect.stringContaining('Now set STORAGE_URL') });
    expect(Number(/(\d+) were there already/.exec(moved.output)?.[1])).toBeGreaterThan(0);
    expect(moved.output).toContain('1 without a row left behind');
    expect(s3.keys()).toEqual(before);
    expect(moved.output).not.toContain(new URL(s3.url).password);

    expect(await check(s3.url)).toMatchObject({ code: 0 });
    rmSync(join(root(), 'notes'));
    // Nothing was taken away from where they came from.
    expect(kept()).toEqual(before);
  }, 120_000);

  it('are served from the new place, after a restart', async () => {
    const moved = await BuiltServer.start({ env: { DATABASE_URL: database.url, STORAGE_URL: s3.url } });
    try {
      const as = await moved.people.signIn({ email: ada.email, password: ada.password });
      for (const id of [ids[0], ids.at(-1)]) {
        const answer = await moved.rest.request('GET', `/attach/${id ?? ''}/download`, { as });
        expect([answer.status, answer.bytes.length > 0]).toEqual([200, true]);
      }
      expect((await submitTicket(moved.rest, as)).status).toBe(201);
      const tickets = await moved.rest.request<{ items: TicketView[] }>('GET', '/api/tickets', { as });
      expect(tickets.status).toBe(200);
    } finally {
      await moved.destroy();
    }
  }, 60_000);

  it('do not move when their bytes are not those that were uploaded; the check names them', async () => {
    const [changed = '', lost = ''] = s3.keys();
    s3.spoil(changed);
    const back = await server.files(['move', '--from', s3.url, '--to', `file://${elsewhere}`]).ended;
    expect(back.code).toBe(1);
    expect(back.output).toContain(changed);
    expect(back.output).toContain('1 not moved');
    expect(storedFiles(elsewhere).kept).toHaveLength(kept().length - 1);

    spoil(fileOf(changed));
    rmSync(fileOf(lost));
    writeFileSync(fileOf(lost.replace(/[^/]+$/, '01890000-0000-7000-8000-000000000000')), 'nobody');
    const found = await check(`file://${root()}`);
    expect(found.code).toBe(1);
    expect(found.output).toContain(`wrong hash: ${changed}`);
    expect(found.output).toContain(`missing: ${lost}`);
    expect(found.output).toMatch(/orphaned: \S+01890000-0000-7000-8000-000000000000/);
    expect(found.output).toContain('3 of them in disorder');
  }, 60_000);
});
