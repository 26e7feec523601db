import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import { clamdServer, EICAR, type ClamdServer } from '../support/clamd.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { PNG, submitTicket } from '../support/ticket-views.js';

interface FileView {
  readonly id: string;
  readonly filename: string;
  readonly state: string;
}

interface AdminFileView extends FileView {
  readonly finding: string | null;
  readonly scannedAt: string | null;
  readonly ticket: { readonly number: string; readonly subject: string } | null;
  readonly uploadedBy: { readonly name: string } | null;
  readonly allowedActions: readonly string[];
}

const bytesOf = (data: Uint8Array | string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(data));

async function zipped(name: string, content: Buffer): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile();
  zip.addBuffer(content, name);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream as AsyncIterable<Buffer>) {
    pieces.push(piece);
  }
  return bytesOf(Buffer.concat(pieces));
}

describe('files and a real scanner', () => {
  let clamd: ClamdServer;
  let desk: Desk;
  let ada: SignedIn;
  let carla: SignedIn;
  let admin: SignedIn;

  beforeAll(async () => {
    clamd = await clamdServer();
    await clamd.start();
    desk = await startDesk({ env: { CLAMAV_URL: clamd.url } });
    [ada, carla, admin] = await Promise.all([desk.people.employee(), desk.people.coordinator(), desk.people.admin()]);
  });
  afterAll(async () => {
    await desk.close();
    await clamd.close();
  });

  const ticketWith = async (name: string, bytes: Uint8Array<ArrayBuffer>) => {
    const answer = await submitTicket(desk, ada, { files: [{ name, type: '', bytes }] });
    expect(answer.status).toBe(201);
    const { attachments, ...ticket } = answer.body;
    const [file] = attachments as unknown as readonly FileView[];
    if (file === undefined) {
      throw new Error('The ticket has no file');
    }
    return { ticket, file };
  };
  const adminFile = async (id: string): Promise<AdminFileView> => {
    const { body } = await desk.request<{ items: AdminFileView[] }>('GET', '/api/admin/files?limit=100', { as: admin });
    const file = body.items.find((item) => item.id === id);
    if (file === undefined) {
      throw new Error('Administrators do not see the file');
    }
    return file;
  };
  const judged = async (id: string, within = 10_000): Promise<AdminFileView> =>
    eventually(
      async () => {
        const file = await adminFile(id);
        return file.state === 'scanning' || file.state === 'unscanned' ? null : file;
      },
      { within, every: 100 },
    );
  const download = async (id: string, as: SignedIn) => desk.request('GET', `/attach/${id}/download`, { as });

  it('a harmless file is held, then judged and served', async () => {
    // The scan begins with the upload: an awake scanner may have judged so small a file before the answer.
    clamd.freeze();
    const { file } = await ticketWith('fire.png', bytesOf(PNG));
    expect(file.state).toBe('scanning');
    expect((await download(file.id, carla)).status).toBe(409);
    clamd.thaw();
    const verdict = await judged(file.id);
    expect(verdict).toMatchObject({ state: 'clean', finding: null, uploadedBy: { name: expect.any(String) } });
    expect(verdict.ticket?.number).toMatch(/^SS-/);
    const answer = await download(file.id, carla);
    expect(answer.status).toBe(200);
    expect(answer.bytes.equals(PNG)).toBe(true);
  });

  it.each([
    ['as it is', 'note.txt', () => bytesOf(EICAR)],
    ['renamed', 'holiday.log', () => bytesOf(EICAR)],
    ['in a zip archive', 'papers.zip', () => zipped('papers/invoice.com', EICAR)],
    [
      'in an archive of an archive',
      'all.zip',
      async () => zipped('inner.zip', Buffer.from(await zipped('x.com', EICAR))),
    ],
    ['in a packed text', 'mail.gz', () => bytesOf(gzipSync(EICAR))],
  ])('EICAR %s is never served to anybody', async (_, name, make) => {
    clamd.freeze();
    const { ticket, file } = await ticketWith(name, await make());
    const readers = [ada, carla, admin];
    const statuses = new Set<number>();
    const fetchAll = async (): Promise<void> => {
      const answers = await Promise.all(
        readers.flatMap((as) => [
          download(file.id, as),
          desk.request('GET', `/api/attach/${file.id}/download`, { as }),
          desk.request('GET', `/attach/${file.id}/preview?size=screen`, { as }),
          desk.request('GET', `/api/attachments/${file.id}/link`, { as }),
        ]),
      );
      answers.forEach(({ status, bytes }) => {
        statuses.add(status);
        expect(bytes.includes(EICAR)).toBe(false);
      });
    };
    for (let round = 0; round < 10; round += 1) {
      await fetchAll();
    }
    clamd.thaw();
    await eventually(
      async () => {
        await fetchAll();
        return (await adminFile(file.id)).state === 'infected';
      },
      { every: 5 },
    );
    await fetchAll();
    expect([...statuses].filter((status) => status < 400)).toEqual([]);
    expect(await adminFile(file.id)).toMatchObject({ finding: expect.stringContaining('Desk.Test.Eicar') });
    expect(await download(file.id, ada)).toMatchObject({ status: 410, body: { code: 'FILE_REFUSED' } });
    const timeline = await desk.request<{ items: { type: string }[] }>('GET', `/api/tickets/${ticket.id}/timeline`, {
      as: ada,
    });
    expect(timeline.body.items.map(({ type }) => type)).toContain('ticket.attachment_judged');
  });

  it('a link from before a second scan serves nothing while it is scanned, and nothing when it is infected now', async () => {
    const { file } = await ticketWith('plan.txt', bytesOf('A harmless plan'));
    await judged(file.id);
    const link = await desk.request<{ url: string }>('GET', `/api/attachments/${file.id}/link`, { as: ada });
    expect((await desk.request('GET', link.body.url)).status).toBe(200);
    clamd.freeze();
    const again = await desk.request<{ state: string; taskId: string }>('POST', `/api/admin/files/${file.id}/scan`, {
      as: admin,
    });
    expect(again).toMatchObject({ status: 200, body: { state: 'scanning', taskId: expect.any(String) } });
    expect((await desk.request('GET', link.body.url)).status).toBe(409);
    clamd.thaw();
    expect((await judged(file.id, 60_000)).state).toBe('clean');
    expect((await desk.request('GET', link.body.url)).status).toBe(200);
  });

  it('a file whose bytes were changed on the disk is not called clean', async () => {
    const { file } = await ticketWith('ledger.txt', bytesOf('One hundred'));
    await judged(file.id);
    const folder = join(desk.dataDir, 'files');
    const path = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith(file.id));
    writeFileSync(join(folder, path ?? ''), 'Two hundred');
    await desk.request('POST', `/api/admin/files/${file.id}/scan`, { as: admin });
    expect(await judged(file.id)).toMatchObject({ state: 'failed', finding: expect.stringContaining('changed') });
    expect((await download(file.id, ada)).status).toBe(409);
  });

  it('while the scanner is down files are held and all else goes on; on its return they are judged', async () => {
    await clamd.kill();
    const held = await Promise.all(
      [1, 2, 3, 4].map(async (number) => ticketWith(`${String(number)}.txt`, bytesOf(`Number ${String(number)}`))),
    );
    const bad = await ticketWith('bad.txt', bytesOf(EICAR));
    const summary = async () =>
      (
        await desk.request<{ scanner: { state: string; lastError: string | null }; counts: { scanning: number } }>(
          'GET',
          '/api/admin/files/summary',
          { as: admin },
        )
      ).body;
    await eventually(async () => (await summary()).scanner.state === 'down');
    expect((await summary()).scanner.lastError).toContain('could not be reached');
    for (const { file } of [...held, bad]) {
      expect(await download(file.id, ada)).toMatchObject({ status: 409, body: { code: 'FILE_NOT_READY' } });
    }
    expect((await summary()).counts.scanning).toBe(5);
    await clamd.start();
    for (const { file } of held) {
      expect((await judged(file.id, 60_000)).state).toBe('clean');
    }
    expect((await judged(bad.file.id, 60_000)).state).toBe('infected');
    await eventually(async () => (await summary()).scanner.state === 'up');
  }, 120_000);

  it('a scanner that is killed in mid-scan judges nothing, and is asked again', async () => {
    clamd.freeze();
    const { file } = await ticketWith('half.txt', bytesOf('x'.repeat(200_000)));
    await eventually(async () => {
      const [task] = await desk.database.query<{ state: string }>(
        `SELECT state FROM tasks WHERE type = 'files.scan' AND payload->>'attachmentId' = $1`,
        [file.id],
      );
      return task?.state === 'running';
    });
    await clamd.kill();
    expect((await download(file.id, ada)).status).toBe(409);
    await clamd.start();
    expect((await judged(file.id, 60_000)).state).toBe('clean');
  }, 90_000);

  it('tells the uploader and administrators by mail, and nobody else', async () => {
    const { ticket, file } = await ticketWith('gift.txt', bytesOf(EICAR));
    await judged(file.id);
    const mails = async () =>
      desk.database.query<{ recipient: string; subject: string }>(
        `SELECT to_address AS recipient, subject FROM mail_messages WHERE template LIKE 'file-infected%' AND subject LIKE $1`,
        [`%${ticket.number}%`],
      );
    const found = await eventually(async () => {
      const rows = await mails();
      return rows.length >= 2 ? rows : null;
    });
    expect(found.map(({ recipient }) => recipient)).toEqual(expect.arrayContaining([ada.email]));
    expect(found.map(({ recipient }) => recipient)).not.toContain(carla.email);
  });
});
