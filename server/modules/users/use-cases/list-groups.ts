import { Injectable } from '@nestjs/common';
import { isAdmin } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { GroupsRepository, type CountedGroupRow, type GroupRow } from '../persistence/groups.repository.js';

export type { CountedGroupRow } from '../persistence/groups.repository.js';

/** All departments or teams; they are few. */
@Injectable()
export class ListGroups {
  constructor(private readonly groups: GroupsRepository) {}

  /** For everybody, before signing in too: names alone. */
  async departments(): Promise<GroupRow[]> {
    return this.groups.list('department');
  }

  /** With the number of their people, whatever their status. */
  async countedDepartments(): Promise<CountedGroupRow[]> {
    return this.groups.countedDepartments();
  }

  /** With the number of members that the caller sees. */
  async countedTeams({ actor }: PersonCall): Promise<CountedGroupRow[]> {
    return this.groups.countedTeams(isAdmin(actor));
  }
}
