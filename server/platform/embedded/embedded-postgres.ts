import { spawn, execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { databaseIdentity, makeCluster, minimalEnvironment, type Identity } from './postgres-cluster.js';
import { sharedBuffers } from './postgres-memory.js';
import { findInstallation, linkLibraries, type Installation } from './postgres-installation.js';

const run = promisify(execFile);
const DATABASE = 'smartsupport';
const OWNER = 'smartsupport_owner';
/** Longer than a crash recovery of a small desk takes. */
const START_WITHIN = 60_000;

export interface EmbeddedPostgres {
  readonly url: string;
  /** Ends the database, unless another process of the desk still uses it. Called last, after the drain. */
  stop(): Promise<void>;
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
  const identity = databaseIdentity();
  const password = readPassword(root);
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    await makeCluster(installation, root, cluster, OWNER, password);
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

function readPassword(root: string): string {
  const file = join(root, 'postgres-password');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
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
    // A connection that never came up cannot be ended; there is nothing left to close.
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
        `shared_buffers=${sharedBuffers()}`,
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
