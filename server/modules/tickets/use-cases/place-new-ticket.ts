import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { SettingsFacade } from '../../settings/settings.facade.js';
import { firstPriority } from '../domain/ticket-priority.js';
import type { Level, Priority } from '../domain/ticket-status.js';
import { CategoriesRepository } from '../persistence/categories.repository.js';
import { categoryNotInUse, categoryUnknown } from '../tickets.errors.js';
import { TICKETS } from '../tickets.settings.js';

/** What somebody said about where a new ticket belongs. */
export interface WantedPlace {
  /** Key or name. */
  readonly category: string;
  readonly priority: Priority | undefined;
  readonly impact: Level | null | undefined;
  readonly urgency: Level | null | undefined;
}

export interface Place {
  readonly categoryId: string;
  readonly teamId: string | null;
  readonly priority: Priority;
  readonly impact: Level | null;
  readonly urgency: Level | null;
}

/** Where a new ticket goes, and how urgent it is: what was said, and for the rest what its category decides. */
@Injectable()
export class PlaceNewTicket {
  constructor(
    private readonly categories: CategoriesRepository,
    private readonly settings: SettingsFacade,
  ) {}

  async execute(tx: Transaction, wanted: WantedPlace): Promise<Place> {
    const category = await this.categories.byKeyOrName(tx, wanted.category);
    if (category === null) {
      throw categoryUnknown();
    }
    if (!category.isActive) {
      throw categoryNotInUse(category.name);
    }
    const { priorityFromImpact: followsImpact } = await this.settings.read(TICKETS, tx);
    const { priority: given, impact = null, urgency = null } = wanted;
    return {
      categoryId: category.id,
      teamId: category.defaultTeamId,
      priority: firstPriority({ given, usual: category.defaultPriority, followsImpact, impact, urgency }),
      impact,
      urgency,
    };
  }
}
