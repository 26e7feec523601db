import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import { unpack } from './unpack.js';

const MEGABYTE = 1024 * 1024;

async function zipped(entries: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  Object.entries(entries).forEach(([name, content]) => {
    zip.addBuffer(content, name);
  });
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream as AsyncIterable<Buffer>) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

describe('unpacking into nothing', () => {
  let folder: string;
  let count = 0;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'smartsupport-unpack-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const temporaryPath = async (): Promise<string> => Promise.resolve(join(folder, `nested-${String((count += 1))}`));
  const unpacked = async (bytes: Buffer) => {
    const path = join(folder, 'archive');
    writeFileSync(path, bytes);
    const found = await unpack(path, {
      size: statSync(path).size,
      enough: 1_000 * MEGABYTE,
      within: 20_000,
      temporaryPath,
    });
    // Whatever was found, nothing of it stays.
    expect(readdirSync(folder)).toEqual(['archive']);
    return found.problem;
  };
  const deep = async (inner: Buffer, depth: number): Promise<Buffer> =>
    depth === 0 ? inner : deep(await zipped({ 'inner.zip': inner }), depth - 1);

  it('finds nothing in honest archives, also in one another', async () => {
    const letters = await zipped({ 'a.txt': Buffer.from('A letter'), 'b.txt': Buffer.from('Another') });
    expect(await unpacked(letters)).toBeNull();
    expect(await unpacked(await deep(letters, 2))).toBeNull();
    expect(await unpacked(gzipSync(letters))).toBeNull();
  });

  it('finds the bomb that a harmless directory hides: an archive of archives of zeros', async () => {
    const zeros = await zipped({ 'zeros.bin': Buffer.alloc(30 * MEGABYTE) });
    expect(await unpacked(await deep(zeros, 1))).toMatch(/100 times smaller/);
    expect(await unpacked(gzipSync(zeros))).toMatch(/100 times smaller/);
    expect(await unpacked(gzipSync(gzipSync(Buffer.alloc(30 * MEGABYTE))))).toMatch(/100 times smaller/);
  });

  it('goes no deeper than three archives', async () => {
    expect(await unpacked(await deep(Buffer.from('end'), 3))).toBeNull();
    expect(await unpacked(await deep(Buffer.from('end'), 4))).toMatch(/more than 3 deep/);
  });
});
