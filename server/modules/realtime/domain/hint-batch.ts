import { AUDIENCES, type Audience } from '../../../kernel/domain-event.js';
import type { HintSubject } from './hint-rooms.js';

/** What one process tells the others at once. `number` counts them, so that a lost one is noticed. */
export interface HintBatch {
  readonly origin: string;
  readonly number: number;
  /** Null: more than can be told; everything may have changed. */
  readonly events: readonly HintSubject[] | null;
}

/** PostgreSQL refuses a NOTIFY of 8,000 bytes and more. */
const PAYLOAD_LIMIT = 7_500;
/** More different ones at once are told as "many". */
const EVENTS_LIMIT = 400;

type Row = readonly [name: string, type: string, id: string, audience: Audience, personId?: string];

/** Repeats are said once: a hint tells that something changed, not how often. */
export function withoutRepeats(events: readonly HintSubject[]): readonly HintSubject[] {
  const byKey = new Map(
    events.map((event) => [`${event.name} ${event.subject.id} ${event.audience} ${event.personId ?? ''}`, event]),
  );
  return [...byKey.values()];
}

/** Payloads that each fit into one NOTIFY; `next` gives their numbers. */
export function encodeBatches(origin: string, events: readonly HintSubject[], next: () => number): readonly string[] {
  const rows = withoutRepeats(events).map(({ name, subject: { type, id }, audience, personId }): Row =>
    personId === undefined ? [name, type, id, audience] : [name, type, id, audience, personId],
  );
  if (rows.length > EVENTS_LIMIT) {
    return [JSON.stringify([origin, next(), null])];
  }
  const groups: Row[][] = [];
  let size = 0;
  rows.forEach((row) => {
    const length = Buffer.byteLength(JSON.stringify(row)) + 1;
    const last = groups.at(-1);
    if (last === undefined || size + length > PAYLOAD_LIMIT - 100) {
      groups.push([row]);
      size = length;
    } else {
      last.push(row);
      size += length;
    }
  });
  return groups.map((group) => JSON.stringify([origin, next(), group]));
}

/** Null for what no process of this version sends. */
export function decodeBatch(payload: string): HintBatch | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(payload);
  } catch {
    // Somebody else used the channel, or another version did.
    return null;
  }
  if (!Array.isArray(parsed)) {
    return null;
  }
  const [origin, number, rows] = parsed as unknown[];
  if (typeof origin !== 'string' || typeof number !== 'number' || !(rows === null || Array.isArray(rows))) {
    return null;
  }
  const events = rows === null ? null : rows.map(eventOf);
  return events === null || events.every((event) => event !== null) ? { origin, number, events } : null;
}

function eventOf(row: unknown): HintSubject | null {
  if (!Array.isArray(row)) {
    return null;
  }
  const [name, type, id, audience, personId] = row as unknown[];
  const known = AUDIENCES.find((candidate) => candidate === audience);
  const isOfPerson = typeof personId === 'string';
  return typeof name === 'string' &&
    typeof type === 'string' &&
    typeof id === 'string' &&
    known !== undefined &&
    (isOfPerson || personId === undefined)
    ? { name, subject: { type, id }, audience: known, ...(isOfPerson ? { personId } : {}) }
    : null;
}
