/** `npm run check`: everything that reads the code instead of running it. All steps run, then the failed ones are named. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { writeResult } from './results.mjs';

const STEPS = {
  types: ['tsc', '--noEmit', '-p', 'tsconfig.json'],
  lint: ['eslint', '.', '--max-warnings=0'],
  format: ['prettier', '--check', '--log-level=warn', '.'],
  boundaries: ['npm', 'run', '--silent', 'check:boundaries'],
  unused: ['knip', '--no-progress'],
  contract: ['node', 'scripts/contract.mjs', '--check'],
  'mail-layout': ['node', 'scripts/mail-layout.mjs', '--check'],
  'first-load': ['node', 'scripts/first-load.mjs'],
  'contract-lint': ['redocly', 'lint', '--format=stylish', 'contract/openapi.json'],
};

const asked = process.argv.slice(2);
const failed = [];
for (const [name, [program, ...args]] of Object.entries(STEPS)) {
  if (asked.length > 0 && !asked.includes(name)) {
    continue;
  }
  const begun = Date.now();
  const { status } = spawnSync(program, args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const seconds = ((Date.now() - begun) / 1_000).toFixed(1);
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
  writeResult(`check-${name}`, status === 0);
  if (status !== 0) {
    failed.push(name);
  }
}
process.stdout.write(failed.length === 0 ? 'All checks passed.\n' : `Failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
