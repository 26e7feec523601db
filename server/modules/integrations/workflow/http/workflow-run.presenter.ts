import { actorPermissions } from '../../../../kernel/actor.js';
import type { PersonCall } from '../../../../kernel/call.js';
import { runActions } from '../domain/workflow-run.js';
import type { RunSight } from '../persistence/workflow-runs.repository.js';
import type { WorkflowRunDto } from './dto/workflow-run.dto.js';

export function presentRun({ actor }: PersonCall, run: RunSight): WorkflowRunDto {
  return {
    id: run.id,
    ticketNumber: run.ticketNumber,
    state: run.state,
    attempts: run.attempts,
    nextAttemptAt: run.nextAttemptAt?.toISOString() ?? null,
    lastError: run.lastError,
    workflowId: run.workflowId,
    cancelReason: run.cancelReason,
    createdAt: run.createdAt.toISOString(),
    acceptedAt: run.acceptedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
    allowedActions: actorPermissions(actor).includes('integration:manage') ? runActions(run) : [],
  };
}
