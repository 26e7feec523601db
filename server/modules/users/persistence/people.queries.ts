import { Injectable } from '@nestjs/common';
import type { AccountStatus, Role } from '../../../kernel/role.js';
import { Database } from '../../../platform/database/database.js';
import { searchPatterns } from '../domain/people-search.js';
import { adHoc, statement, type Queryable } from '../../../platform/database/statement.js';
import { OTHER_ADMINS } from './working-admins.sql.js';

export interface PersonRow {
  id: string;
  company_id: string;
  first_name: string;
  last_name: string;
  avatar_file_id: string | null;
  department: string | null;
}

export interface PersonFactsRow extends PersonRow {
  email: string;
  role: Role;
  status: AccountStatus;
  time_zone: string;
  language: string;
  team_ids: string[];
}

export interface FoundPersonRow {
  id: string;
  first_name: string;
  last_name: string;
  avatar_file_id: string | null;
  department: string | null;
  role: Role;
}

/** What staff see of somebody, and what administrators see besides. */
export interface PersonCardRow extends PersonRow {
  email: string;
  phone: string | null;
  role: Role;
  status: AccountStatus;
  time_zone: string;
  teams: TeamRow[];
  created_at: Date;
  has_password: boolean;
  invited_at: Date | null;
  email_proven_at: Date | null;
  other_admins: number;
}

export interface TeamRow {
  id: string;
  key: string;
  name: string;
}

const FACTS = `SELECT u.id, u.company_id, u.first_name, u.last_name, u.avatar_file_id, u.email, coalesce(d.name, u.department_text) AS department,
    u.role, u.status, u.time_zone, u.language, ARRAY(SELECT m.team_id FROM team_members m WHERE m.user_id = u.id) AS team_ids
  FROM users u LEFT JOIN departments d ON d.id = u.department_id`;

const PEOPLE = statement(
  'users.people',
  `SELECT u.id, u.company_id, u.first_name, u.last_name, u.avatar_file_id, coalesce(d.name, u.department_text) AS department
   FROM users u LEFT JOIN departments d ON d.id = u.department_id WHERE u.id = ANY($1::uuid[])`,
);
const FACTS_BY_ID = statement('users.facts', `${FACTS} WHERE u.id = $1`);
const FACTS_BY_EMAIL = statement('users.facts_by_email', `${FACTS} WHERE u.email = $1::citext`);
const ACTIVE_BY_ROLE = statement(
  'users.active_by_role',
  `${FACTS} WHERE u.role = $1 AND u.status = 'Approved' ORDER BY u.id`,
);
const APPROVED_AMONG = statement(
  'users.approved_among',
  `${FACTS} WHERE u.id = ANY($1::uuid[]) AND u.status = 'Approved' ORDER BY u.id`,
);
const APPROVED_IN_TEAM = statement(
  'users.approved_in_team',
  `${FACTS} JOIN team_members t ON t.user_id = u.id WHERE t.team_id = $1 AND u.status = 'Approved' ORDER BY u.id`,
);
const ASSIGNABLE = statement(
  'users.assignable',
  // Locked, so that a suspension at the same moment either is seen here or sees what is assigned here, and releases it.
  `${FACTS} WHERE u.id = $1 AND u.status = 'Approved' AND u.role <> 'Employee' FOR SHARE OF u`,
);
const CARD = statement(
  'users.card',
  `SELECT u.id, u.company_id, u.first_name, u.last_name, u.avatar_file_id, u.email, u.phone,
     coalesce(d.name, u.department_text) AS department, u.role, u.status, u.time_zone, u.created_at,
     u.password_hash IS NOT NULL AS has_password, u.invited_at, u.email_proven_at,
     coalesce((SELECT json_agg(json_build_object('id', t.id, 'key', t.key, 'name', t.name) ORDER BY t.name)
       FROM team_members m JOIN teams t ON t.id = m.team_id WHERE m.user_id = u.id), '[]') AS teams,
     ${OTHER_ADMINS('u')} AS other_admins
   FROM users u LEFT JOIN departments d ON d.id = u.department_id WHERE u.id = $1`,
);
const TEAM = statement('users.team', 'SELECT id, key, name FROM teams WHERE id = $1');
const TEAMS = statement('users.teams', 'SELECT id, key, name FROM teams WHERE id = ANY($1::uuid[])');
const DECISION = statement('users.decision', 'SELECT decided_reason FROM users WHERE id = $1');

/** Reads about people, each returning exactly what is shown. */
@Injectable()
export class PeopleQueries {
  constructor(private readonly database: Database) {}

  async people(ids: readonly string[], from: Queryable = this.database): Promise<PersonRow[]> {
    return ids.length === 0 ? [] : from.query<PersonRow>(PEOPLE, [ids]);
  }

  async teams(ids: readonly string[], from: Queryable = this.database): Promise<TeamRow[]> {
    return ids.length === 0 ? [] : from.query<TeamRow>(TEAMS, [ids]);
  }

  async facts(id: string, from: Queryable = this.database): Promise<PersonFactsRow | null> {
    const [row] = await from.query<PersonFactsRow>(FACTS_BY_ID, [id]);
    return row ?? null;
  }

  async factsByEmail(email: string, from: Queryable = this.database): Promise<PersonFactsRow | null> {
    const [row] = await from.query<PersonFactsRow>(FACTS_BY_EMAIL, [email]);
    return row ?? null;
  }

  async activeByRole(role: Role): Promise<PersonFactsRow[]> {
    return this.database.query<PersonFactsRow>(ACTIVE_BY_ROLE, [role]);
  }

  async approvedAmong(ids: readonly string[], from: Queryable = this.database): Promise<PersonFactsRow[]> {
    return ids.length === 0 ? [] : from.query<PersonFactsRow>(APPROVED_AMONG, [ids]);
  }

  async approvedInTeam(teamId: string): Promise<PersonFactsRow[]> {
    return this.database.query<PersonFactsRow>(APPROVED_IN_TEAM, [teamId]);
  }

  async assignable(id: string, from: Queryable): Promise<PersonFactsRow | null> {
    const [row] = await from.query<PersonFactsRow>(ASSIGNABLE, [id]);
    return row ?? null;
  }

  async team(id: string, from: Queryable = this.database): Promise<TeamRow | null> {
    const [row] = await from.query<TeamRow>(TEAM, [id]);
    return row ?? null;
  }

  async decisionReason(id: string): Promise<string | null> {
    const [row] = await this.database.query<{ decided_reason: string | null }>(DECISION, [id]);
    return row?.decided_reason ?? null;
  }

  async card(id: string): Promise<PersonCardRow | null> {
    const [row] = await this.database.query<PersonCardRow>(CARD, [id]);
    return row ?? null;
  }

  /** Approved people with all of these words in name, address or number; staff alone where a ticket is to be given away. */
  async find(text: string, isAssignable: boolean, limit: number): Promise<FoundPersonRow[]> {
    const values: unknown[] = [limit];
    const conditions = [`u.status = 'Approved'`];
    if (isAssignable) {
      conditions.push(`u.role <> 'Employee'`);
    }
    searchPatterns(text).forEach((pattern) => {
      values.push(pattern);
      conditions.push(FOUND_BY(`$${String(values.length)}`));
    });
    return this.database.query<FoundPersonRow>(
      adHoc(`SELECT u.id, u.first_name, u.last_name, u.avatar_file_id, coalesce(d.name, u.department_text) AS department, u.role
        FROM users u LEFT JOIN departments d ON d.id = u.department_id
        WHERE ${conditions.join(' AND ')} ORDER BY lower(u.last_name), lower(u.first_name), u.id LIMIT $1`),
      values,
    );
  }
}

/** A condition on `users u`: the searched text has this pattern in it, accents and case aside (index `users_search`). */
export const FOUND_BY = (place: string): string => `u.search_text LIKE plain_text(${place})`;
