/**
 * Makes the OpenAPI document from the built server, without constructing a single provider (Nest's preview mode), and
 * the client's types from the document. The client's rule for passwords is a copy of the server's, so that both say the same.
 * `--check` makes all of it somewhere else and fails when the committed files differ.
 */
import 'reflect-metadata';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { build, copyContract } from './build.mjs';
import { addExamples, exampleMaker } from './contract-examples.mjs';
import { addRefusals, refusalExamples, refusalResponses } from './contract-answers.mjs';
import { refusalsOfHandlers } from './contract-refusals.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENT = 'contract/openapi.json';
const TYPES = 'client/src/app/api/types.gen.ts';
/** What the client decides by the same rule as the server; each imports nothing but the other. */
const COPIES = ['common-passwords', 'password-rules'].map((name) => ({
  from: `server/modules/auth/domain/${name}.ts`,
  to: `client/src/app/ui/field/${name}.gen.ts`,
}));

/** Same content, same bytes: keys in alphabetical order but for those whose order a reader follows. */
function inOrder(value, key = '') {
  if (Array.isArray(value)) {
    return value.map((item) => inOrder(item));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  // An example is read in the order of its schema.
  if (key === 'example' || key === 'examples') {
    return value;
  }
  const names = Object.keys(value);
  const ordered = key === 'properties' || key === '' ? names : names.sort();
  return Object.fromEntries(ordered.map((name) => [name, inOrder(value[name], name)]));
}

async function makeDocument() {
  const { AppModule } = await import('../dist/server/app.module.js');
  const { ERROR_CODES } = await import('../dist/server/kernel/error-code.js');
  const { STATUS_OF_KIND } = await import('../dist/server/platform/http/error-body.js');
  const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const app = await NestFactory.create(AppModule, new FastifyAdapter(), {
    preview: true,
    abortOnError: false,
    logger: false,
  });
  const description = new DocumentBuilder()
    .setTitle('SmartSupport')
    .setDescription('The REST interface of SmartSupport. Paths work with and without a trailing slash.')
    .setVersion(version)
    .setLicense(license, 'https://www.gnu.org/licenses/agpl-3.0.html')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, description, {
    operationIdFactory: (_controller, handler) => handler,
  });
  document.servers = [{ url: '/' }];
  document.components ??= {};
  document.components.schemas ??= {};
  document.components.schemas.ErrorCode = { type: 'string', enum: [...ERROR_CODES] };
  document.components.schemas.ErrorBody = {
    type: 'object',
    description: 'The one shape of every refusal.',
    required: ['error', 'code', 'requestId'],
    properties: {
      error: { type: 'string', description: 'For people; the wording may change' },
      code: { $ref: '#/components/schemas/ErrorCode' },
      details: {
        type: 'object',
        description: 'By field, or by fact of the refusal',
        additionalProperties: { type: 'array', items: { type: 'string' } },
      },
      requestId: { type: 'string', description: 'The same as in X-Request-Id' },
    },
  };
  const refusals = refusalsOfHandlers(STATUS_OF_KIND);
  document.components.responses = refusalResponses();
  const examples = exampleMaker(document.components.schemas);
  const seen = new Map();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      // A handler with two paths: the first keeps the name.
      operation.operationId = operation.operationId.replace(/\[(\d+)\]$/, (_, index) =>
        index === '0' ? '' : `Alias${index}`,
      );
      if (operation['x-access'] === 'public') {
        operation.security = [];
      }
      for (const { schema } of operation.parameters ?? []) {
        // Several values by comma: the plugin adds the items of the parsed list to the text that is sent.
        if (schema?.type === 'string') {
          delete schema.items;
        }
      }
      const other = seen.get(operation.operationId);
      if (other !== undefined) {
        throw new Error(`Two handlers are called ${operation.operationId}: ${other} and ${method} ${path}`);
      }
      seen.set(operation.operationId, `${method} ${path}`);
      addExamples(operation, examples);
      addRefusals(path, method, operation, refusals.get(operation.operationId.replace(/Alias\d+$/, '')) ?? []);
    }
  }
  if (examples.missing().length > 0) {
    process.stderr.write(
      `These examples say only "text"; write an @example into the DTO, or a word into scripts/contract-examples.mjs:\n${examples.missing().join('\n')}\n`,
    );
  }
  const used = JSON.stringify([document.paths, document.components.responses]);
  document.components.examples = Object.fromEntries(
    Object.entries(refusalExamples([...refusals.values()].flat())).filter(([code]) =>
      used.includes(`"#/components/examples/${code}"`),
    ),
  );
  return `${JSON.stringify(inOrder(document), null, 2)}\n`;
}

async function makeTypes(documentFile, folder) {
  await createClient({
    input: documentFile,
    output: { path: folder, clean: false },
    plugins: ['@hey-api/typescript'],
    logs: { level: 'silent' },
  });
  return readFileSync(join(folder, 'types.gen.ts'), 'utf8');
}

function makeCopies() {
  return COPIES.map(({ from, to }) => {
    const source = readFileSync(join(root, from), 'utf8').replaceAll(/from '(\.\/[a-z-]+)\.js'/g, "from '$1.gen'");
    return { file: to, made: `// A copy of ${from}, made by "npm run contract".\n${source}` };
  });
}

function firstDifference(file, made) {
  let kept = '';
  try {
    kept = readFileSync(join(root, file), 'utf8');
  } catch {
    return `${file} does not exist`;
  }
  if (kept === made) {
    return null;
  }
  const keptLines = kept.split('\n');
  const madeLines = made.split('\n');
  const line = madeLines.findIndex((text, index) => text !== keptLines[index]);
  return `${file} differs from line ${line + 1}:\n  - ${keptLines[line] ?? '(end)'}\n  + ${madeLines[line] ?? '(end)'}`;
}

const isCheck = process.argv.includes('--check');
await build(['server']);
const folder = mkdtempSync(join(tmpdir(), 'smartsupport-contract-'));
try {
  const document = await makeDocument();
  const documentFile = join(folder, 'openapi.json');
  writeFileSync(documentFile, document);
  const types = await makeTypes(documentFile, folder);
  if (isCheck) {
    const differences = [{ file: DOCUMENT, made: document }, { file: TYPES, made: types }, ...makeCopies()]
      .map(({ file, made }) => firstDifference(file, made))
      .filter((text) => text !== null);
    if (differences.length > 0) {
      process.stderr.write(`${differences.join('\n')}\nRun "npm run contract" and commit what it makes.\n`);
      process.exitCode = 1;
    }
  } else {
    mkdirSync(join(root, 'contract'), { recursive: true });
    mkdirSync(join(root, 'client/src/app/api'), { recursive: true });
    writeFileSync(join(root, DOCUMENT), document);
    writeFileSync(join(root, TYPES), types);
    makeCopies().forEach(({ file, made }) => {
      writeFileSync(join(root, file), made);
    });
    copyContract();
    process.stdout.write(`${DOCUMENT}, ${TYPES} and the copied rules are made.\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
