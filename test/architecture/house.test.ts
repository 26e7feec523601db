import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}

const SERVER = filesUnder('server');
/** The variables of providers and of the storage stand in files of their own. */
const configurationVariables = ['configuration', 'identity-providers', 'storage-url'].flatMap((file) =>
  [...read(`server/config/${file}.ts`).matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name),
);

describe('the environment', () => {
  const documented = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);

  it('is documented whole in .env.example, and nothing else is', () => {
    expect(documented.toSorted()).toEqual(configurationVariables.toSorted());
    expect(documented).toContain('DATABASE_URL');
  });

  it('is read by the entry points alone', () => {
    const readers = SERVER.filter((file) => /process\.env\b/.test(read(file)) && !file.endsWith('.spec.ts'));
    const entries = ['main', 'worker', 'files', 'seed-demo', 'config/configuration'].map((name) => `server/${name}.ts`);
    expect(readers.filter((file) => !entries.includes(file))).toEqual([]);
  });
});

describe('the server', () => {
  const forbidden = [
    ['a barrel', /(^|\/)index\.ts$/, null],
    ['a global module', null, /@Global\(/],
    ['a forward reference', null, /forwardRef\(/],
    ['a request-scoped provider', null, /Scope\.REQUEST/],
    ['an open task in a comment', null, /\b(TODO|FIXME|XXX)\b/],
  ] as const;

  it.each(forbidden)('has no %s', (_, name, content) => {
    const found = SERVER.filter((file) => (name?.test(file) ?? false) || (content?.test(read(file)) ?? false));
    expect(found).toEqual([]);
  });
});

describe('the containers', () => {
  interface Service {
    image?: string;
    environment?: Record<string, string>;
    depends_on?: Record<string, { condition: string }>;
    healthcheck?: object;
    volumes?: string[];
  }
  const compose = parse(read('docker/compose.yml'), { merge: true }) as {
    services: Record<string, Service>;
    volumes: Record<string, unknown>;
  };
  const instructions = read('docker/Dockerfile')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const lastStage = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));

  it('hold a server, a worker and everything they need', () => {
    expect(Object.keys(compose.services)).toEqual(
      expect.arrayContaining(['server', 'worker', 'postgres', 'redis', 'clamav', 'mailpit']),
    );
  });

  it('only wait for services that exist and tell whether they are healthy', () => {
    Object.values(compose.services).forEach(({ depends_on }) => {
      Object.entries(depends_on ?? {}).forEach(([name, { condition }]) => {
        expect(condition).toBe('service_healthy');
        expect(compose.services[name]?.healthcheck).toBeDefined();
      });
    });
  });

  it('set nothing that the server does not read', () => {
    const set = ['server', 'worker'].flatMap((name) => Object.keys(compose.services[name]?.environment ?? {}));
    expect(set.filter((name) => !configurationVariables.includes(name))).toEqual([]);
    expect(set).toEqual(expect.arrayContaining(['DATABASE_URL', 'PUBLIC_URL', 'JWT_SECRET']));
  });

  it('use no volume that is not declared', () => {
    const used = Object.values(compose.services).flatMap(({ volumes }) => volumes ?? []);
    const names = used.map((volume) => volume.split(':', 1)[0] ?? '').filter((name) => !name.startsWith('.'));
    expect(names.filter((name) => !(name in compose.volumes))).toEqual([]);
  });

  it('are built from known instructions and from files that exist', () => {
    const known = /^(FROM|WORKDIR|COPY|RUN|ENV|USER|VOLUME|EXPOSE|HEALTHCHECK|CMD)\s/;
    expect(instructions.filter((line) => !known.test(line))).toEqual([]);
    const copied = instructions
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    copied.forEach((path) => expect(() => readdirSync(join(ROOT, path, '..'))).not.toThrow());
  });

  it('run the server without rights of root, with a health check, in production mode', () => {
    expect(lastStage.find((line) => line.startsWith('USER '))).toBe('USER node');
    expect(lastStage.some((line) => line.startsWith('HEALTHCHECK ') && line.includes('/api/health/ready'))).toBe(true);
    expect(lastStage.some((line) => line.startsWith('ENV ') && line.includes('NODE_ENV=production'))).toBe(true);
    const user = lastStage.findIndex((line) => line.startsWith('USER '));
    expect(lastStage.slice(user).some((line) => line.startsWith('RUN '))).toBe(false);
  });
});
