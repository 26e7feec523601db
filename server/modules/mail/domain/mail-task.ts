/** The type of the task that hands one message over. */
export const MAIL_DELIVER = 'mail.deliver';
