import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { Category } from '../domain/category.js';
import { CategoryEntity } from './category.entity.js';

const COLUMNS = 'id, key, name, description, position, is_active AS "isActive", version';
const ACTIVE = statement(
  'categories.active',
  `SELECT ${COLUMNS} FROM categories WHERE is_active ORDER BY position, name`,
);
const ALL = statement('categories.all', `SELECT ${COLUMNS} FROM categories ORDER BY position, name`);
const FIND = statement('categories.find', `SELECT ${COLUMNS} FROM categories WHERE id = $1`);
const BY_WORD = statement(
  'categories.by_word',
  `SELECT ${COLUMNS} FROM categories WHERE is_active AND (key = $1 OR lower(name) = lower($1)) ORDER BY (key = $1) DESC LIMIT 1`,
);

@Injectable()
export class CategoriesRepository {
  async list(from: Queryable, includeInactive: boolean): Promise<Category[]> {
    return from.query<Category>(includeInactive ? ALL : ACTIVE);
  }

  async find(from: Queryable, id: string): Promise<Category | null> {
    const [row] = await from.query<Category>(FIND, [id]);
    return row ?? null;
  }

  /** By key, or by name in any case; only what can be chosen now. */
  async byKeyOrName(from: Queryable, word: string): Promise<Category | null> {
    const [row] = await from.query<Category>(BY_WORD, [word]);
    return row ?? null;
  }

  async insert(tx: Transaction, category: Category): Promise<void> {
    await tx.manager.insert(CategoryEntity, { ...category });
  }

  async update(tx: Transaction, category: Category): Promise<void> {
    await tx.manager.update(CategoryEntity, { id: category.id }, { ...category });
  }
}
