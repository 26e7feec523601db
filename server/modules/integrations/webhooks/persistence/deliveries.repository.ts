import { Injectable } from '@nestjs/common';
import { decodeTimeCursor, encodeCursor, pageOf, type Page } from '../../../../kernel/page.js';
import { adHoc, statement, type Queryable } from '../../../../platform/database/statement.js';
import type { Transaction } from '../../../../platform/database/unit-of-work.js';
import type { DeliveryState, PauseReason, WebhookState } from '../domain/webhook.js';

export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly eventId: string | null;
  readonly type: string;
  readonly body: string;
  readonly state: DeliveryState;
  readonly taskId: string;
  readonly attempts: number;
  readonly responseStatus: number | null;
  readonly responseBody: string | null;
  readonly error: string | null;
  readonly durationMs: number | null;
  readonly attemptedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly createdAt: Date;
  /** Of its task, while it waits. */
  readonly dueAt: Date | null;
}

/** The same for every webhook that is told. */
export interface NewMessage {
  readonly eventId: string | null;
  readonly type: string;
  readonly body: string;
}

export interface NewDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly taskId: string;
}

/** What an attempt needs, read at once. */
export interface ToSend {
  readonly id: string;
  readonly webhookId: string;
  readonly type: string;
  readonly body: string;
  readonly state: DeliveryState;
  readonly url: string;
  readonly secret: string;
  readonly oldSecret: string | null;
  readonly oldSecretUntil: Date | null;
  readonly webhookState: WebhookState;
  readonly pausedReason: PauseReason | null;
}

export interface Attempt {
  readonly status: number | null;
  readonly body: string | null;
  readonly error: string | null;
  readonly durationMs: number;
}

export interface DeliveryFilter {
  readonly states: readonly DeliveryState[];
  readonly types: readonly string[];
  readonly cursor: string | null;
  readonly limit: number;
}

const COLUMNS = `d.id, d.webhook_id AS "webhookId", d.event_id AS "eventId", d.type, d.body, d.state,
  d.task_id AS "taskId", d.attempts, d.response_status AS "responseStatus", d.response_body AS "responseBody", d.error,
  d.duration_ms AS "durationMs", d.attempted_at AS "attemptedAt", d.delivered_at AS "deliveredAt",
  d.created_at AS "createdAt", CASE WHEN d.state = 'waiting' AND t.state IN ('queued', 'failed') THEN t.due_at END AS "dueAt"`;
const INSERT = statement(
  'webhook_deliveries.insert',
  `INSERT INTO webhook_deliveries (id, webhook_id, event_id, type, body, task_id, created_at)
   SELECT g.id, g.webhook_id, $4, $5, $6, g.task_id, now()
   FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS g (id, webhook_id, task_id)
   -- It may have been deleted a moment ago.
   JOIN webhooks w ON w.id = g.webhook_id
   ON CONFLICT (id) DO NOTHING RETURNING id`,
);
const TO_SEND = statement(
  'webhook_deliveries.to_send',
  `SELECT d.id, d.webhook_id AS "webhookId", d.type, d.body, d.state, w.url, w.secret, w.old_secret AS "oldSecret",
     w.old_secret_until AS "oldSecretUntil", w.state AS "webhookState", w.paused_reason AS "pausedReason"
   FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id WHERE d.id = $1`,
);
const FIND = statement(
  'webhook_deliveries.find',
  `SELECT ${COLUMNS} FROM webhook_deliveries d LEFT JOIN tasks t ON t.id = d.task_id WHERE d.id = $1 AND d.webhook_id = $2`,
);
const LOCK = statement(
  'webhook_deliveries.lock',
  'SELECT id, state FROM webhook_deliveries WHERE id = $1 AND webhook_id = $2 FOR UPDATE',
);
const RECORD = statement(
  'webhook_deliveries.record',
  // Two attempts may run at once (a lease that ended): what was delivered stays delivered.
  `UPDATE webhook_deliveries SET attempts = attempts + 1, response_status = $3, response_body = $4, error = $5,
     duration_ms = $6, attempted_at = now(), state = CASE WHEN state = 'delivered' THEN state ELSE $2 END,
     delivered_at = CASE WHEN $2 = 'delivered' THEN coalesce(delivered_at, now()) ELSE delivered_at END
   WHERE id = $1`,
);
/** While it is held, nobody resumes the webhook and looks past it. */
const HOLD = statement(
  'webhook_deliveries.hold',
  `WITH paused AS (SELECT id FROM webhooks WHERE id = $2 AND state = 'paused' FOR SHARE)
   UPDATE webhook_deliveries d SET state = 'held' FROM paused WHERE d.id = $1 AND d.state = 'waiting' RETURNING d.id`,
);
const AGAIN = statement(
  'webhook_deliveries.again',
  `UPDATE webhook_deliveries SET state = 'waiting', task_id = $2 WHERE id = $1`,
);
const RELEASE = statement(
  'webhook_deliveries.release',
  `UPDATE webhook_deliveries SET state = 'waiting', task_id = gen_random_uuid() WHERE id IN (
     SELECT id FROM webhook_deliveries WHERE webhook_id = $1 AND state = 'held' ORDER BY created_at, id LIMIT $2)
   RETURNING id, task_id AS "taskId"`,
);
const GIVE_UP_HELD = statement(
  'webhook_deliveries.give_up_held',
  `UPDATE webhook_deliveries SET state = 'failed', error = 'The webhook was paused for too long'
   WHERE state = 'held' AND created_at < $1`,
);
const FORGET = statement(
  'webhook_deliveries.forget',
  `DELETE FROM webhook_deliveries WHERE id IN (
     SELECT id FROM webhook_deliveries WHERE created_at < $1 AND state IN ('delivered', 'failed') LIMIT $2) RETURNING id`,
);
const SORT = '-createdAt';

@Injectable()
export class DeliveriesRepository {
  /** One statement, whatever their number; returns the ids that did not exist. */
  async insert(tx: Transaction, message: NewMessage, deliveries: readonly NewDelivery[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(INSERT, [
      deliveries.map(({ id }) => id),
      deliveries.map(({ webhookId }) => webhookId),
      deliveries.map(({ taskId }) => taskId),
      message.eventId,
      message.type,
      message.body,
    ]);
    return rows.map(({ id }) => id);
  }

  async toSend(from: Queryable, id: string): Promise<ToSend | null> {
    const [row] = await from.query<ToSend>(TO_SEND, [id]);
    return row ?? null;
  }

  async find(from: Queryable, webhookId: string, id: string): Promise<Delivery | null> {
    const [row] = await from.query<Delivery>(FIND, [id, webhookId]);
    return row ?? null;
  }

  async lock(tx: Transaction, webhookId: string, id: string): Promise<{ id: string; state: DeliveryState } | null> {
    const [row] = await tx.query<{ id: string; state: DeliveryState }>(LOCK, [id, webhookId]);
    return row ?? null;
  }

  async record(tx: Transaction, id: string, state: DeliveryState, attempt: Attempt): Promise<void> {
    await tx.query(RECORD, [id, state, attempt.status, attempt.body, attempt.error, attempt.durationMs]);
  }

  /** False when the webhook is not paused any more, or the delivery does not wait. */
  async hold(from: Queryable, id: string, webhookId: string): Promise<boolean> {
    return (await from.query(HOLD, [id, webhookId])).length === 1;
  }

  /** By hand: it waits again, for another task. */
  async again(tx: Transaction, id: string, taskId: string): Promise<void> {
    await tx.query(AGAIN, [id, taskId]);
  }

  /** Held ones wait again, the oldest first; returns them with the ids of their new tasks. */
  async release(tx: Transaction, webhookId: string, limit: number): Promise<{ id: string; taskId: string }[]> {
    return tx.query<{ id: string; taskId: string }>(RELEASE, [webhookId, limit]);
  }

  async giveUpHeld(from: Queryable, before: Date): Promise<void> {
    await from.query(GIVE_UP_HELD, [before]);
  }

  /** Returns how many, at most `limit`. */
  async forget(from: Queryable, before: Date, limit: number): Promise<number> {
    return (await from.query(FORGET, [before, limit])).length;
  }

  /** Newest first. */
  async page(
    from: Queryable,
    webhookId: string,
    { states, types, cursor, limit }: DeliveryFilter,
  ): Promise<Page<Delivery>> {
    const position = cursor === null ? [null, null] : decodeTimeCursor(cursor, SORT);
    const rows = await from.query<Delivery & { position: string }>(
      adHoc(
        `SELECT ${COLUMNS}, to_char(d.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS position
         FROM webhook_deliveries d LEFT JOIN tasks t ON t.id = d.task_id
         WHERE d.webhook_id = $1 AND ($2::text[] = '{}' OR d.state = ANY ($2)) AND ($3::text[] = '{}' OR d.type = ANY ($3))
           AND ($4::timestamptz IS NULL OR (d.created_at, d.id) < ($4, $5::uuid))
         ORDER BY d.created_at DESC, d.id DESC LIMIT ${String(limit + 1)}`,
      ),
      [webhookId, states, types, ...position],
    );
    return pageOf(rows, limit, (row) => encodeCursor(SORT, [row.position, row.id]));
  }
}
