import { ApiProperty } from '@nestjs/swagger';
import { COMMENT_VISIBILITIES, type CommentVisibility } from '../../domain/comment.js';
import { STATUSES, type TicketStatus } from '../../domain/ticket-status.js';
import { RECEIVER_REASONS, type ReceiverReason } from '../../message-receivers.js';
import { PersonDto } from './person.dto.js';
import { AttachmentDto } from './ticket.dto.js';

export class FollowUpDto {
  id: string;
  /** Like SS-000124. */
  number: string;
}

/** Somebody named in a comment. */
export class MentionDto {
  personId: string;
  /** False: may not see the comment, or is nobody. */
  isTold: boolean;
}

/** Somebody who gets a message. */
export class ReceiverDto {
  person: PersonDto | null;
  /** In what capacity, the nearest one. */
  @ApiProperty({ enum: RECEIVER_REASONS, enumName: 'ReceiverReason' })
  reason: ReceiverReason;
  /** A mail goes out; without one it is only to be read here. */
  isMailed: boolean;
  /** To staff, why there is none: `choice` of the person, or the `account` is not open. */
  @ApiProperty({ enum: ['choice', 'account', null], nullable: true, type: String })
  withheld: 'choice' | 'account' | null;
}

/** Who gets a message, besides its writer. */
export class ReceiversDto {
  people: ReceiverDto[];
  /** Others at the desk get it, whom the caller does not learn by name. */
  isForDesk: boolean;
}

/** What a comment left behind. */
export class CommentedTicketDto {
  id: string;
  /** Like SS-000123. */
  number: string;
  version: number;
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  status: TicketStatus;
}

export class CommentDto {
  /** Null when the text became the description of a follow-up ticket. */
  id: string | null;
  ticketId: string;
  /** Null for what a program wrote. */
  author: PersonDto | null;
  @ApiProperty({ enum: ['person', 'workflow', 'system'] })
  authorKind: 'person' | 'workflow' | 'system';
  @ApiProperty({ enum: COMMENT_VISIBILITIES })
  visibility: CommentVisibility;
  /** Markdown source. */
  body: string;
  /** Sanitised HTML. */
  bodyHtml: string;
  attachments: AttachmentDto[];
  createdAt: string;
  /** Set when the reopen window was over: the new ticket that carries the text. */
  followUp?: FollowUpDto;
  /** In the answer to its writer: who is named in it, and whether he is told. */
  mentions?: MentionDto[];
  /** In the answer to its writer: who gets it. */
  receivers?: ReceiversDto;
  /** In the answer to its writer: the ticket after it. */
  ticket?: CommentedTicketDto;
  /** Background work that this call began. */
  taskIds?: string[];
}

export class CommentListDto {
  items: CommentDto[];
  nextCursor: string | null;
}
