/** What happens around signing in; the subject is always `{type: 'account', id}`. */
export interface AuthEvents {
  'account.signed_in': { sessionId: string };
  'account.signed_out': { sessionId: string };
  /** A refresh token came a second time: maybe stolen. The whole session has ended. */
  'account.refresh_reused': { sessionId: string };
  /** Somebody asked for a new password. The account may not exist: then nobody is mailed. `resetId` names the link. */
  'account.password_reset_requested': { resetId: string };
  /** Sessions and API tokens have ended, except the session that made the change. */
  'account.password_changed': { by: 'owner' | 'link' };
  'account.api_token_created': { tokenId: string; scopes: readonly string[] };
  'account.api_token_deleted': { tokenId: string };
  'account.second_factor_enabled': Readonly<Record<string, never>>;
  'account.second_factor_disabled': Readonly<Record<string, never>>;
}
