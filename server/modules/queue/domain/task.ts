/** queued = never failed yet; failed = waits for its next attempt; dead = needs a person. */
export const TASK_STATES = ['queued', 'running', 'succeeded', 'failed', 'dead'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Tasks of event consumers are of this type, with the consumer's name behind. */
export const EVENT_TASK = 'event:';

/**
 * Work of one handler may have lanes of its own, one for each party outside: `webhook.deliver:<id of the webhook>`. What
 * waits in one of them stands in nobody else's way.
 */
export function handlerTypeOf(type: string): string {
  return type.startsWith(EVENT_TASK) ? type : (type.split(':', 1)[0] ?? type);
}

export function taskTypeOf(consumer: string): string {
  return `${EVENT_TASK}${consumer}`;
}

/** Only what has failed may be tried again by hand; a queued or running task will be tried anyway. */
export function isRetryable(state: TaskState): boolean {
  return state === 'failed' || state === 'dead';
}

/** A running task cannot be called back, a succeeded one has had its effect. */
export function isDiscardable(state: TaskState): boolean {
  return state === 'queued' || state === 'failed' || state === 'dead';
}

/** What is kept of an error: one readable piece of text that PostgreSQL accepts. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replaceAll('\u0000', '').slice(0, 1_000);
}

/** What people may see of a task. */
export interface TaskView {
  readonly id: string;
  readonly type: string;
  readonly state: TaskState;
  readonly attempts: number;
  readonly dueAt: Date;
  readonly lastError: string | null;
  readonly discardedReason: string | null;
  readonly causedBy: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
}

export interface TaskFilter {
  readonly state: TaskState | null;
  readonly type: string | null;
  readonly cursor: string | null;
  readonly limit: number;
}
