/** `npm run files:sweep|check|move`: builds the server when it changed, then looks after the bytes of its desk. */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  await build(['server']);
  await import(pathToFileURL(join(root, 'dist', 'server', 'files.js')).href);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
