import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { decideAccount } from '../domain/account-policy.js';
import { AccountsQueries } from '../persistence/accounts.queries.js';
import { AccountViews, type AccountView } from './account-views.js';

/** One account, for administrators and for its owner. */
@Injectable()
export class GetAccount {
  constructor(
    private readonly queries: AccountsQueries,
    private readonly views: AccountViews,
  ) {}

  async execute(call: PersonCall, id: string): Promise<AccountView> {
    const row = await this.queries.account(id);
    if (row === null) {
      throw resourceNotFound();
    }
    enforce(decideAccount(call.actor, 'see', row));
    return this.views.ofOne(row);
  }
}
