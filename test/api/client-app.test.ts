import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDesk, type Desk } from '../support/desk.js';

describe('the built client', () => {
  let folder: string;
  let desk: Desk;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smartsupport-client-'));
    mkdirSync(join(folder, 'media'));
    for (const file of [
      'index.html',
      'chunk-Bn-sixgF.js',
      'styles-2ZTQPDE2.css',
      'media/inter-NRMW37G5.woff2',
      'icon-maskable.png',
    ]) {
      writeFileSync(join(folder, file), file);
    }
    writeFileSync(join(folder, '..', 'smartsupport-not-the-client'), 'secret');
    desk = await startDesk({ clientFolder: folder });
  });
  afterAll(async () => {
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(join(tmpdir(), 'smartsupport-not-the-client'), { force: true });
  });

  it.each(['/chunk-Bn-sixgF.js', '/styles-2ZTQPDE2.css', '/media/inter-NRMW37G5.woff2'])(
    '%s has a hash in its name and is kept for a year',
    async (path) => {
      const answer = await desk.request('GET', path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    },
  );

  it('a file without a hash is kept for a short time', async () => {
    const answer = await desk.request('GET', '/icon-maskable.png');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600');
  });

  it.each(['/', '/tickets/SS-000001', '/login?next=%2Ftickets', '/index.html/'])(
    '%s is the page, never kept',
    async (path) => {
      const answer = await desk.request('GET', path);
      expect(answer.status).toBe(200);
      expect(answer.body).toBe('index.html');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it.each(['/missing.js', '/api/missing', '/attach/missing'])('%s is not the page', async (path) => {
    expect((await desk.request('GET', path)).status).toBe(404);
  });

  it.each(['/..%2fsmartsupport-not-the-client', '/%2e%2e/smartsupport-not-the-client'])(
    '%s does not leave the folder',
    async (path) => {
      expect((await desk.request('GET', path)).bytes.toString()).not.toContain('secret');
    },
  );
});
