/** Event name -> payload; subject is {type: 'mail', id}. */
export interface MailEvents {
  'mail.resent': { taskId: string };
}
