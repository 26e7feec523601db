import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';

/** Of a failed fetch, whose errors come from outside of this realm. */
function codeOf(error: unknown): string {
  const cause: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'cause') : null;
  const code: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'code') : null;
  return typeof code === 'string' ? code : String(error);
}

describe('the built server', () => {
  let server: BuiltServer;

  beforeAll(async () => {
    server = await BuiltServer.start();
  });
  afterAll(async () => {
    await server.destroy();
  });

  it('ends with 0 on SIGTERM and takes its database with it', async () => {
    const postmaster = join(server.dataDir, 'postgres', 'postmaster.pid');
    expect(existsSync(postmaster)).toBe(true);
    expect(await server.stop()).toBe(0);
    expect(existsSync(postmaster)).toBe(false);
  });

  it('answers what it has begun to read before it ends', async () => {
    await server.boot();
    const as = await server.people.employee();
    const ticket = JSON.stringify({ subject: 'Half said', category: 'hardware', description: 'The rest comes late' });
    const sending = request(`${server.url}/api/tickets/`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${as.access}`,
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(ticket),
      },
    });
    const answer = new Promise<number | undefined>((resolve, reject) => {
      sending.on('error', reject).on('response', ({ statusCode }) => {
        resolve(statusCode);
      });
    });
    await new Promise((sent) => sending.write(ticket.slice(0, 20), sent));
    // Asked after it and answered: by then it is being read.
    await server.rest.request('GET', '/api/tickets/', { as });
    const ending = server.stop();
    await eventually(async () => {
      try {
        return !(await fetch(`${server.url}/api/health/ready`)).ok;
      } catch (error) {
        return codeOf(error) === 'ECONNREFUSED';
      }
    });
    sending.end(ticket.slice(20));
    expect(await answer).toBe(201);
    expect(await ending).toBe(0);
  });

  it('ends in time although people keep their connections and go on asking', async () => {
    await server.boot();
    const as = await server.people.employee();
    const answers: number[] = [];
    const cut: string[] = [];
    let isEnded = false;
    const asking = Array.from({ length: 4 }, async () => {
      while (!isEnded) {
        try {
          answers.push((await server.rest.request('GET', '/api/tickets/', { as })).status);
        } catch (error) {
          const code = codeOf(error);
          // The door closed before it was read: that request was never taken.
          if (code !== 'ECONNREFUSED' && code !== 'ECONNRESET') {
            cut.push(code);
          }
        }
        await delay(5);
      }
    });
    await eventually(() => answers.length > 50, { within: 20_000 });
    const begun = performance.now();
    const code = await server.stop();
    const took = performance.now() - begun;
    isEnded = true;
    await Promise.all(asking);
    expect({ code, isInTime: took < 9_000 }).toEqual({ code: 0, isInTime: true });
    expect(cut).toEqual([]);
    expect(answers.filter((status) => status !== 200)).toEqual([]);
  });

  it('is ready within 5 s after everything was killed', async () => {
    const calm = await timed(() => server.boot());
    await server.kill();
    await server.killDatabase();
    const afterKill = await timed(() => server.boot());
    // An ordinary start takes 1 to 2 s on a free machine; beside other work both take longer alike.
    expect(afterKill).toBeLessThan(Math.max(5_000, 3 * calm));
  });
});

/** Milliseconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
