import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';

const PROGRAMS = ['redis-server', 'valkey-server'];
const START_WITHIN = 3_000;
/** Unix socket paths end here. */
const LONGEST_PATH = 100;

export interface EmbeddedRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A Redis or Valkey that this machine happens to have, as a child on a private socket in `dataDir`; null when there is
 * none or it does not start. It keeps nothing: tasks are in PostgreSQL, Redis only rings for them.
 */
export async function startEmbeddedRedis(dataDir: string, path: string): Promise<EmbeddedRedis | null> {
  const socket = join(dataDir, 'redis.sock');
  const program = findProgram(path);
  if (program === null || socket.length > LONGEST_PATH) {
    return null;
  }
  const url = `unix://${socket}`;
  if (await answers(socket)) {
    // Another process of the same desk (the worker, or the server) has started it.
    return { url, stop: () => Promise.resolve() };
  }
  mkdirSync(dataDir, { recursive: true });
  rmSync(socket, { force: true });
  const child = startChild(program, socket, dataDir);
  let hasExited = false;
  child.once('exit', () => {
    hasExited = true;
  });
  child.once('error', () => {
    hasExited = true;
  });
  const deadline = Date.now() + START_WITHIN;
  while (!hasExited && Date.now() < deadline) {
    if (await answers(socket)) {
      return { url, stop: () => stop(child, () => hasExited) };
    }
    await delay(20);
  }
  child.stdin?.end();
  return null;
}

function findProgram(path: string): string | null {
  for (const program of PROGRAMS) {
    for (const folder of path.split(delimiter).filter((part) => part !== '')) {
      try {
        accessSync(join(folder, program), constants.X_OK);
        return join(folder, program);
      } catch {
        // Not here.
      }
    }
  }
  return null;
}

/**
 * A shell holds Redis and waits on a pipe from this process: however this process ends, even by kill -9, the pipe closes
 * and Redis goes too. In a session of its own, so that Ctrl-C lets the server drain before its Redis ends.
 */
function startChild(program: string, socket: string, dataDir: string): ChildProcess {
  const options = [
    ['--port', '0'],
    ['--unixsocket', socket],
    ['--unixsocketperm', '700'],
    ['--save', ''],
    ['--appendonly', 'no'],
    ['--daemonize', 'no'],
    ['--dir', dataDir],
    ['--maxmemory', '64mb'],
    ['--maxmemory-policy', 'noeviction'],
    ['--loglevel', 'warning'],
  ].flat();
  const child = spawn(
    '/bin/sh',
    ['-c', '"$@" & child=$!; cat > /dev/null; kill "$child" 2> /dev/null; wait "$child"', 'sh', program, ...options],
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: dataDir },
  );
  // Written to by nobody; an error would only repeat that the shell has ended.
  child.stdin?.on('error', () => undefined);
  child.unref();
  return child;
}

async function answers(socket: string): Promise<boolean> {
  const client = new Redis({
    path: socket,
    lazyConnect: true,
    connectTimeout: 500,
    retryStrategy: () => null,
    enableOfflineQueue: false,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    // Nobody there, or not yet.
    return false;
  } finally {
    client.disconnect();
  }
}

async function stop(child: ChildProcess, hasExited: () => boolean): Promise<void> {
  child.stdin?.end();
  const deadline = Date.now() + START_WITHIN;
  while (!hasExited() && Date.now() < deadline) {
    await delay(10);
  }
}
