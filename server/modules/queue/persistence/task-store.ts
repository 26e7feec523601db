import { Injectable } from '@nestjs/common';
import type { StoredEvent } from '../../../kernel/domain-event.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc, statement, type Queryable } from '../../../platform/database/statement.js';
import { EVENT_TASK } from '../domain/task.js';
import type { RungTask } from '../runners/job-queue.js';

/**
 * A lease is renewed every quarter of this; what a killed process held is free again after it, soon enough for a mail to
 * leave within 10 s. A process that stalls longer may see its task run twice: handlers are idempotent. In seconds.
 */
export const LEASE_SECONDS = 8;

const INSERT = statement(
  'tasks.insert',
  `INSERT INTO tasks (id, type, payload, due_at, caused_by, event_id)
   SELECT id, type, payload::jsonb, COALESCE(due_at, now()), caused_by, event_id
   FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::uuid[], $6::uuid[])
     AS given (id, type, payload, due_at, caused_by, event_id)
   ON CONFLICT (id) DO NOTHING`,
);

const TAKE_OUTBOX = statement(
  'outbox.take',
  `SELECT e.id, e.name, e.actor_id FROM outbox o JOIN events e ON e.id = o.event_id
   ORDER BY o.event_id LIMIT $1 FOR UPDATE OF o SKIP LOCKED`,
);

const RELAY = statement(
  'outbox.relay',
  `WITH gone AS (DELETE FROM outbox WHERE event_id = ANY($1::uuid[]))
   INSERT INTO tasks (id, type, event_id, caused_by)
   SELECT * FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[])
   ON CONFLICT (id) DO NOTHING RETURNING id, type`,
);

// One conditional update decides who works: it wins only while nobody else holds a living lease.
const CLAIM = statement(
  'tasks.claim',
  `WITH claimed AS (
     UPDATE tasks SET state = 'running', attempts = attempts + 1, locked_by = $2, updated_at = now(),
       locked_until = now() + make_interval(secs => $3), trying_since = COALESCE(trying_since, now())
     WHERE id = $1 AND ((state IN ('queued', 'failed') AND due_at <= now() + interval '20 milliseconds')
       OR (state = 'running' AND locked_until < now()))
     RETURNING id, type, attempts, payload, event_id, trying_since
   )
   SELECT c.id, c.type, c.attempts, c.payload,
     (extract(epoch FROM now() - c.trying_since) * 1000)::float8 AS tried_for,
     e.id AS event_id, e.name AS event_name, e.subject_type, e.subject_id, e.actor_kind, e.actor_id, e.occurred_at, e.data
   FROM claimed c LEFT JOIN events e ON e.id = c.event_id`,
);

const SUCCEED = statement(
  'tasks.succeed',
  `UPDATE tasks SET state = 'succeeded', result = $4, last_error = NULL, locked_by = NULL, locked_until = NULL,
     updated_at = now(), finished_at = now()
   WHERE id = $1 AND state = 'running' AND locked_by = $2 AND attempts = $3`,
);

const FAIL = statement(
  'tasks.fail',
  `UPDATE tasks SET state = CASE WHEN $5::float8 IS NULL THEN 'dead' ELSE 'failed' END, last_error = $4,
     due_at = now() + make_interval(secs => COALESCE($5, 0) / 1000.0), locked_by = NULL, locked_until = NULL,
     updated_at = now(), finished_at = CASE WHEN $5 IS NULL THEN now() END
   WHERE id = $1 AND state = 'running' AND locked_by = $2 AND attempts = $3 RETURNING id`,
);

const GIVE_BACK = statement(
  'tasks.give_back',
  `UPDATE tasks SET state = CASE WHEN attempts > 1 THEN 'failed' ELSE 'queued' END, attempts = attempts - 1,
     due_at = now() + make_interval(secs => $4 / 1000.0), last_error = COALESCE($5, last_error),
     locked_by = NULL, locked_until = NULL, updated_at = now()
   WHERE id = $1 AND state = 'running' AND locked_by = $2 AND attempts = $3`,
);

const RENEW = statement(
  'tasks.renew',
  `UPDATE tasks SET locked_until = now() + make_interval(secs => $3)
   WHERE id = ANY($1::uuid[]) AND state = 'running' AND locked_by = $2`,
);

/** Of these handlers (`handlerTypeOf`), but of none of these lanes. */
const OF_HANDLERS = `(type = ANY($1::text[]) OR (split_part(type, ':', 1) = ANY($1) AND type NOT LIKE '${EVENT_TASK}%'))
  AND type <> ALL($4::text[])`;
const DUE = statement(
  'tasks.due',
  `(SELECT id, type, attempts FROM tasks
    WHERE state IN ('queued', 'failed') AND due_at <= now() - make_interval(secs => $2 / 1000.0)
      AND ${OF_HANDLERS} ORDER BY due_at LIMIT $3)
   UNION ALL
   (SELECT id, type, attempts FROM tasks
    WHERE state = 'running' AND locked_until < now() AND ${OF_HANDLERS} ORDER BY locked_until LIMIT $3)`,
);

const MAKE_DUE = statement(
  'tasks.make_due',
  `UPDATE tasks SET due_at = now(), updated_at = now() WHERE id IN (
     SELECT id FROM tasks WHERE type = $1 AND state IN ('queued', 'failed') AND due_at > now()
     ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING id, type, attempts`,
);

const TIDY = adHoc(
  `DELETE FROM tasks WHERE id IN (
     SELECT id FROM tasks WHERE state = 'succeeded' AND finished_at < now() - interval '14 days' LIMIT $1)
   RETURNING id`,
);

export interface NewTaskRow {
  readonly id: string;
  readonly type: string;
  readonly payload: object;
  readonly dueAt: Date | null;
  readonly causedBy: string | null;
  readonly eventId: string | null;
}

export interface OutboxEvent {
  readonly id: string;
  readonly name: string;
  readonly actor_id: string | null;
}

export interface ConsumerTask {
  readonly id: string;
  readonly type: string;
  readonly eventId: string;
  readonly causedBy: string | null;
}

/** A task whose lease this process holds. */
export interface ClaimedTask {
  readonly id: string;
  readonly type: string;
  readonly attempt: number;
  readonly payload: Readonly<Record<string, unknown>>;
  /** How long trying has gone on, in milliseconds. */
  readonly triedFor: number;
  readonly event: StoredEvent | null;
}

interface ClaimedRow {
  id: string;
  type: string;
  attempts: number;
  payload: Record<string, unknown>;
  tried_for: number;
  event_id: string | null;
  event_name: string;
  subject_type: string;
  subject_id: string;
  actor_kind: string;
  actor_id: string | null;
  occurred_at: Date;
  data: Record<string, unknown>;
}

interface DueRow {
  id: string;
  type: string;
  attempts: number;
}

/** The machine's own statements on the task table. Times are the database's, because processes have several clocks. */
@Injectable()
export class TaskStore {
  constructor(private readonly database: Database) {}

  /** One statement, whatever their number. */
  async insert(tx: Queryable, tasks: readonly NewTaskRow[]): Promise<void> {
    await tx.query(INSERT, [
      tasks.map((task) => task.id),
      tasks.map((task) => task.type),
      tasks.map((task) => JSON.stringify(task.payload)),
      tasks.map((task) => task.dueAt),
      tasks.map((task) => task.causedBy),
      tasks.map((task) => task.eventId),
    ]);
  }

  /** Locks a batch of the outbox; another relay takes other rows. */
  async takeOutbox(tx: Queryable, limit: number): Promise<OutboxEvent[]> {
    return tx.query<OutboxEvent>(TAKE_OUTBOX, [limit]);
  }

  /** Ends the outbox rows and makes their tasks; returns those that did not exist. */
  async relay(tx: Queryable, eventIds: readonly string[], tasks: readonly ConsumerTask[]): Promise<RungTask[]> {
    const made = await tx.query<{ id: string; type: string }>(RELAY, [
      eventIds,
      tasks.map((task) => task.id),
      tasks.map((task) => task.type),
      tasks.map((task) => task.eventId),
      tasks.map((task) => task.causedBy),
    ]);
    return made.map(({ id, type }) => ({ id, type, attempt: 1, delayMs: 0 }));
  }

  /** Null: somebody else has it, it is done, or not due. */
  async claim(id: string, owner: string): Promise<ClaimedTask | null> {
    const [row] = await this.database.query<ClaimedRow>(CLAIM, [id, owner, LEASE_SECONDS]);
    if (row === undefined) {
      return null;
    }
    return {
      id: row.id,
      type: row.type,
      attempt: row.attempts,
      payload: row.payload,
      triedFor: row.tried_for,
      event:
        row.event_id === null
          ? null
          : {
              id: row.event_id,
              name: row.event_name,
              subject: { type: row.subject_type, id: row.subject_id },
              data: row.data,
              actorKind: row.actor_kind,
              actorId: row.actor_id,
              occurredAt: row.occurred_at,
            },
    };
  }

  async succeed(task: ClaimedTask, owner: string, result: unknown): Promise<void> {
    await this.database.query(SUCCEED, [task.id, owner, task.attempt, JSON.stringify(result ?? null)]);
  }

  /** `delayMs` null: dead. False when the lease was lost meanwhile and the task is somebody else's. */
  async fail(on: Queryable, task: ClaimedTask, owner: string, error: string, delayMs: number | null): Promise<boolean> {
    return (await on.query(FAIL, [task.id, owner, task.attempt, error, delayMs])).length === 1;
  }

  /** As if this attempt had not been: the process ends, or the other side is known to be down. */
  async giveBack(task: ClaimedTask, owner: string, delayMs: number, note: string | null): Promise<void> {
    await this.database.query(GIVE_BACK, [task.id, owner, task.attempt, delayMs, note]);
  }

  async renew(ids: readonly string[], owner: string): Promise<void> {
    await this.database.query(RENEW, [ids, owner, LEASE_SECONDS]);
  }

  /** Due tasks and expired leases of these handlers, without those of full lanes, oldest first. */
  async due(types: readonly string[], full: readonly string[], overdueMs: number, limit: number): Promise<RungTask[]> {
    return (await this.database.query<DueRow>(DUE, [types, overdueMs, limit, full])).map(toRung);
  }

  async makeDue(type: string, limit: number): Promise<RungTask[]> {
    return (await this.database.query<DueRow>(MAKE_DUE, [type, limit])).map(toRung);
  }

  /** Removes old successes; returns how many, at most `limit`. */
  async removeOld(tx: Queryable, limit: number): Promise<number> {
    return (await tx.query(TIDY, [limit])).length;
  }
}

function toRung(row: DueRow): RungTask {
  return { id: row.id, type: row.type, attempt: row.attempts + 1, delayMs: 0 };
}
