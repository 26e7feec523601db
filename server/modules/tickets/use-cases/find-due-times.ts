import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { PersonActor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { UsersFacade } from '../../users/users.facade.js';
import type { TicketFilter } from '../domain/ticket-list.js';

/** Gives a filter the times it asks by; the end of the day is that of the caller's zone, one statement where it is asked for. */
@Injectable()
export class FindDueTimes {
  constructor(
    private readonly users: UsersFacade,
    private readonly clock: Clock,
  ) {}

  async of(actor: PersonActor, filter: TicketFilter): Promise<TicketFilter> {
    const [timed] = await this.ofAll(actor, [filter]);
    return timed ?? filter;
  }

  async ofAll(actor: PersonActor, filters: readonly TicketFilter[]): Promise<TicketFilter[]> {
    const now = this.clock.now();
    const isDay = filters.some(({ due, alsoDue }) => [...due, ...alsoDue].includes('today'));
    const zone = isDay ? (await this.users.facts(actor.id))?.timeZone : 'UTC';
    const dueTimes = {
      now,
      endOfDay: DateTime.fromJSDate(now, { zone: zone ?? 'UTC' })
        .endOf('day')
        .toJSDate(),
    };
    return filters.map((filter) => (filter.due.length === 0 ? filter : { ...filter, dueTimes }));
  }
}
