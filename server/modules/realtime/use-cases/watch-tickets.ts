import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { isInAudience, TicketsFacade } from '../../tickets/tickets.facade.js';
import { ticketIdOf, type ClientMessage } from '../domain/client-message.js';
import type { LiveSocket } from '../sockets/live-socket.js';

export type WatchAnswer =
  | { readonly ok: true; readonly version?: number }
  | { readonly ok: false; readonly code: 'NOT_FOUND' | 'VALIDATION_FAILED' };

/**
 * A page shows a ticket, or no longer. The answer carries the version, so that a page that is behind notices; and from
 * then on the page is told when the ticket is no longer its reader's to see.
 */
@Injectable()
export class WatchTickets {
  constructor(
    private readonly tickets: TicketsFacade,
    private readonly database: Database,
  ) {}

  async execute(socket: LiveSocket, message: ClientMessage, body: unknown): Promise<WatchAnswer> {
    const id = ticketIdOf(body);
    if (id === null) {
      return { ok: false, code: 'VALIDATION_FAILED' };
    }
    if (message === 'unwatch') {
      await socket.unwatch(id);
      return { ok: true };
    }
    const sight = (await this.tickets.audiences(this.database, [id])).get(id);
    if (sight === undefined || !isInAudience(socket.actor, sight.audience) || !socket.canWatchMore()) {
      return { ok: false, code: 'NOT_FOUND' };
    }
    await socket.watch(id);
    return { ok: true, version: sight.version };
  }
}
