import { parseArgs } from 'node:util';
import { boot } from './boot.js';
import { ConfigurationError, parseConfiguration } from './config/configuration.js';
import { DemoExistsError, seedDemo } from './demo/demo-seed.js';
import { EmbeddedPostgresError } from './platform/embedded/embedded-postgres.error.js';

const USAGE = `npm run seed:demo -- [--tickets 2000] [--seed 1] [--until 2026-09-01] [--password <of everybody>] [--force]

Fills the desk of DATABASE_URL (or the embedded one) with people and a year of tickets, invented from the seed.
With NODE_ENV=production it does so only with --force.
`;
const MOST = 1_000_000;
const HOUR = 3_600_000;
const PASSWORD = 'try-the-Demo-2026';

class UsageError extends Error {}

function wholeNumber(text: string, name: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most) {
    throw new UsageError(`--${name}: a whole number from 1 to ${String(most)}`);
  }
  return number;
}

function dayOf(text: string | undefined): Date {
  // The hour that has begun: the desk is at work, and the same order within the hour makes the same desk.
  const until = text === undefined ? new Date(Math.floor(Date.now() / HOUR) * HOUR) : new Date(text);
  if (Number.isNaN(until.getTime()) || until.getTime() > Date.now()) {
    throw new UsageError('--until: a day that is not in the future, like 2026-09-01');
  }
  return until;
}

function orderOf(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        tickets: { type: 'string', default: '2000' },
        seed: { type: 'string', default: '1' },
        until: { type: 'string' },
        password: { type: 'string', default: PASSWORD },
        force: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function main(): Promise<void> {
  const order = orderOf(process.argv.slice(2).filter((argument) => argument !== '--'));
  if (order.help) {
    process.stdout.write(USAGE);
    return;
  }
  const tickets = wholeNumber(order.tickets, 'tickets', MOST);
  const seed = wholeNumber(order.seed, 'seed', 2_147_483_647);
  const until = dayOf(order.until);
  if (parseConfiguration(process.env).isProduction && !order.force) {
    throw new UsageError(
      'This desk is in production. Invented people and tickets cannot be taken out again; --force does it all the same.',
    );
  }
  const { configuration, stopLocalServices } = await boot({ ...process.env, REDIS_URL: 'off' });
  try {
    const begun = performance.now();
    const made = await seedDemo(
      configuration.databaseUrl ?? '',
      { tickets, seed, until, password: order.password },
      (done) => process.stdout.write(`\r${String(done)} of ${String(tickets)} tickets`),
    );
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    process.stdout.write(
      `\n${String(made.comments)} messages, ${String(made.events)} events, in ${seconds} s. Sign in with the password ${order.password} as\n` +
        `  ${made.employee} (employee)\n  ${made.coordinator} (coordinator)\n`,
    );
  } finally {
    await stopLocalServices();
  }
}

main().catch((error: unknown) => {
  const isExplained = [ConfigurationError, EmbeddedPostgresError, DemoExistsError, UsageError].some(
    (kind) => error instanceof kind,
  );
  process.stderr.write(
    `${isExplained && error instanceof Error ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  if (error instanceof UsageError) {
    process.stderr.write(`\n${USAGE}`);
  }
  process.exitCode = 1;
});
