import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { boot } from './boot.js';
import { ConfigurationError } from './config/configuration.js';
import { useConfiguration } from './config/configuration.module.js';
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

  let isEnding = false;
  const end = (signal: string): void => {
    if (isEnding) {
      return;
    }
    isEnding = true;
    const force = setTimeout(() => process.exit(1), END_WITHIN);
    context
      .close()
      .then(stopLocalServices)
      .then(
        () => {
          clearTimeout(force);
          process.exit(0);
        },
        (error: unknown) => {
          process.stderr.write(`Shutdown after ${signal} failed: ${String(error)}\n`);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

main().catch((error: unknown) => {
  const isExplained = error instanceof ConfigurationError || error instanceof EmbeddedPostgresError;
  process.stderr.write(`${isExplained ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
