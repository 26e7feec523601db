import { Injectable } from '@nestjs/common';
import type { StoredEvent } from '../../../kernel/domain-event.js';
import { Database } from '../../../platform/database/database.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { TicketsFacade } from '../../tickets/tickets.facade.js';
import { UsersFacade, type PersonFacts } from '../../users/users.facade.js';

export interface InfectedFile {
  readonly filename: string;
  /** The virus by the scanner's name. */
  readonly finding: string;
  readonly uploader: PersonFacts | null;
  readonly adminIds: readonly string[];
  /** Null while the file waits for its message. */
  readonly ticket: { readonly id: string; readonly number: string } | null;
}

/** What there is to tell of a file in which a virus was found. */
@Injectable()
export class ReadInfectedFile {
  constructor(
    private readonly database: Database,
    private readonly events: EventLog,
    private readonly tickets: TicketsFacade,
    private readonly users: UsersFacade,
  ) {}

  async execute({ id, data }: StoredEvent): Promise<InfectedFile> {
    const { ownerType, ownerId, uploadedBy } = data;
    const [texts, ticket, uploader, admins] = await Promise.all([
      this.events.personal(this.database, id),
      ownerType === 'ticket' ? this.tickets.facts(this.database, String(ownerId)) : null,
      typeof uploadedBy === 'string' ? this.users.facts(uploadedBy) : null,
      this.users.activeByRole('System Admin'),
    ]);
    return {
      filename: textOf(texts['filename']),
      finding: textOf(texts['finding']),
      uploader,
      adminIds: admins.map((admin) => admin.id),
      ticket: ticket === null ? null : { id: ticket.id, number: ticket.number },
    };
  }
}

/** Empty where it was erased meanwhile. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
