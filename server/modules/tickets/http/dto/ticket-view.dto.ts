import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsUUID,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { SCOPES, type Scope } from '../../../../kernel/scope.js';
import { Line, Omittable } from '../../../../platform/http/fields.decorator.js';
import { TICKET_SORTS, type TicketSort } from '../../domain/ticket-list.js';
import { VIEW_ACTIONS, VIEW_COLUMNS, type ViewAction, type ViewColumn } from '../../domain/ticket-view.js';
import { TicketFiltersDto } from './list-tickets.dto.js';
import { PersonDto, TeamRefDto } from './person.dto.js';

const NAME_LIMIT = 60;
const SHOWN_SCOPES = ['built_in', ...SCOPES] as const;

/** What a saved view is made of. */
class TicketViewFieldsDto {
  /** Who sees it: oneself, the members of `teamId`, or all staff (administrators decide). */
  @Omittable()
  @IsIn(SCOPES, { message: `Must be one of: ${SCOPES.join(', ')}` })
  @ApiPropertyOptional({ enum: SCOPES })
  scope?: Scope;

  /** A team of one's own, for the scope team alone. */
  @ValidateIf((dto: TicketViewFieldsDto) => dto.teamId !== undefined && dto.teamId !== null)
  @IsUUID()
  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true })
  teamId?: string | null;

  /** The filters of `GET /api/tickets`; `me` is whoever looks. */
  @Omittable()
  @IsObject()
  @ValidateNested()
  @Type(() => TicketFiltersDto)
  filters?: TicketFiltersDto;

  /** Order of its tickets. */
  @Omittable()
  @IsIn(TICKET_SORTS, { message: `Must be one of: ${TICKET_SORTS.join(', ')}` })
  @ApiPropertyOptional({ enum: TICKET_SORTS })
  sort?: TicketSort;

  /** Columns of its list, in order. */
  @Omittable()
  @IsArray()
  @ArrayMaxSize(VIEW_COLUMNS.length)
  @ArrayUnique()
  @IsIn(VIEW_COLUMNS, { each: true, message: `Must be of: ${VIEW_COLUMNS.join(', ')}` })
  @ApiPropertyOptional({ enum: VIEW_COLUMNS, enumName: 'TicketColumn', isArray: true })
  columns?: ViewColumn[];

  /** Place among views of its kind: 0 to 1,000, then by name. */
  @Omittable()
  @IsInt()
  @Min(0)
  @Max(1_000)
  position?: number;
}

/** Changes of a saved view; what is left out stays as it is. */
export class UpdateTicketViewDto extends TicketViewFieldsDto {
  /** One line, at most 60 characters. */
  @Omittable()
  @Line(1, NAME_LIMIT)
  @ApiPropertyOptional({ minLength: 1, maxLength: NAME_LIMIT })
  name?: string;
}

/** A new saved view; one's own without further words. */
export class CreateTicketViewDto extends TicketViewFieldsDto {
  /** One line, at most 60 characters. */
  @IsDefined({ message: 'Please fill this in' })
  @Line(1, NAME_LIMIT)
  @ApiProperty({ minLength: 1, maxLength: NAME_LIMIT })
  name: string;
}

/** The columns one person wants in a view. */
export class ViewColumnsDto {
  /** In order; null: those of the view again. */
  @ValidateIf((dto: ViewColumnsDto) => dto.columns !== null)
  @IsArray()
  @ArrayMaxSize(VIEW_COLUMNS.length)
  @ArrayUnique()
  @IsIn(VIEW_COLUMNS, { each: true, message: `Must be of: ${VIEW_COLUMNS.join(', ')}` })
  @ApiProperty({ enum: VIEW_COLUMNS, enumName: 'TicketColumn', isArray: true, nullable: true })
  columns: ViewColumn[] | null;
}

/** Something that a filter names and that is no more: it finds nothing. */
export class MissingNameDto {
  @ApiProperty({ enum: ['assignee', 'requester', 'team'] })
  field: 'assignee' | 'requester' | 'team';
  /** What the filter says. */
  id: string;
}

/** A view of the list of tickets. */
export class TicketViewDto {
  /** What `view` of `GET /api/tickets` takes. */
  key: string;
  /** Null for a view that is always there. */
  id: string | null;
  name: string;
  /** `built_in`: always there. */
  @ApiProperty({ enum: SHOWN_SCOPES })
  scope: (typeof SHOWN_SCOPES)[number];
  /** Who made it. */
  owner: PersonDto | null;
  /** Of the scope team alone. */
  team: TeamRefDto | null;
  filters: TicketFiltersDto;
  /** What its filters name and is no more. */
  missing: MissingNameDto[];
  @ApiProperty({ enum: TICKET_SORTS })
  sort: TicketSort;
  /** The caller's own ones, or those of the view. */
  @ApiProperty({ enum: VIEW_COLUMNS, enumName: 'TicketColumn', isArray: true })
  columns: ViewColumn[];
  /** The caller has chosen columns for himself. */
  hasOwnColumns: boolean;
  /** Place among views of its kind. */
  position: number;
  /** Null for a view that is always there. */
  version: number | null;
  /** What the caller may do. */
  @ApiProperty({ enum: VIEW_ACTIONS, enumName: 'TicketViewAction', isArray: true })
  allowedActions: ViewAction[];
}

export class TicketViewListDto {
  /** Those always there first. */
  items: TicketViewDto[];
}

/** How many tickets of a view the caller sees. */
export class ViewCountDto {
  /** Of the view. */
  key: string;
  /** At most 1,000. */
  count: number;
  /** There may be more. */
  isCapped: boolean;
}

export class ViewCountsDto {
  /** Of the first 40 views, in their order. */
  items: ViewCountDto[];
}
