import type { TicketEvents } from '../../tickets/tickets.events.js';

type HoldChanged = TicketEvents['ticket.hold_changed'];
type StatusChanged = TicketEvents['ticket.status_changed'];

/** A status change in words. */
export interface StatusNews {
  /** For the subject. */
  readonly status: string;
  readonly sentence: string;
  /** What the typed text is, when there is one. */
  readonly textLabel: string;
  /** Whether the assignee wants to know: the ticket has ended, or came back. */
  readonly isForAssignee: boolean;
}

export function statusNews(change: StatusChanged): StatusNews {
  const { to } = change;
  return {
    status: change.isReopening ? 'Reopened' : to,
    sentence: sentenceOf(change),
    textLabel: to === 'Resolved' ? 'How it was solved:' : 'The reason given:',
    isForAssignee: change.isReopening || !['Open', 'In Progress', 'On Hold'].includes(to),
  };
}

function sentenceOf({ number, from, to, isReopening, holdReason }: StatusChanged): string {
  switch (to) {
    case 'New':
      return `Ticket ${number} is new again.`;
    case 'Open':
      if (isReopening) {
        return `Ticket ${number} has been reopened.`;
      }
      return from === 'New' ? `Ticket ${number} has been accepted and is open.` : `Ticket ${number} is open again.`;
    case 'In Progress':
      return from === 'On Hold'
        ? `Work on ticket ${number} goes on: it is in progress.`
        : `Work on ticket ${number} has begun: it is in progress.`;
    case 'On Hold':
      return `Ticket ${number} is on hold${holdReason === null ? '' : `: it waits for ${HOLDS[holdReason]}`}.`;
    case 'Resolved':
      return `Ticket ${number} has been resolved. If the problem is still there, reopen it or answer in it.`;
    case 'Closed':
      return `Ticket ${number} has been closed.`;
    case 'Rejected':
      return `Ticket ${number} was not accepted: it has been rejected.`;
    case 'Withdrawn':
      return `Ticket ${number} has been withdrawn.`;
    case 'Merged':
      return `Ticket ${number} has been merged with another ticket.`;
  }
}

/** It waits for something else now; null where only the date is another, which nobody is mailed about. */
export function holdNews({ number, fromHoldReason, holdReason }: HoldChanged): StatusNews | null {
  return holdReason === null || holdReason === fromHoldReason
    ? null
    : {
        status: 'On Hold',
        sentence: `Ticket ${number} is still on hold: it now waits for ${HOLDS[holdReason]}.`,
        textLabel: '',
        isForAssignee: false,
      };
}

const HOLDS: Record<NonNullable<StatusChanged['holdReason']>, string> = {
  requester: 'an answer of its requester',
  'third party': 'somebody outside the desk',
  approval: 'an approval',
  scheduled: 'its date',
};
