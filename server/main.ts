import 'reflect-metadata';
import { setTimeout } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.js';
import { boot, CLIENT_FOLDER } from './boot.js';
import { ConfigurationError, type Configuration } from './config/configuration.js';
import { endOnSignal } from './ending.js';
import { AuthFacade } from './modules/auth/auth.facade.js';
import { EmbeddedPostgresError } from './platform/embedded/embedded-postgres.error.js';
import { HealthChecks } from './platform/http/health-checks.js';

/** Accepted requests get this long to finish, in milliseconds. */
const DRAIN_WITHIN = 10_000;
/** Whoever asks meanwhile is answered and told to leave his connection, so that none is closed under a request. */
const LINGER = 500;

async function listening(configuration: Configuration): Promise<NestFastifyApplication> {
  const app = await createApp(configuration, CLIENT_FOLDER);
  try {
    await app.listen(configuration.port, configuration.host);
    return app;
  } catch (error) {
    await app.close();
    throw error instanceof Error && Reflect.get(error, 'code') === 'EADDRINUSE'
      ? new ConfigurationError(
          `Port ${String(configuration.port)} is in use. Set PORT to a free one, such as PORT=3001.`,
        )
      : error;
  }
}

async function main(): Promise<void> {
  const { configuration, stopLocalServices } = await boot(process.env);
  const app = await listening(configuration).catch(async (error: unknown) => {
    await stopLocalServices();
    throw error;
  });
  process.stdout.write(`\nSmartSupport is ready at ${configuration.publicUrl}\n\n`);

  endOnSignal(DRAIN_WITHIN, [
    async () => {
      app.get(HealthChecks).drain();
      await setTimeout(LINGER);
      await app.close();
    },
    stopLocalServices,
  ]);

  const setupUrl = await app.get(AuthFacade).setupUrl();
  if (setupUrl !== null) {
    process.stdout.write(
      `There is no administrator yet. Whoever opens this link becomes the first:\n  ${setupUrl}\n\n`,
    );
  }
}

main().catch((error: unknown) => {
  const isExplained = error instanceof ConfigurationError || error instanceof EmbeddedPostgresError;
  process.stderr.write(`${isExplained ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
