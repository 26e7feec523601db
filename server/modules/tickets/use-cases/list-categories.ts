import { Injectable } from '@nestjs/common';
import { isAdmin } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { Database } from '../../../platform/database/database.js';
import { UsersFacade, type TeamSummary } from '../../users/users.facade.js';
import type { Category } from '../domain/category.js';
import { CategoriesRepository } from '../persistence/categories.repository.js';

export interface CategoryView {
  readonly category: Category;
  readonly defaultTeam: TeamSummary | null;
}

/** What can be chosen; administrators may ask for all. */
@Injectable()
export class ListCategories {
  constructor(
    private readonly database: Database,
    private readonly categories: CategoriesRepository,
    private readonly users: UsersFacade,
  ) {}

  async execute(call: PersonCall, includeInactive: boolean): Promise<CategoryView[]> {
    return this.withTeams(await this.categories.list(this.database, includeInactive && isAdmin(call.actor)));
  }

  async one(category: Category): Promise<CategoryView> {
    const { defaultTeamId } = category;
    return { category, defaultTeam: defaultTeamId === null ? null : await this.users.team(defaultTeamId) };
  }

  private async withTeams(categories: readonly Category[]): Promise<CategoryView[]> {
    const teams = await this.users.teams(
      categories.flatMap(({ defaultTeamId }) => (defaultTeamId === null ? [] : [defaultTeamId])),
    );
    return categories.map((category) => ({
      category,
      defaultTeam: category.defaultTeamId === null ? null : (teams.get(category.defaultTeamId) ?? null),
    }));
  }
}
