import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, pageOf, type Page } from '../../../kernel/page.js';
import type { AccountStatus, Role } from '../../../kernel/role.js';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { PersonRow } from './people.queries.js';

export interface TeamMemberRow extends PersonRow {
  role: Role;
  status: AccountStatus;
}

export interface TeamMembersPage {
  readonly teamId: string;
  /** Suspended members too; for administrators. */
  readonly isWhole: boolean;
  readonly limit: number;
  readonly cursor: string | null;
}

const CURSOR = 'members';

/** By name; `lower` of the database on both sides, since JavaScript's may differ. */
const PAGE = statement(
  'teams.members',
  `SELECT u.id, u.company_id, u.first_name, u.last_name, u.avatar_file_id, u.role, u.status
   FROM team_members m JOIN users u ON u.id = m.user_id
   WHERE m.team_id = $1 AND ($2 OR u.status = 'Approved')
     AND ($3::uuid IS NULL OR (lower(u.last_name), lower(u.first_name), u.id) > (lower($4), lower($5), $3::uuid))
   ORDER BY lower(u.last_name), lower(u.first_name), u.id LIMIT $6`,
);
const IDS = statement('teams.member_ids', 'SELECT user_id FROM team_members WHERE team_id = $1 ORDER BY user_id');

@Injectable()
export class TeamMembersQuery {
  constructor(private readonly database: Database) {}

  async page({ teamId, isWhole, limit, cursor }: TeamMembersPage): Promise<Page<TeamMemberRow>> {
    const [lastName, firstName, id] = cursor === null ? [null, null, null] : decodeCursor(cursor, CURSOR, 3);
    const rows = await this.database.query<TeamMemberRow>(PAGE, [teamId, isWhole, id, lastName, firstName, limit + 1]);
    return pageOf(rows, limit, (row) => encodeCursor(CURSOR, [row.last_name, row.first_name, row.id]));
  }

  /** In the order in which they are locked. */
  async ids(from: Queryable, teamId: string): Promise<string[]> {
    return (await from.query<{ user_id: string }>(IDS, [teamId])).map((row) => row.user_id);
  }
}
