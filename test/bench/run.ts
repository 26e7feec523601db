/**
 * `npm run bench`: what the built server costs, beside the bare SQL of the same calls and a bare Fastify, in one run.
 *
 *   --tickets 10000,1000000   sizes of the seeded desks
 *   --connections 1,8,64      how many ask at once
 *   --seconds 4  --rounds 3   length and number of rounds; the middle one counts
 *   --calls create,mine,...   only these
 *   --alone                   the product alone, without the SQL and the bare Fastify beside it: whether cost stays flat
 *   --plans                   write the plans of the hot statements to test/bench/plans, a folder for each size
 *   --data /tmp/bench         keep the seeded desks there, and use those that are there already
 *   --quick                   10,000 tickets, one round of 1 s
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '../../server/platform/database/migrate.js';
import { startEmbeddedPostgres } from '../../server/platform/embedded/embedded-postgres.js';
import { eventually } from '../support/eventually.js';
import { urlWithDatabase } from '../support/test-database.js';
import { arrange, CALLS, REFERENCE_EVENT, type BenchCall, type Scene } from './calls.js';
import { driveHttp, driveWork, median, UNMEASURED, type Measured } from './load.js';
import { writePlans } from './plans.js';
import { BareServer, ServerUnderTest, type ServerCost } from './processes.js';
import { report, type Line } from './report.js';
import { seed } from './seed.js';

/** The product's default, and the reference's. */
const POOL = 8;
const WARM_UP_SECONDS = 0.5;
/** Stands at a database when everything is in it. */
const SEEDED = 'seeded by the bench';

const { values: given } = parseArgs({
  options: {
    tickets: { type: 'string' },
    connections: { type: 'string', default: '1,8,64' },
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    calls: { type: 'string' },
    data: { type: 'string' },
    alone: { type: 'boolean', default: false },
    plans: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
const numbers = (text: string): number[] => text.split(',').map(Number);
const sizes = numbers(given.tickets ?? (given.quick ? '10000' : '10000,1000000')).toSorted((one, other) => one - other);
const connectionCounts = numbers(given.connections);
const seconds = Number(given.seconds ?? (given.quick ? 1 : 4));
const rounds = Number(given.rounds ?? (given.quick ? 1 : 3));
const calls = CALLS.filter(({ name }) => given.calls === undefined || given.calls.split(',').includes(name));

/** One database of one size and everything that looks at it. */
interface Stand {
  readonly tickets: number;
  readonly url: string;
  readonly pool: pg.Pool;
  readonly server: ServerUnderTest;
  /** Made anew before each call: nobody stays signed in as long as everything takes. */
  scene: Scene;
}

const say = (text: string): boolean => process.stderr.write(`${text}\n`);

/** A desk that was kept is as good as new, if its seed came to its end. */
async function fill(cluster: string, name: string, make: (isThere: boolean) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: cluster });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ seeded: string | null }>(
      "SELECT shobj_description(oid, 'pg_database') AS seeded FROM pg_database WHERE datname = $1",
      [name],
    );
    const isThere = rows[0]?.seeded === SEEDED;
    if (!isThere) {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.query(`CREATE DATABASE ${name}`);
    }
    await make(isThere);
    await admin.query(`COMMENT ON DATABASE ${name} IS '${SEEDED}'`);
  } finally {
    await admin.end();
  }
}

async function setUp(cluster: string, folder: string, tickets: number): Promise<Stand> {
  const name = `bench_${String(tickets)}`;
  const url = urlWithDatabase(cluster, name);
  await fill(cluster, name, async (isThere) => {
    const begun = performance.now();
    await migrate(url);
    if (!isThere) {
      await seed(url, tickets);
    }
    const what = isThere ? 'migrated' : 'seeded';
    say(`${tickets.toLocaleString('en')} tickets ${what} in ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
  });
  const pool = new pg.Pool({ connectionString: url, max: POOL, application_name: 'bench' });
  const server = await ServerUnderTest.start(url, join(folder, name));
  return { tickets, url, pool, server, scene: await arrange(server.rest, pool, tickets) };
}

/** Until the server's own workers have nothing left of the last stretch. */
async function settled({ pool }: Stand): Promise<void> {
  await eventually(
    async () => {
      const { rows } = await pool.query<{ left: number }>(
        `SELECT (SELECT count(*) FROM outbox)::int + (SELECT count(*) FROM tasks WHERE state IN ('queued', 'running'))::int AS left`,
      );
      return rows[0]?.left === 0;
    },
    { within: 120_000, every: 100 },
  );
}

/** What the reference has left for the relay is not the product's work. */
async function forgetReference({ pool }: Stand): Promise<void> {
  await pool.query('DELETE FROM outbox o USING events e WHERE e.id = o.event_id AND e.name = $1', [REFERENCE_EVENT]);
}

interface Round {
  readonly product: Measured;
  readonly work: Measured;
  readonly bare: Measured;
  readonly cost: ServerCost;
}

async function measureOnce(
  call: BenchCall,
  stand: Stand,
  others: readonly Stand[],
  bare: BareServer,
  connections: number,
): Promise<Round> {
  const { server, scene, pool } = stand;
  const requests = call.requests(scene);
  others.forEach((other) => {
    other.server.pause();
  });
  server.pause();
  const bareRequests = requests.map((request) => ({ ...request, path: `/${call.name}` }));
  const work = given.alone ? UNMEASURED : await driveWork(call.work(scene, pool), call.loops ?? connections, seconds);
  const bareMeasured = given.alone ? UNMEASURED : await driveHttp(bare.url, bareRequests, connections, seconds);
  await forgetReference(stand);
  await server.resume();
  await driveHttp(server.rest.url, requests, connections, WARM_UP_SECONDS);
  await server.quiet();
  await server.begin();
  const product = await driveHttp(server.rest.url, requests, connections, seconds);
  const cost = await server.cost();
  await settled(stand);
  await server.quiet();
  for (const other of others) {
    await other.server.resume();
  }
  return { product, work, bare: bareMeasured, cost };
}

async function measure(call: BenchCall, stands: readonly Stand[], bare: BareServer): Promise<Line[]> {
  for (const stand of stands) {
    stand.scene = await arrange(stand.server.rest, stand.pool, stand.tickets);
  }
  const [first] = stands;
  const [request] = first === undefined ? [] : call.requests(first.scene);
  if (first === undefined || request === undefined) {
    throw new Error('Nothing to measure');
  }
  const sample = await fetch(new URL(request.path, first.server.rest.url), request);
  if (!sample.ok) {
    throw new Error(`${call.title}: ${String(sample.status)} ${await sample.text()}`);
  }
  await bare.keep(call.name, await sample.json());
  const lines: Line[] = [];
  for (const connections of connectionCounts) {
    // Sizes take turns, so that a disturbance of the machine meets both.
    const found = new Map<Stand, Round[]>(stands.map((stand) => [stand, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const stand of stands) {
        const others = stands.filter((other) => other !== stand);
        found.get(stand)?.push(await measureOnce(call, stand, others, bare, connections));
      }
    }
    found.forEach((all, stand) => {
      const product = median(all.map((one) => one.product));
      const cost = all.find((one) => one.product === product)?.cost;
      lines.push({
        call,
        tickets: stand.tickets,
        connections,
        product,
        work: median(all.map((one) => one.work)),
        bare: median(all.map((one) => one.bare)),
        cpuMsPerRequest: (cost?.cpuMs ?? NaN) / product.count,
        stallMs: Math.max(...all.map((one) => one.cost.stallMs)),
        rssMb: Math.max(...all.map((one) => one.cost.rssMb)),
      });
    });
    const middle = lines.slice(-stands.length).map(({ product }) => product.p50.toFixed(2));
    say(`${call.title}, ${String(connections)} connections: p50 ${middle.join(' / ')} ms`);
  }
  return lines;
}

async function main(): Promise<void> {
  const folder = given.data ?? mkdtempSync(join(tmpdir(), 'smartsupport-bench-'));
  mkdirSync(folder, { recursive: true });
  // As root the database runs as `nobody`, who must be able to enter.
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder);
  const stands: Stand[] = [];
  const bare = await BareServer.start();
  try {
    for (const tickets of sizes) {
      stands.push(await setUp(postgres.url, folder, tickets));
    }
    if (given.plans) {
      for (const { url, tickets } of stands) {
        await writePlans(url, tickets);
      }
    }
    const lines: Line[] = [];
    for (const call of calls) {
      lines.push(...(await measure(call, stands, bare)));
    }
    process.stdout.write(
      report(
        lines,
        stands.map(({ tickets, server }) => ({ tickets, readyAfterMs: server.readyAfterMs })),
      ),
    );
  } finally {
    await bare.stop();
    for (const { server, pool } of stands) {
      await server.stop();
      await pool.end();
    }
    await postgres.stop();
    if (given.data === undefined) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

await main();
