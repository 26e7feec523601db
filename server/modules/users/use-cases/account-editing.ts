import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { fieldConflict, permissionDenied, validationFailed } from '../../../kernel/common.errors.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import { changedFields, conflictOf, stampFields, type FieldValues } from '../../../kernel/field-merge.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import {
  ACCOUNT_FIELDS,
  patchValues,
  presentValues,
  type Account,
  type AccountField,
  type AccountPatch,
} from '../domain/account.js';
import { forbiddenFields, obstacleTo, type AccountAction } from '../domain/account-policy.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { emailTaken, obstacleError } from '../users.errors.js';
import { ACCOUNT } from '../users.events.js';

/** A changed account that is not saved yet, and what is to be told of it. */
export interface EditedAccount {
  readonly account: Account;
  readonly events: readonly NewEvent<object>[];
}

/** Fields that are told by events of their own. */
const TOLD_APART: readonly AccountField[] = ['role', 'email'];

/** Edits a locked account: by a form, and where an approval settles role, department and teams at once. */
@Injectable()
export class AccountEditing {
  constructor(private readonly accounts: AccountsRepository) {}

  /**
   * Null when nothing is different. `base`: the version the change is based on, or null. The administrators must be locked
   * where a role may change.
   */
  async edit(
    tx: Transaction,
    actor: Actor,
    account: Account,
    { patch: asked, base }: { patch: AccountPatch; base: number | null },
  ): Promise<EditedAccount | null> {
    const wantedFields = ACCOUNT_FIELDS.filter((field) => asked[field] !== undefined);
    if (forbiddenFields(actor, wantedFields, account).length > 0) {
      throw permissionDenied();
    }
    if (base !== null && base > account.version) {
      // Based on nothing that ever was: it would pass over every change since.
      throw validationFailed({ version: ['There is no such version yet'] });
    }
    const department =
      asked.department === undefined ? null : await this.accounts.chooseDepartment(tx, asked.department);
    const patch = withoutTeams(account, department === null ? asked : { ...asked, department: department.name });
    const before = presentValues(account, await this.accounts.departmentOf(tx, account));
    const after = patchValues(patch);
    const conflict = base === null ? null : conflictOf(after, before, account.fieldVersions, base);
    if (conflict !== null) {
      throw fieldConflict(conflict);
    }
    const fields = ACCOUNT_FIELDS.filter((field) => changedFields(after, before).includes(field));
    if (fields.length === 0) {
      return null;
    }
    await this.check(tx, actor, account, patch, fields);
    if (patch.teamIds !== undefined && fields.includes('teamIds')) {
      await this.accounts.saveTeams(tx, account.id, [...new Set(patch.teamIds)]);
    }
    const version = account.version + 1;
    return {
      account: {
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
        teamIds: patch.teamIds ?? account.teamIds,
        version,
        fieldVersions: stampFields(account.fieldVersions, fields, version),
        epoch: fields.includes('role') ? account.epoch + 1 : account.epoch,
      },
      events: eventsOf(account, { fields, version, before, after }),
    };
  }

  private async check(
    tx: Transaction,
    actor: Actor,
    account: Account,
    patch: AccountPatch,
    fields: readonly AccountField[],
  ): Promise<void> {
    const role = patch.role ?? account.role;
    const state = { ...account, otherAdmins: await this.accounts.otherAdmins(tx, account.id) };
    const actions: AccountAction[] = [
      ...(fields.includes('role') ? (['set_role'] as const) : []),
      ...(fields.includes('email') ? (['set_email'] as const) : []),
    ];
    for (const action of actions) {
      const obstacle = obstacleTo(actor, action, state);
      if (obstacle !== null && obstacle !== 'status') {
        throw obstacleError(obstacle);
      }
    }
    if (patch.email !== undefined) {
      const owner = await this.accounts.idByEmail(tx, patch.email);
      if (owner !== null && owner !== account.id) {
        throw emailTaken();
      }
    }
    if (patch.teamIds !== undefined && patch.teamIds.length > 0) {
      const obstacle = obstacleTo(actor, 'set_teams', { ...state, role });
      if (obstacle !== null && obstacle !== 'status') {
        throw obstacleError(obstacle);
      }
      if ((await this.accounts.unknownTeams(tx, patch.teamIds)).length > 0) {
        throw validationFailed({ teamIds: ['Names a team that does not exist'] });
      }
    }
  }
}

/** Teams are staff at work: whoever becomes an employee leaves them. */
function withoutTeams(account: Account, patch: AccountPatch): AccountPatch {
  const isLeaving = patch.role === 'Employee' && patch.teamIds === undefined && account.teamIds.length > 0;
  return isLeaving ? { ...patch, teamIds: [] } : patch;
}

/** Invited, and has not come yet. */
function isExpected({ status, hasPassword, emailProvenAt }: Account): boolean {
  return status === 'Approved' && !hasPassword && emailProvenAt === null;
}

interface Change {
  readonly fields: readonly AccountField[];
  readonly version: number;
  readonly before: FieldValues;
  readonly after: FieldValues;
}

function eventsOf(account: Account, { fields, version, before, after }: Change): NewEvent<object>[] {
  const about = { subject: { type: ACCOUNT, id: account.id }, audience: 'admin' } as const;
  const only = (values: FieldValues, names: readonly AccountField[]): FieldValues =>
    Object.fromEntries(names.map((field) => [field, values[field] ?? null]));
  const others = fields.filter((field) => !TOLD_APART.includes(field));
  const typed = (names: readonly AccountField[]) => ({
    personal: { before: only(before, names), after: only(after, names) },
  });
  return [
    ...(others.length === 0
      ? []
      : [{ ...about, name: 'account.updated', data: { fields: others, version }, ...typed(others) }]),
    ...(fields.includes('email')
      ? [{ ...about, name: 'account.email_changed', data: { version }, ...typed(['email']) }]
      : []),
    // The link that went to the old address is void; the new one gets its own.
    ...(fields.includes('email') && isExpected(account) ? [{ ...about, name: 'account.invited', data: {} }] : []),
    ...(fields.includes('role')
      ? [{ ...about, name: 'account.role_changed', data: { from: account.role, to: after['role'] ?? account.role } }]
      : []),
  ];
}
