/** What happens around signing in; the subject is always `{type: 'account', id}`. */
export interface AuthEvents {
  /** `provider`: key of the identity provider that vouched for the person. */
  'account.signed_in': { sessionId: string; provider?: string };
  'account.signed_out': { sessionId: string };
  /** All of the person's sessions at once; API tokens stay. `kept`: the one that asked, where it goes on. */
  'account.signed_out_everywhere': { sessions: number; kept: string | null };
  /** A refresh token came a second time: maybe stolen. The whole session has ended. */
  'account.refresh_reused': { sessionId: string };
  /** Somebody asked for a new password. The account may not exist: then nobody is mailed. `resetId` names the link. */
  'account.password_reset_requested': { resetId: string };
  /** Sessions and API tokens have ended, except the session that made the change. */
  'account.password_changed': { by: 'owner' | 'link' };
  /** Too many failures in a row. The account may not exist: then nobody is mailed. Once for each round. */
  'account.sign_in_throttled': {
    throttleId: string;
    failures: number;
    /** From 1: each waits longer than the one before. */
    round: number;
    /** Whether it is about an address the owner has signed in from; other ones are counted together. */
    isKnownPlace: boolean;
    blockedUntil: string | null;
  };
  /** An administrator lets them try again at once. */
  'account.throttle_cleared': { kind: 'account' | 'address'; failures: number; rounds: number };
  /** The address and the browser's name of itself are the personal part. Never for the first address of a person. */
  'account.signed_in_from_new_address': Readonly<Record<string, never>>;
  'account.api_token_created': { tokenId: string; scopes: readonly string[] };
  'account.api_token_deleted': { tokenId: string };
  'account.second_factor_enabled': Readonly<Record<string, never>>;
  'account.second_factor_disabled': Readonly<Record<string, never>>;
  /** By an administrator, for somebody who has lost his authenticator. */
  'account.second_factor_reset': Readonly<Record<string, never>>;
  /** A new set of recovery codes; the old ones do not work any more. */
  'account.recovery_codes_renewed': Readonly<Record<string, never>>;
  /**
   * An identity at a provider now opens this account. `isTakenOver`: nobody had proven the address before, so password,
   * sessions, API tokens and second factor are void.
   */
  'account.identity_linked': { identityId: string; provider: string; isTakenOver: boolean };
  'account.identity_removed': { identityId: string; provider: string };
}
