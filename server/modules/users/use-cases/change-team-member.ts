import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { decideAccount } from '../domain/account-policy.js';
import { enforce } from '../../../kernel/decision.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { AccountEditing } from './account-editing.js';
import { AccountWriter } from './account-writer.js';

export interface ChangeTeamMemberCommand {
  readonly teamId: string;
  readonly userId: string;
  /** What shall be true afterwards. */
  readonly isMember: boolean;
}

/** One person joins or leaves one team; nothing happens when it is so already. */
@Injectable()
export class ChangeTeamMember {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsRepository,
    private readonly editing: AccountEditing,
    private readonly writer: AccountWriter,
  ) {}

  async execute(call: Call, { teamId, userId, isMember }: ChangeTeamMemberCommand): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      const account = await this.accounts.lock(tx, userId);
      if (account === null || (await this.accounts.unknownTeams(tx, [teamId])).length > 0) {
        throw resourceNotFound();
      }
      enforce(decideAccount(call.actor, 'set_teams', account));
      const others = account.teamIds.filter((id) => id !== teamId);
      const patch = { teamIds: isMember ? [...others, teamId] : others };
      const edited = await this.editing.edit(tx, call.actor, account, { patch, base: null });
      if (edited !== null) {
        await this.writer.write(tx, call, edited.account, edited.events);
      }
    });
  }
}
