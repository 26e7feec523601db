import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { storedFiles, type FilesOnDisk } from '../support/stored-files.js';
import { streamedUpload } from '../support/streamed-upload.js';
import type { TicketListView, TicketView } from '../support/ticket-views.js';

const ROUNDS = 20;
const CHUNK = 256 * 1024;
const CHUNKS = 16;

const textOf = (round: number): Buffer =>
  Buffer.from(`round ${String(round)} `.repeat(CHUNKS * CHUNK).slice(0, CHUNKS * CHUNK));

/** kill -9 at every stage of an upload: while bytes come, after the last of them, when they are kept, at the answer. */
describe('kill -9 in mid-upload', () => {
  let server: BuiltServer;
  let ada: SignedIn;

  beforeAll(async () => {
    server = await BuiltServer.start();
    ada = await server.people.employee();
  });
  afterAll(async () => {
    await server.destroy();
  });

  const onDisk = (): FilesOnDisk => storedFiles(join(server.dataDir, 'files'));

  /** Resolves when the upload has come as far as the round wants it to. */
  const uploadTo = async (round: number): Promise<{ isAcknowledged: () => boolean }> => {
    const before = onDisk();
    const upload = streamedUpload(
      server.url,
      '/api/tickets/',
      ada,
      { subject: `Round ${String(round)}`, category: 'network', description: 'With a log' },
      'log.txt',
    );
    let status = 0;
    void upload.answer.then((answer) => {
      status = answer?.status ?? 0;
    });
    const stage = round % 4;
    const chunks = stage === 0 ? 1 + (round % CHUNKS) : CHUNKS;
    const text = textOf(round);
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      await upload.write(text.subarray(chunk * CHUNK, (chunk + 1) * CHUNK));
    }
    const isOnItsWay = (): boolean => onDisk().incoming.some(({ size }) => size >= (chunks - 1) * CHUNK);
    if (stage <= 1) {
      await eventually(isOnItsWay, { every: 2 });
    } else {
      upload.finish();
      await eventually(() => (stage === 2 ? onDisk().kept.length > before.kept.length : status !== 0), { every: 1 });
    }
    return { isAcknowledged: () => status === 201 };
  };

  it('leaves no orphan after the sweep, and no row without its bytes', async () => {
    const acknowledged: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { isAcknowledged } = await uploadTo(round);
      await server.kill();
      if (isAcknowledged()) {
        acknowledged.push(round);
      }
      await server.boot();
    }
    // The crashes were real ones.
    expect(onDisk().incoming.length).toBeGreaterThanOrEqual(ROUNDS / 4);
    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS / 4);

    // What is young is left alone: it may be on its way.
    const young = onDisk();
    expect(await server.files(['sweep']).ended).toMatchObject({ code: 0 });
    expect(onDisk()).toEqual(young);

    const swept = await server.files(['sweep', '--older-than', '0']).ended;
    expect(swept).toMatchObject({ code: 0, output: expect.stringContaining('cut-off uploads') });
    expect(onDisk().incoming).toEqual([]);

    const list = await server.rest.request<TicketListView>('GET', '/api/tickets/?limit=100', { as: ada });
    const subjects = list.body.items.map(({ subject }) => subject);
    expect(subjects).toEqual(expect.arrayContaining(acknowledged.map((round) => `Round ${String(round)}`)));
    for (const { id, subject } of list.body.items) {
      const ticket = await server.rest.request<TicketView>('GET', `/api/tickets/${id}`, { as: ada });
      expect(ticket.body.attachments).toHaveLength(1);
      const file = ticket.body.attachments[0]?.id ?? '';
      const answer = await server.rest.request('GET', `/attach/${file}/download`, { as: ada });
      const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
      expect([subject, hash(answer.bytes)]).toEqual([subject, hash(textOf(Number(subject.split(' ')[1])))]);
    }
    expect(onDisk().kept).toHaveLength(list.body.items.length);

    expect(await server.files(['check']).ended).toMatchObject({
      code: 0,
      output: expect.stringContaining(`${String(list.body.items.length)} rows`),
    });
  }, 240_000);

  it('is told apart from an upload that somebody gives up: nothing of it waits for the sweep', async () => {
    const before = onDisk();
    const upload = streamedUpload(server.url, '/api/tickets/', ada, { subject: 'Never' }, 'log.txt');
    await upload.write(textOf(0).subarray(0, CHUNK));
    await eventually(() => onDisk().incoming.some(({ size }) => size > 0), { every: 2 });
    upload.request.destroy();
    await eventually(() => {
      expect(onDisk()).toEqual(before);
      return true;
    });
  });
});
