import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { permissionDenied, resourceNotFound, versionStale } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { ACCOUNT_FIELDS, type AccountPatch } from '../domain/account.js';
import { decideAccount, forbiddenFields } from '../domain/account-policy.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { AccountEditing } from './account-editing.js';
import { AccountWriter } from './account-writer.js';

export interface UpdateAccountCommand {
  readonly id: string;
  readonly patch: AccountPatch;
  /** Merging: the version the change is based on. */
  readonly version: number | null;
  /** Strict: the version the caller saw (If-Match). */
  readonly ifMatch: number | null;
}

/** An administrator edits an account, or a person his own. A new role ends all sessions and API tokens. */
@Injectable()
export class UpdateAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsRepository,
    private readonly editing: AccountEditing,
    private readonly writer: AccountWriter,
  ) {}

  async execute(call: Call, { id, patch, version, ifMatch }: UpdateAccountCommand): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      if (patch.role !== undefined) {
        await this.accounts.lockAdmins(tx);
      }
      const account = await this.accounts.lock(tx, id);
      if (account === null) {
        throw resourceNotFound();
      }
      // It may be the caller's own account, whose present standing this change ends.
      await tx.assertStanding();
      enforce(decideAccount(call.actor, 'edit', account));
      const fields = ACCOUNT_FIELDS.filter((field) => patch[field] !== undefined);
      if (forbiddenFields(call.actor, fields, account).length > 0) {
        throw permissionDenied();
      }
      if (ifMatch !== null && ifMatch !== account.version) {
        throw versionStale(account.version);
      }
      const edited = await this.editing.edit(tx, call.actor, account, { patch, base: version });
      if (edited !== null) {
        await this.writer.write(tx, call, edited.account, edited.events);
      }
    });
  }
}
