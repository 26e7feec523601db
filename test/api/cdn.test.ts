import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfiguration } from '../../server/config/configuration.js';
import { QueueFacade } from '../../server/modules/queue/queue.facade.js';
import { startCdn, type Cdn } from '../support/cdn.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { testDatabase, type TestDatabase } from '../support/test-database.js';

const KEY = 'purge-key-for-tests';
const pageOf = (main: string): string => `<!doctype html><html><head><base href="/"/>
<link rel="icon" href="favicon.svg"/><script src="theme.js"></script><link rel="stylesheet" href="styles-2ZTQPDE2.css"></head>
<body><link rel="modulepreload" href="chunk-Bn-sixgF.js"><script src="${main}" type="module"></script></body></html>`;

describe('a desk behind a CDN', () => {
  let folder: string;
  let database: TestDatabase;
  let cdn: Cdn;
  let desk: Desk;

  const writeClient = (main: string): void => {
    writeFileSync(join(folder, 'index.html'), pageOf(main));
    writeFileSync(join(folder, main), 'export {};');
  };
  const start = async (env: Readonly<Record<string, string>> = {}): Promise<Desk> => {
    const started = await startDesk({
      clientFolder: folder,
      database,
      env: { CDN_URL: `${cdn.url}/`, CDN_PURGE_URL: cdn.purgeUrl, CDN_PURGE_KEY: KEY, ...env },
    });
    cdn.pullFrom(started.url);
    return started;
  };
  const page = async (): Promise<string> => (await desk.request<string>('GET', '/tickets')).body;
  const purgeTasks = async () =>
    database.query<{ state: string; lastError: string | null }>(
      `SELECT state, last_error AS "lastError" FROM tasks WHERE type = 'cdn.purge' ORDER BY created_at, id`,
    );

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smartsupport-cdn-'));
    mkdirSync(join(folder, 'media'));
    for (const file of ['chunk-Bn-sixgF.js', 'styles-2ZTQPDE2.css', 'media/inter-NRMW37G5.woff2', 'theme.js']) {
      writeFileSync(join(folder, file), file);
    }
    writeClient('main-GVQ2M7RX.js');
    [cdn, database] = await Promise.all([startCdn(), testDatabase()]);
    desk = await start();
  });
  afterAll(async () => {
    await desk.close();
    await database.drop();
    await cdn.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    cdn.set('open');
    cdn.answerPurgesWith(200);
  });

  it('sends pages there for hashed files alone, and its policy lets them', async () => {
    const html = await eventually(async () => ((await page()).includes(cdn.url) ? page() : undefined), {
      within: 15_000,
    });
    expect([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url)).toEqual([
      '/',
      'favicon.svg',
      'theme.js',
      `${cdn.url}/styles-2ZTQPDE2.css`,
      `${cdn.url}/chunk-Bn-sixgF.js`,
      `${cdn.url}/main-GVQ2M7RX.js`,
    ]);
    const { headers } = await desk.request('GET', '/');
    expect(headers.get('cache-control')).toBe('no-cache');
    const policy = headers.get('content-security-policy') ?? '';
    for (const kind of ['script-src', 'style-src', 'font-src', 'img-src']) {
      expect(policy.split('; ').find((line) => line.startsWith(kind))).toContain(cdn.url);
    }
    for (const kind of ['default-src', 'connect-src', 'form-action', 'base-uri']) {
      expect(policy.split('; ').find((line) => line.startsWith(kind))).not.toContain(cdn.url);
    }
  });

  it('lets it keep hashed files for a year and open to every page, never the page, the API or what people sent', async () => {
    for (const file of ['main-GVQ2M7RX.js', 'styles-2ZTQPDE2.css', 'media/inter-NRMW37G5.woff2']) {
      const first = await fetch(`${cdn.url}/${file}`);
      expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(first.headers.get('access-control-allow-origin')).toBe('*');
      await fetch(`${cdn.url}/${file}`);
      expect(cdn.fetched.filter((path) => path === `/${file}`)).toHaveLength(1);
    }
    for (const path of ['/', '/api/categories', '/api/me', '/attach/none/download', '/api/health/ready']) {
      await fetch(`${cdn.url}${path}`);
      const answer = await fetch(`${cdn.url}${path}`);
      expect(answer.headers.get('cache-control') ?? '').not.toContain('public');
      expect(cdn.fetched.filter((fetched) => fetched === path)).toHaveLength(2);
    }
  });

  it.each([
    ['answers 503', 503],
    ['hangs', 'hang'],
    ['serves what no page may run', 'closed'],
    ['serves a page of its own', 'page'],
  ] as const)(
    'serves everything itself while the CDN %s, and goes back by itself',
    async (_what, mood) => {
      await eventually(async () => (await page()).includes(cdn.url), { within: 15_000 });
      cdn.set(mood);
      await eventually(async () => !(await page()).includes(cdn.url), { within: 15_000 });
      expect((await desk.request('GET', '/main-GVQ2M7RX.js')).status).toBe(200);
      cdn.set('open');
      await eventually(async () => (await page()).includes(cdn.url), { within: 15_000 });
    },
    60_000,
  );

  it('tells it once of each version of the client, with the key', async () => {
    await eventually(() => cdn.purges.length === 1);
    expect(cdn.purges).toEqual([{ authorization: `Bearer ${KEY}`, body: { purge_everything: true } }]);
    await desk.close();
    desk = await start();
    expect(await purgeTasks()).toHaveLength(1);
    await desk.close();
    writeClient('main-AAAABBBB.js');
    cdn.answerPurgesWith(503);
    desk = await start();
    const second = await start();
    try {
      // Two servers with the same new version: one task, tried again until it is taken.
      await eventually(() => cdn.purges.length >= 2);
      expect(await purgeTasks()).toHaveLength(2);
      cdn.answerPurgesWith(200);
      await eventually(async () => {
        await desk.app.get(QueueFacade, { strict: false }).makeDue('cdn.purge');
        return (await purgeTasks()).every(({ state }) => state === 'succeeded');
      });
    } finally {
      await second.close();
    }
  });

  it('gives up a purge that is refused for good, and works on', async () => {
    await desk.close();
    writeClient('main-CCCCDDDD.js');
    cdn.answerPurgesWith(400);
    desk = await start();
    await eventually(async () => (await purgeTasks()).at(-1)?.state === 'dead');
    expect((await purgeTasks()).at(-1)?.lastError).toContain('refused with 400');
    expect((await desk.request('GET', '/')).status).toBe(200);
  });

  it.each([
    'https://cdn.example.com/?a=1',
    'https://me:too@cdn.example.com',
    'ftp://cdn.example.com',
    "https://c.io/;'",
  ])('does not start with %s', (url) => {
    expect(() => parseConfiguration({ CDN_URL: url })).toThrow('CDN_URL');
  });
});
