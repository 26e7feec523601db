/** `npm run seed:demo -- --tickets N`: builds the server when it changed, then fills its desk with an invented year. */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  await build(['server']);
  await import(pathToFileURL(join(root, 'dist', 'server', 'seed-demo.js')).href);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
