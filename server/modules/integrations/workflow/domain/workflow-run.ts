/**
 * `waiting` until the call is answered; `abandoned` when we gave the call up, `failed` when they said so; `superseded` when
 * the ticket was sent again before it ended.
 */
export const RUN_STATES = [
  'waiting',
  'accepted',
  'running',
  'succeeded',
  'failed',
  'abandoned',
  'cancelled',
  'superseded',
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** What a callback can say. */
export const REPORTED_STATES = ['running', 'succeeded', 'failed', 'cancelled'] as const;
export type ReportedState = (typeof REPORTED_STATES)[number];

export const RUN_ACTIONS = ['retry', 'cancel'] as const;
export type RunAction = (typeof RUN_ACTIONS)[number];

export interface WorkflowRun {
  readonly id: string;
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly state: RunState;
  /** Calls that were begun; one without an answer may have arrived. */
  readonly attempts: number;
  readonly lastError: string | null;
  readonly taskId: string | null;
}

export function isLive(state: RunState): boolean {
  return state === 'waiting' || state === 'accepted' || state === 'running';
}

/**
 * Whether a report still has an effect. Callbacks come in any order and before the answer to the call; what comes after
 * the end is late, except that a call given up by us (`abandoned`) may turn out to have arrived.
 */
export function isReportTimely(state: RunState): boolean {
  return isLive(state) || state === 'abandoned';
}

/** Statuses out of which no ticket comes back: nobody wants what still runs for it, nor what it reports. */
const FINAL: readonly string[] = ['Withdrawn', 'Rejected', 'Merged'];

export function endsRuns(status: string): boolean {
  return FINAL.includes(status);
}

/** Outside may know of it: it has to be told when it is not wanted any more. */
export function hasBegun({ attempts, state }: Pick<WorkflowRun, 'attempts' | 'state'>): boolean {
  return attempts > 0 || state === 'accepted' || state === 'running';
}

/** What an administrator may do with a run, as far as the run itself says. */
export function runActions({ state, lastError }: Pick<WorkflowRun, 'state' | 'lastError'>): RunAction[] {
  const canRetry = state === 'abandoned' || state === 'failed' || (state === 'waiting' && lastError !== null);
  return [...(canRetry ? (['retry'] as const) : []), ...(isReportTimely(state) ? (['cancel'] as const) : [])];
}
