import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { boot } from './boot.js';
import { ConfigurationError } from './config/configuration.js';
import { useConfiguration } from './config/configuration.module.js';
import { storagePlaceOf, StorageUrlError, type StoragePlace } from './config/storage-url.js';
import { DomainError } from './kernel/domain-error.js';
import { EmbeddedPostgresError } from './platform/embedded/embedded-postgres.error.js';
import { createLogger, NestLogger } from './platform/logging/logger.js';
import { StorageCheck } from './platform/storage/storage-check.js';
import { StorageMove } from './platform/storage/storage-move.js';
import { ForeignStorageError } from './platform/storage/storage.errors.js';
import { storageAt } from './platform/storage/storage-places.js';
import { ABANDONED_AFTER, StorageSweep } from './platform/storage/storage-sweep.js';
import { StoredKeys } from './platform/storage/stored-keys.js';

const USAGE = `npm run files:sweep -- [--older-than ${String(ABANDONED_AFTER)}]
  Takes away bytes that no row speaks of and that are older than so many minutes, and uploads that were cut off.
  The desk does it by itself every hour. 0 only while the desk stands still: uploads under way would be lost.

npm run files:check -- [--sizes-only]
  Holds every row against its bytes (presence, size, SHA-256) and every file against its row. Exit code 1 names what is wrong.

npm run files:move -- [--from <url>] --to <url>
  Copies everything that is needed from one storage to another and reads it back. Run again, it goes on where it stopped.
  --from is STORAGE_URL when it is left out. URLs are like STORAGE_URL in .env.example.
`;

class UsageError extends Error {}

interface Order {
  readonly olderThan: number;
  readonly readsAll: boolean;
  readonly from: StoragePlace | null;
  readonly to: StoragePlace | null;
}

function orderOf(args: string[]): Order & { readonly command: string } {
  try {
    const { positionals, values } = parseArgs({
      args: args.filter((argument) => argument !== '--'),
      allowPositionals: true,
      options: {
        'older-than': { type: 'string', default: String(ABANDONED_AFTER) },
        'sizes-only': { type: 'boolean', default: false },
        from: { type: 'string' },
        to: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    const olderThan = Number(values['older-than']);
    if (values['older-than'] === '' || !Number.isFinite(olderThan) || olderThan < 0) {
      throw new UsageError('--older-than: minutes, 0 or more');
    }
    return {
      command: values.help ? 'help' : (positionals[0] ?? 'help'),
      olderThan,
      readsAll: !values['sizes-only'],
      from: placeOf(values.from),
      to: placeOf(values.to),
    };
  } catch (error) {
    throw error instanceof StorageUrlError || error instanceof UsageError
      ? error
      : new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function placeOf(url: string | undefined): StoragePlace | null {
  return url === undefined ? null : storagePlaceOf({ ...process.env, STORAGE_URL: url });
}

type Context = Awaited<ReturnType<typeof NestFactory.createApplicationContext>>;

async function sweep(context: Context, { olderThan }: Order): Promise<boolean> {
  const { unfinished, orphaned, unknown } = await context.get(StorageSweep).run(olderThan);
  say(`${String(unfinished)} cut-off uploads and ${String(orphaned)} files without a row removed.`);
  if (unknown > 0) {
    say(`${String(unknown)} files are not of this desk's making and were left alone; files:check names them.`);
  }
  return true;
}

async function check(context: Context, { readsAll }: Order): Promise<boolean> {
  const { rows, stored, findings } = await context.get(StorageCheck).run(readsAll);
  findings.forEach(({ disorder, key, what }) => {
    say(`${disorder}: ${key}${what === '' ? '' : `, ${what}`}`);
  });
  say(`${String(rows)} rows, ${String(stored)} files, ${String(findings.length)} of them in disorder.`);
  return findings.length === 0;
}

async function move(context: Context, order: Order, current: StoragePlace, dataDir: string): Promise<boolean> {
  if (order.to === null) {
    throw new UsageError('--to: where to, like s3://key:secret@host/bucket or file:///folder');
  }
  const from = await storageAt(order.from ?? current, dataDir);
  const to = await storageAt(order.to, dataDir);
  if (from.place === to.place) {
    throw new UsageError('--from and --to are the same place');
  }
  say(`From ${from.place} to ${to.place}`);
  const { copied, alreadyThere, leftBehind, problems } = await new StorageMove(
    from,
    to,
    context.get(StoredKeys),
    (files) => {
      if (files % 100 === 0) {
        say(`${String(files)} files`);
      }
    },
  ).run();
  problems.forEach(say);
  say(
    `${String(copied)} copied, ${String(alreadyThere)} were there already, ` +
      `${String(leftBehind)} without a row left behind, ${String(problems.length)} not moved.`,
  );
  say(
    problems.length > 0
      ? 'Nothing was taken away from the old place. Look at the files above, then run this again.'
      : 'Now set STORAGE_URL to the new place, restart every process of the desk, and run this once more with --from ' +
          'and the old place: it brings what was uploaded meanwhile. files:check then says that all is there. Nothing was taken away from the old place.',
  );
  return problems.length === 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const order = orderOf(process.argv.slice(2));
  if (!['sweep', 'check', 'move'].includes(order.command)) {
    say(USAGE);
    return;
  }
  const { configuration, stopLocalServices } = await boot({ ...process.env, REDIS_URL: 'off' });
  try {
    useConfiguration({ ...configuration, runsWorkers: false });
    const logger = new NestLogger(createLogger('error'));
    const context = await NestFactory.createApplicationContext(AppModule, { abortOnError: false, logger });
    try {
      const isGood =
        order.command === 'sweep'
          ? await sweep(context, order)
          : order.command === 'check'
            ? await check(context, order)
            : await move(context, order, configuration.storage, configuration.dataDir);
      process.exitCode = isGood ? 0 : 1;
    } finally {
      await context.close();
    }
  } finally {
    await stopLocalServices();
  }
}

/** What the storage itself has said belongs to whoever runs the desk. */
function wordsOf(error: unknown): string {
  if (error instanceof DomainError && error.kind === 'unavailable') {
    return `The storage of files is out of reach: ${error.cause instanceof Error ? error.cause.message : error.code}`;
  }
  const isExplained = [
    ConfigurationError,
    EmbeddedPostgresError,
    ForeignStorageError,
    StorageUrlError,
    UsageError,
  ].some((kind) => error instanceof kind);
  return isExplained && error instanceof Error ? error.message : String(error instanceof Error ? error.stack : error);
}

main()
  .catch((error: unknown) => {
    process.stderr.write(`${wordsOf(error)}\n`);
    if (error instanceof UsageError || error instanceof StorageUrlError) {
      process.stderr.write(`\n${USAGE}`);
    }
    process.exitCode = 1;
  })
  .finally(() => {
    // Sockets of an S3 server may stay open for a while.
    process.exit();
  });
