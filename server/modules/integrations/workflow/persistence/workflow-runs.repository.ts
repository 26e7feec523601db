import { Injectable } from '@nestjs/common';
import { decodeTimeCursor, encodeCursor, pageOf, type Page } from '../../../../kernel/page.js';
import { adHoc, statement, type Queryable } from '../../../../platform/database/statement.js';
import type { Transaction } from '../../../../platform/database/unit-of-work.js';
import type { RunState, WorkflowRun } from '../domain/workflow-run.js';

export interface NewRun {
  readonly id: string;
  readonly ticketId: string;
  readonly ticketNumber: string;
  /** What asked for it. */
  readonly eventId: string;
}

/** A run as people see it. */
export interface RunSight extends WorkflowRun {
  readonly workflowId: string | null;
  readonly cancelReason: string | null;
  readonly createdAt: Date;
  readonly acceptedAt: Date | null;
  readonly endedAt: Date | null;
  /** While it waits for its next attempt. */
  readonly nextAttemptAt: Date | null;
}

export interface RunFilter {
  readonly states: readonly RunState[];
  readonly cursor: string | null;
  readonly limit: number;
}

const COLUMNS = `id, ticket_id AS "ticketId", ticket_number AS "ticketNumber", state, attempts, last_error AS "lastError",
  task_id AS "taskId"`;
const SIGHT = `r.id, r.ticket_id AS "ticketId", r.ticket_number AS "ticketNumber", r.state, r.attempts,
  r.last_error AS "lastError", r.task_id AS "taskId", r.workflow_id AS "workflowId", r.cancel_reason AS "cancelReason",
  r.created_at AS "createdAt", r.accepted_at AS "acceptedAt", r.ended_at AS "endedAt",
  CASE WHEN r.state = 'waiting' AND t.state IN ('queued', 'failed') THEN t.due_at END AS "nextAttemptAt"`;
/** Openings of one ticket may be handled at once, and in any order. */
const ONE_BY_ONE = statement('workflow.one_by_one', `SELECT pg_advisory_xact_lock(7305121, hashtext($1::text))`);
const SUPERSEDE = statement(
  'workflow.supersede',
  `UPDATE workflow_runs SET state = 'superseded', ended_at = coalesce(ended_at, $3)
   WHERE ticket_id = $1 AND coalesce(event_id < $2, true) AND state IN ('waiting', 'accepted', 'running', 'abandoned')
   RETURNING ${COLUMNS}`,
);
// What was asked for later is the one that counts, also when it was handled first.
const INSERT = statement(
  'workflow.insert',
  `INSERT INTO workflow_runs (id, ticket_id, ticket_number, event_id, state, created_at, ended_at)
   SELECT $1, $2, $3, $4, CASE WHEN n.is_newest THEN 'waiting' ELSE 'superseded' END, $5,
     CASE WHEN n.is_newest THEN NULL ELSE $5::timestamptz END
   FROM (SELECT NOT EXISTS (SELECT FROM workflow_runs WHERE ticket_id = $2 AND event_id > $4) AS is_newest) n
   ON CONFLICT (id) DO NOTHING RETURNING state`,
);
const KNOWN = statement('workflow.known', 'SELECT 1 AS known FROM workflow_runs WHERE id = $1');
const LOCK = statement('workflow.lock', `SELECT ${COLUMNS} FROM workflow_runs WHERE id = $1 FOR UPDATE`);
const OPEN_BEFORE = statement(
  'workflow.open_before',
  `SELECT ${COLUMNS} FROM workflow_runs WHERE ticket_id = $1 AND coalesce(event_id < $2, true)
     AND state IN ('waiting', 'accepted', 'running', 'abandoned') ORDER BY id FOR UPDATE`,
);
const LATEST = statement(
  'workflow.latest',
  `SELECT ${SIGHT} FROM workflow_runs r LEFT JOIN tasks t ON t.id = r.task_id WHERE r.ticket_id = $1
   ORDER BY r.state IN ('waiting', 'accepted', 'running') DESC, r.created_at DESC, r.id DESC LIMIT 1`,
);
const FIND = statement(
  'workflow.find',
  `SELECT ${SIGHT} FROM workflow_runs r LEFT JOIN tasks t ON t.id = r.task_id WHERE r.id = $1`,
);
const OTHER_LIVE = statement(
  'workflow.other_live',
  `SELECT 1 AS live FROM workflow_runs WHERE ticket_id = $1 AND id <> $2 AND state IN ('waiting', 'accepted', 'running')`,
);
const SET_TASK = statement('workflow.set_task', 'UPDATE workflow_runs SET task_id = $2 WHERE id = $1');
const COUNT_ATTEMPT = statement(
  'workflow.count_attempt',
  'UPDATE workflow_runs SET attempts = attempts + $2 WHERE id = $1',
);
const NOTE_REASON = statement('workflow.note_reason', 'UPDATE workflow_runs SET cancel_reason = $2 WHERE id = $1');
const SORT = '-createdAt';
const ACCEPT = statement(
  'workflow.accept',
  `UPDATE workflow_runs SET workflow_id = coalesce($2, workflow_id), accepted_at = $3, last_error = NULL,
     ended_at = CASE WHEN state = 'abandoned' THEN NULL ELSE ended_at END,
     state = CASE WHEN state IN ('waiting', 'abandoned') THEN 'accepted' ELSE state END
   WHERE id = $1`,
);
const MOVE = statement('workflow.move', 'UPDATE workflow_runs SET state = $2, ended_at = $3 WHERE id = $1');
const NOTE_ERROR = statement('workflow.note_error', 'UPDATE workflow_runs SET last_error = $2 WHERE id = $1');
const TAKE_CALLBACK = statement(
  'workflow.take_callback',
  // Signatures older than 5 minutes are refused, so that a day is long enough to know a replay.
  `WITH past AS (DELETE FROM workflow_callbacks WHERE created_at < $3::timestamptz - interval '1 day')
   INSERT INTO workflow_callbacks (id, run_id, created_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING RETURNING id`,
);

@Injectable()
export class WorkflowRunsRepository {
  /**
   * Null when this run was begun before. Older runs of the ticket that are not over end as superseded, and so does this
   * one when a newer one was begun already.
   */
  async begin(
    tx: Transaction,
    run: NewRun,
    now: Date,
  ): Promise<{ isNewest: boolean; superseded: WorkflowRun[] } | null> {
    await tx.query(ONE_BY_ONE, [run.ticketId]);
    if ((await tx.query(KNOWN, [run.id])).length > 0) {
      return null;
    }
    const superseded = await tx.query<WorkflowRun>(SUPERSEDE, [run.ticketId, run.eventId, now]);
    const [row] = await tx.query<{ state: RunState }>(INSERT, [
      run.id,
      run.ticketId,
      run.ticketNumber,
      run.eventId,
      now,
    ]);
    return row === undefined ? null : { isNewest: row.state === 'waiting', superseded };
  }

  async setTask(tx: Transaction, id: string, taskId: string): Promise<void> {
    await tx.query(SET_TASK, [id, taskId]);
  }

  /** Runs of a ticket that are not over and were asked for before an event; locked. */
  async openBefore(tx: Transaction, ticketId: string, eventId: string): Promise<WorkflowRun[]> {
    await tx.query(ONE_BY_ONE, [ticketId]);
    return tx.query<WorkflowRun>(OPEN_BEFORE, [ticketId, eventId]);
  }

  async hasOtherLive(tx: Transaction, { id, ticketId }: WorkflowRun): Promise<boolean> {
    await tx.query(ONE_BY_ONE, [ticketId]);
    return (await tx.query(OTHER_LIVE, [ticketId, id])).length > 0;
  }

  /** `by` is -1 when nothing was tried after all. */
  async countAttempt(tx: Transaction, id: string, by: 1 | -1): Promise<void> {
    await tx.query(COUNT_ATTEMPT, [id, by]);
  }

  async noteReason(tx: Transaction, id: string, reason: string): Promise<void> {
    await tx.query(NOTE_REASON, [id, reason]);
  }

  async find(from: Queryable, id: string): Promise<RunSight | null> {
    const [row] = await from.query<RunSight>(FIND, [id]);
    return row ?? null;
  }

  /** Of a ticket: the one that lives, or else the last. */
  async latest(from: Queryable, ticketId: string): Promise<RunSight | null> {
    const [row] = await from.query<RunSight>(LATEST, [ticketId]);
    return row ?? null;
  }

  /** Newest first; all states when none is named. */
  async page(from: Queryable, { states, cursor, limit }: RunFilter): Promise<Page<RunSight>> {
    const [before, id] = cursor === null ? [null, null] : decodeTimeCursor(cursor, SORT);
    const rows = await from.query<RunSight & { position: string }>(
      adHoc(
        `SELECT ${SIGHT}, r.created_at::text AS position FROM workflow_runs r LEFT JOIN tasks t ON t.id = r.task_id
         WHERE ($1::text[] = '{}' OR r.state = ANY ($1))
           AND ($2::timestamptz IS NULL OR (r.created_at, r.id) < ($2::timestamptz, $3::uuid))
         ORDER BY r.created_at DESC, r.id DESC LIMIT ${String(limit + 1)}`,
      ),
      [states, before, id],
    );
    return pageOf(rows, limit, (row) => encodeCursor(SORT, [row.position, row.id]));
  }

  async lock(tx: Transaction, id: string): Promise<WorkflowRun | null> {
    const [row] = await tx.query<WorkflowRun>(LOCK, [id]);
    return row ?? null;
  }

  /** A callback may have come before the answer: a state that is further along stays. */
  async accept(tx: Transaction, id: string, workflowId: string | null, now: Date): Promise<void> {
    await tx.query(ACCEPT, [id, workflowId, now]);
  }

  async move(tx: Transaction, id: string, state: RunState, endedAt: Date | null): Promise<void> {
    await tx.query(MOVE, [id, state, endedAt]);
  }

  async noteError(tx: Transaction, id: string, message: string): Promise<void> {
    await tx.query(NOTE_ERROR, [id, message.slice(0, 500)]);
  }

  /** False for a replay. */
  async takeCallback(tx: Transaction, callbackId: string, runId: string, now: Date): Promise<boolean> {
    return (await tx.query(TAKE_CALLBACK, [callbackId, runId, now])).length === 1;
  }
}
