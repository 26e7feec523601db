import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable, type Statement } from '../../../platform/database/statement.js';
import { teamInUse } from '../users.errors.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';

/** Departments and teams are kept the same way: a key for machines, a name for people. */
export type GroupKind = 'department' | 'team';

export interface GroupRow {
  id: string;
  key: string;
  name: string;
  version: number;
}

/** With the number of its people. */
export interface CountedGroupRow extends GroupRow {
  people: number;
}

interface GroupStatements {
  readonly list: Statement;
  readonly one: Statement;
  readonly taken: Statement;
  readonly insert: Statement;
  readonly update: Statement;
  readonly remove: Statement;
}

function statementsOf(table: 'departments' | 'teams'): GroupStatements {
  const columns = 'id, key, name, version';
  return {
    list: statement(`${table}.list`, `SELECT ${columns} FROM ${table} ORDER BY lower(name)`),
    one: statement(`${table}.lock`, `SELECT ${columns} FROM ${table} WHERE id = $1 FOR UPDATE`),
    taken: statement(
      `${table}.taken`,
      `SELECT key = $2 AS is_key FROM ${table} WHERE id <> $1 AND (key = $2 OR lower(name) = lower($3)) LIMIT 1`,
    ),
    insert: statement(`${table}.insert`, `INSERT INTO ${table} (id, key, name) VALUES ($1, $2, $3)`),
    update: statement(`${table}.update`, `UPDATE ${table} SET key = $2, name = $3, version = $4 WHERE id = $1`),
    remove: statement(`${table}.remove`, `DELETE FROM ${table} WHERE id = $1`),
  };
}

const STATEMENTS: Readonly<Record<GroupKind, GroupStatements>> = {
  department: statementsOf('departments'),
  team: statementsOf('teams'),
};

const COUNTED_TEAMS = statement(
  'teams.counted',
  `SELECT t.id, t.key, t.name, t.version, (SELECT count(*)::int FROM team_members m JOIN users u ON u.id = m.user_id
     WHERE m.team_id = t.id AND ($1 OR u.status = 'Approved')) AS people
   FROM teams t ORDER BY lower(t.name)`,
);
const COUNTED_DEPARTMENTS = statement(
  'departments.counted',
  `SELECT d.id, d.key, d.name, d.version, (SELECT count(*)::int FROM users u WHERE u.department_id = d.id) AS people
   FROM departments d ORDER BY lower(d.name)`,
);

const LOCK_PEOPLE = statement(
  'departments.lock_people',
  'SELECT id FROM users WHERE department_id = $1 ORDER BY id FOR UPDATE',
);
/** People keep the name of a department that is taken away. */
const KEEP_DEPARTMENT_NAME = statement(
  'departments.keep_name',
  'UPDATE users SET department_text = (SELECT name FROM departments WHERE id = $1), department_id = NULL WHERE department_id = $1',
);

@Injectable()
export class GroupsRepository {
  constructor(private readonly database: Database) {}

  async list(kind: GroupKind): Promise<GroupRow[]> {
    return this.database.query<GroupRow>(STATEMENTS[kind].list);
  }

  /** `isWhole`: suspended members too. */
  async countedTeams(isWhole: boolean): Promise<CountedGroupRow[]> {
    return this.database.query<CountedGroupRow>(COUNTED_TEAMS, [isWhole]);
  }

  async countedDepartments(): Promise<CountedGroupRow[]> {
    return this.database.query<CountedGroupRow>(COUNTED_DEPARTMENTS);
  }

  async lock(tx: Transaction, kind: GroupKind, id: string): Promise<GroupRow | null> {
    const [row] = await tx.query<GroupRow>(STATEMENTS[kind].one, [id]);
    return row ?? null;
  }

  /** Everybody of a department, in the order in which teams lock their members. */
  async lockPeople(tx: Transaction, departmentId: string): Promise<void> {
    await tx.query(LOCK_PEOPLE, [departmentId]);
  }

  /** Which of the two another one has already; the unique indexes decide a race. */
  async taken(from: Queryable, kind: GroupKind, group: GroupRow): Promise<'key' | 'name' | null> {
    const [row] = await from.query<{ is_key: boolean }>(STATEMENTS[kind].taken, [group.id, group.key, group.name]);
    if (row === undefined) {
      return null;
    }
    return row.is_key ? 'key' : 'name';
  }

  async insert(tx: Transaction, kind: GroupKind, group: GroupRow): Promise<void> {
    await tx.query(STATEMENTS[kind].insert, [group.id, group.key, group.name]);
  }

  async update(tx: Transaction, kind: GroupKind, group: GroupRow): Promise<void> {
    await tx.query(STATEMENTS[kind].update, [group.id, group.key, group.name, group.version]);
  }

  async remove(tx: Transaction, kind: GroupKind, id: string): Promise<void> {
    if (kind === 'department') {
      await tx.query(KEEP_DEPARTMENT_NAME, [id]);
    }
    try {
      await tx.query(STATEMENTS[kind].remove, [id]);
    } catch (error) {
      // Tickets stand above people and refer to their team by a foreign key; who asks them first would still race.
      throw isReferredTo(error) ? teamInUse(error) : error;
    }
  }
}

const FOREIGN_KEY_VIOLATION = '23503';

function isReferredTo(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === FOREIGN_KEY_VIOLATION;
}
