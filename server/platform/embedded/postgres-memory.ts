import { totalmem } from 'node:os';

const MB = 1024 * 1024;
/** In MB. Less is PostgreSQL's own default; of more the embedded database of one desk hardly has a use. */
const LEAST = 128;
const MOST = 2048;
/** The rest is for the files' own cache, the server and what else runs there. */
const SHARE = 8;

/** What the program may use at most, in bytes: a container is often given less than the machine has. */
function memoryHere(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

/** How much of its tables the embedded PostgreSQL keeps at hand, as it is told. It takes only what it has read. */
export function sharedBuffers(memory: number = memoryHere()): string {
  return `${String(Math.min(MOST, Math.max(LEAST, Math.floor(memory / SHARE / MB))))}MB`;
}
