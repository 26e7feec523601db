import { validationFailed } from '../../../kernel/common.errors.js';
import { DomainError } from '../../../kernel/domain-error.js';
import type { RunState } from './domain/workflow-run.js';

export function signatureInvalid(cause?: unknown): DomainError {
  return new DomainError(
    'unauthenticated',
    'INVALID_SIGNATURE',
    'The signature is missing, wrong or too old',
    undefined,
    {
      cause,
    },
  );
}

export function runOfAnotherTicket(): DomainError {
  return validationFailed({ ticketNumber: ['This run belongs to another ticket'] });
}

export function assigneeUnknown(): DomainError {
  return validationFailed({ assigneeEmail: ['Nobody with this address may have tickets'] });
}

export function runState(state: RunState): DomainError {
  return new DomainError('conflict', 'WORKFLOW_RUN_STATE', 'This is not possible with a run in this state', {
    state: [state],
  });
}

export function runOvertaken(): DomainError {
  return new DomainError('conflict', 'WORKFLOW_RUN_STATE', 'A newer run of this ticket is under way');
}

export function ticketNotSendable(status: string): DomainError {
  return new DomainError('conflict', 'WORKFLOW_RUN_STATE', 'The ticket is not open any more', { status: [status] });
}

/** Another attempt may help: down, slow, overloaded, or answering nonsense. */
export class WorkflowCallFailed extends Error {
  override readonly name = 'WorkflowCallFailed';
}

/** They understood and refused: repeating the same call cannot help. */
export class WorkflowCallRefused extends Error {
  override readonly name = 'WorkflowCallRefused';
}
