import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';

/** The harmless file that every scanner calls a virus; in pieces, so that none finds it in this repository. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

/** The database of one line: a scanner that knows nothing but EICAR, wherever it stands. */
const SIGNATURE = `Desk.Test.Eicar:0:*:${EICAR.toString('hex')}\n`;

/** A real clamd with a signature of its own, that a test can kill, freeze and start again at the same place. */
export interface ClamdServer {
  /** For CLAMAV_URL. */
  readonly url: string;
  /** The same one, by its socket. */
  readonly socketUrl: string;
  start(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** Connections stay open, nobody answers. */
  freeze(): void;
  thaw(): void;
  /** Ends it and removes what it kept. */
  close(): Promise<void>;
}

export async function clamdServer(config: readonly string[] = []): Promise<ClamdServer> {
  const folder = mkdtempSync(join(tmpdir(), 'smartsupport-clamd-'));
  const port = await freePort();
  const database = join(folder, 'db');
  const socket = join(folder, 'clamd.ctl');
  mkdirSync(database);
  // As root clamd may become another user, who must find its things.
  chmodSync(folder, 0o755);
  writeFileSync(join(database, 'desk.ndb'), SIGNATURE);
  const file = join(folder, 'clamd.conf');
  writeFileSync(
    file,
    [
      'Foreground yes',
      `DatabaseDirectory ${database}`,
      `LocalSocket ${socket}`,
      'FixStaleSocket yes',
      `TCPSocket ${String(port)}`,
      'TCPAddr 127.0.0.1',
      `TemporaryDirectory ${folder}`,
      'MaxThreads 4',
      'AlertEncrypted yes',
      'AlertExceedsMax yes',
      ...config,
      '',
    ].join('\n'),
  );
  let child: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    const dying = child;
    child = null;
    if (dying !== null && dying.exitCode === null) {
      const exit = once(dying, 'exit');
      dying.kill('SIGKILL');
      await exit;
    }
  };
  return {
    url: `tcp://127.0.0.1:${String(port)}`,
    socketUrl: `unix://${socket}`,
    start: async () => {
      child = spawn('clamd', [`--config-file=${file}`], { stdio: 'ignore' });
      await eventually(() => ping(port), { within: 30_000 });
    },
    kill,
    freeze: () => {
      child?.kill('SIGSTOP');
    },
    thaw: () => {
      child?.kill('SIGCONT');
    },
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ping(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('zPING\0');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString('latin1') === 'PONG\0';
  } finally {
    socket.destroy();
  }
}
