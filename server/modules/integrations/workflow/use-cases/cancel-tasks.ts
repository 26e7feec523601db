import type { NewTask } from '../../../queue/queue.facade.js';
import { hasBegun, type WorkflowRun } from '../domain/workflow-run.js';
import { CANCEL_TASK } from '../workflow.client.js';

/** The calls that tell outside of runs that are not wanted any more; none of those nobody knows there. */
export function cancelTasks(runs: readonly WorkflowRun[]): NewTask[] {
  return runs.filter(hasBegun).map(({ id }) => ({ type: CANCEL_TASK, payload: { runId: id }, causedBy: null }));
}
