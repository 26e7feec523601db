import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { resourceNotFound, versionStale } from '../../../kernel/common.errors.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { groupKeyOf } from '../domain/group-key.js';
import { GroupsRepository, type GroupKind, type GroupRow } from '../persistence/groups.repository.js';
import { keyTaken } from '../users.errors.js';

export type { GroupRow } from '../persistence/groups.repository.js';

export interface SaveGroupCommand {
  readonly kind: GroupKind;
  /** Null: a new one. */
  readonly id: string | null;
  readonly key?: string;
  readonly name?: string;
  readonly ifMatch: number | null;
}

/** Makes or renames a department or a team. Without a key it gets one made of its name. */
@Injectable()
export class SaveGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly groups: GroupsRepository,
    private readonly events: EventLog,
  ) {}

  async execute(call: Call, { kind, id, key, name, ifMatch }: SaveGroupCommand): Promise<GroupRow> {
    return this.unitOfWork.run(call, async (tx) => {
      const present = id === null ? null : await this.groups.lock(tx, kind, id);
      if (id !== null && present === null) {
        throw resourceNotFound();
      }
      if (present !== null && ifMatch !== null && ifMatch !== present.version) {
        throw versionStale(present.version);
      }
      const newName = name ?? present?.name ?? '';
      const group: GroupRow = {
        id: present?.id ?? newId(),
        key: key ?? present?.key ?? groupKeyOf(newName),
        name: newName,
        version: (present?.version ?? 0) + 1,
      };
      const taken = await this.groups.taken(tx, kind, group);
      if (taken !== null) {
        throw keyTaken(taken);
      }
      await (present === null ? this.groups.insert(tx, kind, group) : this.groups.update(tx, kind, group));
      await this.events.append(tx, call, [
        {
          name: present === null ? `${kind}.created` : `${kind}.updated`,
          subject: { type: kind, id: group.id },
          audience: 'admin',
          data: { key: group.key, name: group.name },
        },
      ]);
      return group;
    });
  }
}
