import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** `performance`: an employee comes twice a month, often by phone. */
describe('the first page of an employee', () => {
  it('needs little script, and none of what belongs behind it', () => {
    const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'scripts/first-load.mjs')], {
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^First page of an employee: [\d.]+ kB of script \(gzip\), 150 allowed\.\n$/);
    expect(status).toBe(0);
  });
});
