import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Role } from '../../../kernel/role.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { SettingsFacade } from '../../settings/settings.facade.js';
import type { Account } from '../domain/account.js';
import { formatCompanyId } from '../domain/company-id.js';
import { GENERAL } from '../users.settings.js';
import { TeamMemberEntity } from './team-member.entity.js';
import { TeamEntity } from './team.entity.js';
import { UserEntity } from './user.entity.js';
import { IS_WORKING_ADMIN } from './working-admins.sql.js';

/** Any constant: changes of role and status wait for each other, so that two cannot each leave the other as the last. */
const ADMINS_LOCK = 7_305_120;

const LOCK_ADMINS = statement('users.lock_admins', 'SELECT pg_advisory_xact_lock($1)');
const OTHER_ADMINS = statement(
  'users.other_admins',
  `SELECT count(*)::int AS count FROM users a WHERE a.id IS DISTINCT FROM $1::uuid AND ${IS_WORKING_ADMIN('a')}`,
);
const NEXT_NUMBER = statement('users.next_number', `SELECT nextval('company_numbers')::int AS number`);
const HAS_COMPANY_ID = statement('users.has_company_id', 'SELECT 1 FROM users WHERE company_id = $1');
const DEPARTMENT_NAMED = statement(
  'users.department_named',
  'SELECT id, name FROM departments WHERE lower(name) = lower($1) OR key = lower($1) ORDER BY key = lower($1) LIMIT 1',
);
const DEPARTMENT_NAME = statement('users.department_name', 'SELECT name FROM departments WHERE id = $1');
const INSERT = statement(
  'users.insert',
  `INSERT INTO users (id, company_id, email, password_hash, first_name, last_name, role, status, department_id,
     department_text, phone, decided_by, decided_at, created_at, updated_at, email_proven_at, invited_at, language)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15, $16, coalesce($17, 'en'))
   ON CONFLICT (email) DO NOTHING RETURNING id`,
);
const BESIDES = statement(
  'users.besides',
  `SELECT password_hash IS NOT NULL AS has_password, ARRAY(SELECT team_id FROM team_members WHERE user_id = $1) AS team_ids
   FROM users WHERE id = $1`,
);
const INVITE = statement('users.invite', 'UPDATE users SET invited_at = $2 WHERE id = $1');
const BY_EMAIL = statement('users.id_by_email', 'SELECT id FROM users WHERE email = $1::citext');

export interface NewAccount {
  readonly id: string;
  readonly companyId: string;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: Role;
  readonly status: 'Pending' | 'Approved';
  readonly departmentId: string | null;
  readonly departmentText: string | null;
  readonly phone: string | null;
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
  readonly createdAt: Date;
  /** Null: the address was only typed. */
  readonly emailProvenAt: Date | null;
  /** When its owner is asked to choose a password; left out when nobody asks him. */
  readonly invitedAt?: Date;
  /** English when left out. */
  readonly language?: string | null;
}

/** A department as people name it: a known one by id, anything else as typed. */
export interface DepartmentChoice {
  readonly id: string | null;
  readonly text: string | null;
  /** What is shown. */
  readonly name: string | null;
}

/** Loading, locking and saving accounts inside a transaction. */
@Injectable()
export class AccountsRepository {
  constructor(private readonly settings: SettingsFacade) {}

  /** Before any lock on a row, so that two changes never wait for each other in a circle. */
  async lockAdmins(tx: Transaction): Promise<void> {
    await tx.query(LOCK_ADMINS, [ADMINS_LOCK]);
  }

  /** Administrators who can come in, besides this account; null: all of them. */
  async otherAdmins(from: Queryable, id: string | null): Promise<number> {
    const [row] = await from.query<{ count: number }>(OTHER_ADMINS, [id]);
    return row?.count ?? 0;
  }

  /** A number may be skipped: under another pattern somebody may have got the same company ID before. */
  async nextCompanyId(tx: Queryable): Promise<string> {
    const { companyIdPattern } = await this.settings.read(GENERAL, tx);
    for (;;) {
      const [row] = await tx.query<{ number: number }>(NEXT_NUMBER);
      const companyId = formatCompanyId(companyIdPattern, row?.number ?? 0);
      if ((await tx.query(HAS_COMPANY_ID, [companyId])).length === 0) {
        return companyId;
      }
    }
  }

  async chooseDepartment(from: Queryable, typed: string | null): Promise<DepartmentChoice> {
    if (typed === null || typed === '') {
      return { id: null, text: null, name: null };
    }
    const [known] = await from.query<{ id: string; name: string }>(DEPARTMENT_NAMED, [typed]);
    return known === undefined
      ? { id: null, text: typed, name: typed }
      : { id: known.id, text: null, name: known.name };
  }

  async departmentOf(from: Queryable, account: Account): Promise<string | null> {
    if (account.departmentId === null) {
      return account.departmentText;
    }
    const [row] = await from.query<{ name: string }>(DEPARTMENT_NAME, [account.departmentId]);
    return row?.name ?? null;
  }

  /** False when the address has an account already: exactly one of two parallel registrations wins. */
  async insert(tx: Transaction, account: NewAccount): Promise<boolean> {
    const rows = await tx.query(INSERT, [
      account.id,
      account.companyId,
      account.email,
      account.passwordHash,
      account.firstName,
      account.lastName,
      account.role,
      account.status,
      account.departmentId,
      account.departmentText,
      account.phone,
      account.decidedById,
      account.decidedAt,
      account.createdAt,
      account.emailProvenAt,
      account.invitedAt ?? null,
      account.language ?? null,
    ]);
    return rows.length === 1;
  }

  async idByEmail(from: Queryable, email: string): Promise<string | null> {
    const [row] = await from.query<{ id: string }>(BY_EMAIL, [email]);
    return row?.id ?? null;
  }

  async lock(tx: Transaction, id: string): Promise<Account | null> {
    const entity = await tx.manager.findOne(UserEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (entity === null) {
      return null;
    }
    const [besides] = await tx.query<{ has_password: boolean; team_ids: string[] }>(BESIDES, [id]);
    return toAccount(entity, besides?.team_ids ?? [], besides?.has_password === true);
  }

  async save(tx: Transaction, account: Account, at: Date): Promise<void> {
    await tx.manager.update(UserEntity, account.id, {
      email: account.email,
      emailProvenAt: account.emailProvenAt,
      firstName: account.firstName,
      lastName: account.lastName,
      role: account.role,
      status: account.status,
      departmentId: account.departmentId,
      departmentText: account.departmentText,
      phone: account.phone,
      language: account.language,
      timeZone: account.timeZone,
      version: account.version,
      fieldVersions: { ...account.fieldVersions },
      epoch: account.epoch,
      decidedById: account.decidedById,
      decidedAt: account.decidedAt,
      decidedReason: account.decidedReason,
      updatedAt: at,
    });
  }

  /** `passwordHash` null: no password lets anybody in. */
  async savePassword(tx: Transaction, id: string, passwordHash: string | null, epoch: number, at: Date): Promise<void> {
    await tx.manager.update(UserEntity, id, { passwordHash, epoch, updatedAt: at });
  }

  async saveProof(tx: Transaction, id: string, at: Date): Promise<void> {
    await tx.manager.update(UserEntity, id, { emailProvenAt: at, updatedAt: at });
  }

  async saveInvitation(tx: Transaction, id: string, at: Date): Promise<void> {
    await tx.query(INVITE, [id, at]);
  }

  async unknownTeams(tx: Transaction, ids: readonly string[]): Promise<string[]> {
    const known = await tx.manager.find(TeamEntity, { where: { id: In([...ids]) }, select: { id: true } });
    return ids.filter((id) => !known.some((team) => team.id === id));
  }

  async saveTeams(tx: Transaction, userId: string, teamIds: readonly string[]): Promise<void> {
    await tx.manager.delete(TeamMemberEntity, { userId });
    if (teamIds.length > 0) {
      await tx.manager.insert(
        TeamMemberEntity,
        teamIds.map((teamId) => ({ teamId, userId })),
      );
    }
  }
}

function toAccount(entity: UserEntity, teamIds: readonly string[], hasPassword: boolean): Account {
  return {
    id: entity.id,
    companyId: entity.companyId,
    email: entity.email,
    emailProvenAt: entity.emailProvenAt,
    firstName: entity.firstName,
    lastName: entity.lastName,
    role: entity.role,
    status: entity.status,
    departmentId: entity.departmentId,
    departmentText: entity.departmentText,
    phone: entity.phone,
    language: entity.language,
    timeZone: entity.timeZone,
    teamIds,
    version: entity.version,
    fieldVersions: entity.fieldVersions,
    epoch: entity.epoch,
    decidedById: entity.decidedById,
    decidedAt: entity.decidedAt,
    decidedReason: entity.decidedReason,
    hasPassword,
  };
}
