import { Platform1764000000001 } from './1764000000001-platform.js';

/** In the order they run; a new migration is added at the end, a landed one is never changed. */
export const MIGRATIONS = [Platform1764000000001];
