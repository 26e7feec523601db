import type { AccountStatus, Role } from '../../kernel/role.js';

/**
 * What happens to accounts; the subject is always `{type: 'account', id}`. Reasons and values that people typed stand
 * in the event's personal part.
 */
export interface AccountEvents {
  /** Somebody asked for an account; it is Pending. */
  'account.registered': {
    companyId: string;
    /** Key of the identity provider that vouched for the address; left out: the form. */
    provider?: string;
    /** Approved in the same moment, which `account.approved` tells. */
    isApproved?: boolean;
  };
  /** Somebody registered with an address that has an account already; nothing was changed. */
  'account.registration_repeated': Readonly<Record<string, never>>;
  /** Without an administrator: the rule that approved, and the domain it is about. */
  'account.approved': AccountMove & { rule?: 'trusted-domain'; domain?: string };
  'account.rejected': AccountMove;
  /** Sessions and API tokens have ended; open tickets go back to their teams. */
  'account.suspended': AccountMove;
  'account.reinstated': AccountMove;
  /** Made by an administrator; the person still has to choose a password. */
  'account.created': { companyId: string; role: Role };
  /** Names of the changed fields but role and address, and the version they made. */
  'account.updated': { fields: readonly string[]; version: number };
  /** Asked once more to choose a first password. */
  'account.invited': Readonly<Record<string, never>>;
  'account.role_changed': { from: Role; to: Role };
  /** The owner wants another address; the wish is the personal part. Nothing has changed yet. */
  'account.email_change_requested': { changeId: string };
  'account.email_change_taken_back': Readonly<Record<string, never>>;
  /** By an administrator, or by its owner and confirmed by the link; both addresses are the personal part. */
  'account.email_changed': { version: number };
  'account.photo_changed': Readonly<Record<string, never>>;
  'account.photo_removed': Readonly<Record<string, never>>;
}

export interface AccountMove {
  from: AccountStatus;
  to: AccountStatus;
}

/** What happens to departments and teams; the subject is `{type: 'department' or 'team', id}`. */
export type GroupEvents = Record<
  `${'department' | 'team'}.${'created' | 'updated' | 'deleted'}`,
  { key: string; name: string }
>;

export type AccountEventName = keyof AccountEvents;

export const ACCOUNT = 'account';
