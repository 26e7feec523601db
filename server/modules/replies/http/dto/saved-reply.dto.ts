import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsDefined, IsIn, IsOptional, IsString, IsUUID, Length, Matches, MaxLength, ValidateIf } from 'class-validator';
import { SCOPES, type Scope } from '../../../../kernel/scope.js';
import { Line, Omittable, WordsOf } from '../../../../platform/http/fields.decorator.js';
import { PLACEHOLDERS, type PlaceholderKey } from '../../domain/placeholders.js';
import { REPLY_ACTIONS, type ReplyAction } from '../../domain/saved-reply.js';

const NAME_LIMIT = 100;
const BODY_LIMIT = 20_000;
const PLACEHOLDER_KEYS = PLACEHOLDERS.map(({ key }) => key);

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);
/** What no text of the desk holds is not looked for. */
const searchable = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', ' ').slice(0, 200).toWellFormed() : value;
const list = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.split(',').filter((word) => word.trim() !== '') : value;

class SavedReplyFieldsDto {
  /** Who can use it: oneself, the members of `teamId`, or all staff (administrators decide). */
  @Omittable()
  @IsIn(SCOPES, { message: `Must be one of: ${SCOPES.join(', ')}` })
  @ApiPropertyOptional({ enum: SCOPES })
  scope?: Scope;

  /** A team of one's own, for the scope team alone. */
  @ValidateIf((dto: SavedReplyFieldsDto) => dto.teamId !== undefined && dto.teamId !== null)
  @IsUUID()
  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true })
  teamId?: string | null;

  /** Key or name of the category it suits best; null for all. */
  @ValidateIf((dto: SavedReplyFieldsDto) => dto.category !== undefined && dto.category !== null)
  @Line(1, 100)
  @ApiPropertyOptional({ type: String, nullable: true })
  category?: string | null;

  /** What is typed to find it at once: 1 to 30 lower case letters, digits and dashes; no other one beside it has the same. */
  @ValidateIf((dto: SavedReplyFieldsDto) => dto.shortcut !== undefined && dto.shortcut !== null)
  @Transform(trimmed)
  @Matches(/^[a-z0-9][a-z0-9-]{0,29}$/, { message: 'Use 1 to 30 lower case letters, digits or dashes' })
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 30 })
  shortcut?: string | null;
}

/** Changes of a saved reply; what is left out stays as it is. */
export class UpdateSavedReplyDto extends SavedReplyFieldsDto {
  /** One line, at most 100 characters. */
  @Omittable()
  @Line(1, NAME_LIMIT)
  @ApiPropertyOptional({ minLength: 1, maxLength: NAME_LIMIT })
  name?: string;

  /** Markdown with placeholders like `{{requester.firstName}}`, 1 to 20,000 characters. */
  @Omittable()
  @Transform(trimmed)
  @IsString()
  @Length(1, BODY_LIMIT, { message: 'Must be 1 to 20,000 characters long' })
  @ApiPropertyOptional({ minLength: 1, maxLength: BODY_LIMIT })
  body?: string;
}

/** A new saved reply; one's own without further words. */
export class CreateSavedReplyDto extends SavedReplyFieldsDto {
  /** One line, at most 100 characters. */
  @IsDefined({ message: 'Please fill this in' })
  @Line(1, NAME_LIMIT)
  @ApiProperty({ minLength: 1, maxLength: NAME_LIMIT })
  name: string;

  /** Markdown with placeholders like `{{requester.firstName}}`, 1 to 20,000 characters. */
  @IsDefined({ message: 'Please fill this in' })
  @Transform(trimmed)
  @IsString()
  @Length(1, BODY_LIMIT, { message: 'Must be 1 to 20,000 characters long' })
  @ApiProperty({ minLength: 1, maxLength: BODY_LIMIT })
  body: string;
}

export class ListSavedRepliesDto {
  /** Words of name, shortcut or text, in any case and with or without accents; all must be found. */
  @IsOptional()
  @Transform(searchable)
  @IsString()
  q?: string;

  /** Keys or names of categories, several by comma. */
  @IsOptional()
  @Transform(list)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  category?: string[];

  /** Several by comma. */
  @WordsOf(SCOPES)
  @ApiPropertyOptional({ enum: SCOPES, isArray: true })
  scope?: Scope[];
}

/** The ticket whose facts the placeholders stand for. */
export class FillSavedReplyDto {
  /** Id or number, with or without prefix. */
  @IsDefined({ message: 'Please fill this in' })
  @Line(1, 60)
  @ApiProperty({ minLength: 1, maxLength: 60 })
  ticket: string;
}

export class ReplyTeamDto {
  id: string;
  /** Short and stable. */
  key: string;
  name: string;
}

export class ReplyCategoryDto {
  id: string;
  /** Short and stable. */
  key: string;
  name: string;
}

/** A text that staff write again and again. */
export class SavedReplyDto {
  id: string;
  name: string;
  /** Markdown with placeholders. */
  body: string;
  @ApiProperty({ enum: SCOPES })
  scope: Scope;
  /** Of the scope team alone. */
  team: ReplyTeamDto | null;
  /** The one it suits best. */
  category: ReplyCategoryDto | null;
  /** What is typed to find it at once. */
  shortcut: string | null;
  /** How often it was filled in. */
  usedCount: number;
  /** Grows with every change; also the ETag. */
  version: number;
  updatedAt: string;
  /** What the caller may do. */
  @ApiProperty({ enum: REPLY_ACTIONS, enumName: 'SavedReplyAction', isArray: true })
  allowedActions: ReplyAction[];
}

export class SavedReplyListDto {
  /** Whose shortcut was typed first, then by name. */
  items: SavedReplyDto[];
}

export class FilledReplyDto {
  /** Markdown without placeholders: what they stand for is plain words in it. */
  body: string;
}

/** Something a saved reply can ask for. */
export class PlaceholderDto {
  @ApiProperty({ enum: PLACEHOLDER_KEYS })
  key: PlaceholderKey;
  /** As it is written, like `{{ticket.number}}`. */
  text: string;
  /** What it stands for, in English. */
  meaning: string;
}

export class PlaceholderListDto {
  items: PlaceholderDto[];
}
