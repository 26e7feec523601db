import { Injectable } from '@nestjs/common';
import { actorId } from '../../../kernel/actor.js';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { validationFailed } from '../../../kernel/common.errors.js';
import { newId } from '../../../kernel/ids.js';
import type { Role } from '../../../kernel/role.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { emailTaken, obstacleError } from '../users.errors.js';
import { ACCOUNT } from '../users.events.js';

export interface CreateAccountCommand {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: Role;
  readonly department: string | null;
  readonly phone: string | null;
  readonly teamIds: readonly string[];
}

/** An administrator makes an account: approved at once, without a password until its owner chooses one by the mailed link. */
@Injectable()
export class CreateAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async execute(call: Call, command: CreateAccountCommand): Promise<{ id: string }> {
    return this.unitOfWork.run(call, async (tx) => {
      const now = this.clock.now();
      const department = await this.accounts.chooseDepartment(tx, command.department);
      const id = newId();
      const companyId = await this.accounts.nextCompanyId(tx);
      const isNew = await this.accounts.insert(tx, {
        id,
        companyId,
        email: command.email,
        passwordHash: null,
        firstName: command.firstName,
        lastName: command.lastName,
        role: command.role,
        status: 'Approved',
        departmentId: department.id,
        departmentText: department.text,
        phone: command.phone,
        decidedById: actorId(call.actor),
        decidedAt: now,
        createdAt: now,
        emailProvenAt: null,
        invitedAt: now,
      });
      if (!isNew) {
        throw emailTaken();
      }
      await this.joinTeams(tx, id, command);
      await this.events.append(tx, call, [
        {
          name: 'account.created',
          subject: { type: ACCOUNT, id },
          audience: 'admin',
          data: { companyId, role: command.role },
        },
      ]);
      return { id };
    });
  }

  private async joinTeams(tx: Transaction, id: string, { role, teamIds }: CreateAccountCommand): Promise<void> {
    if (teamIds.length === 0) {
      return;
    }
    if (role === 'Employee') {
      throw obstacleError('not staff');
    }
    if ((await this.accounts.unknownTeams(tx, teamIds)).length > 0) {
      throw validationFailed({ teamIds: ['Names a team that does not exist'] });
    }
    await this.accounts.saveTeams(tx, id, [...new Set(teamIds)]);
  }
}
