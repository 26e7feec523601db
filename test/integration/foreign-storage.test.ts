import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StorageCheck } from '../../server/platform/storage/storage-check.js';
import { StorageSweep } from '../../server/platform/storage/storage-sweep.js';
import { ForeignStorageError } from '../../server/platform/storage/storage.errors.js';
import { startDesk, type Desk } from '../support/desk.js';
import { storedFiles } from '../support/stored-files.js';
import { submitTicket } from '../support/ticket-views.js';

describe('a storage with the files of another desk', () => {
  let desk: Desk;
  let stranger: Desk;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smartsupport-shared-'));
    desk = await startDesk({ env: { WORKERS: 'off', STORAGE_URL: `file://${folder}` } });
    // A wrong DATABASE_URL, or two desks with one bucket.
    stranger = await startDesk({ env: { WORKERS: 'off', STORAGE_URL: `file://${folder}` } });
    // Databases of tests are copies of one, and so of one desk.
    await stranger.database.query('UPDATE instance SET id = gen_random_uuid()');
    const ada = await desk.people.employee();
    await submitTicket(desk, ada, { files: [{ name: 'a.txt', type: '', bytes: new Uint8Array(Buffer.from('Mine')) }] });
  });
  afterAll(async () => {
    await stranger.close();
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const sweep = async (of: Desk) => of.app.get(StorageSweep, { strict: false }).run(0);
  const files = () => storedFiles(folder).kept.filter((key) => /^\d{4}\//.test(key));

  it('is swept by the desk whose files they are, and by no other', async () => {
    expect(await sweep(desk)).toEqual({ unfinished: 0, orphaned: 0, unknown: 0 });
    expect(files().length).toBe(1);
    await expect(sweep(stranger)).rejects.toThrow(ForeignStorageError);
    expect(files().length).toBe(1);
    expect(await sweep(desk)).toEqual({ unfinished: 0, orphaned: 0, unknown: 0 });
  });

  it('has no disorder by the mark that says so', async () => {
    expect((await desk.app.get(StorageCheck, { strict: false }).run(true)).findings).toEqual([]);
  });
});
