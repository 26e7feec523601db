import { gmailPlaceOf } from '../../../config/gmail-url.js';
import { MailboxTransport, type MailTransport } from './mail-transport.js';
import { SmtpTransport } from './smtp-transport.js';

/** Who carries the mails: MAIL_URL says it. Google's libraries are loaded only where they are used. */
export async function transportFor(mailUrl: string | null): Promise<MailTransport> {
  if (mailUrl === null) {
    return new MailboxTransport();
  }
  if (mailUrl.startsWith('gmail:')) {
    const { GmailTransport } = await import('./gmail-transport.js');
    return new GmailTransport(gmailPlaceOf(mailUrl));
  }
  return new SmtpTransport(mailUrl);
}
