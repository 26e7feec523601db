import { Injectable } from '@nestjs/common';
import type { AccountStatus, Role } from '../../../kernel/role.js';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import { IS_WORKING_ADMIN } from './working-admins.sql.js';

export interface CredentialsRow {
  id: string;
  company_id: string;
  email: string;
  first_name: string;
  last_name: string;
  role: Role;
  status: AccountStatus;
  language: string;
  epoch: number;
  password_hash: string | null;
}

const COLUMNS = 'id, company_id, email, first_name, last_name, role, status, language, epoch, password_hash';
const BY_EMAIL = statement('users.credentials_by_email', `SELECT ${COLUMNS} FROM users WHERE email = $1::citext`);
const BY_ID = statement('users.credentials', `SELECT ${COLUMNS} FROM users WHERE id = $1`);

const HAS_ADMIN = statement(
  'users.has_admin',
  `SELECT EXISTS (SELECT 1 FROM users a WHERE ${IS_WORKING_ADMIN('a')}) AS has_admin`,
);

/** The only reads that touch a password's hash. */
@Injectable()
export class CredentialsQueries {
  constructor(private readonly database: Database) {}

  async byEmail(email: string, from: Queryable = this.database): Promise<CredentialsRow | null> {
    const [row] = await from.query<CredentialsRow>(BY_EMAIL, [email]);
    return row ?? null;
  }

  async byId(id: string, from: Queryable = this.database): Promise<CredentialsRow | null> {
    const [row] = await from.query<CredentialsRow>(BY_ID, [id]);
    return row ?? null;
  }

  async hasAdmin(): Promise<boolean> {
    const [row] = await this.database.query<{ has_admin: boolean }>(HAS_ADMIN);
    return row?.has_admin === true;
  }
}
