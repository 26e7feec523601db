import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { isId } from '../../../kernel/ids.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { UsersFacade } from '../../users/users.facade.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { personUnknown } from '../tickets.errors.js';
import { changed, type Changed } from './changed.js';
import { TicketForChange } from './ticket-for-change.js';

/** Adds or removes a watcher: oneself on what one sees, others by staff. Repeating changes nothing. */
@Injectable()
export class WatchTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly load: TicketForChange,
    private readonly tickets: TicketsRepository,
    private readonly users: UsersFacade,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, ref: string, userId: string, isWatching: boolean): Promise<Changed> {
    return this.unitOfWork.run(call, async (tx) => {
      const own = isWatching ? 'watch' : 'unwatch';
      const action = userId === call.actor.id ? own : 'manage_watchers';
      const ticket = await this.load.permitted(tx, call, ref, [action]);
      const person = isId(userId) ? await this.users.facts(userId, tx) : null;
      if (person === null || (isWatching && person.status !== 'Approved')) {
        throw personUnknown('userId');
      }
      const hasChanged = isWatching
        ? await this.tickets.watch(tx, ticket.id, person.id)
        : await this.tickets.unwatch(tx, ticket.id, person.id);
      if (hasChanged) {
        await this.events.append(tx, call, [
          {
            name: isWatching ? 'ticket.watcher_added' : 'ticket.watcher_removed',
            subject: { type: 'ticket', id: ticket.id },
            audience: 'everyone',
            data: { number: ticket.number, userId: person.id },
          },
        ]);
      }
      return changed(ticket.id, tx);
    });
  }
}
