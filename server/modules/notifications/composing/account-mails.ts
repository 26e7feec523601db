import type { StoredEvent } from '../../../kernel/domain-event.js';
import type { MailTemplateName } from '../../mail/mail.facade.js';

/** Mails to the person whose account it is. Made by an administrator: the invitation; otherwise there is no other. */
const TO_OWNER = {
  'account.registered': 'registration-received',
  'account.registration_repeated': 'registration-repeated',
  'account.approved': 'account-approved',
  'account.rejected': 'account-rejected',
  'account.suspended': 'account-suspended',
  'account.reinstated': 'account-reinstated',
  'account.created': 'account-invite',
  'account.invited': 'account-invite',
  'account.password_reset_requested': 'password-reset',
  'account.password_changed': 'password-changed',
  'account.second_factor_enabled': 'account-second-factor-on',
  'account.second_factor_disabled': 'account-second-factor-off',
  'account.second_factor_reset': 'account-second-factor-reset',
  'account.recovery_codes_renewed': 'account-recovery-codes',
} as const satisfies Record<string, MailTemplateName>;

export type AccountNews = keyof typeof TO_OWNER;
export type OwnerTemplate = (typeof TO_OWNER)[AccountNews];

export const ACCOUNT_NEWS = Object.keys(TO_OWNER) as AccountNews[];

export interface AccountMails {
  readonly owner: OwnerTemplate | null;
  /** Whether the administrators get the notice of an account that waits. */
  readonly noticeToAdmins: boolean;
}

/**
 * What to send after something happened to an account. The first administrator, made at start-up, has his password and
 * needs no invitation.
 */
export function accountMails(name: AccountNews, actorKind: string, data: StoredEvent['data'] = {}): AccountMails {
  if (name === 'account.registered' && data['isApproved'] === true) {
    // Nothing to wait for and nobody to decide; the approval has an event of its own.
    return { owner: null, noticeToAdmins: false };
  }
  return {
    owner: name === 'account.created' && actorKind !== 'person' ? null : TO_OWNER[name],
    noticeToAdmins: name === 'account.registered',
  };
}

export function isAccountNews(name: string): name is AccountNews {
  return name in TO_OWNER;
}
