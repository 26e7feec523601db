import { Injectable } from '@nestjs/common';
import { SettingsFacade } from '../../settings/settings.facade.js';
import { checkDomain, type DomainCheck } from '../domain/account-checks.js';
import type { AccountRow } from '../persistence/accounts.queries.js';
import { REGISTRATION } from '../users.settings.js';

/** An account with what the desk noticed about it. */
export interface AccountView extends Omit<AccountRow, 'checks'> {
  readonly checks: { readonly domain: DomainCheck; readonly sameName: number } | null;
}

/** Judges what was read about registrations by the desk's settings. */
@Injectable()
export class AccountViews {
  constructor(private readonly settings: SettingsFacade) {}

  async of(rows: readonly AccountRow[]): Promise<AccountView[]> {
    const { trustedDomains } = await this.settings.read(REGISTRATION);
    return rows.map((row) => this.judged(row, trustedDomains));
  }

  async ofOne(row: AccountRow): Promise<AccountView> {
    return this.judged(row, (await this.settings.read(REGISTRATION)).trustedDomains);
  }

  private judged({ checks, ...row }: AccountRow, trustedDomains: readonly string[]): AccountView {
    return {
      ...row,
      checks:
        checks === null
          ? null
          : { domain: checkDomain(row.email, trustedDomains, checks.is_known), sameName: checks.same_name },
    };
  }
}
