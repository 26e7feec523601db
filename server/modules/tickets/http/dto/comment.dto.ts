import { ApiProperty } from '@nestjs/swagger';
import { COMMENT_VISIBILITIES, type CommentVisibility } from '../../domain/comment.js';
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
  /** Background work that this call began. */
  taskIds?: string[];
}

export class CommentListDto {
  items: CommentDto[];
  nextCursor: string | null;
}
