import addressparser from 'nodemailer/lib/addressparser';
import { ConfigurationError } from '../../../config/configuration.js';
import { isMailAddress } from '../../../kernel/mail-address.js';
import { cleanName, type MailAddress } from '../domain/mail-address.js';

export interface Sender extends MailAddress {
  /** Behind the @; also the right side of our Message-IDs. */
  readonly domain: string;
}

/** MAIL_FROM as an address object; throws a ConfigurationError when it is none. */
export function senderOf(mailFrom: string): Sender {
  const [found] = addressparser(mailFrom);
  const address = found !== undefined && 'address' in found ? (found.address ?? '') : '';
  if (!isMailAddress(address)) {
    throw new ConfigurationError(`MAIL_FROM: must be an address like "Desk <desk@example.com>", not "${mailFrom}"`);
  }
  return { name: cleanName(found?.name ?? ''), address, domain: address.slice(address.lastIndexOf('@') + 1) };
}

/** REPLY_TO as one plain address; null when it is unset. Throws a ConfigurationError when it is none. */
export function replyToOf(replyTo: string | null): string | null {
  if (replyTo !== null && !isMailAddress(replyTo)) {
    throw new ConfigurationError(`REPLY_TO: must be an address like "desk@example.com", not "${replyTo}"`);
  }
  return replyTo;
}
