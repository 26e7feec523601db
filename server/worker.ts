import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { boot } from './boot.js';
import { ConfigurationError } from './config/configuration.js';
import { useConfiguration } from './config/configuration.module.js';
import { endOnSignal } from './ending.js';
import { EmbeddedPostgresError } from './platform/embedded/embedded-postgres.error.js';
import { createLogger, NestLogger } from './platform/logging/logger.js';
import { WorkerModule } from './worker.module.js';

/** Running tasks get 7 s of this to end, connections the rest, in milliseconds. */
const END_WITHIN = 10_000;

async function main(): Promise<void> {
  const { configuration, stopLocalServices } = await boot(process.env);
  useConfiguration({ ...configuration, runsWorkers: true });
  const context = await NestFactory.createApplicationContext(WorkerModule, {
    abortOnError: false,
    logger: new NestLogger(createLogger(configuration.logLevel)),
  });
  process.stdout.write('\nThe SmartSupport worker is ready\n\n');

  endOnSignal(END_WITHIN, [async () => context.close(), stopLocalServices]);
}

main().catch((error: unknown) => {
  const isExplained = error instanceof ConfigurationError || error instanceof EmbeddedPostgresError;
  process.stderr.write(`${isExplained ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
