import { Injectable } from '@nestjs/common';
import type { Audience } from '../../../../kernel/domain-event.js';
import { statement, type Queryable } from '../../../../platform/database/statement.js';
import { UNSEEN, type SystemSight } from '../../../../platform/outside/outside-systems.js';
import type { Transaction } from '../../../../platform/database/unit-of-work.js';
import type { Webhook } from '../domain/webhook.js';

const COLUMNS = `id, name, url, description, event_types AS "eventTypes", state, paused_reason AS "pausedReason",
  failing_since AS "failingSince", failures, last_success_at AS "lastSuccessAt", last_error AS "lastError",
  old_secret_until AS "oldSecretUntil", created_by AS "createdBy", version, created_at AS "createdAt",
  updated_at AS "updatedAt"`;
const ALL = statement(
  'webhooks.all',
  `SELECT ${COLUMNS},
     (SELECT count(*)::int FROM webhook_deliveries d WHERE d.webhook_id = w.id AND d.state IN ('waiting', 'held')) AS open
   FROM webhooks w WHERE $1::uuid IS NULL OR id = $1 ORDER BY name, id`,
);
const LOCK = statement('webhooks.lock', `SELECT ${COLUMNS} FROM webhooks WHERE id = $1 FOR UPDATE`);
const LISTENERS = statement(
  'webhooks.listeners',
  `SELECT w.id, e.audience FROM webhooks w JOIN events e ON e.id = $2 WHERE $1 = ANY (w.event_types)`,
);
/** One after the other, so that two at once do not both find the last free place. */
const COUNT = statement(
  'webhooks.count',
  'SELECT count(*)::int AS many FROM webhooks, (SELECT pg_advisory_xact_lock(7305119)) AS locked',
);
const INSERT = statement(
  'webhooks.insert',
  `INSERT INTO webhooks (id, name, url, description, event_types, secret, created_by, created_at, updated_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, now(), now())`,
);
const UPDATE = statement(
  'webhooks.update',
  `UPDATE webhooks SET name = $2, url = $3, description = $4, event_types = $5, state = $6, paused_reason = $7,
     failing_since = $8, failures = $9, last_error = $10, version = version + 1, updated_at = now() WHERE id = $1`,
);
const ROTATE = statement(
  'webhooks.rotate',
  `UPDATE webhooks SET old_secret = secret, old_secret_until = $3, secret = $2, version = version + 1, updated_at = now()
   WHERE id = $1`,
);
const REMOVE = statement('webhooks.remove', 'DELETE FROM webhooks WHERE id = $1');
const NOTE_FAILURE = statement(
  'webhooks.note_failure',
  `UPDATE webhooks SET state = $2, paused_reason = $3, failures = $4, failing_since = $5, last_error = $6 WHERE id = $1`,
);
const NOTE_SUCCESS = statement(
  'webhooks.note_success',
  `UPDATE webhooks SET last_success_at = now(), failures = 0, failing_since = NULL, last_error = NULL,
     state = CASE WHEN paused_reason = 'person' THEN state ELSE 'active' END,
     paused_reason = CASE WHEN paused_reason = 'person' THEN paused_reason END
   WHERE id = $1`,
);
/** Down when any receiver is; one of them stands for all. */
const SIGHT = statement(
  'webhooks.sight',
  `SELECT CASE WHEN bool_or(state = 'failing') THEN 'open' ELSE 'closed' END AS breaker,
     min(failing_since) FILTER (WHERE state = 'failing') AS since,
     max(last_error) FILTER (WHERE state = 'failing') AS "lastError",
     min(failing_since) FILTER (WHERE state = 'failing') AS "lastFailureAt", max(last_success_at) AS "lastSuccessAt"
   FROM webhooks`,
);
const FAILING = statement('webhooks.failing', `SELECT id FROM webhooks WHERE state = 'failing'`);

/** With how much is on its way to it. */
export type ListedWebhook = Webhook & { readonly open: number };

export interface NewWebhook extends Pick<Webhook, 'id' | 'name' | 'url' | 'description' | 'eventTypes' | 'createdBy'> {
  readonly sealedSecret: string;
}

export interface Listener {
  readonly id: string;
  /** Who may read the event. */
  readonly audience: Audience;
}

@Injectable()
export class WebhooksRepository {
  async all(from: Queryable): Promise<ListedWebhook[]> {
    return from.query<ListedWebhook>(ALL, [null]);
  }

  async find(from: Queryable, id: string): Promise<ListedWebhook | null> {
    const [webhook] = await from.query<ListedWebhook>(ALL, [id]);
    return webhook ?? null;
  }

  async lock(tx: Transaction, id: string): Promise<Webhook | null> {
    const [webhook] = await tx.query<Webhook>(LOCK, [id]);
    return webhook ?? null;
  }

  /** Those that want to be told of this event. */
  async listeners(from: Queryable, event: { name: string; id: string }): Promise<Listener[]> {
    return from.query<Listener>(LISTENERS, [event.name, event.id]);
  }

  /** Nobody makes another one before the transaction ends. */
  async count(tx: Transaction): Promise<number> {
    const [row] = await tx.query<{ many: number }>(COUNT);
    return row?.many ?? 0;
  }

  async insert(tx: Transaction, webhook: NewWebhook): Promise<void> {
    const { id, name, url, description, eventTypes, sealedSecret, createdBy } = webhook;
    await tx.query(INSERT, [id, name, url, description, eventTypes, sealedSecret, createdBy]);
  }

  async update(tx: Transaction, webhook: Webhook): Promise<void> {
    await tx.query(UPDATE, [
      webhook.id,
      webhook.name,
      webhook.url,
      webhook.description,
      webhook.eventTypes,
      webhook.state,
      webhook.pausedReason,
      webhook.failingSince,
      webhook.failures,
      webhook.lastError,
    ]);
  }

  async rotate(tx: Transaction, id: string, sealedSecret: string, oldUntil: Date): Promise<void> {
    await tx.query(ROTATE, [id, sealedSecret, oldUntil]);
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.query(REMOVE, [id]);
  }

  async noteFailure(
    tx: Transaction,
    id: string,
    {
      state,
      pausedReason,
      failures,
      failingSince,
    }: Pick<Webhook, 'state' | 'pausedReason' | 'failures' | 'failingSince'>,
    error: string,
  ): Promise<void> {
    await tx.query(NOTE_FAILURE, [id, state, pausedReason, failures, failingSince, error]);
  }

  async noteSuccess(tx: Transaction, id: string): Promise<void> {
    await tx.query(NOTE_SUCCESS, [id]);
  }

  /** Ids of those whose receivers fail. */
  async sight(from: Queryable): Promise<SystemSight> {
    const [row] = await from.query<SystemSight>(SIGHT);
    return row ?? UNSEEN;
  }

  async failing(from: Queryable): Promise<string[]> {
    return (await from.query<{ id: string }>(FAILING)).map(({ id }) => id);
  }
}
