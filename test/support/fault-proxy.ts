import { createServer, connect, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.js';

/** What a line between the desk and another system can do. */
export type LineMood =
  | 'pass'
  /** Nobody listens. */
  | 'refuse'
  /** Connections are taken and kept, and nothing moves on them. */
  | 'hang'
  /** Every answer comes late. */
  | 'slow'
  /** Connections break off. */
  | 'reset'
  /** What comes back is no answer in any language. */
  | 'nonsense'
  /** The other side gets everything, and its answers are lost. */
  | 'deaf';

/** `up`: from the desk to the other side. */
export type Direction = 'up' | 'down';

/** Sees every piece before it is passed on; `drop` ends the piece and its connection here. */
export type Tap = (direction: Direction, piece: Buffer, connection: object) => 'pass' | 'drop';

/** One TCP line that a test can spoil, with a port that stays the same. */
export interface FaultProxy {
  readonly port: number;
  set(mood: LineMood): Promise<void>;
  tap(tap: Tap | null): void;
  close(): Promise<void>;
}

/** How late the answers of a slow line are, in milliseconds. */
const SLOW = 300;
const NONSENSE = Buffer.from('\u0000\u0007418 ~~ bzzt ~~ \u0001\r\n\r\n<html>It works!</html>\r\n'.repeat(3));

interface Line {
  readonly near: Socket;
  readonly far: Socket;
  /** Pieces leave in order, also when they leave late. */
  last: Promise<void>;
}

/** `target` is asked for each new connection: what stands behind may have moved. */
export async function faultProxy(target: () => number): Promise<FaultProxy> {
  const port = await freePort();
  const lines = new Set<Line>();
  let mood: LineMood = 'pass';
  let tap: Tap | null = null;
  let server: Server | null = null;

  const end = (line: Line, isRough: boolean): void => {
    lines.delete(line);
    for (const socket of [line.near, line.far]) {
      if (isRough) {
        socket.resetAndDestroy();
      } else {
        socket.destroy();
      }
    }
  };
  const pass = (line: Line, direction: Direction, piece: Buffer): void => {
    const to = direction === 'up' ? line.far : line.near;
    if (tap?.(direction, piece, line) === 'drop') {
      end(line, true);
    } else if (mood === 'nonsense') {
      line.near.end(NONSENSE);
      line.far.destroy();
    } else if (direction === 'up' || mood !== 'deaf') {
      const late = direction === 'down' && mood === 'slow' ? SLOW : 0;
      line.last = line.last.then(async () => {
        if (late > 0) {
          await delay(late);
        }
        to.write(piece);
      });
    }
  };
  const take = (near: Socket): void => {
    if (mood === 'reset') {
      near.resetAndDestroy();
      return;
    }
    const line: Line = { near, far: connect(target(), '127.0.0.1'), last: Promise.resolve() };
    lines.add(line);
    for (const [from, direction] of [
      [near, 'up'],
      [line.far, 'down'],
    ] as const) {
      from.setNoDelay(true);
      from.on('data', (piece: Buffer) => {
        pass(line, direction, piece);
      });
      // Either side's end is both sides' end: none of these protocols speaks on half a connection.
      from.on('end', () => {
        void line.last.then(() => {
          end(line, false);
        });
      });
      from.on('error', () => {
        end(line, true);
      });
      from.on('close', () => {
        end(line, false);
      });
      if (mood === 'hang') {
        from.pause();
      }
    }
  };
  const listen = async (): Promise<void> => {
    const opened = createServer(take);
    await new Promise<void>((ready, failed) => {
      opened.once('error', failed);
      opened.listen(port, '127.0.0.1', ready);
    });
    server = opened;
  };
  const shut = async (): Promise<void> => {
    const closing = server;
    server = null;
    [...lines].forEach((line) => {
      end(line, true);
    });
    if (closing !== null) {
      await new Promise((closed) => closing.close(closed));
    }
  };

  await listen();
  return {
    port,
    set: async (next) => {
      const before = mood;
      mood = next;
      if (next === 'refuse') {
        await shut();
      } else if (before === 'refuse') {
        await listen();
      }
      for (const line of [...lines]) {
        if (next === 'reset' || before === 'deaf') {
          // What was lost on a deaf line stays lost, so the line is of no use to anybody.
          end(line, true);
        } else if (next === 'hang') {
          line.near.pause();
          line.far.pause();
        } else {
          line.near.resume();
          line.far.resume();
        }
      }
    },
    tap: (next) => {
      tap = next;
    },
    close: shut,
  };
}
