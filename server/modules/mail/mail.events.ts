/** Event name -> payload; subject is {type: 'mail', id}. */
export interface MailEvents {
  'mail.resent': { taskId: string };
  /** Refused for good. `threadId`: what it was about, a ticket; null: the account of its reader. */
  'mail.bounced': { personId: string | null; threadId: string | null; template: string };
  'mail.test_sent': { taskId: string };
}
