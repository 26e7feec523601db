import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What it does with the bytes of a file. */
export type FakeMood =
  /** Judges them clean. */
  | 'clean'
  /** Takes them and is silent, also about its version. */
  | 'silent'
  /** Takes them and is silent; about itself it talks. */
  | 'lost'
  | { readonly says: string }
  /** Answers as soon as it is asked, before a byte was sent. */
  | { readonly saysAtOnce: string }
  /** Judges them clean after so many milliseconds. */
  | { readonly cleanAfter: number }
  /** Judges them clean when this is fulfilled. */
  | { readonly cleanOnce: Promise<unknown> };

/** A program that speaks clamd's protocol, well or badly. */
export interface FakeClamd {
  readonly url: string;
  mood: FakeMood;
  /** Streams that were begun. */
  scans(): number;
  close(): Promise<void>;
}

export async function fakeClamd(initial: FakeMood = 'clean'): Promise<FakeClamd> {
  const open = new Set<Socket>();
  let scans = 0;
  const fake = { mood: initial };
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    let bytes = Buffer.alloc(0);
    let isAnswered = false;
    const answer = (text: string): void => {
      isAnswered = true;
      socket.write(text);
    };
    socket.on('data', (piece: Buffer) => {
      bytes = Buffer.concat([bytes, piece]);
      const { mood } = fake;
      const command = bytes.toString('latin1', 0, bytes.indexOf(0));
      if (isAnswered || mood === 'silent') {
        return;
      }
      if (command === 'zVERSION') {
        answer('ClamAV 1.4.3/27800/Mon Nov 10 09:30:00 2025\0');
      } else if (command === 'zINSTREAM') {
        if (bytes.length === piece.length) {
          scans += 1;
        }
        if (typeof mood === 'object' && 'saysAtOnce' in mood) {
          answer(mood.saysAtOnce);
        } else if (bytes.subarray(-4).equals(Buffer.alloc(4)) && mood !== 'lost') {
          const text = typeof mood === 'object' && 'says' in mood ? mood.says : 'stream: OK\0';
          const wait = typeof mood === 'object' && 'cleanAfter' in mood ? mood.cleanAfter : 0;
          const told = typeof mood === 'object' && 'cleanOnce' in mood ? mood.cleanOnce : Promise.resolve();
          void told.then(() => {
            setTimeout(() => {
              answer(text);
            }, wait);
          });
        }
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(fake, {
    url: `tcp://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    scans: () => scans,
    close: async () => {
      open.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  });
}
