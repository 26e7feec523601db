import { readdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { DestroyInfected } from '../../server/modules/files/use-cases/destroy-infected.js';
import { MeetScan } from '../../server/modules/files/use-cases/meet-scan.js';
import { STALLED } from '../../server/modules/files/http/file-answer.js';
import { HourlyWork } from '../../server/platform/schedule/hourly-work.js';
import { Storage } from '../../server/platform/storage/storage.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { ScannerStandIn, UNJUDGEABLE, VIRUS } from '../support/scanner-stand-in.js';
import { PNG, submitTicket, type TicketView } from '../support/ticket-views.js';

const HOUR = 3_600_000;
const bytesOf = (data: Uint8Array | string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(data));

interface FileRow {
  readonly state: string;
  readonly finding: string | null;
  readonly storage_key: string;
  readonly bytes_removed_at: Date | null;
}

describe('verdicts on files', () => {
  let scanner: ScannerStandIn;
  let desk: Desk;
  let ada: SignedIn;
  let admin: SignedIn;
  let ticket: TicketView;

  beforeAll(async () => {
    scanner = await ScannerStandIn.start();
    desk = await startDesk({ env: { CLAMAV_URL: scanner.url, METRICS_TOKEN: 'monitor' } });
    [ada, admin] = await Promise.all([desk.people.employee(), desk.people.admin()]);
    ticket = (await submitTicket(desk, ada)).body;
  });
  afterEach(() => {
    scanner.release();
  });
  afterAll(async () => {
    await desk.close();
    await scanner.stop();
  });

  const row = async (id: string): Promise<FileRow> => {
    const [found] = await desk.database.query<FileRow>('SELECT * FROM attachments WHERE id = $1', [id]);
    if (found === undefined) {
      throw new Error('No such file');
    }
    return found;
  };
  const isIn = async (id: string, state: string) =>
    eventually(async () => ((await row(id)).state === state ? true : null), { within: 20_000 });
  const attached = async (name: string, bytes: Uint8Array<ArrayBuffer>, state?: string): Promise<string> => {
    const body = new FormData();
    body.append('files', new Blob([bytes]), name);
    const answer = await desk.request('POST', `/api/tickets/${ticket.id}/attachments`, { as: ada, body });
    const [file] = answer.body as unknown as readonly { id: string }[];
    if (file === undefined) {
      throw new Error('Nothing was attached');
    }
    if (state !== undefined) {
      await isIn(file.id, state);
    }
    return file.id;
  };
  const download = async (id: string, headers: Record<string, string> = {}) =>
    desk.request('GET', `/attach/${id}/download`, { as: ada, headers });
  const scan = async (id: string) => desk.request('POST', `/api/admin/files/${id}/scan`, { as: admin });
  const pathOf = async (id: string): Promise<string> => join(desk.dataDir, 'files', (await row(id)).storage_key);
  const stored = (): readonly string[] =>
    readdirSync(join(desk.dataDir, 'files'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      /^\d{4}\//.test(path),
    );

  describe('on bytes that were changed after they were judged clean', () => {
    it.each([
      ['whole', {}],
      ['in part', { range: 'bytes=0-3' }],
    ])('are lost with the first request for them, %s', async (_, headers) => {
      const id = await attached('ledger.txt', bytesOf('One hundred'), 'clean');
      expect((await download(id, headers)).status).toBeLessThan(300);
      writeFileSync(await pathOf(id), 'Two hundred');
      const answer = await download(id, headers);
      expect(answer).toMatchObject({ status: 409, body: { code: 'FILE_NOT_JUDGED' } });
      expect(await row(id)).toMatchObject({ state: 'failed', finding: expect.stringContaining('changed') });
      const events = await desk.database.query('SELECT name FROM events WHERE subject_id = $1 ORDER BY seq', [id]);
      expect(events.map(({ name }) => name as string)).toEqual(['file.cleared', 'file.failed']);
      expect((await download(id, headers)).status).toBe(409);
    });

    it('are lost with the first picture of them', async () => {
      const id = await attached('fire.png', bytesOf(PNG), 'clean');
      const other = Buffer.from(PNG);
      other.writeUInt8(other.readUInt8(other.length - 1) ^ 1, other.length - 1);
      writeFileSync(await pathOf(id), other);
      const answer = await desk.request('GET', `/attach/${id}/preview?size=screen`, { as: ada });
      expect(answer).toMatchObject({ status: 409, body: { code: 'FILE_NOT_JUDGED' } });
      expect((await row(id)).state).toBe('failed');
    });
  });

  it('are none while bytes are away: the file is open again when they are back', async () => {
    const id = await attached('away.txt', bytesOf('Away for a while'), 'clean');
    const { storage_key: key } = await row(id);
    await desk.database.query(
      "UPDATE attachments SET storage_key = '2020/01/0198f000-0000-7000-8000-00000000dead' WHERE id = $1",
      [id],
    );
    expect(await download(id)).toMatchObject({ status: 503, body: { code: 'STORAGE_UNAVAILABLE' } });
    expect(await desk.request('GET', `/attach/${id}/download`, { as: ada })).toMatchObject({ status: 503 });
    await desk.database.query('UPDATE attachments SET storage_key = $2 WHERE id = $1', [id, key]);
    expect((await download(id)).status).toBe(200);
  });

  it('of bytes that cannot be found are not given at once: they may be on their way from another storage', async () => {
    scanner.hold();
    const id = await attached('moving.txt', bytesOf('On its way'));
    const { storage_key: key } = await row(id);
    await desk.database.query(
      "UPDATE attachments SET storage_key = '2020/01/0198f000-0000-7000-8000-00000000dead' WHERE id = $1",
      [id],
    );
    await expect(desk.app.get(MeetScan).execute(id, new AbortController().signal)).rejects.toThrow('Nothing is stored');
    expect((await row(id)).state).toBe('scanning');
    await desk.database.query('UPDATE attachments SET storage_key = $2 WHERE id = $1', [id, key]);
    scanner.release();
    await isIn(id, 'clean');
  });

  it('say to people that a file could not be judged, and not that they shall wait', async () => {
    const id = await attached('odd.txt', bytesOf(`${UNJUDGEABLE} one`), 'failed');
    for (const path of [`/attach/${id}/download`, `/api/attachments/${id}/link`]) {
      expect(await desk.request('GET', path, { as: ada })).toMatchObject({
        status: 409,
        body: { code: 'FILE_NOT_JUDGED', error: expect.stringContaining('could not be checked') },
      });
    }
  });

  it.each([
    ['infected', VIRUS],
    ['failed', UNJUDGEABLE],
  ])(
    'that were %s do not become "not scanned" when the scanner is taken away in the middle of another look',
    async (state, word) => {
      const id = await attached('again.txt', bytesOf(`${word} again`), state);
      scanner.hold();
      expect((await scan(id)).status).toBe(200);
      const without = await startDesk({ database: desk.database, env: { WORKERS: 'off' } });
      try {
        await without.app.get(MeetScan).execute(id, new AbortController().signal);
        expect((await row(id)).state).toBe('failed');
        expect((await without.request('GET', `/attach/${id}/download`, { as: ada })).status).toBe(409);
      } finally {
        await without.close();
      }
    },
  );

  describe('infected', () => {
    const destroy = async (id: string): Promise<void> => {
      await desk.database.query("UPDATE attachments SET scanned_at = scanned_at - interval '31 days' WHERE id = $1", [
        id,
      ]);
      await desk.app.get(DestroyInfected).execute();
    };

    it('lose their bytes after some days, keep their rows, and cannot be scanned again', async () => {
      const id = await attached('old.txt', bytesOf(`${VIRUS} old`), 'infected');
      const { storage_key: key } = await row(id);
      await desk.app.get(DestroyInfected).execute();
      expect(stored()).toContain(key);
      await destroy(id);
      expect(stored()).not.toContain(key);
      expect(await row(id)).toMatchObject({ state: 'infected', bytes_removed_at: expect.any(Date) });
      expect((await download(id)).status).toBe(410);
      expect((await scan(id)).status).toBe(409);
    });

    it('keep them when an administrator has them scanned again at the same moment, or are not scanned', async () => {
      const id = await attached('moment.txt', bytesOf(`${VIRUS} moment`), 'infected');
      const storage = desk.app.get(Storage, { strict: false });
      const remove = storage.remove.bind(storage);
      const answers: number[] = [];
      storage.remove = async (key) => {
        answers.push((await scan(id)).status);
        await remove(key);
      };
      try {
        scanner.hold();
        await destroy(id);
      } finally {
        storage.remove = remove;
      }
      expect(answers).toContain(409);
      expect(answers).not.toContain(200);
      expect((await row(id)).state).toBe('infected');
    });
  });

  it('come for files that were there before the scanner, once for each, however often it is begun', async () => {
    const former = await startDesk({
      database: desk.database,
      env: { WORKERS: 'off', STORAGE_URL: `file://${join(desk.dataDir, 'files')}` },
    });
    const body = new FormData();
    body.append('files', new Blob(['From before']), 'before.txt');
    const answer = await former.request('POST', `/api/tickets/${ticket.id}/attachments`, { as: ada, body });
    await former.close();
    const [file] = answer.body as unknown as readonly { id: string; state: string }[];
    expect(file?.state).toBe('unscanned');
    const id = file?.id ?? '';
    const hourly = desk.app.get(HourlyWork, { strict: false });
    desk.clock.advance(HOUR);
    await Promise.all([hourly.runAll(), hourly.runAll()]);
    await isIn(id, 'clean');
    desk.clock.advance(HOUR);
    await hourly.runAll();
    desk.clock.advance(-2 * HOUR);
    const tasks = await desk.database.query(
      "SELECT 1 FROM tasks WHERE type = 'files.scan' AND payload->>'attachmentId' = $1",
      [id],
    );
    expect(tasks.length).toBe(1);
  });

  it('are given once by a task that runs twice, and told once', async () => {
    const id = await attached('twice.txt', bytesOf(`${VIRUS} twice`), 'infected');
    const told = async () => [
      await desk.database.query('SELECT id FROM events WHERE subject_id = $1', [id]),
      await desk.database.query(
        "SELECT id FROM events WHERE name = 'ticket.attachment_judged' AND data->>'attachmentId' = $1",
        [id],
      ),
    ];
    const before = await told();
    expect(await desk.app.get(MeetScan).execute(id, new AbortController().signal)).toEqual({ state: 'infected' });
    expect(await told()).toEqual(before);
    expect(before.map((rows) => rows.length)).toEqual([1, 1]);
  });

  it('are counted for a monitor, with the scanner', async () => {
    const text = async () =>
      (await fetch(`${desk.url}/metrics`, { headers: { authorization: 'Bearer monitor' } })).text();
    const [counted] = await desk.database.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM attachments WHERE state = 'infected' AND removed_at IS NULL",
    );
    expect(await text()).toContain(`smartsupport_files{state="infected"} ${String(counted?.count)}`);
    expect(await text()).toContain('smartsupport_scanner_up 1');
  });

  it('whoever stops reading in the middle of a file is not waited for without end', async () => {
    const id = await attached('long.txt', bytesOf(Buffer.alloc(8 * 1024 * 1024, 'long ')), 'clean');
    const sockets: Socket[] = [];
    const server = desk.app.getHttpServer() as { on(event: 'connection', told: (socket: Socket) => void): void };
    server.on('connection', (socket) => sockets.push(socket));
    const { hostname, port } = new URL(desk.url);
    const reader = connect(Number(port), hostname);
    reader.write(`GET /attach/${id}/download HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer ${ada.access}\r\n\r\n`);
    try {
      await eventually(() => sockets.some((socket) => socket.timeout === STALLED && socket.bytesWritten > 0));
    } finally {
      reader.destroy();
    }
  });
});
