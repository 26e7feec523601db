import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { decideAccount } from '../domain/account-policy.js';
import { AccountsQueries, type AccountRow } from '../persistence/accounts.queries.js';

export type { AccountRow } from '../persistence/accounts.queries.js';

/** One account, for administrators and for its owner. */
@Injectable()
export class GetAccount {
  constructor(private readonly queries: AccountsQueries) {}

  async execute(call: PersonCall, id: string): Promise<AccountRow> {
    const row = await this.queries.account(id);
    if (row === null) {
      throw resourceNotFound();
    }
    enforce(decideAccount(call.actor, 'see', row));
    return row;
  }
}
