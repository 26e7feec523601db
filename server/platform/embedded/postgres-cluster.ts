import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import type { Installation } from './postgres-installation.js';

const run = promisify(execFile);
/** PostgreSQL refuses to run as root; every Linux has this account. */
const NOBODY = 65_534;

/** The account the database's programs run under; empty: the same as this process. */
export interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

export function databaseIdentity(): Identity {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

/** Nothing of this process's environment, which may hold PG variables of another database. */
export function minimalEnvironment(): Record<string, string> {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}

/**
 * Makes the cluster beside its place and moves it there when it is whole: a start that is killed midway leaves
 * nothing that looks like a database.
 */
export async function makeCluster(
  { bin }: Installation,
  root: string,
  cluster: string,
  owner: string,
  password: string,
): Promise<void> {
  const identity = databaseIdentity();
  const unfinished = join(root, `postgres-new-${randomBytes(6).toString('hex')}`);
  // Not a command line argument, where every process of the machine could read it.
  const passwordFile = `${unfinished}.password`;
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (identity.uid !== undefined && identity.gid !== undefined) {
      chownSync(unfinished, identity.uid, identity.gid);
      chownSync(passwordFile, identity.uid, identity.gid);
      await assertReachable(unfinished, bin, identity);
    }
    await run(
      join(bin, 'initdb'),
      [
        '-D',
        unfinished,
        '-U',
        owner,
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
      ],
      { ...identity, env: minimalEnvironment(), cwd: '/' },
    ).catch((error: unknown) => {
      throw new EmbeddedPostgresError(`initdb failed in ${unfinished}: ${messageOf(error)}`, { cause: error });
    });
    await rename(unfinished, cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

function messageOf(error: unknown): string {
  const stderr: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'stderr') : null;
  return typeof stderr === 'string' && stderr !== '' ? stderr.trim() : String(error);
}

/** As root the database runs as `nobody`, who must reach the data folder and the binaries; say so before initdb does. */
async function assertReachable(cluster: string, bin: string, identity: Identity): Promise<void> {
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
