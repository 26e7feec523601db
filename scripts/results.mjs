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

/** What one file says (jest's format, which vitest's json reporter writes too). */
function countsOf(name) {
  const result = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  // A file that could not even be loaded has no tests in it, and counts as one that failed.
  return {
    passed: result.numPassedTests ?? 0,
    failed: (result.numFailedTests ?? 0) + (result.numRuntimeErrorTestSuites ?? 0),
  };
}

/** After a runner has ended: one that ended badly without a failed test (or without a word) is a failure of its own. */
export function settle(name, hasEndedWell) {
  if (!existsSync(join(folder, `${name}.json`))) {
    writeResult(name, false);
  }
  const { passed, failed } = countsOf(name);
  if (failed > 0 || hasEndedWell) {
    return { passed, failed };
  }
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ numPassedTests: passed, numFailedTests: 1 }));
  return { passed, failed: 1 };
}

function names() {
  return existsSync(folder) ? readdirSync(folder).map((file) => file.replace(/\.json$/, '')) : [];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'clear') {
    rmSync(folder, { recursive: true, force: true });
  } else {
    // The exit codes of the steps, so that a step which died before it could count anything is not overlooked.
    const hasFailedStep = process.argv.slice(2).some((code) => code !== '0');
    const all = names().map(countsOf);
    const sum = (key) => all.reduce((total, counts) => total + counts[key], 0);
    const failed = Math.max(sum('failed'), hasFailedStep || all.length === 0 ? 1 : 0);
    process.stdout.write(`${sum('passed')} passed, ${failed} failed\n`);
    process.exitCode = failed === 0 ? 0 : 1;
  }
}
