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
