import { ApiProperty } from '@nestjs/swagger';
import { OUTCOMES, type Outcome } from '../../domain/outcome.js';

const STATES = ['queued', 'sent', 'failed', 'bounced'] as const;
const LEFT = OUTCOMES.filter((outcome) => outcome !== 'told');

/** Somebody with an account. */
export class MailedPersonDto {
  /** Id of the account. */
  id: string;
  /** First and last name. */
  name: string;
}

/** One mail about the ticket. */
export class TicketMailDto {
  /** Of the message in the log. */
  id: string;
  /** Whose account it is for; null: for an address alone. */
  person: MailedPersonDto | null;
  /** The address. */
  address: string;
  /** Which template it was made of. */
  template: string;
  /** Its subject. */
  subject: string;
  /** `bounced`: the reader's server refused it for good. */
  @ApiProperty({ enum: STATES })
  state: (typeof STATES)[number];
  /** Why this person gets it, as half a sentence; null where that goes without saying. */
  because: string | null;
  /** When it was queued. */
  at: string;
  /** When it was handed over. */
  sentAt: string | null;
  /** What the last failed attempt said. */
  lastError: string | null;
  /** The message it went with, because several things happened shortly after each other; null: one of its own. */
  collapsedInto: string | null;
}

/** Somebody who was not written to. */
export class LeftOutDto {
  /** Who. */
  person: MailedPersonDto;
  /** In what capacity he would have been told. */
  capacity: string;
  /** The event he was not told of; null when it is gone. */
  event: string | null;
  /** `own_act`: he did it himself. `choice`: he does not want such mails. `account`: his account is not open. */
  @ApiProperty({ enum: LEFT })
  reason: Exclude<Outcome, 'told'>;
  /** When that was decided. */
  at: string;
}

/** What a ticket has caused in mails, and whom it was not told to. */
export class TicketMailsDto {
  /** The latest 200, newest first. */
  items: TicketMailDto[];
  /** The latest 200, newest first. */
  left: LeftOutDto[];
}
