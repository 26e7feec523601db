/** Counts what the runners wrote into test/.artifacts/results; used by `npm test` and by .ci/run. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../test/.artifacts/results/', import.meta.url));

export function resultFile(name) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/** For steps that only succeed or fail: each counts as one. */
export function writeResult(name, isGood) {
  writeFileSync(resultFile(name), JSON.stringify({ numPassedTests: isGood ? 1 : 0, numFailedTests: isGood ? 0 : 1 }));
}

/**
 * Of one file (jest's format, which vitest's json reporter writes too). A file that could not even be loaded has no
 * tests in it, and counts as one that failed; so does a runner that ended badly without saying why.
 */
export function countsOf(name, hasEndedWell = true) {
  const file = join(folder, `${name}.json`);
  if (!existsSync(file)) {
    return { passed: 0, failed: 1 };
  }
  const result = JSON.parse(readFileSync(file, 'utf8'));
  const failed = (result.numFailedTests ?? 0) + (result.numRuntimeErrorTestSuites ?? 0);
  return { passed: result.numPassedTests ?? 0, failed: failed === 0 && !hasEndedWell ? 1 : failed };
}

export function names() {
  return existsSync(folder) ? readdirSync(folder).map((file) => file.replace(/\.json$/, '')) : [];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'clear') {
    rmSync(folder, { recursive: true, force: true });
  } else {
    const all = names().map((name) => countsOf(name));
    const sum = (key) => all.reduce((total, counts) => total + counts[key], 0);
    process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
    process.exitCode = sum('failed') === 0 && all.length > 0 ? 0 : 1;
  }
}
