import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { actorId } from '../../kernel/actor.js';
import type { Call, IdempotencyClaim } from '../../kernel/call.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Database } from './database.js';
import { statement, type Queryable } from './statement.js';

interface KeyRow {
  body_hash: string;
  result: unknown;
  response_status: number | null;
  response_body: unknown;
}

const TAKE = statement(
  'idempotency.take',
  `INSERT INTO idempotency_keys (caller, route, key, body_hash) VALUES ($1, $2, $3, $4)
   ON CONFLICT (caller, route, key) DO NOTHING RETURNING key`,
);
const KEEP_RESULT = statement(
  'idempotency.keep_result',
  'UPDATE idempotency_keys SET result = $4 WHERE caller = $1 AND route = $2 AND key = $3',
);
const KEEP_RESPONSE = statement(
  'idempotency.keep_response',
  'UPDATE idempotency_keys SET response_status = $4, response_body = $5 WHERE caller = $1 AND route = $2 AND key = $3',
);
const FIND = statement(
  'idempotency.find',
  `SELECT body_hash, result, response_status, response_body FROM idempotency_keys
   WHERE caller = $1 AND route = $2 AND key = $3`,
);
const EXPIRE = statement(
  'idempotency.expire',
  "DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours'",
);

/** People without an account (registration) are told apart by address, so that strangers do not share a key. */
function keyOf(call: Call, claim: IdempotencyClaim): [string, string, string] {
  return [actorId(call.actor) ?? `from ${call.ip ?? 'nowhere'}`, claim.route, claim.key];
}

/** The kept answer of a call that was made before with the same key. */
export interface KeptResponse {
  readonly status: number;
  readonly body: unknown;
}

/**
 * `Idempotency-Key`, 24 h, per person and route. The row is inserted in the transaction of the change, so that the key
 * and the change exist together or not at all; a second caller with the same key waits at the unique index.
 */
@Injectable()
export class IdempotencyStore {
  constructor(
    private readonly database: Database,
    private readonly configuration: Configuration,
  ) {}

  /** Keyed, because bodies carry passwords: a plain hash of one could be guessed from a copy of the table. */
  fingerprint(...parts: readonly string[]): string {
    return createHmac('sha256', this.configuration.jwtSecret ?? '')
      .update(JSON.stringify(['idempotency', ...parts]))
      .digest('hex');
  }

  async once<T>(tx: Queryable, call: Call, work: () => Promise<T>): Promise<T> {
    const claim = call.idempotency;
    if (claim === null) {
      return work();
    }
    const key = keyOf(call, claim);
    const taken = await tx.query(TAKE, [...key, claim.bodyHash]);
    if (taken.length === 0) {
      const [row] = await tx.query<KeyRow>(FIND, key);
      assertSameBody(row, claim);
      return row?.result as T;
    }
    const result = await work();
    await tx.query(KEEP_RESULT, [...key, JSON.stringify(result ?? null)]);
    return result;
  }

  /** Null when the key is new, or when the process died between commit and answer (then the result is told anew). */
  async keptResponse(call: Call, claim: IdempotencyClaim): Promise<KeptResponse | null> {
    const [row] = await this.database.query<KeyRow>(FIND, keyOf(call, claim));
    if (row === undefined) {
      return null;
    }
    assertSameBody(row, claim);
    return row.response_status === null ? null : { status: row.response_status, body: row.response_body };
  }

  async keepResponse(call: Call, claim: IdempotencyClaim, response: KeptResponse): Promise<void> {
    await this.database.query(KEEP_RESPONSE, [
      ...keyOf(call, claim),
      response.status,
      JSON.stringify(response.body ?? null),
    ]);
  }

  async expire(tx: Queryable): Promise<void> {
    await tx.query(EXPIRE);
  }
}

function assertSameBody(row: KeyRow | undefined, claim: IdempotencyClaim): void {
  if (row !== undefined && row.body_hash !== claim.bodyHash) {
    throw new DomainError(
      'conflict',
      'IDEMPOTENCY_KEY_REUSED',
      'This Idempotency-Key was used for another request; use a new key',
      { 'Idempotency-Key': ['already used with another body'] },
    );
  }
}
