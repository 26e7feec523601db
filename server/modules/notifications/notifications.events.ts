import type { NotificationKey } from './domain/notification-kinds.js';

/** What people decide about their mails; the subject is `{type: 'account', id}`. */
export interface NotificationEvents {
  /** The choices that are other than before. */
  'account.notifications_chosen': { choices: readonly { key: NotificationKey; mail: boolean }[] };
}
