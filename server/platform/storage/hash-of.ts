import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Storage } from './storage.js';

/** SHA-256 of what is really there, hex. Throws BytesMissingError when nothing is. */
export async function hashOf(storage: Storage, key: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(await storage.read(key), hash);
  return hash.digest('hex');
}
