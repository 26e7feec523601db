import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { GroupsRepository, type GroupKind } from '../persistence/groups.repository.js';
import { LeaveTeam } from './leave-team.js';

/** Takes a department or a team away. People keep the name of the one, and leave the other; 409 while it has tickets. */
@Injectable()
export class DeleteGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly groups: GroupsRepository,
    private readonly events: EventLog,
    private readonly leaving: LeaveTeam,
  ) {}

  async execute(call: Call, { kind, id }: { kind: GroupKind; id: string }): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      // People before their groups, like everywhere: two changes never wait for each other in a circle.
      await (kind === 'team' ? this.leaving.all(tx, call, id) : this.groups.lockPeople(tx, id));
      const group = await this.groups.lock(tx, kind, id);
      if (group === null) {
        throw resourceNotFound();
      }
      await this.groups.remove(tx, kind, id);
      await this.events.append(tx, call, [
        {
          name: `${kind}.deleted`,
          subject: { type: kind, id },
          audience: 'admin',
          data: { key: group.key, name: group.name },
        },
      ]);
    });
  }
}
