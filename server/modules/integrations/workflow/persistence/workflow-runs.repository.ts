import { Injectable } from '@nestjs/common';
import { statement } from '../../../../platform/database/statement.js';
import type { Transaction } from '../../../../platform/database/unit-of-work.js';
import type { RunState, WorkflowRun } from '../domain/workflow-run.js';

const SUPERSEDE = statement(
  'workflow.supersede',
  `UPDATE workflow_runs SET state = 'superseded', ended_at = $3
   WHERE ticket_id = $1 AND id <> $2 AND state IN ('waiting', 'accepted', 'running')`,
);
const INSERT = statement(
  'workflow.insert',
  `INSERT INTO workflow_runs (id, ticket_id, state, created_at) VALUES ($1, $2, 'waiting', $3)
   ON CONFLICT (id) DO NOTHING RETURNING id`,
);
const LOCK = statement(
  'workflow.lock',
  'SELECT id, ticket_id AS "ticketId", state FROM workflow_runs WHERE id = $1 FOR UPDATE',
);
const ACCEPT = statement(
  'workflow.accept',
  `UPDATE workflow_runs SET workflow_id = coalesce($2, workflow_id), accepted_at = $3, last_error = NULL,
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
  /** False when this run was begun before. An older live run of the ticket ends as superseded. */
  async begin(tx: Transaction, run: { id: string; ticketId: string }, now: Date): Promise<boolean> {
    await tx.query(SUPERSEDE, [run.ticketId, run.id, now]);
    return (await tx.query(INSERT, [run.id, run.ticketId, now])).length === 1;
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
