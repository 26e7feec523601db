import { Injectable } from '@nestjs/common';
import { taskIdFor } from '../../kernel/ids.js';
import { EventConsumers } from '../../platform/events/event-consumers.js';
import { HourlyWork } from '../../platform/schedule/hourly-work.js';
import { INSIDE, TaskHandlers } from '../queue/queue.facade.js';
import { Deadlines } from './deadlines.js';
import { DEADLINE_TASK } from './use-cases/plan-deadline.js';
import { ReleaseTickets } from './use-cases/release-tickets.js';

/** Everything this module does without being asked by a person. */
@Injectable()
export class TicketsInBackground {
  constructor(
    private readonly consumers: EventConsumers,
    private readonly handlers: TaskHandlers,
    private readonly hourly: HourlyWork,
    private readonly release: ReleaseTickets,
    private readonly deadlines: Deadlines,
  ) {}

  register(): void {
    this.consumers.register({
      name: 'tickets.release-of-former-staff',
      events: ['account.suspended', 'account.role_changed'],
      handle: (event) => this.release.execute(event.subject.id),
    });
    this.consumers.register({
      name: 'tickets.plan-deadline',
      events: ['ticket.status_changed', 'ticket.hold_changed'],
      handle: (event) => this.deadlines.plan(event.subject.id, taskIdFor(event.id, DEADLINE_TASK)),
    });
    this.consumers.register({
      name: 'tickets.follow-settings',
      events: ['settings.changed'],
      handle: (event) => this.deadlines.follow(event.data),
    });
    this.handlers.register({
      type: DEADLINE_TASK,
      retry: INSIDE,
      timeoutMs: 10_000,
      concurrency: 2,
      handle: ({ ticketId }) => this.deadlines.meet(String(ticketId)),
    });
    this.hourly.register({ name: 'tickets that are due by themselves', execute: () => this.deadlines.catchUp() });
  }
}
