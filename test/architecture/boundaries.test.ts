import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const CONFIG = join(ROOT, '.dependency-cruiser.cjs');
const DEPCRUISE = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

async function cruise(folder: string): Promise<Violation[]> {
  const args = [DEPCRUISE, 'server', 'client/src', '--config', CONFIG, '--output-type', 'json'];
  return new Promise((done, failed) => {
    execFile(
      process.execPath,
      args,
      { cwd: folder, maxBuffer: 50_000_000, env: { PATH: process.env['PATH'] } },
      (error, stdout, stderr) => {
        try {
          const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[] } };
          done(summary.violations);
        } catch {
          failed(new Error(`dependency-cruiser said nothing useful: ${stderr}`, { cause: error }));
        }
      },
    );
  });
}

/** One violation each: the file, what it imports, and the rule that must catch it. */
const PLANTS: readonly { file: string; imports: string; rule: string }[] = [
  { file: 'server/kernel/planted.ts', imports: '../platform/thing.js', rule: 'kernel-is-pure' },
  { file: 'server/kernel/planted-library.ts', imports: 'zod', rule: 'kernel-is-pure' },
  { file: 'server/kernel/planted-node.ts', imports: 'node:fs', rule: 'kernel-is-pure' },
  { file: 'server/config/planted.ts', imports: '../platform/thing.js', rule: 'config-knows-only-the-kernel' },
  { file: 'server/platform/planted.ts', imports: '../modules/queue/queue.facade.js', rule: 'platform-knows-no-module' },
  { file: 'server/modules/mail/planted-entry.ts', imports: '../../app.js', rule: 'nobody-imports-the-entry-points' },
  {
    file: 'server/modules/queue/planted.ts',
    imports: '../tickets/tickets.facade.js',
    rule: 'level-2-imports-downwards',
  },
  {
    file: 'server/modules/queue/planted-sideways.ts',
    imports: '../settings/settings.facade.js',
    rule: 'level-2-imports-downwards',
  },
  { file: 'server/modules/mail/planted.ts', imports: '../files/files.facade.js', rule: 'level-3-imports-downwards' },
  { file: 'server/modules/users/planted.ts', imports: '../auth/auth.events.js', rule: 'level-4-imports-downwards' },
  { file: 'server/modules/auth/planted.ts', imports: '../sla/sla.facade.js', rule: 'level-5-imports-downwards' },
  { file: 'server/modules/tickets/planted.ts', imports: '../chat/chat.facade.js', rule: 'level-6-imports-downwards' },
  {
    file: 'server/modules/integrations/planted.ts',
    imports: '../intake/intake.facade.js',
    rule: 'level-7-imports-downwards',
  },
  { file: 'server/modules/chat/planted.ts', imports: '../audit/audit.facade.js', rule: 'level-8-imports-downwards' },
  {
    file: 'server/modules/chat/planted-unlisted.ts',
    imports: '../billing/billing.facade.js',
    rule: 'module-has-a-level',
  },
  {
    file: 'server/modules/tickets/planted-inside.ts',
    imports: '../users/domain/person.js',
    rule: 'across-modules-by-the-front-door',
  },
  {
    file: 'server/modules/tickets/domain/planted.ts',
    imports: '../use-cases/submit.js',
    rule: 'domain-imports-kernel-and-itself',
  },
  {
    file: 'server/modules/tickets/domain/planted-library.ts',
    imports: 'zod',
    rule: 'domain-imports-kernel-and-itself',
  },
  {
    file: 'server/modules/tickets/http/planted.ts',
    imports: '../persistence/rows.js',
    rule: 'http-never-reaches-persistence',
  },
  {
    file: 'server/modules/tickets/use-cases/planted.ts',
    imports: '../http/presenter.js',
    rule: 'inner-layers-know-no-http',
  },
  {
    file: 'server/modules/tickets/use-cases/planted-entity.ts',
    imports: '../persistence/ticket.entity.js',
    rule: 'entities-stay-in-persistence',
  },
  { file: 'server/modules/tickets/planted-cycle-a.ts', imports: './planted-cycle-b.js', rule: 'no-cycle' },
  { file: 'server/modules/tickets/planted-barrel.ts', imports: './domain/index.js', rule: 'no-barrel' },
  {
    file: 'server/modules/tickets/planted-dev.ts',
    imports: 'fast-check',
    rule: 'no-development-package-in-the-product',
  },
  { file: 'server/modules/tickets/planted-test.ts', imports: '../../../test/desk.js', rule: 'product-imports-no-test' },
  {
    file: 'server/modules/tickets/planted-client.ts',
    imports: '../../../client/src/app/ui/pill.js',
    rule: 'server-and-client-meet-in-the-contract',
  },
  { file: 'server/modules/tickets/planted-nowhere.ts', imports: './nowhere.js', rule: 'no-unresolvable-import' },
  { file: 'client/src/app/tickets/planted.ts', imports: '../chat/chat', rule: 'features-do-not-import-each-other' },
  { file: 'client/src/app/shell/planted.ts', imports: '../chat/chat', rule: 'shared-parts-know-no-feature' },
  { file: 'client/src/app/ui/planted.ts', imports: '../shell/shell', rule: 'ui-and-api-stand-alone' },
  {
    file: 'client/src/app/tickets/planted-http.ts',
    imports: '@angular/common/http',
    rule: 'http-client-only-in-api-files',
  },
];

/** What the plants import, and imports that are right and must stay silent. */
const GROUND: Readonly<Record<string, string>> = {
  'server/app.ts': '',
  'server/kernel/clock.ts': "import { v7 } from 'uuid';\nexport type Clock = typeof v7;",
  'server/platform/thing.ts':
    "import { z } from 'zod';\nimport { readFileSync } from 'node:fs';\nimport type { Clock } from '../kernel/clock.js';\nexport { z, readFileSync, type Clock };",
  'server/modules/queue/queue.facade.ts': '',
  'server/modules/settings/settings.facade.ts': '',
  'server/modules/files/files.facade.ts': "import { queue } from '../queue/queue.facade.js';\nexport { queue };",
  'server/modules/users/domain/person.ts':
    "import type { Clock } from '../../../kernel/clock.js';\nexport type { Clock };",
  'server/modules/auth/auth.events.ts': '',
  'server/modules/sla/sla.facade.ts': '',
  'server/modules/chat/chat.facade.ts': "import { tickets } from '../tickets/tickets.facade.js';\nexport { tickets };",
  'server/modules/audit/audit.facade.ts': '',
  'server/modules/intake/intake.facade.ts': '',
  'server/modules/billing/billing.facade.ts': '',
  'server/modules/tickets/tickets.facade.ts': "import { users } from '../auth/auth.events.js';\nexport { users };",
  'server/modules/tickets/use-cases/submit.ts': "import { rows } from '../persistence/rows.js';\nexport { rows };",
  'server/modules/tickets/persistence/rows.ts': "import { ticket } from './ticket.entity.js';\nexport { ticket };",
  'server/modules/tickets/persistence/ticket.entity.ts': '',
  'server/modules/tickets/http/presenter.ts': "import { submit } from '../use-cases/submit.js';\nexport { submit };",
  'server/modules/tickets/domain/index.ts': '',
  'server/modules/tickets/planted-cycle-b.ts':
    "import type { Planted } from './planted-cycle-a.js';\nexport type { Planted };",
  'test/desk.ts': '',
  'client/src/app/ui/pill.ts': '',
  'client/src/app/chat/chat.ts': "import { pill } from '../ui/pill';\nexport { pill };",
  'client/src/app/shell/shell.ts': '',
  'client/src/app/tickets/tickets-api.ts': "import { HttpClient } from '@angular/common/http';\nexport { HttpClient };",
};

describe('import boundaries', () => {
  let folder: string;
  let violations: Violation[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smartsupport-boundaries-'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text === '' ? 'export {};\n' : `${text}\n`);
    };
    write(
      'package.json',
      JSON.stringify({
        dependencies: { zod: '*', uuid: '*', '@angular/common': '*' },
        devDependencies: { 'fast-check': '*' },
      }),
    );
    Object.entries(GROUND).forEach(([file, text]) => {
      write(file, text);
    });
    PLANTS.forEach(({ file, imports }) => {
      write(file, `import * as planted from '${imports}';\nexport type Planted = typeof planted;`);
    });
    violations = await cruise(folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(PLANTS)('$rule catches $file', ({ file, rule }) => {
    expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
  });

  it('say nothing about imports that are right', () => {
    const planted = new Set(PLANTS.map(({ file }) => file));
    expect(violations.filter(({ from, rule }) => !planted.has(from) && rule.name !== 'no-cycle')).toEqual([]);
  });

  it('have a planted violation for every rule', () => {
    const { forbidden } = createRequire(import.meta.url)(CONFIG) as { forbidden: { name: string }[] };
    const caught = new Set(PLANTS.map(({ rule }) => rule));
    expect(forbidden.map(({ name }) => name).filter((name) => !caught.has(name))).toEqual([]);
  });
});
