/** What code relies on; a status may be renamed, its category never changes. */
export const STATUS_CATEGORIES = ['new', 'open', 'paused', 'resolved', 'closed'] as const;
export type StatusCategory = (typeof STATUS_CATEGORIES)[number];

/** What code relies on of a status; its words are the lifecycle's. */
export interface StatusDefinition {
  readonly category: StatusCategory;
  /** Nothing leads out of it. */
  readonly isFinal: boolean;
}

/** Fixed keys (`api.md`, Manner). */
export const STATUSES = [
  'New',
  'Open',
  'In Progress',
  'On Hold',
  'Resolved',
  'Closed',
  'Rejected',
  'Withdrawn',
  'Merged',
] as const;
export type TicketStatus = (typeof STATUSES)[number];

export const STATUS_DEFINITIONS: Readonly<Record<TicketStatus, StatusDefinition>> = {
  New: { category: 'new', isFinal: false },
  Open: { category: 'open', isFinal: false },
  'In Progress': { category: 'open', isFinal: false },
  'On Hold': { category: 'paused', isFinal: false },
  Resolved: { category: 'resolved', isFinal: false },
  Closed: { category: 'closed', isFinal: false },
  Rejected: { category: 'closed', isFinal: true },
  Withdrawn: { category: 'closed', isFinal: true },
  Merged: { category: 'closed', isFinal: true },
};

export const PRIORITIES = ['Low', 'Medium', 'High', 'Critical'] as const;
export type Priority = (typeof PRIORITIES)[number];
export const DEFAULT_PRIORITY: Priority = 'Medium';

/** Of impact (how many are hit, how hard) and urgency (how soon it hurts). */
export const LEVELS = ['Low', 'Medium', 'High'] as const;
export type Level = (typeof LEVELS)[number];

export const HOLD_REASONS = ['requester', 'third party', 'approval', 'scheduled'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** Whether work on it has come to an end, for now or for good. */
export function hasEnded(status: TicketStatus): boolean {
  const { category } = STATUS_DEFINITIONS[status];
  return category === 'resolved' || category === 'closed';
}
