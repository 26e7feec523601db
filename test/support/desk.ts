import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../server/app.js';
import { parseConfiguration } from '../../server/config/configuration.js';
import { freePort } from './free-port.js';
import { People } from './people.js';
import { restClient, type Rest } from './rest.js';
import { TestClock } from './test-clock.js';
import { testDatabase, type TestDatabase } from './test-database.js';
import { SECRET } from './workflow-sink.js';

/** As good as production demands it. */
export const JWT_SECRET = 'kV3uQe8ZtYw1RbXn6sLd0pGm5cJh9aFo2iTz7Uy4';
export const ADMIN_EMAIL = 'admin@desk.example';
export const ADMIN_PASSWORD = 'first-Administrator-2031';

export interface Desk extends Rest {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly people: People;
  readonly dataDir: string;
  close(): Promise<void>;
}

export interface DeskOptions {
  /** Environment variables over the test's defaults, as an operator would set them. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another desk's database: the second server of a cluster. The first desk drops it. */
  readonly database?: TestDatabase;
  /** What is served as the built client; nothing by default. */
  readonly clientFolder?: string;
  /** Whether news of one ticket go together as they do by default; otherwise each mail leaves at once. */
  readonly isMailCollapsing?: boolean;
}

/** The real application in this process, on a database of its own. Close it in `afterAll`. */
export async function startDesk({
  env = {},
  database: shared,
  clientFolder,
  isMailCollapsing = false,
}: DeskOptions = {}): Promise<Desk> {
  const database = shared ?? (await testDatabase());
  const dataDir = mkdtempSync(join(tmpdir(), 'smartsupport-desk-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const clock = new TestClock();
  const configuration = parseConfiguration({
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: database.url,
    DATABASE_POOL: '4',
    DATA_DIR: dataDir,
    REDIS_URL: 'off',
    JWT_SECRET,
    WORKFLOW_SECRET: SECRET,
    ADMIN_EMAIL,
    ADMIN_PASSWORD,
    RATE_LIMIT_FACTOR: '1000',
    LOG_LEVEL: process.env['DEBUG'] === undefined ? 'silent' : 'debug',
    ...env,
  });
  const app = await createApp(configuration, clientFolder ?? join(dataDir, 'no-client'), { clock });
  if (!isMailCollapsing) {
    await database.query(
      `INSERT INTO settings (area, values) VALUES ('mail', '{"collapseSeconds": 0}') ON CONFLICT DO NOTHING`,
    );
  }
  await app.listen(port, '127.0.0.1');
  const rest = restClient(url);
  return {
    ...rest,
    app,
    database,
    clock,
    dataDir,
    people: new People(rest, { email: configuration.adminEmail ?? '', password: configuration.adminPassword ?? '' }),
    close: async () => {
      await app.close();
      if (shared === undefined) {
        await database.drop();
      }
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
