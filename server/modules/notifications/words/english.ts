import type { HoldReason, MailWords } from './mail-words.js';

const HOLDS: Readonly<Record<HoldReason, string>> = {
  requester: 'an answer of its requester',
  'third party': 'somebody outside the desk',
  approval: 'an approval',
  scheduled: 'its date',
};

export const ENGLISH: MailWords = {
  locale: 'en-GB',
  statuses: {
    New: 'New',
    Open: 'Open',
    'In Progress': 'In Progress',
    'On Hold': 'On Hold',
    Resolved: 'Resolved',
    Closed: 'Closed',
    Rejected: 'Rejected',
    Withdrawn: 'Withdrawn',
    Merged: 'Merged',
  },
  reopened: 'Reopened',
  priorities: { Low: 'Low', Medium: 'Medium', High: 'High', Critical: 'Critical' },
  statusSentence: ({ number, from, to, isReopening, holdReason }) => {
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
  },
  holdSentence: (number, reason) => `Ticket ${number} is still on hold: it now waits for ${HOLDS[reason]}.`,
  howItWasSolved: 'How it was solved:',
  theReason: 'The reason given:',
  promises: { firstResponse: 'the first answer', nextReply: 'the next answer', resolution: 'the solution' },
  because: {
    mentioned: 'you were named in it',
    requester: 'this is your ticket',
    watcher: 'you watch this ticket',
    assignee: 'this ticket is assigned to you',
    team: 'this ticket is assigned to your team',
    admin: 'you are an administrator',
  },
  workflowStates: { failed: 'failed', cancelled: 'cancelled' },
  workflowName: 'The workflow system',
  somebody: 'Somebody',
  hiddenSubject: 'a confidential ticket',
  hiddenBody: 'The ticket is confidential: sign in to read this.',
  device: (browser, system) => `${browser} on ${system}`,
  unknownDevice: 'An unknown device or program',
};
