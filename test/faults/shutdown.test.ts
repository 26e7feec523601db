import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BuiltServer } from '../support/built-server.js';

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
