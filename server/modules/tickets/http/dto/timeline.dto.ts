import { ApiProperty } from '@nestjs/swagger';
import { CLOCK_KINDS, type ClockKind } from '../../../sla/sla.facade.js';
import { LINK_TYPES, type LinkType } from '../../domain/ticket-link.js';
import { CommentDto } from './comment.dto.js';
import { PersonDto } from './person.dto.js';

/** The other ticket of an event that ties two together. */
export class TimelineTicketDto {
  id: string;
  /** Like SS-000123. */
  number: string;
  /** At most 200 characters. */
  subject: string;
}

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
  /** Why it stood still before, of a hold that goes on otherwise. */
  fromHoldReason?: string;
  /** When a scheduled hold ends by itself, of a hold that goes on otherwise, UTC. */
  until?: string;
  /** When it was to end before, UTC. */
  fromUntil?: string;
  /** True when a solved ticket was opened again. */
  isReopening?: boolean;
  /** Who has it now, of an assignment; null for nobody. */
  assignee?: PersonDto | null;
  /** Who had it before, of an assignment. */
  fromAssignee?: PersonDto | null;
  /** True when the assignee took it himself. */
  isClaim?: boolean;
  /**
   * Why it happened by itself: the assignee no longer works on tickets, the new category has a team, impact and urgency
   * make this priority, or a promise was broken.
   */
  @ApiProperty({ enum: ['assignee_gone', 'category', 'impact', 'breach'], required: false })
  because?: 'assignee_gone' | 'category' | 'impact' | 'breach';
  /** Which promise, of a warning or a breach. */
  @ApiProperty({ enum: CLOCK_KINDS, enumName: 'SlaClockKind', required: false })
  clock?: ClockKind;
  /** When it is, or was due, UTC. */
  dueAt?: string;
  /** Whose ticket it is, of a submission by somebody else. */
  onBehalfOf?: PersonDto | null;
  /** How this ticket is, or was, tied to `ticket`. */
  @ApiProperty({ enum: LINK_TYPES, enumName: 'TicketLinkType', required: false })
  linkType?: LinkType;
  /** The other ticket, of a link; always one that the caller sees. */
  ticket?: TimelineTicketDto;
  /** Whom it concerns, of watching. */
  person?: PersonDto | null;
  /** Names of changed fields, of an edit. */
  fields?: string[];
  /** Names of files added or removed. */
  filenames?: string[];
  /** What became of the file: refused for a virus, not judged, or clean after all. */
  @ApiProperty({ enum: ['clean', 'infected', 'failed'], required: false })
  verdict?: 'clean' | 'infected' | 'failed';
  /** The message, of a comment. */
  comment?: CommentDto;
  /** Facts of an external system's run. */
  @ApiProperty({ type: Object, required: false, additionalProperties: true })
  run?: Record<string, unknown>;
}

export class TimelineDto {
  items: TimelineItemDto[];
}
