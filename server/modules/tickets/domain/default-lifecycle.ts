import type { Lifecycle, LifecycleRules, Need, Transition, TransitionActor } from './ticket-lifecycle.js';
import type { TicketStatus } from './ticket-status.js';

const STAFF: readonly TransitionActor[] = ['coordinator', 'admin'];
const STAFF_AND_WORKFLOW: readonly TransitionActor[] = [...STAFF, 'workflow'];

function from(
  statuses: readonly TicketStatus[],
  to: TicketStatus,
  who: readonly TransitionActor[],
  needs: readonly Need[],
): Transition[] {
  return statuses.map((status) => ({ from: status, to, who, needs }));
}

/**
 * What a desk begins with and what a reset brings back: line by line the table of `domain`, Ticket lifecycle. No rule
 * asks for it; the first version in the database holds the same.
 */
export const DEFAULT_LIFECYCLE: Lifecycle = {
  statuses: {
    New: { name: 'New', requesterName: 'Received' },
    Open: { name: 'Open', requesterName: 'Accepted' },
    'In Progress': { name: 'In progress', requesterName: 'In progress' },
    'On Hold': { name: 'On hold', requesterName: 'On hold' },
    Resolved: { name: 'Resolved', requesterName: 'Solved, to confirm' },
    Closed: { name: 'Closed', requesterName: 'Closed' },
    Rejected: { name: 'Rejected', requesterName: 'Not accepted' },
    Withdrawn: { name: 'Withdrawn', requesterName: 'Withdrawn' },
    Merged: { name: 'Merged', requesterName: 'Joined with another request' },
  },
  transitions: [
    { from: 'New', to: 'Open', who: STAFF_AND_WORKFLOW, needs: [] },
    ...from(['New', 'Open'], 'Rejected', STAFF, ['reason']),
    { from: 'Open', to: 'In Progress', who: STAFF_AND_WORKFLOW, needs: ['assignee'] },
    ...from(['Open', 'In Progress'], 'On Hold', STAFF_AND_WORKFLOW, ['holdReason']),
    { from: 'On Hold', to: 'Open', who: [...STAFF_AND_WORKFLOW, 'system'], needs: [] },
    { from: 'On Hold', to: 'In Progress', who: [...STAFF_AND_WORKFLOW, 'system'], needs: [] },
    { from: 'In Progress', to: 'Open', who: [...STAFF, 'system'], needs: [] },
    ...from(['Open', 'In Progress', 'On Hold'], 'Resolved', STAFF_AND_WORKFLOW, ['resolution']),
    { from: 'Resolved', to: 'Closed', who: ['owner', ...STAFF, 'system'], needs: [] },
    ...from(['Open', 'In Progress', 'On Hold'], 'Closed', ['owner'], []),
    ...from(['New', 'Open', 'In Progress', 'On Hold'], 'Withdrawn', ['owner'], []),
    ...from(['Resolved', 'Closed'], 'Open', ['owner', ...STAFF], ['reason']),
  ],
};

/** The same with what the settings say until somebody changes them. */
export const DEFAULT_RULES: LifecycleRules = {
  ...DEFAULT_LIFECYCLE,
  reopenWindowDays: 14,
  autoCloseDays: 7,
  onlyAdminsApprove: false,
};
