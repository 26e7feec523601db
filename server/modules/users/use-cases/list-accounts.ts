import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { isAdmin } from '../../../kernel/actor.js';
import { permissionDenied } from '../../../kernel/common.errors.js';
import type { Page } from '../../../kernel/page.js';
import { AccountsQueries, type AccountFilter } from '../persistence/accounts.queries.js';
import { AccountViews, type AccountView } from './account-views.js';

export { ACCOUNT_SORTS, type AccountSort, type GroupFilter } from '../persistence/accounts.queries.js';

/** All accounts, for administrators. */
@Injectable()
export class ListAccounts {
  constructor(
    private readonly queries: AccountsQueries,
    private readonly views: AccountViews,
  ) {}

  async execute(call: PersonCall, filter: AccountFilter): Promise<Page<AccountView>> {
    if (!isAdmin(call.actor)) {
      throw permissionDenied();
    }
    const page = await this.queries.list(filter);
    return { ...page, items: await this.views.of(page.items) };
  }
}
