import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { TeamMembersQuery } from '../persistence/team-members.query.js';
import { AccountEditing } from './account-editing.js';
import { AccountWriter } from './account-writer.js';

/** Everybody leaves a team that is taken away, each with a line in his history. */
@Injectable()
export class LeaveTeam {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly members: TeamMembersQuery,
    private readonly editing: AccountEditing,
    private readonly writer: AccountWriter,
  ) {}

  async all(tx: Transaction, call: Call, teamId: string): Promise<void> {
    for (const userId of await this.members.ids(tx, teamId)) {
      const account = await this.accounts.lock(tx, userId);
      const teamIds = account?.teamIds.filter((id) => id !== teamId) ?? [];
      const edited =
        account === null ? null : await this.editing.edit(tx, call.actor, account, { patch: { teamIds }, base: null });
      if (edited !== null) {
        await this.writer.write(tx, call, edited.account, edited.events);
      }
    }
  }
}
