import { Injectable } from '@nestjs/common';
import { taskIdFor } from '../../kernel/ids.js';
import { EventConsumers } from '../../platform/events/event-consumers.js';
import { INSIDE, TaskHandlers } from '../queue/queue.facade.js';
import { DEADLINE_TASK, MeetDeadline } from './use-cases/meet-deadline.js';
import { ReleaseTickets } from './use-cases/release-tickets.js';

/** Everything this module does without being asked by a person. */
@Injectable()
export class TicketsInBackground {
  constructor(
    private readonly consumers: EventConsumers,
    private readonly handlers: TaskHandlers,
    private readonly release: ReleaseTickets,
    private readonly deadlines: MeetDeadline,
  ) {}

  register(): void {
    this.consumers.register({
      name: 'tickets.release-of-former-staff',
      events: ['account.suspended', 'account.role_changed'],
      handle: (event) => this.release.execute(event.subject.id),
    });
    this.consumers.register({
      name: 'tickets.plan-deadline',
      events: ['ticket.status_changed'],
      handle: (event) => this.deadlines.plan(event.subject.id, taskIdFor(event.id, DEADLINE_TASK)),
    });
    this.handlers.register({
      type: DEADLINE_TASK,
      retry: INSIDE,
      timeoutMs: 10_000,
      concurrency: 2,
      handle: ({ ticketId }) => this.deadlines.execute(String(ticketId)),
    });
  }
}
