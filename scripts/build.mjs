/**
 * Builds what changed since the last build: `node scripts/build.mjs [server] [client]`, both when none is named.
 * A part is up to date when the content of everything it is made of has the hash kept in dist/. Runs on Node 20 too.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const dist = join(root, 'dist');

const PARTS = {
  server: {
    sources: [
      'server',
      'contract',
      'nest-cli.json',
      'ormconfig.ts',
      'tsconfig.json',
      'tsconfig.build.json',
      'package-lock.json',
    ],
    product: 'server/main.js',
    async build() {
      // Files whose source is gone must not stay; without its memory the compiler writes everything.
      rmSync(join(dist, 'server'), { recursive: true, force: true });
      rmSync(join(dist, 'server.tsbuildinfo'), { force: true });
      await run('@nestjs/cli/bin/nest.js', ['build'], root);
      copyTemplates();
      copyContract();
    },
  },
  client: {
    sources: ['client', 'package-lock.json'],
    product: 'client/browser/index.html',
    async build() {
      await run('@angular/cli/bin/ng.js', ['build'], join(root, 'client'));
      copyPdfParts();
    },
  },
};

/** The compiler does not know them; each lies beside the program that reads it. */
function copyTemplates() {
  filesOf('server')
    .filter((file) => file.endsWith('.liquid'))
    .forEach((file) => cpSync(join(root, file), join(dist, file)));
}

/** What a PDF may leave out, fetched by its reader when one does; the builder takes no files from outside of the client. */
function copyPdfParts() {
  const from = dirname(require.resolve('pdfjs-dist/package.json'));
  const to = join(dist, 'client/browser/pdf');
  cpSync(join(from, 'cmaps'), join(to, 'cmaps'), { recursive: true });
  cpSync(join(from, 'standard_fonts'), join(to, 'fonts'), { recursive: true });
  // Decoders of scanned pages without anything to compile, which the policy of the page forbids.
  for (const file of ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js']) {
    cpSync(join(from, 'wasm', file), join(to, 'images', file));
  }
}

/** The server answers with the committed document, from beside its own built files. */
export function copyContract() {
  const document = join(root, 'contract', 'openapi.json');
  if (existsSync(document)) {
    cpSync(document, join(dist, 'contract', 'openapi.json'));
  }
}

const IGNORED = /(^|\/)(node_modules|\.angular|dist|coverage)(\/|$)|\.(spec|test)\.ts$/;

function filesOf(path) {
  const full = join(root, path);
  if (!existsSync(full)) {
    return [];
  }
  const entries = readdirSync(full, { withFileTypes: true, recursive: false });
  return entries.flatMap((entry) => {
    const child = `${path}/${entry.name}`;
    if (IGNORED.test(child)) {
      return [];
    }
    return entry.isDirectory() ? filesOf(child) : [child];
  });
}

function hashOf(sources) {
  const hash = createHash('sha256').update(process.version.split('.')[0]);
  const files = sources.flatMap((source) => (/\.\w+$/.test(source) ? [source] : filesOf(source)));
  files
    .filter((file) => existsSync(join(root, file)))
    .sort()
    .forEach((file) => hash.update(`\0${file}\0`).update(readFileSync(join(root, file))));
  return hash.digest('hex');
}

function run(program, args, cwd) {
  return new Promise((done, failed) => {
    const child = spawn(
      process.execPath,
      [join(packageFolder(program), program.split('/').slice(2).join('/')), ...args],
      {
        cwd,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, NG_CLI_ANALYTICS: 'false' },
      },
    );
    child.on('error', failed);
    child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`${program} ended with ${code}`))));
  });
}

function packageFolder(program) {
  return dirname(require.resolve(`${program.split('/').slice(0, 2).join('/')}/package.json`));
}

const isThere = (name) => name !== 'client' || existsSync(join(root, 'client', 'angular.json'));

export async function build(names = Object.keys(PARTS)) {
  mkdirSync(dist, { recursive: true });
  for (const name of names.filter(isThere)) {
    const part = PARTS[name];
    const stamp = join(dist, `${name}.stamp`);
    const hash = hashOf(part.sources);
    if (existsSync(join(dist, part.product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
      continue;
    }
    process.stdout.write(`Building the ${name} ...\n`);
    rmSync(stamp, { force: true });
    await part.build();
    writeFileSync(stamp, hash);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build(process.argv.length > 2 ? process.argv.slice(2) : undefined);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
