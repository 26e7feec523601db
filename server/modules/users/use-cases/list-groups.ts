import { Injectable } from '@nestjs/common';
import { GroupsRepository, type GroupKind, type GroupRow } from '../persistence/groups.repository.js';

/** All departments or teams; they are few. */
@Injectable()
export class ListGroups {
  constructor(private readonly groups: GroupsRepository) {}

  async execute(kind: GroupKind): Promise<GroupRow[]> {
    return this.groups.list(kind);
  }
}
