import { ApiProperty } from '@nestjs/swagger';
import { CommentDto } from './comment.dto.js';
import { PersonDto } from './person.dto.js';

export class TimelineItemDto {
  /** Id of the event. */
  id: string;
  /** Name of the event, like `ticket.status_changed`. */
  type: string;
  at: string;
  /** Who did it; null for programs. */
  actor: PersonDto | null;
  @ApiProperty({ enum: ['person', 'system', 'workflow', 'anonymous'] })
  actorKind: 'person' | 'system' | 'workflow' | 'anonymous';
  /** Status or priority before. */
  from?: string;
  /** Status or priority after. */
  to?: string;
  /** Typed with a rejection, withdrawal or reopening. */
  reason?: string;
  /** Typed with Resolved. */
  resolution?: string;
  /** Why it stands still. */
  holdReason?: string;
  /** True when a solved ticket was opened again. */
  isReopening?: boolean;
  /** Who has it now, of an assignment; null for nobody. */
  assignee?: PersonDto | null;
  /** Who had it before, of an assignment. */
  fromAssignee?: PersonDto | null;
  /** True when the assignee took it himself. */
  isClaim?: boolean;
  /** Why the desk took it from somebody: he no longer works on tickets. */
  @ApiProperty({ enum: ['assignee_gone'], required: false })
  because?: 'assignee_gone';
  /** Whom it concerns, of watching. */
  person?: PersonDto | null;
  /** Names of changed fields, of an edit. */
  fields?: string[];
  /** Names of files added or removed. */
  filenames?: string[];
  /** The message, of a comment. */
  comment?: CommentDto;
  /** Facts of an external system's run. */
  @ApiProperty({ type: Object, required: false, additionalProperties: true })
  run?: Record<string, unknown>;
}

export class TimelineDto {
  items: TimelineItemDto[];
}
