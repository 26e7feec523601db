import { Injectable } from '@nestjs/common';
import { isAdmin } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { Database } from '../../../platform/database/database.js';
import type { Category } from '../domain/category.js';
import { CategoriesRepository } from '../persistence/categories.repository.js';

/** What can be chosen; administrators may ask for all. */
@Injectable()
export class ListCategories {
  constructor(
    private readonly database: Database,
    private readonly categories: CategoriesRepository,
  ) {}

  async execute(call: PersonCall, includeInactive: boolean): Promise<Category[]> {
    return this.categories.list(this.database, includeInactive && isAdmin(call.actor));
  }
}
