import { Injectable } from '@nestjs/common';
import { actorPermissions } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { permissionDenied } from '../../../kernel/common.errors.js';
import { Database } from '../../../platform/database/database.js';
import { MailFacade, type ThreadMessage } from '../../mail/mail.facade.js';
import { TicketsFacade } from '../../tickets/tickets.facade.js';
import { UsersFacade, type PersonSummary } from '../../users/users.facade.js';
import { DecisionLog, type Decision } from '../persistence/decision-log.js';

/** Of a long conversation the latest. */
const SHOWN = 200;

export interface TicketMails {
  readonly messages: readonly ThreadMessage[];
  readonly left: readonly Decision[];
  readonly people: ReadonlyMap<string, PersonSummary>;
}

/** Which mails a ticket has caused, what became of them, and who was not written to and why. */
@Injectable()
export class ShowTicketMails {
  constructor(
    private readonly tickets: TicketsFacade,
    private readonly mail: MailFacade,
    private readonly decisions: DecisionLog,
    private readonly users: UsersFacade,
    private readonly database: Database,
  ) {}

  /** 404 for a ticket the caller may not see, 403 for those who do not work on it. */
  async execute(call: PersonCall, ref: string): Promise<TicketMails> {
    if (!actorPermissions(call.actor).includes('ticket:work')) {
      await this.tickets.assertVisible(call, ref);
      throw permissionDenied();
    }
    const { id } = await this.tickets.inWords(call, ref);
    const [messages, left] = await Promise.all([
      this.mail.ofThread(this.database, id, SHOWN),
      this.decisions.leftOf(this.database, id, SHOWN),
    ]);
    const ids = new Set([
      ...messages.flatMap(({ personId }) => personId ?? []),
      ...left.map(({ personId }) => personId),
    ]);
    return { messages, left, people: await this.users.people([...ids]) };
  }
}
