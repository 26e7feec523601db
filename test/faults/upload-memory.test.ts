import { readFileSync } from 'node:fs';
import { BuiltServer } from '../support/built-server.js';
import type { SignedIn } from '../support/people.js';
import { streamedUpload } from '../support/streamed-upload.js';

const CLIENTS = 8;
/** Together 200 MB. */
const FILE = 25 * 1024 * 1024;
const CHUNK = 128 * 1024;
const MB = 1024 * 1024;
/** In MB. */
const ROOM = 64;

const text = Buffer.from('0123456789abcde\n'.repeat(CHUNK / 16));

/** Resident bytes of a process. */
function residentOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) * 1_024;
}

describe('eight people who send 200 MB at once', () => {
  let server: BuiltServer;
  let people: SignedIn[];

  beforeAll(async () => {
    server = await BuiltServer.start();
    people = [];
    for (let person = 0; person < CLIENTS; person += 1) {
      people.push(await server.people.employee());
    }
  }, 60_000);
  afterAll(async () => {
    await server.destroy();
  });

  const send = async (as: SignedIn, size: number): Promise<number> => {
    const fields = { subject: 'A long log', category: 'network', description: 'See the file' };
    const upload = streamedUpload(server.url, '/api/tickets/', as, fields, 'log.txt');
    for (let sent = 0; sent < size; sent += CHUNK) {
      await upload.write(text.subarray(0, Math.min(CHUNK, size - sent)));
    }
    upload.finish();
    return (await upload.answer)?.status ?? 0;
  };

  it('do not fill the memory of the server', async () => {
    // What the first request of all loads is no file.
    expect(await send(people[0] as SignedIn, CHUNK)).toBe(201);
    const before = residentOf(server.pid);
    let most = before;
    const sampler = setInterval(() => {
      most = Math.max(most, residentOf(server.pid));
    }, 10);
    try {
      expect(await Promise.all(people.map(async (person) => send(person, FILE)))).toEqual(people.map(() => 201));
    } finally {
      clearInterval(sampler);
    }
    const grown = Math.max(most, residentOf(server.pid)) - before;
    expect(grown / MB).toBeLessThan(ROOM);
  }, 120_000);
});
