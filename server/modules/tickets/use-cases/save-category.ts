import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound, versionStale } from '../../../kernel/common.errors.js';
import { isId, newId } from '../../../kernel/ids.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { UsersFacade } from '../../users/users.facade.js';
import type { Category } from '../domain/category.js';
import { CategoriesRepository } from '../persistence/categories.repository.js';
import { categoryKeyTaken, defaultTeamUnknown } from '../tickets.errors.js';

type Changeable = Pick<
  Category,
  'name' | 'description' | 'position' | 'isActive' | 'defaultTeamId' | 'defaultPriority'
>;
export type CategoryFields = { readonly [K in keyof Changeable]?: Changeable[K] | undefined };

/** Categories are never deleted, only taken out of use: old tickets keep theirs. */
@Injectable()
export class SaveCategory {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly categories: CategoriesRepository,
    private readonly users: UsersFacade,
    private readonly events: EventLog,
  ) {}

  async create(call: PersonCall, key: string, fields: CategoryFields & { readonly name: string }): Promise<Category> {
    return this.unitOfWork.run(call, async (tx) => {
      await this.categories.lockAll(tx);
      const category: Category = {
        id: newId(),
        key,
        name: fields.name,
        description: fields.description ?? '',
        position: fields.position ?? 0,
        isActive: true,
        defaultTeamId: fields.defaultTeamId ?? null,
        defaultPriority: fields.defaultPriority ?? null,
        version: 1,
      };
      await this.assertSound(tx, category);
      await this.categories.insert(tx, category);
      await this.tell(tx, call, 'category.created', category);
      return category;
    });
  }

  async update(call: PersonCall, id: string, fields: CategoryFields, ifMatch: number | null): Promise<Category> {
    return this.unitOfWork.run(call, async (tx) => {
      await this.categories.lockAll(tx);
      const before = isId(id) ? await this.categories.find(tx, id) : null;
      if (before === null) {
        throw resourceNotFound();
      }
      if (ifMatch !== null && ifMatch !== before.version) {
        throw versionStale(before.version);
      }
      const category: Category = {
        ...before,
        name: fields.name ?? before.name,
        description: fields.description ?? before.description,
        position: fields.position ?? before.position,
        isActive: fields.isActive ?? before.isActive,
        defaultTeamId: fields.defaultTeamId === undefined ? before.defaultTeamId : fields.defaultTeamId,
        defaultPriority: fields.defaultPriority === undefined ? before.defaultPriority : fields.defaultPriority,
        version: before.version + 1,
      };
      await this.assertSound(tx, category);
      await this.categories.update(tx, category);
      await this.tell(tx, call, 'category.updated', category);
      return category;
    });
  }

  private async assertSound(tx: Transaction, category: Category): Promise<void> {
    const all = await this.categories.list(tx, true);
    const isTaken = all.some(
      (other) =>
        other.id !== category.id &&
        (other.key === category.key || other.name.toLowerCase() === category.name.toLowerCase()),
    );
    if (isTaken) {
      throw categoryKeyTaken();
    }
    const { defaultTeamId } = category;
    if (defaultTeamId !== null && (await this.users.team(defaultTeamId, tx)) === null) {
      throw defaultTeamUnknown();
    }
  }

  private async tell(tx: Transaction, call: PersonCall, name: string, category: Category): Promise<void> {
    await this.events.append(tx, call, [
      {
        name,
        subject: { type: 'category', id: category.id },
        audience: 'admin',
        data: {
          key: category.key,
          position: category.position,
          isActive: category.isActive,
          defaultTeamId: category.defaultTeamId,
          defaultPriority: category.defaultPriority,
        },
        personal: { name: category.name, description: category.description },
      },
    ]);
  }
}
