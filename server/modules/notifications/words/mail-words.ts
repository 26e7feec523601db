import type { TicketEvents } from '../../tickets/tickets.events.js';
import type { Capacity } from '../domain/ticket-recipients.js';

type StatusChanged = TicketEvents['ticket.status_changed'];
export type TicketStatus = StatusChanged['to'];
export type HoldReason = NonNullable<StatusChanged['holdReason']>;
export type PromiseClock = TicketEvents['ticket.sla_warned']['clock'];
export type Priority = 'Low' | 'Medium' | 'High' | 'Critical';

/** What mails say besides their templates, because it depends on what happened. */
export interface MailWords {
  /** What moments are told in, like `en-GB`. */
  readonly locale: string;
  readonly statuses: Readonly<Record<TicketStatus, string>>;
  readonly reopened: string;
  readonly priorities: Readonly<Record<Priority, string>>;
  /** A whole sentence about the ticket with this number. */
  readonly statusSentence: (
    change: Pick<StatusChanged, 'number' | 'from' | 'to' | 'isReopening' | 'holdReason'>,
  ) => string;
  /** It stands still for another reason than before. */
  readonly holdSentence: (number: string, reason: HoldReason) => string;
  readonly howItWasSolved: string;
  readonly theReason: string;
  /** What was promised, in the middle of a sentence. */
  readonly promises: Readonly<Record<PromiseClock, string>>;
  /** Half a sentence: why somebody gets a mail. */
  readonly because: Readonly<Record<Capacity, string>>;
  /** How the Workflow system ended. */
  readonly workflowStates: Readonly<Record<'failed' | 'cancelled', string>>;
  readonly workflowName: string;
  /** Whoever is not known any more. */
  readonly somebody: string;
  readonly hiddenSubject: string;
  readonly hiddenBody: string;
  readonly device: (browser: string, system: string) => string;
  readonly unknownDevice: string;
}
