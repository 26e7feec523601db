import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsISO8601, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '../../../../kernel/page.js';
import { Flag, WholeNumber } from '../../../../platform/http/fields.decorator.js';
import { DUE_WORDS, TICKET_SORTS, type DueWord, type TicketSort } from '../../domain/ticket-list.js';
import {
  HOLD_REASONS,
  PRIORITIES,
  STATUSES,
  type HoldReason,
  type Priority,
  type TicketStatus,
} from '../../domain/ticket-status.js';
import { BUILT_IN_VIEWS, EXPORT_COLUMNS, type ExportColumn } from '../../domain/ticket-view.js';

/** Filters take several values by comma. */
const list = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '')
    : value;
const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const ASSIGNEE = new RegExp(`^(me|none|${ID})$`, 'i');
const REQUESTER = new RegExp(`^(me|${ID})$`, 'i');
const TEAM = new RegExp(`^${ID}$`, 'i');
const VIEW = new RegExp(`^(${BUILT_IN_VIEWS.join('|')}|${ID})$`, 'i');
/** As much of a search as is looked at; the index holds no longer words anyway. */
const SEARCH_LIMIT = 2_000;
/** Any text can be searched for; what no text in the database can hold is left out. */
export const searchable = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd').slice(0, SEARCH_LIMIT).toWellFormed() : value;

/** What a list of tickets is narrowed by: in an address several values by comma, in JSON as a list. */
export class TicketFiltersDto {
  /** Several by comma. */
  @IsOptional()
  @Transform(list)
  @IsIn(STATUSES, { each: true })
  @ApiPropertyOptional({ enum: STATUSES, enumName: 'TicketStatus', isArray: true })
  status?: TicketStatus[];

  /** Keys or names, several by comma. */
  @IsOptional()
  @Transform(list)
  @IsString({ each: true })
  category?: string[];

  /** Several by comma. */
  @IsOptional()
  @Transform(list)
  @IsIn(PRIORITIES, { each: true })
  @ApiPropertyOptional({ enum: PRIORITIES, enumName: 'TicketPriority', isArray: true })
  priority?: Priority[];

  /** Ids, `me` or `none`, several by comma. */
  @IsOptional()
  @Transform(list)
  @Matches(ASSIGNEE, { each: true, message: 'Must be an id, me or none' })
  assignee?: string[];

  /** Ids, several by comma. */
  @IsOptional()
  @Transform(list)
  @Matches(TEAM, { each: true, message: 'Must be an id' })
  team?: string[];

  /** Ids or `me`, several by comma. */
  @IsOptional()
  @Transform(list)
  @Matches(REQUESTER, { each: true, message: 'Must be an id or me' })
  requester?: string[];

  /** All of them must be set, several by comma. */
  @IsOptional()
  @Transform(list)
  @IsString({ each: true })
  tag?: string[];

  /** Full text: words as typed with prefixes and by English stems, or a ticket number. The first 2,000 characters count. */
  @IsOptional()
  @Transform(searchable)
  @IsString()
  q?: string;

  /** Why they are on hold, several by comma. */
  @IsOptional()
  @Transform(list)
  @IsIn(HOLD_REASONS, { each: true })
  @ApiPropertyOptional({ enum: HOLD_REASONS, isArray: true })
  holdReason?: HoldReason[];

  /** Were solved before, or never. */
  @Flag()
  reopened?: boolean;

  /** The last public word is the requester's, or staff's. */
  @Flag()
  awaitsReply?: boolean;

  /** `true`: the caller was named in a comment. */
  @Flag()
  mentioned?: boolean;

  /**
   * Where the next promise stands, several by comma; for staff. `overdue`: past its time, `soon`: past its warning,
   * `today`: still to be kept before the caller's day ends.
   */
  @IsOptional()
  @Transform(list)
  @IsIn(DUE_WORDS, { each: true })
  @ApiPropertyOptional({ enum: DUE_WORDS, isArray: true })
  due?: DueWord[];

  /** UTC, inclusive. */
  @IsOptional()
  @IsISO8601({ strict: true })
  submittedFrom?: string;

  /** UTC, inclusive. */
  @IsOptional()
  @IsISO8601({ strict: true })
  submittedTo?: string;
}

/** Which tickets, in which order. */
class TicketSelectionDto extends TicketFiltersDto {
  /** Key of a view that is always there, or id of a saved one; what is asked for beside it narrows it further. */
  @IsOptional()
  @Matches(VIEW, { message: 'Unknown view; GET /api/tickets/views lists them' })
  view?: string;

  /** That of the view, or newest submission first, by default. `dueAt`: the next promise first, none last; for staff. */
  @IsOptional()
  @IsIn(TICKET_SORTS)
  @ApiPropertyOptional({ enum: TICKET_SORTS })
  sort?: TicketSort;
}

export class ListTicketsDto extends TicketSelectionDto {
  /** 1 to 100. */
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT })
  @WholeNumber(1, PAGE_LIMIT_MAX)
  limit: number = PAGE_LIMIT_DEFAULT;

  /** `nextCursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  cursor?: string;

  /** `total` adds a total of at most 1,000. */
  @IsOptional()
  @IsIn(['total'])
  include?: 'total';
}

export class ExportTicketsDto extends TicketSelectionDto {
  /** Beside number and subject, in order, several by comma; all without it. */
  @IsOptional()
  @Transform(list)
  @IsIn(EXPORT_COLUMNS, { each: true, message: `Must be of: ${EXPORT_COLUMNS.join(', ')}` })
  @ApiPropertyOptional({ enum: EXPORT_COLUMNS, isArray: true })
  columns?: ExportColumn[];
}

export class PageDto {
  /** 1 to 100. */
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT })
  @WholeNumber(1, PAGE_LIMIT_MAX)
  limit: number = PAGE_LIMIT_DEFAULT;

  /** `nextCursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}
