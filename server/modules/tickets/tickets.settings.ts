import { setting, settingsArea } from '../settings/settings.facade.js';
import { DEFAULT_RULES } from './domain/default-lifecycle.js';

/** How tickets begin, end and come back; which statuses there are and who sets them is the lifecycle's. */
export const TICKETS = settingsArea({
  key: 'tickets',
  label: 'Tickets',
  help: 'How tickets are accepted, when they end by themselves and how long they can come back. Statuses and who sets them are on the page Lifecycle.',
  fields: {
    onlyAdminsApprove: setting.boolean({
      default: DEFAULT_RULES.onlyAdminsApprove,
      label: 'Only administrators approve new tickets',
      help: 'While this is on, a new ticket waits until an administrator opens it: coordinators can answer and write notes, but neither claim nor assign nor open it.',
      affects: 'What coordinators may do with new tickets, at once. Tickets that are open already stay open.',
    }),
    autoCloseDays: setting.number(
      { min: 1, max: 365 },
      {
        default: DEFAULT_RULES.autoCloseDays,
        label: 'Days until a solved ticket closes',
        help: 'A solved ticket closes by itself this many days after it was resolved, if its requester says nothing.',
        affects: 'Solved tickets that are waiting now too: what is due by the new number closes within the hour.',
      },
    ),
    reopenWindowDays: setting.number(
      { min: 0, max: 365 },
      {
        default: DEFAULT_RULES.reopenWindowDays,
        label: 'Days to reopen',
        help: 'So long after its end a requester reopens a ticket by answering. Later answers begin a new ticket that is linked to the old one. Staff may reopen at any time.',
        affects: 'All tickets that have ended, from the next answer on.',
      },
    ),
    priorityFromImpact: setting.boolean({
      default: false,
      label: 'Priority follows impact and urgency',
      help: 'While this is on, the priority is worked out from how many are concerned and how soon it matters, unless somebody gives a priority in the same change.',
      affects: 'Tickets whose impact or urgency is set from now on.',
    }),
  },
});
