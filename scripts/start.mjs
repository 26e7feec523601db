/**
 * `npm start`: builds what changed, then becomes the server (or, with `worker`, the worker process). The built program
 * is loaded into this very process, so that signals and exit codes need no passing on. Starts on Node 20: npm scripts
 * find the Node 24 that is a package of this project; called without npm, this script goes over to it by itself.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const packagedNode = join(root, 'node_modules', '.bin', 'node');
const isOld = Number(process.versions.node.split('.')[0]) < 22;

async function start() {
  await build();
  const entry = process.argv.includes('worker') ? 'worker.js' : 'main.js';
  await import(pathToFileURL(join(root, 'dist', 'server', entry)).href);
}

function goOver() {
  const child = spawn(packagedNode, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code) => process.exit(code ?? 1));
}

if (isOld && existsSync(packagedNode)) {
  goOver();
} else {
  start().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    if (isOld) {
      process.stderr.write(`The client needs Node 24 (or 22.22) to be built; this is ${process.version}.\n`);
    }
    process.exit(1);
  });
}
