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

export interface WorkflowRun {
  readonly id: string;
  readonly ticketId: string;
  readonly state: RunState;
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
