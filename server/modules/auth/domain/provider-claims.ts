import { DECEPTIVE_CHARACTERS } from '../../../kernel/deceptive-characters.js';
import { isMailAddress } from '../../../kernel/mail-address.js';

/** What a provider says about somebody, after signature, issuer, audience, time and nonce were found right. */
export type ProviderClaims = Readonly<Record<string, unknown>>;

/** Somebody whom a provider vouches for. */
export interface VouchedPerson {
  readonly issuer: string;
  readonly subject: string;
  /** Lower case; null when the provider named none that mail can be sent to. */
  readonly email: string | null;
  /** The provider itself has made sure that the address is this person's. */
  readonly isEmailVerified: boolean;
  readonly firstName: string;
  readonly lastName: string;
  /** The provider has asked for a second factor (RFC 8176). */
  readonly hasSecondFactor: boolean;
}

const DECEPTIVE = new RegExp(`[${DECEPTIVE_CHARACTERS}]`, 'gu');
const NAME_LENGTH = 100;
const SUBJECT_LENGTH = 255;
const MICROSOFT = 'https://login.microsoftonline.com/';

/** Null when the provider does not even say who it is. */
export function readVouched(issuer: string, claims: ProviderClaims): VouchedPerson | null {
  const { sub, email, amr } = claims;
  if (typeof sub !== 'string' || sub === '' || sub.length > SUBJECT_LENGTH || !sub.isWellFormed()) {
    return null;
  }
  const address = typeof email === 'string' ? email.trim().toLowerCase() : '';
  const isAddress = isMailAddress(address) && address.length <= 254;
  return {
    issuer,
    subject: sub,
    email: isAddress ? address : null,
    isEmailVerified: isAddress && isVerified(issuer, claims),
    ...namesOf(claims, isAddress ? address : ''),
    hasSecondFactor: Array.isArray(amr) && amr.includes('mfa'),
  };
}

/**
 * True and nothing like it: providers that say "true" or 1 let people type their address.
 * Microsoft has no `email_verified`; its `xms_edov` says that the owner of the domain has verified the address.
 */
function isVerified(issuer: string, { email_verified, xms_edov }: ProviderClaims): boolean {
  return email_verified === true || (issuer.startsWith(MICROSOFT) && (xms_edov === true || xms_edov === 1));
}

function namesOf(claims: ProviderClaims, address: string): { firstName: string; lastName: string } {
  const first = clean(claims['given_name']);
  const last = clean(claims['family_name']);
  if (first !== '' && last !== '') {
    return { firstName: first, lastName: last };
  }
  const words = clean(claims['name']).split(' ').filter(Boolean);
  const fromName = { first: words.slice(0, -1).join(' '), last: words.at(-1) ?? '' };
  const [localFirst = '', ...localRest] = clean(address.split('@', 1)[0]).split(/[._]+/).filter(Boolean).map(capital);
  return {
    // One word alone is a first name: that is what people are greeted by.
    firstName: short(first || fromName.first || fromName.last || localFirst || '—'),
    lastName: short(last || (fromName.first === '' ? '' : fromName.last) || localRest.join(' ') || '—'),
  };
}

/** One line without control characters and halves of characters, as every form demands it. */
function clean(value: unknown): string {
  return typeof value === 'string'
    ? short(
        value
          .toWellFormed()
          .replace(DECEPTIVE, '')
          .replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufffd]+/gu, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      )
    : '';
}

function short(text: string): string {
  return text.length <= NAME_LENGTH
    ? text
    : text
        .slice(0, NAME_LENGTH)
        .toWellFormed()
        .replace(/\ufffd$/u, '')
        .trim();
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
