/**
 * How much script stands before an employee's first page: `node scripts/first-load.mjs`. Reads the last production build
 * (dist/client) and fails beyond the budget, or when something came in that belongs behind the first paint.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const CLIENT = fileURLToPath(new URL('../dist/client/', import.meta.url));
const STATS = join(CLIENT, 'browser-stats.json');

/** Bytes, gzip. */
const BUDGET = 150_000;
/** The program itself, and what the router fetches for `/` when an employee is signed in. */
const ENTRIES = ['src/main.ts', 'src/app/portal/portal.routes.ts', 'src/app/portal/home/home.ts'];
const LATER = [/node_modules\/(@socket\.io|socket\.io|engine\.io)/, /node_modules\/@angular\/(material|forms)\//];

/** Null without a build to measure. */
function measureFirstLoad() {
  if (!existsSync(STATS)) {
    return null;
  }
  const { outputs } = JSON.parse(readFileSync(STATS, 'utf8'));
  const loaded = new Set();
  const load = (file) => {
    if (loaded.has(file) || !file.endsWith('.js')) {
      return;
    }
    loaded.add(file);
    outputs[file].imports.filter(({ kind }) => kind === 'import-statement').forEach(({ path }) => load(path));
  };
  for (const entry of ENTRIES) {
    const file = Object.keys(outputs).find((name) => outputs[name].entryPoint === entry);
    if (file === undefined) {
      throw new Error(`The build has no chunk that begins with ${entry}`);
    }
    load(file);
  }
  const files = [...loaded];
  const inputs = files.flatMap((file) => Object.keys(outputs[file].inputs));
  return {
    bytes: files.reduce((sum, file) => sum + gzipSync(readFileSync(join(CLIENT, 'browser', file))).length, 0),
    early: inputs.filter((input) => LATER.some((pattern) => pattern.test(input))),
  };
}

const measured = measureFirstLoad();
if (measured === null) {
  process.stdout.write('No production build of the client to measure; make one by `node scripts/build.mjs client`.\n');
} else {
  const { bytes, early } = measured;
  process.stdout.write(
    `First page of an employee: ${(bytes / 1_000).toFixed(1)} kB of script (gzip), ${(BUDGET / 1_000).toFixed(0)} allowed.\n`,
  );
  early.forEach((input) => process.stdout.write(`Comes too early: ${input}\n`));
  process.exitCode = bytes > BUDGET || early.length > 0 ? 1 : 0;
}
