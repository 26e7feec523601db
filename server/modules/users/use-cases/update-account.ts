import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import {
  fieldConflict,
  permissionDenied,
  resourceNotFound,
  validationFailed,
  versionStale,
} from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import { changedFields, conflictOf, stampFields, type FieldValues } from '../../../kernel/field-merge.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountBell } from '../account-bell.js';
import { ACCOUNT_FIELDS, patchValues, presentValues, type Account, type AccountPatch } from '../domain/account.js';
import { decideAccount, forbiddenFields, isLastAdmin } from '../domain/account-policy.js';
import { AccountsRepository, type DepartmentChoice } from '../persistence/accounts.repository.js';
import { emailTaken, lastAdmin } from '../users.errors.js';
import { ACCOUNT } from '../users.events.js';

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
    private readonly events: EventLog,
    private readonly bell: AccountBell,
    private readonly clock: Clock,
  ) {}

  async execute(call: Call, command: UpdateAccountCommand): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      if (command.patch.role !== undefined) {
        await this.accounts.lockAdmins(tx);
      }
      const account = await this.accounts.lock(tx, command.id);
      if (account === null) {
        throw resourceNotFound();
      }
      // It may be the caller's own account, whose present standing this change ends.
      await tx.assertStanding();
      enforce(decideAccount(call.actor, 'edit', account));
      const fields = ACCOUNT_FIELDS.filter((field) => command.patch[field] !== undefined);
      if (forbiddenFields(call.actor, fields).length > 0) {
        throw permissionDenied();
      }
      if (command.ifMatch !== null && command.ifMatch !== account.version) {
        throw versionStale(account.version);
      }
      const department =
        command.patch.department === undefined
          ? null
          : await this.accounts.chooseDepartment(tx, command.patch.department);
      const patch = department === null ? command.patch : { ...command.patch, department: department.name };
      await this.change(tx, call, account, { patch, department, base: command.version });
    });
  }

  private async change(tx: Transaction, call: Call, account: Account, wanted: Wanted): Promise<void> {
    const { patch, department, base } = wanted;
    const before = presentValues(account, await this.accounts.departmentOf(tx, account));
    const after = patchValues(patch);
    const conflict = base === null ? null : conflictOf(after, before, account.fieldVersions, base);
    if (conflict !== null) {
      throw fieldConflict(conflict);
    }
    const fields = changedFields(after, before);
    if (fields.length === 0) {
      return;
    }
    await this.check(tx, account, patch);
    const now = this.clock.now();
    const isNewRole = fields.includes('role');
    const version = account.version + 1;
    await this.accounts.save(
      tx,
      {
        ...account,
        email: patch.email ?? account.email,
        emailProvenAt: fields.includes('email') ? null : account.emailProvenAt,
        firstName: patch.firstName ?? account.firstName,
        lastName: patch.lastName ?? account.lastName,
        role: patch.role ?? account.role,
        departmentId: department === null ? account.departmentId : department.id,
        departmentText: department === null ? account.departmentText : department.text,
        phone: patch.phone === undefined ? account.phone : patch.phone,
        language: patch.language ?? account.language,
        timeZone: patch.timeZone ?? account.timeZone,
        version,
        fieldVersions: stampFields(account.fieldVersions, fields, version),
        epoch: isNewRole ? account.epoch + 1 : account.epoch,
      },
      now,
    );
    if (patch.teamIds !== undefined) {
      await this.accounts.saveTeams(tx, account.id, [...new Set(patch.teamIds)]);
    }
    await this.events.append(tx, call, eventsOf(account, patch, { fields, version, before, after }));
    await this.bell.ring(tx, account.id);
  }

  private async check(tx: Transaction, account: Account, patch: AccountPatch): Promise<void> {
    if (
      patch.role !== undefined &&
      patch.role !== 'System Admin' &&
      isLastAdmin(account, await this.accounts.activeAdmins(tx))
    ) {
      throw lastAdmin();
    }
    if (patch.email !== undefined) {
      const owner = await this.accounts.idByEmail(tx, patch.email);
      if (owner !== null && owner !== account.id) {
        throw emailTaken();
      }
    }
    if (patch.teamIds !== undefined && (await this.accounts.unknownTeams(tx, patch.teamIds)).length > 0) {
      throw validationFailed({ teamIds: ['Names a team that does not exist'] });
    }
  }
}

interface Wanted {
  readonly patch: AccountPatch;
  /** Null: the department stays. */
  readonly department: DepartmentChoice | null;
  readonly base: number | null;
}

interface Change {
  readonly fields: readonly string[];
  readonly version: number;
  readonly before: FieldValues;
  readonly after: FieldValues;
}

function eventsOf(account: Account, patch: AccountPatch, change: Change): NewEvent<object>[] {
  const subject = { type: ACCOUNT, id: account.id };
  const only = (values: FieldValues): FieldValues =>
    Object.fromEntries(change.fields.map((field) => [field, values[field] ?? null]));
  const updated: NewEvent<object> = {
    name: 'account.updated',
    subject,
    audience: 'admin',
    data: { fields: change.fields, version: change.version },
    personal: { before: only(change.before), after: only(change.after) },
  };
  return patch.role === undefined || patch.role === account.role
    ? [updated]
    : [
        updated,
        { name: 'account.role_changed', subject, audience: 'admin', data: { from: account.role, to: patch.role } },
      ];
}
