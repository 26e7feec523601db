import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, pageOf, type Page } from '../../../kernel/page.js';
import type { AccountStatus, Role } from '../../../kernel/role.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc, statement } from '../../../platform/database/statement.js';
import { searchPatterns } from '../domain/people-search.js';
import { FOUND_BY, type PersonRow, type TeamRow } from './people.queries.js';
import { OTHER_ADMINS } from './working-admins.sql.js';

/** What there is to notice about a registration. */
interface ChecksRow {
  is_known: boolean;
  same_name: number;
}

/** An account as administrators and its owner see it. */
export interface AccountRow {
  id: string;
  company_id: string;
  first_name: string;
  last_name: string;
  avatar_file_id: string | null;
  email: string;
  role: Role;
  status: AccountStatus;
  department: string | null;
  phone: string | null;
  language: string;
  time_zone: string;
  teams: TeamRow[];
  version: number;
  decided_at: Date | null;
  decided_reason: string | null;
  decider: PersonRow | null;
  created_at: Date;
  updated_at: Date;
  /** Shown to the owner alone. */
  pending_email: string | null;
  has_password: boolean;
  invited_at: Date | null;
  email_proven_at: Date | null;
  /** Only of an account that waits. */
  checks: ChecksRow | null;
  /** Administrators besides this one: the last one cannot be taken away. */
  other_admins: number;
}

const COLUMNS = `u.id, u.company_id, u.first_name, u.last_name, u.avatar_file_id, u.email, u.role, u.status,
  coalesce(d.name, u.department_text) AS department, u.phone, u.language, u.time_zone, u.version,
  u.decided_at, u.decided_reason, u.created_at, u.updated_at, u.password_hash IS NOT NULL AS has_password, u.invited_at, u.email_proven_at,
  CASE WHEN u.status = 'Pending' THEN json_build_object(
    'is_known', coalesce((SELECT true FROM users o WHERE o.email_domain = u.email_domain AND o.status = 'Approved' LIMIT 1), false),
    'same_name', (SELECT count(*) FROM users o WHERE o.plain_name = u.plain_name AND o.id <> u.id)) END AS checks,
  CASE WHEN x.id IS NULL THEN NULL ELSE json_build_object('id', x.id, 'company_id', x.company_id,
    'first_name', x.first_name, 'last_name', x.last_name, 'avatar_file_id', x.avatar_file_id) END AS decider,
  coalesce((SELECT json_agg(json_build_object('id', t.id, 'key', t.key, 'name', t.name) ORDER BY t.name)
    FROM team_members m JOIN teams t ON t.id = m.team_id WHERE m.user_id = u.id), '[]') AS teams,
  (SELECT c.email FROM email_changes c
    WHERE c.user_id = u.id AND c.epoch = u.epoch AND c.from_email = u.email AND c.expires_at > now()) AS pending_email,
  ${OTHER_ADMINS('u')} AS other_admins`;
const TABLES = 'users u LEFT JOIN departments d ON d.id = u.department_id LEFT JOIN users x ON x.id = u.decided_by';

const ACCOUNT = statement('users.account', `SELECT ${COLUMNS} FROM ${TABLES} WHERE u.id = $1`);

/** Counting stops here: a larger number helps nobody. */
const COUNT_LIMIT = 1_000;

interface Order {
  readonly columns: readonly string[];
  readonly casts: readonly string[];
  readonly isDescending: boolean;
  /** Rows that have no place in this order are left out. */
  readonly only?: string;
  readonly keysOf: (row: AccountRow) => readonly string[];
}

const byTime = (isDescending: boolean): Order => ({
  columns: ['u.created_at', 'u.id'],
  casts: ['timestamptz', 'uuid'],
  isDescending,
  keysOf: (row) => [row.created_at.toISOString(), row.id],
});
const byName = (isDescending: boolean): Order => ({
  columns: ['lower(u.last_name)', 'lower(u.first_name)', 'u.id'],
  casts: ['text', 'text', 'uuid'],
  isDescending,
  // Lowered by the database again when it comes back: its lower() and JavaScript's may differ.
  keysOf: (row) => [row.last_name, row.first_name, row.id],
});

/** What was decided lately. */
const byDecision: Order = {
  columns: ['u.decided_at', 'u.id'],
  casts: ['timestamptz', 'uuid'],
  isDescending: true,
  only: 'u.decided_at IS NOT NULL',
  keysOf: (row) => [row.decided_at?.toISOString() ?? '', row.id],
};

const ORDERS = {
  createdAt: byTime(false),
  '-createdAt': byTime(true),
  name: byName(false),
  '-name': byName(true),
  '-decidedAt': byDecision,
} as const satisfies Record<string, Order>;
export type AccountSort = keyof typeof ORDERS;
export const ACCOUNT_SORTS = Object.keys(ORDERS) as AccountSort[];

/** Any of these, by id or key; `isNone`: those without one too. Nothing of both: everybody. */
export interface GroupFilter {
  readonly refs: readonly string[];
  readonly isNone: boolean;
}

export interface AccountFilter {
  readonly statuses: readonly AccountStatus[];
  readonly roles: readonly Role[];
  /** Ids and keys. */
  readonly departments: GroupFilter;
  readonly teams: GroupFilter;
  /** Words that must all be found; empty: everybody. */
  readonly text: string;
  readonly sort: AccountSort;
  readonly limit: number;
  readonly cursor: string | null;
  readonly wantsTotal: boolean;
}

@Injectable()
export class AccountsQueries {
  constructor(private readonly database: Database) {}

  async account(id: string): Promise<AccountRow | null> {
    const [row] = await this.database.query<AccountRow>(ACCOUNT, [id]);
    return row ?? null;
  }

  /** One statement for the page, one more for the total if it is wanted; by keyset. */
  async list(filter: AccountFilter): Promise<Page<AccountRow>> {
    const order: Order = ORDERS[filter.sort];
    const { conditions, values } = conditionsOf(filter);
    if (order.only !== undefined) {
      conditions.push(order.only);
    }
    const total = filter.wantsTotal ? await this.count(conditions, values) : undefined;
    const pageConditions = [...conditions];
    const pageValues = [...values];
    if (filter.cursor !== null) {
      const keys = decodeCursor(filter.cursor, filter.sort, order.columns.length);
      const places = keys.map((key, index) => {
        pageValues.push(key);
        const place = `$${String(pageValues.length)}::${order.casts[index] ?? 'text'}`;
        return order.casts[index] === 'text' ? `lower(${place})` : place;
      });
      pageConditions.push(`(${order.columns.join(', ')}) ${order.isDescending ? '<' : '>'} (${places.join(', ')})`);
    }
    pageValues.push(filter.limit + 1);
    const direction = order.isDescending ? ' DESC' : '';
    const rows = await this.database.query<AccountRow>(
      adHoc(`SELECT ${COLUMNS} FROM ${TABLES} ${where(pageConditions)}
        ORDER BY ${order.columns.map((column) => column + direction).join(', ')} LIMIT $${String(pageValues.length)}`),
      pageValues,
    );
    const page = pageOf(rows, filter.limit, (row) => encodeCursor(filter.sort, order.keysOf(row)));
    return total === undefined ? page : { ...page, total };
  }

  private async count(conditions: readonly string[], values: readonly unknown[]): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      adHoc(
        `SELECT count(*)::int AS count FROM (SELECT 1 FROM users u ${where(conditions)} LIMIT ${String(COUNT_LIMIT)}) AS counted`,
      ),
      values,
    );
    return row?.count ?? 0;
  }
}

function conditionsOf(filter: AccountFilter): { conditions: string[]; values: unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const add = (value: unknown, condition: (place: string) => string): void => {
    values.push(value);
    conditions.push(condition(`$${String(values.length)}`));
  };
  /** Of one word the index gives the order as well; of several it does not. */
  const addWords = (column: string, words: readonly string[]): void => {
    if (words.length === 1) {
      add(words[0], (place) => `${column} = ${place}`);
    } else {
      add(words, (place) => `${column} = ANY(${place}::text[])`);
    }
  };
  if (filter.statuses.length > 0) {
    addWords('u.status', filter.statuses);
  }
  if (filter.roles.length > 0) {
    addWords('u.role', filter.roles);
  }
  const addAny = (group: GroupFilter, some: (place: string) => string, none: string): void => {
    if (group.refs.length > 0) {
      add(group.refs, (place) => (group.isNone ? `(${some(place)} OR ${none})` : some(place)));
    } else if (group.isNone) {
      conditions.push(none);
    }
  };
  addAny(
    filter.departments,
    (place) => `u.department_id IN (SELECT g.id FROM departments g WHERE ${isAnyOf(place)})`,
    'u.department_id IS NULL',
  );
  addAny(
    filter.teams,
    (place) =>
      // Read first: as a join it would be looked for along the whole order of the list.
      `u.id = ANY(ARRAY(SELECT m.user_id FROM team_members m JOIN teams g ON g.id = m.team_id WHERE ${isAnyOf(place)}))`,
    'NOT EXISTS (SELECT 1 FROM team_members m WHERE m.user_id = u.id)',
  );
  searchPatterns(filter.text).forEach((pattern) => {
    add(pattern, FOUND_BY);
  });
  return { conditions, values };
}

/** An id is text here: what is no id is a key that nothing has. */
function isAnyOf(place: string): string {
  return `(g.key = ANY(${place}::text[]) OR g.id::text = ANY(${place}::text[]))`;
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}
