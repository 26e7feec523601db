/** What code relies on; a status may be renamed, its category never changes. */
export type StatusCategory = 'new' | 'open' | 'paused' | 'resolved' | 'closed';

export interface StatusDefinition {
  readonly category: StatusCategory;
  /** Shown to staff. */
  readonly label: string;
  /** The requester's wording, free of staff terms. */
  readonly requesterLabel: string;
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
  New: { category: 'new', label: 'New', requesterLabel: 'Received', isFinal: false },
  Open: { category: 'open', label: 'Open', requesterLabel: 'Accepted', isFinal: false },
  'In Progress': { category: 'open', label: 'In progress', requesterLabel: 'In progress', isFinal: false },
  'On Hold': { category: 'paused', label: 'On hold', requesterLabel: 'On hold', isFinal: false },
  Resolved: { category: 'resolved', label: 'Resolved', requesterLabel: 'Solved, to confirm', isFinal: false },
  Closed: { category: 'closed', label: 'Closed', requesterLabel: 'Closed', isFinal: false },
  Rejected: { category: 'closed', label: 'Rejected', requesterLabel: 'Not accepted', isFinal: true },
  Withdrawn: { category: 'closed', label: 'Withdrawn', requesterLabel: 'Withdrawn', isFinal: true },
  Merged: { category: 'closed', label: 'Merged', requesterLabel: 'Joined with another request', isFinal: true },
};

export const PRIORITIES = ['Low', 'Medium', 'High', 'Critical'] as const;
export type Priority = (typeof PRIORITIES)[number];
export const DEFAULT_PRIORITY: Priority = 'Medium';

export const HOLD_REASONS = ['requester', 'third party', 'approval', 'scheduled'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** What the requester reads: a hold that waits for him says so. */
export function requesterLabel(status: TicketStatus, holdReason: HoldReason | null): string {
  return status === 'On Hold' && holdReason === 'requester'
    ? 'Waiting for you'
    : STATUS_DEFINITIONS[status].requesterLabel;
}
