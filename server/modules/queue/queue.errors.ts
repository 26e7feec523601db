import { DomainError } from '../../kernel/domain-error.js';
import type { TaskState } from './domain/task.js';

export function taskNotRetryable(state: TaskState): DomainError {
  return new DomainError('conflict', 'TASK_NOT_RETRYABLE', 'Only a failed or dead task can be tried again', {
    state: [state],
  });
}

export function taskNotDiscardable(state: TaskState): DomainError {
  return new DomainError('conflict', 'TASK_NOT_DISCARDABLE', 'A running or succeeded task cannot be discarded', {
    state: [state],
  });
}

/** Thrown by handlers: another attempt cannot help, the task is dead at once. */
export class PermanentTaskError extends Error {
  override readonly name = 'PermanentTaskError';
}

/** Thrown by handlers: nothing was tried (the other side is known to be down); this attempt does not count. */
export class PostponedTaskError extends Error {
  override readonly name = 'PostponedTaskError';

  constructor(
    message: string,
    /** Milliseconds until the task is due again, unless somebody makes it due earlier. */
    readonly delayMs: number,
  ) {
    super(message);
  }
}
