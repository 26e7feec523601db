import { ApiProperty } from '@nestjs/swagger';
import { COMMENT_VISIBILITIES, type CommentVisibility } from '../../domain/comment.js';
import { NEEDS, type Need } from '../../domain/ticket-lifecycle.js';
import { TICKET_ACTIONS, type TicketAction } from '../../domain/ticket-policy.js';
import {
  HOLD_REASONS,
  LEVELS,
  PRIORITIES,
  STATUSES,
  type HoldReason,
  type Level,
  type Priority,
  type TicketStatus,
} from '../../domain/ticket-status.js';
import { CategoryRefDto } from './category.dto.js';
import { PersonDto, TeamRefDto } from './person.dto.js';
import { TicketSlaDto } from './ticket-sla.dto.js';

export class AttachmentDto {
  /** Its id. */
  id: string;
  /** Cleaned name. */
  filename: string;
  /** Bytes. */
  size: number;
  /** By content, not by name. */
  contentType: string;
  /** Bytes are served in `clean` and `unscanned` (standalone without a scanner). */
  @ApiProperty({ enum: ['unscanned', 'scanning', 'clean', 'infected', 'failed'] })
  state: 'unscanned' | 'scanning' | 'clean' | 'infected' | 'failed';
  /** Download path; needs the bearer. `GET /api/attachments/{id}/link` gives one that does not. */
  url: string;
  /** How a page can show it: pictures by `GET /attach/{id}/preview`, text and PDF from their bytes; null: not at all. */
  @ApiProperty({ enum: ['image', 'text', 'pdf', null], nullable: true, type: String })
  previewKind: 'image' | 'text' | 'pdf' | null;
  /** UTC; when it was sent. */
  createdAt: string;
  /** Who sent it; null: the desk itself. */
  @ApiProperty({ type: PersonDto, nullable: true })
  uploadedBy: PersonDto | null;
}

export class TransitionDto {
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  to: TicketStatus;
  /** What must be given with it; `assignee` must be a fact of the ticket. */
  @ApiProperty({ enum: NEEDS, isArray: true })
  needs: Need[];
}

/** Plain text; each found word stands between U+E000 and U+E001. */
export class HighlightsDto {
  /** The whole subject; null when no word was found in it. */
  @ApiProperty({ type: String, nullable: true })
  subject: string | null;
  /** About 160 characters of the description or of a message around the first word; for employees never of a note. */
  @ApiProperty({ type: String, nullable: true })
  text: string | null;
}

/** The last thing somebody wrote in a ticket, of what the caller sees; the description is none. */
export class LastMessageDto {
  at: string;
  /** Null for what a program wrote. */
  author: PersonDto | null;
  /** Its first words, plain, at most 140 characters; of a message without words the names of its files. */
  text: string;
  @ApiProperty({ enum: COMMENT_VISIBILITIES })
  visibility: CommentVisibility;
}

/** What lists and details share. */
export class TicketSummaryDto {
  id: string;
  /** Like SS-000123. */
  number: string;
  /** Grows with every change; also the ETag. */
  version: number;
  /** At most 200 characters. */
  subject: string;
  category: CategoryRefDto;
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  status: TicketStatus;
  /** The status in words for the caller: the requester's wording for employees. */
  statusLabel: string;
  @ApiProperty({ enum: PRIORITIES, enumName: 'TicketPriority' })
  priority: Priority;
  /** How many are hit and how hard; null: not known. */
  @ApiProperty({ enum: [...LEVELS, null], nullable: true, type: String })
  impact: Level | null;
  /** How soon it hurts; null: not known. */
  @ApiProperty({ enum: [...LEVELS, null], nullable: true, type: String })
  urgency: Level | null;
  requester: PersonDto | null;
  /** Where the requester works, for staff; null when unknown. */
  requesterDepartment: string | null;
  assignee: PersonDto | null;
  team: TeamRefDto | null;
  /** Seen only by those who are on it, and administrators. */
  confidential: boolean;
  tags: string[];
  /** Why it stands still; null unless On Hold. */
  @ApiProperty({ enum: [...HOLD_REASONS, null], nullable: true, type: String })
  holdReason: HoldReason | null;
  /** Of what the caller sees; the description is no comment. */
  commentCount: number;
  /** Of what the caller sees. */
  attachmentCount: number;
  submittedAt: string;
  updatedAt: string;
  /** What is promised; null for employees, and where nothing is. */
  sla: TicketSlaDto | null;
  /** When the answer that the requester waits for is due, UTC; null when none is owed, or while that stands still. */
  expectedReplyAt: string | null;
  /** What the caller may do with it now. */
  @ApiProperty({ enum: TICKET_ACTIONS, enumName: 'TicketAction', isArray: true })
  allowedActions: TicketAction[];
  /** Where the words of `q` were found; null in answers to anything but a search. */
  highlights: HighlightsDto | null;
}

/** A ticket in a list. */
export class TicketListItemDto extends TicketSummaryDto {
  lastMessage: LastMessageDto | null;
  /** Somebody else wrote or changed its status since the caller last looked (`POST …/seen`). */
  isUnread: boolean;
}

export class TicketListDto {
  items: TicketListItemDto[];
  /** Null on the last page. */
  nextCursor: string | null;
  /** What `q` was taken for, because it found nothing as typed: the items, and the total, are those of these words. */
  didYouMean: string | null;
  /** With `include=total`; never more than 1,000. */
  total?: number;
  /** True when there are more than `total`. */
  totalIsCapped?: boolean;
}

export class TicketDto extends TicketSummaryDto {
  /** Markdown source, at most 50,000 characters. */
  description: string;
  /** The description as sanitised HTML. */
  descriptionHtml: string;
  attachments: AttachmentDto[];
  /** What was done; null until resolved. */
  resolution: string | null;
  /** When a scheduled hold ends. */
  holdUntil: string | null;
  resolvedAt: string | null;
  closedAt: string | null;
  /** First public reply by staff. */
  firstReplyAt: string | null;
  /** Who typed it, when it was submitted on behalf. */
  submittedBy: PersonDto | null;
  watchers: PersonDto[];
  /** Links to tickets that the caller sees, of the types that are his to know. */
  linkCount: number;
  /** Id of the ticket this one continues, if the caller sees it. */
  followUpOf: string | null;
  /** Statuses the caller may set now, with what each needs. */
  transitions: TransitionDto[];
  /** Background work that this call began; only on answers of changes. */
  taskIds?: string[];
}
