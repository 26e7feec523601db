import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { MetricsModule } from '../../platform/metrics/metrics.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { Hints } from './fanout/hints.js';
import { NotifyHints } from './fanout/notify-hints.js';
import { HintDelivery } from './sockets/hint-delivery.js';
import { LiveGateway } from './sockets/live.gateway.js';
import { LiveSockets } from './sockets/live-sockets.js';
import { StandingWatch } from './sockets/standing-watch.js';
import { WatchTickets } from './use-cases/watch-tickets.js';

/**
 * Owns the sockets of people who are signed in, and who of them hears that something changed.
 * Refuses to say what changed: a hint names a thing, and whoever may see it fetches it.
 */
@Module({
  imports: [AuthModule, DatabaseModule, EventsModule, MetricsModule, TicketsModule],
  providers: [
    { provide: Hints, useClass: NotifyHints },
    HintDelivery,
    LiveGateway,
    LiveSockets,
    StandingWatch,
    WatchTickets,
  ],
})
export class RealtimeModule {}
