import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, pageOf, type Page } from '../../../kernel/page.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc, statement, type Queryable } from '../../../platform/database/statement.js';
import type { TypeCounts } from '../domain/queue-counts.js';
import { EVENT_TASK, type TaskFilter, type TaskView } from '../domain/task.js';

export interface WaitingEvent {
  readonly id: string;
  readonly name: string;
  readonly actor_id: string | null;
  readonly occurred_at: Date;
}

const COLUMNS =
  'id, type, state, attempts, due_at AS "dueAt", last_error AS "lastError", discarded_reason AS "discardedReason", ' +
  'caused_by AS "causedBy", created_at AS "createdAt", updated_at AS "updatedAt", finished_at AS "finishedAt"';
const FIND = statement('tasks.find', `SELECT ${COLUMNS} FROM tasks WHERE id = $1`);
const LOCK = statement('tasks.lock', `SELECT ${COLUMNS} FROM tasks WHERE id = $1 FOR UPDATE`);
const RETRY = statement(
  'tasks.retry',
  `UPDATE tasks SET state = 'queued', attempts = 0, due_at = now(), trying_since = NULL, discarded_reason = NULL,
     finished_at = NULL, updated_at = now() WHERE id = $1 RETURNING ${COLUMNS}`,
);
const DISCARD = statement(
  'tasks.discard',
  `UPDATE tasks SET state = 'dead', discarded_reason = $2, finished_at = now(), updated_at = now() WHERE id = $1
   RETURNING ${COLUMNS}`,
);
/** `handlerTypeOf` in SQL: the lanes of one handler are listed as one. */
const HANDLER = `CASE WHEN type LIKE '${EVENT_TASK}%' THEN type ELSE split_part(type, ':', 1) END`;
// Successes are not counted: they are many, and nobody waits for them.
const QUEUES = adHoc(
  `SELECT type, count(*) FILTER (WHERE state = 'queued')::int AS queued,
     count(*) FILTER (WHERE state = 'running')::int AS running, count(*) FILTER (WHERE state = 'failed')::int AS failed,
     count(*) FILTER (WHERE state = 'dead')::int AS dead,
     min(due_at) FILTER (WHERE state IN ('queued', 'failed')) AS "oldestDueAt"
   FROM (
     SELECT type, state, due_at FROM tasks WHERE state IN ('queued', 'failed')
     UNION ALL SELECT type, state, due_at FROM tasks WHERE state = 'running'
     UNION ALL SELECT type, state, due_at FROM tasks WHERE state = 'dead' AND discarded_reason IS NULL
   ) AS unfinished GROUP BY 1`,
);
/**
 * The first of what has been due for a minute, while nobody holds a living lease: whoever works through a long backlog
 * holds one at any time.
 */
const STALLED = adHoc(
  `SELECT min(since) AS since FROM (
     SELECT min(due_at) AS since FROM tasks WHERE state IN ('queued', 'failed')
     UNION ALL (SELECT e.occurred_at FROM outbox o JOIN events e ON e.id = o.event_id ORDER BY o.event_id LIMIT 1)
   ) AS waiting
   WHERE since < now() - interval '1 minute'
     AND NOT EXISTS (SELECT 1 FROM tasks WHERE state = 'running' AND locked_until > now())`,
);
/** More events than this never wait while a relay lives. */
const WAITING_LIMIT = 1_000;
const WAITING = statement(
  'outbox.waiting',
  `SELECT e.id, e.name, e.actor_id, e.occurred_at FROM outbox o JOIN events e ON e.id = o.event_id
   WHERE $1::uuid IS NULL OR e.actor_id = $1 ORDER BY o.event_id DESC LIMIT ${String(WAITING_LIMIT)}`,
);
const SORT = '-createdAt';

/** Reads for people, and the changes administrators make. */
@Injectable()
export class TaskReads {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<TaskView | null> {
    const [row] = await this.database.query<TaskView>(FIND, [id]);
    return row ?? null;
  }

  /** Events without tasks yet, of one actor or (null) of all. */
  async waitingEvents(actor: string | null): Promise<WaitingEvent[]> {
    return this.database.query<WaitingEvent>(WAITING, [actor]);
  }

  async queues(): Promise<TypeCounts[]> {
    return this.database.query<TypeCounts>(QUEUES);
  }

  /** Null while work goes on. */
  async stalledSince(): Promise<Date | null> {
    const [row] = await this.database.query<{ since: Date | null }>(STALLED);
    return row?.since ?? null;
  }

  /** Newest first. */
  async page({ state, type, cursor, limit }: TaskFilter): Promise<Page<TaskView>> {
    const values: unknown[] = [];
    const conditions: string[] = [];
    const add = (sql: (place: string) => string, value: unknown): void => {
      values.push(value);
      conditions.push(sql(`$${String(values.length)}`));
    };
    if (state !== null) {
      add((place) => `state = ${place}`, state);
    }
    if (type !== null) {
      add((place) => `(type = ${place} OR ${HANDLER} = ${place})`, type);
    }
    if (cursor !== null) {
      const [createdAt, id] = decodeCursor(cursor, SORT, 2);
      values.push(createdAt, id);
      conditions.push(
        `(created_at, id) < ($${String(values.length - 1)}::timestamptz, $${String(values.length)}::uuid)`,
      );
    }
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const rows = await this.database.query<TaskView & { position: string }>(
      adHoc(
        `SELECT ${COLUMNS}, created_at::text AS position FROM tasks ${where}
         ORDER BY created_at DESC, id DESC LIMIT ${String(limit + 1)}`,
      ),
      values,
    );
    // The text keeps the microseconds that a Date would lose.
    return pageOf(rows, limit, (row) => encodeCursor(SORT, [row.position, row.id]));
  }

  async lock(tx: Queryable, id: string): Promise<TaskView | null> {
    const [row] = await tx.query<TaskView>(LOCK, [id]);
    return row ?? null;
  }

  async retry(tx: Queryable, id: string): Promise<TaskView | null> {
    const [row] = await tx.query<TaskView>(RETRY, [id]);
    return row ?? null;
  }

  async discard(tx: Queryable, id: string, reason: string): Promise<TaskView | null> {
    const [row] = await tx.query<TaskView>(DISCARD, [id, reason]);
    return row ?? null;
  }
}
