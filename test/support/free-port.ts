import { createServer } from 'node:net';

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) {
          found(address.port);
        } else {
          failed(new Error('No free port on 127.0.0.1'));
        }
      });
    });
  });
}
