import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { isAdmin } from '../../../kernel/actor.js';
import { permissionDenied } from '../../../kernel/common.errors.js';
import type { Page } from '../../../kernel/page.js';
import { AccountsQueries, type AccountFilter, type AccountRow } from '../persistence/accounts.queries.js';

export { ACCOUNT_SORTS, type AccountSort } from '../persistence/accounts.queries.js';

/** All accounts, for administrators. */
@Injectable()
export class ListAccounts {
  constructor(private readonly queries: AccountsQueries) {}

  async execute(call: PersonCall, filter: AccountFilter): Promise<Page<AccountRow>> {
    if (!isAdmin(call.actor)) {
      throw permissionDenied();
    }
    return this.queries.list(filter);
  }
}
