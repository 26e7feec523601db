import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { freePort } from './free-port.js';

const PROGRAM = join(import.meta.dirname, 's3-program.mjs');
const BUCKET = 'desk';
/** How it names the file of an object. */
const OBJECT = '._S3rver_object';
/** Where it keeps the parts of uploads that were not completed. */
const UPLOADS = '._S3rver_uploads';
/** With what a URL and a signature have to write otherwise. */
const ACCESS_KEY_ID = 'DESK+KEY';
const SECRET = 'a/secret+with=signs%of URLs';
const REGION = 'eu-central-1';

/**
 * A real S3-compatible server whose objects lie in files, and that a test can kill, freeze and start again. It takes only what
 * is signed with its secret and bears its checksum.
 */
export interface S3Server {
  /** As STORAGE_URL; the keys of the desk lie below `prefix`. */
  readonly url: string;
  /** The same for somebody who has another key or secret. */
  urlFor(strangers: { readonly accessKeyId?: string; readonly secret?: string }): string;
  start(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** Connections are taken, nobody answers. */
  freeze(): void;
  thaw(): void;
  /** Keys of whole objects, without the prefix. */
  keys(): string[];
  /** Keys of uploads in parts that were begun and not completed, without the prefix. */
  unfinished(): string[];
  /** Those uploads were begun at this time. */
  date(at: Date): void;
  /** The one of this key is complete in the moment after somebody was told of it. */
  completesWhenListed(key: string): void;
  /** Another last byte, as a disk that rots makes it. */
  spoil(key: string): void;
  destroy(): Promise<void>;
}

export async function s3Server(prefix = 'files'): Promise<S3Server> {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'smartsupport-s3-'));
  const root = join(directory, BUCKET, prefix);
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
  const urlFor: S3Server['urlFor'] = ({ accessKeyId = ACCESS_KEY_ID, secret = SECRET }) => {
    const credentials = [accessKeyId, secret].map(encodeURIComponent).join(':');
    return `s3://${credentials}@127.0.0.1:${String(port)}/${BUCKET}/${prefix}?tls=false&region=${REGION}`;
  };
  const begun = (): string[] => filesIn(join(directory, BUCKET, UPLOADS)).filter((path) => basename(path) === 'key');
  return {
    url: urlFor({}),
    urlFor,
    start: async () => {
      // Its tokens of continuation are made with a cipher that OpenSSL has put away.
      const args = ['--openssl-legacy-provider', PROGRAM, String(port), directory, BUCKET];
      const started = spawn(process.execPath, args, {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, S3_ACCESS_KEY_ID: ACCESS_KEY_ID, S3_SECRET: SECRET, S3_REGION: REGION },
      });
      child = started;
      await once(started.stdout, 'data');
    },
    kill,
    freeze: () => {
      child?.kill('SIGSTOP');
    },
    thaw: () => {
      child?.kill('SIGCONT');
    },
    keys: () =>
      filesIn(root)
        .filter((path) => path.endsWith(OBJECT))
        .map((path) => path.slice(root.length + 1, -OBJECT.length))
        .toSorted(),
    unfinished: () => begun().map((path) => readFileSync(path, 'utf8').slice(prefix.length + 1)),
    date: (at) => {
      begun().forEach((path) => {
        utimesSync(path, at, at);
      });
    },
    completesWhenListed: (key) => {
      const path = begun().find((one) => readFileSync(one, 'utf8') === `${prefix}/${key}`);
      writeFileSync(join(dirname(path ?? ''), 'completes'), '');
    },
    spoil: (key) => {
      const path = join(root, `${key}${OBJECT}`);
      const bytes = readFileSync(path);
      const last = bytes.length - 1;
      bytes[last] = (bytes[last] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    },
    destroy: async () => {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
