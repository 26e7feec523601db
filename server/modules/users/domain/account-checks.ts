import { domainOfAddress } from '../../../kernel/mail-domain.js';

/** What the desk notices about an address: said to be ours by a setting, used by people here already, or neither. */
export const DOMAIN_CHECKS = ['trusted', 'known', 'unknown'] as const;
export type DomainCheck = (typeof DOMAIN_CHECKS)[number];

/**
 * Where anybody can have an address: that a colleague has one there too says nothing about the next one. Whoever
 * trusts one of them by the setting means it.
 */
const FREE_MAIL_DOMAINS: readonly string[] = [
  'aol.com',
  'fastmail.com',
  'free.fr',
  'freenet.de',
  'gmail.com',
  'gmx.at',
  'gmx.ch',
  'gmx.com',
  'gmx.de',
  'gmx.net',
  'googlemail.com',
  'hotmail.com',
  'hotmail.co.uk',
  'hotmail.fr',
  'icloud.com',
  'laposte.net',
  'libero.it',
  'live.com',
  'mac.com',
  'mail.com',
  'mail.ru',
  'me.com',
  'msn.com',
  'orange.fr',
  'outlook.com',
  'outlook.de',
  'pm.me',
  'posteo.de',
  'proton.me',
  'protonmail.com',
  'qq.com',
  't-online.de',
  'tutanota.com',
  'wanadoo.fr',
  'web.de',
  'yahoo.co.uk',
  'yahoo.com',
  'yahoo.de',
  'yahoo.fr',
  'yandex.com',
  'yandex.ru',
  'zoho.com',
  '163.com',
];

/** A trusted domain is trusted as it is written: not its subdomains, which may belong to somebody else. */
export function checkDomain(email: string, trusted: readonly string[], isUsedByColleague: boolean): DomainCheck {
  const domain = domainOfAddress(email) ?? '';
  if (trusted.includes(domain)) {
    return 'trusted';
  }
  return isUsedByColleague && !FREE_MAIL_DOMAINS.includes(domain) ? 'known' : 'unknown';
}
