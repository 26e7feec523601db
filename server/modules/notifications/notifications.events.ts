import type { NotificationKey } from './domain/notification-kinds.js';

/** Event name -> payload; the subject is the account or the ticket. */
export interface NotificationEvents {
  /** The choices that are other than before. */
  'account.notifications_chosen': { choices: readonly { key: NotificationKey; mail: boolean }[] };
  /** A mail about the ticket was refused for good: this person does not know what it said. */
  'ticket.mail_bounced': { userId: string; messageId: string };
}
