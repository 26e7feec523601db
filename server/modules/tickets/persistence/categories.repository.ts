import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { Category } from '../domain/category.js';
import { CategoryEntity } from './category.entity.js';

const COLUMNS = `id, key, name, description, position, is_active AS "isActive", default_team_id AS "defaultTeamId",
  default_priority AS "defaultPriority", version`;
const ACTIVE = statement(
  'categories.active',
  `SELECT ${COLUMNS} FROM categories WHERE is_active ORDER BY position, name`,
);
const ALL = statement('categories.all', `SELECT ${COLUMNS} FROM categories ORDER BY position, name`);
const FIND = statement('categories.find', `SELECT ${COLUMNS} FROM categories WHERE id = $1`);
const BY_WORD = statement(
  'categories.by_word',
  `SELECT ${COLUMNS} FROM categories WHERE key = $1 OR lower(name) = lower($1) ORDER BY is_active DESC, (key = $1) DESC LIMIT 1`,
);
/** Two administrators at once: the second one sees what the first one did. */
const LOCK_ALL = statement('categories.lock_all', `SELECT pg_advisory_xact_lock(hashtext('categories'))`);

@Injectable()
export class CategoriesRepository {
  async list(from: Queryable, includeInactive: boolean): Promise<Category[]> {
    return from.query<Category>(includeInactive ? ALL : ACTIVE);
  }

  async find(from: Queryable, id: string): Promise<Category | null> {
    const [row] = await from.query<Category>(FIND, [id]);
    return row ?? null;
  }

  /** By key, or by name in any case; one that can be chosen now before one that cannot. */
  async byKeyOrName(from: Queryable, word: string): Promise<Category | null> {
    const [row] = await from.query<Category>(BY_WORD, [word]);
    return row ?? null;
  }

  /** Until the end of the transaction nobody else changes a category. */
  async lockAll(tx: Transaction): Promise<void> {
    await tx.query(LOCK_ALL);
  }

  async insert(tx: Transaction, category: Category): Promise<void> {
    await tx.manager.insert(CategoryEntity, { ...category });
  }

  async update(tx: Transaction, category: Category): Promise<void> {
    await tx.manager.update(CategoryEntity, { id: category.id }, { ...category });
  }
}
