import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { CommittedEvent } from '../../../platform/events/committed-events.js';
import { isInAudience, TicketsFacade, type TicketSight } from '../../tickets/tickets.facade.js';
import { withoutRepeats } from '../domain/hint-batch.js';
import { roomsFor } from '../domain/hint-rooms.js';
import { Hints, type HintListener } from '../fanout/hints.js';
import { LiveSockets } from './live-sockets.js';

/** More different events at once are told as "look at everything again". */
const AT_ONCE = 500;

/**
 * Hands what changed to the sockets that may know of it. Who sees a ticket is asked when its hint arrives: one statement
 * for all tickets that changed meanwhile, and none while nobody is connected.
 */
@Injectable()
export class HintDelivery implements HintListener, OnModuleInit {
  private readonly logger = new Logger(HintDelivery.name);
  private arrived: CommittedEvent[] = [];
  private isBusy = false;

  constructor(
    private readonly hints: Hints,
    private readonly sockets: LiveSockets,
    private readonly tickets: TicketsFacade,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.hints.listen(this);
  }

  arrive(events: readonly CommittedEvent[]): void {
    if (this.sockets.isEmpty) {
      return;
    }
    this.arrived.push(...events);
    if (this.arrived.length > AT_ONCE) {
      this.arrived = [];
      this.sockets.miss();
    }
    if (!this.isBusy) {
      this.isBusy = true;
      void this.deliverAll().finally(() => {
        this.isBusy = false;
      });
    }
  }

  miss(): void {
    this.arrived = [];
    this.sockets.miss();
  }

  private async deliverAll(): Promise<void> {
    while (this.arrived.length > 0) {
      const events = withoutRepeats(this.arrived);
      this.arrived = [];
      try {
        await this.deliver(events);
      } catch (error) {
        this.sockets.miss();
        this.logger.warn({ err: error, msg: 'Hints could not be delivered' });
      }
    }
  }

  private async deliver(events: readonly CommittedEvent[]): Promise<void> {
    const ids = events
      .filter(({ subject, personId }) => subject.type === 'ticket' && personId === undefined)
      .map(({ subject }) => subject.id);
    const sights =
      ids.length === 0
        ? new Map<string, TicketSight>()
        : await this.tickets.audiences(this.database, [...new Set(ids)]);
    events.forEach((event) => {
      const { id } = event.subject;
      const sight = sights.get(id);
      const version = sight === undefined ? {} : { version: sight.version };
      this.sockets.hint(roomsFor(event, sight?.audience ?? null), { type: event.name, id, ...version });
    });
    sights.forEach((sight, id) => {
      this.sockets
        .in(`ticket:${id}`)
        .filter(({ actor }) => !isInAudience(actor, sight.audience))
        .forEach((socket) => {
          void socket.unwatched(id);
        });
    });
  }
}
