import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { AccountsFacade, type Credentials } from '../../users/accounts.facade.js';
import { PasswordResetsRepository } from '../persistence/password-resets.repository.js';
import { LinkTokens, type LinkClaim } from './link-tokens.js';

/** An invitation lives this long after its mail was rendered, in milliseconds. */
const INVITE_LIFETIME = 7 * 24 * 3_600_000;

/** Signed for the address it is mailed to as well: once the account has another one, links that lie in the old mailbox are void. */
function resetVersion({ epoch, email }: Pick<Credentials, 'epoch' | 'email'>): string {
  return `${String(epoch)} ${email}`;
}

function inviteVersion({ email }: Pick<Credentials, 'email'>): string {
  return `no password ${email}`;
}

/** Whose password a link may set; `resetId` null: an invitation. */
export interface PasswordLink {
  readonly account: Credentials;
  readonly resetId: string | null;
}

/** Links for choosing a password: from a reset row, or as an invitation to an account without one. Stored nowhere. */
@Injectable()
export class PasswordLinks {
  constructor(
    private readonly tokens: LinkTokens,
    private readonly resets: PasswordResetsRepository,
    private readonly accounts: AccountsFacade,
    private readonly clock: Clock,
  ) {}

  /** Null for anything but a link that is right, unused and not too old. */
  async read(token: string): Promise<PasswordLink | null> {
    const claim = this.tokens.read(token);
    switch (claim?.purpose) {
      case 'reset':
        return this.readReset(claim);
      case 'invite':
        return this.readInvite(claim);
      case 'setup':
      case 'email':
      case undefined:
        return null;
    }
  }

  /** Null when the row was used, is too old or about nobody. */
  async resetToken(resetId: string): Promise<string | null> {
    const row = await this.resets.find(resetId);
    if (row === null || row.user_id === null || row.used_at !== null || row.expires_at <= this.clock.now()) {
      return null;
    }
    const account = await this.accounts.credentials(row.user_id);
    return account?.epoch === row.epoch && account !== null
      ? this.tokens.make('reset', row.id, resetVersion(account), row.expires_at)
      : null;
  }

  /** Null once the account has a password. */
  async inviteToken(userId: string): Promise<string | null> {
    const account = await this.accounts.credentials(userId);
    if (account === null || account.passwordHash !== null) {
      return null;
    }
    const expiresAt = new Date(this.clock.now().getTime() + INVITE_LIFETIME);
    return this.tokens.make('invite', userId, inviteVersion(account), expiresAt);
  }

  private async readReset(claim: LinkClaim): Promise<PasswordLink | null> {
    const row = await this.resets.find(claim.rowId);
    if (row === null || row.user_id === null || row.used_at !== null || row.expires_at <= this.clock.now()) {
      return null;
    }
    const account = await this.accounts.credentials(row.user_id);
    return account?.epoch === row.epoch && account !== null && this.tokens.isRight(claim, resetVersion(account))
      ? { account, resetId: row.id }
      : null;
  }

  private async readInvite(claim: LinkClaim): Promise<PasswordLink | null> {
    const account = await this.accounts.credentials(claim.rowId);
    return account?.passwordHash === null && this.tokens.isRight(claim, inviteVersion(account))
      ? { account, resetId: null }
      : null;
  }
}
