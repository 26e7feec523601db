/**
 * `npm test`: everything that needs nothing but npm packages, one kind after the other, and a summary.
 * `npm run test:<kind>` runs one kind: node scripts/test.mjs <kind> [arguments for its runner].
 * The storm of the faults takes --rounds=<n>, --seed=<n> and --only=<words of its faults, by comma>; with one of them it
 * runs alone.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { resultFile, settle } from './results.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const JEST_FLAGS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

/** In the order of `npm test`: the fast ones first. `parts` of the product must be built before. */
const KINDS = {
  pure: { jest: ['pure'] },
  architecture: { jest: ['architecture'] },
  integration: { jest: ['integration'] },
  api: { jest: ['api'] },
  client: {},
  faults: { jest: ['faults'], parts: ['server'] },
  browser: { jest: ['browser'], parts: ['server', 'client'] },
  services: { jest: ['services'], parts: ['server'], needs: ['redis-server', 'curl', 'openssl', 'python3'] },
};
const IN_NPM_TEST = ['pure', 'architecture', 'integration', 'api', 'client', 'faults', 'browser'];

function run(program, args, options) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit', ...options });
    child.on('exit', (code) => done(code === 0));
  });
}

function runJest(kind, projects, args) {
  return run(
    require.resolve('jest/bin/jest'),
    [
      '--selectProjects',
      ...projects,
      // One at a time where every file starts processes that want the machine for themselves.
      `--maxWorkers=${kind === 'faults' || kind === 'browser' ? 1 : 2}`,
      // Bull keeps a timer for a Redis that died before it was closed; the product's processes exit by themselves.
      ...(kind === 'services' ? ['--forceExit'] : []),
      '--json',
      `--outputFile=${resultFile(kind)}`,
      ...args,
    ],
    {
      cwd: root,
      // The JSON goes to the file; jest repeats it on standard output only when no file is named.
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: [process.env.NODE_OPTIONS, ...JEST_FLAGS].filter(Boolean).join(' ') },
    },
  );
}

function runClient(args) {
  const file = resultFile('client');
  const program = join(require.resolve('@angular/cli/package.json'), '..', 'bin', 'ng.js');
  return run(
    program,
    ['test', '--watch=false', '--reporters=default', '--reporters=json', `--output-file=${file}`, ...args],
    {
      cwd: join(root, 'client'),
      env: { ...process.env, NG_CLI_ANALYTICS: 'false' },
    },
  );
}

function missing(programs = []) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return programs.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
}

/** The storm's own flags become its environment; jest would refuse them. */
function stormArguments(args) {
  const flags = args.map((arg) => /^--(rounds|seed|only)=(.+)$/.exec(arg));
  flags.forEach((flag) => {
    if (flag !== null) {
      process.env[`STORM_${flag[1].toUpperCase()}`] = flag[2];
    }
  });
  const rest = args.filter((_, index) => flags[index] === null);
  return rest.length === args.length ? args : [...rest, '--runTestsByPath', 'test/faults/storm.test.ts'];
}

async function runKind(kind, given) {
  const { jest, parts, needs } = KINDS[kind];
  const args = kind === 'faults' ? stormArguments(given) : given;
  const absent = missing(needs);
  if (absent.length > 0) {
    process.stderr.write(
      `These tests need ${absent.join(', ')} on the PATH (Debian: apt-get install redis-server curl openssl python3).\n`,
    );
    return false;
  }
  try {
    await build(parts ?? []);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return false;
  }
  return jest === undefined ? runClient(args) : runJest(kind, jest, args);
}

const [asked, ...args] = process.argv.slice(2);
const kinds = asked === undefined ? IN_NPM_TEST : [asked];
const lines = [];
let failures = 0;
for (const kind of kinds) {
  const begun = Date.now();
  process.stdout.write(`\n== ${kind}\n`);
  resultFile(kind);
  const isGood = await runKind(kind, args);
  const { passed, failed } = settle(kind, isGood);
  failures += failed;
  const seconds = ((Date.now() - begun) / 1_000).toFixed(0);
  lines.push(
    `${kind.padEnd(14)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.padStart(5)} s`,
  );
}
process.stdout.write(`\n${lines.join('\n')}\n${failures === 0 ? 'All passed.' : `${failures} failed.`}\n`);
process.exitCode = failures === 0 ? 0 : 1;
