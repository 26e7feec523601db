import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { Omittable } from '../../../../platform/http/fields.decorator.js';
import { HOLD_REASONS, LEVELS, PRIORITIES } from '../../domain/ticket-status.js';
import { TAGS_MOST } from '../../domain/ticket.js';

/** Fields of a ticket that several bodies take, each with one rule. The contract sees nothing inside: it is told here. */

/** Longest text, in characters (`api.md`, Shapes). */
export const TEXT_LIMIT = 50_000;
/** Of one message (`api.md`, Shapes). */
const UPLOADS_MOST = 10;
/** The greatest version that the database can hold. */
export const VERSION_LIMIT = 2_147_483_647;
const REASON_LIMIT = 2_000;
const TAG = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u;
const TAG_RULE = 'Tags have 1 to 40 letters, digits, blanks, dots or dashes';

/** Clients write null for what they leave out. */
const nullIsAbsent = Transform(({ value }: { value: unknown }): unknown => value ?? undefined);
/** What a form sends for a choice that nobody made. */
export const emptyIsAbsent = ({ value }: { value: unknown }): unknown =>
  value === '' ? undefined : (value ?? undefined);
/** Each once, without blanks at its ends. */
const uniqueTags = Transform(({ value }: { value: unknown }): unknown =>
  Array.isArray(value)
    ? [...new Set(value.map((tag: unknown) => (typeof tag === 'string' ? tag.trim() : tag)))]
    : value,
);

/** May be left out; null has a meaning. */
export function Nullable(): PropertyDecorator {
  return ValidateIf((_object, value: unknown) => value !== undefined && value !== null);
}

/** A sentence or two. */
export function Reason(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    nullIsAbsent,
    IsString(),
    MaxLength(REASON_LIMIT),
    ApiPropertyOptional({ maxLength: REASON_LIMIT }),
  );
}

export function Resolution(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    nullIsAbsent,
    IsString(),
    MaxLength(TEXT_LIMIT),
    ApiPropertyOptional({ maxLength: TEXT_LIMIT }),
  );
}

export function WhyOnHold(): PropertyDecorator {
  return applyDecorators(IsOptional(), nullIsAbsent, IsIn(HOLD_REASONS), ApiPropertyOptional({ enum: HOLD_REASONS }));
}

/** UTC. */
export function HoldUntil(): PropertyDecorator {
  return applyDecorators(IsOptional(), nullIsAbsent, IsISO8601({ strict: true }));
}

/** Id of a person or a team; null: nobody. */
export function IdOrNone(): PropertyDecorator {
  return applyDecorators(Nullable(), IsUUID(), ApiPropertyOptional({ type: String, format: 'uuid', nullable: true }));
}

/** Multipart has only text: there it is the JSON of the list, or the ids by comma. */
const idsOfForm = Transform(({ value }: { value: unknown }): unknown => {
  if (typeof value !== 'string') {
    return value ?? undefined;
  }
  try {
    return value.trimStart().startsWith('[')
      ? (JSON.parse(value) as unknown)
      : value
          .split(',')
          .map((id) => id.trim())
          .filter((id) => id !== '');
  } catch {
    // The field's own rule says what it must be.
    return value;
  }
});

/** Files that wait to be sent. */
export function UploadIds(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    idsOfForm,
    IsArray({ message: 'Must be a list of ids' }),
    ArrayMaxSize(UPLOADS_MOST, { message: `At most ${String(UPLOADS_MOST)} files at once` }),
    IsUUID(undefined, { each: true, message: 'Must be ids that POST /api/uploads gave' }),
    ArrayUnique((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id), { message: 'Each file once' }),
    ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: UPLOADS_MOST }),
  );
}

export function PriorityField(): PropertyDecorator {
  return applyDecorators(
    Omittable(),
    IsIn(PRIORITIES),
    ApiPropertyOptional({ enum: PRIORITIES, enumName: 'TicketPriority' }),
  );
}

/** Impact or urgency; null: not known. */
export function LevelOrNone(): PropertyDecorator {
  return applyDecorators(
    Nullable(),
    IsIn(LEVELS, { message: `Must be one of: ${LEVELS.join(', ')}` }),
    ApiPropertyOptional({ enum: [...LEVELS, null], nullable: true, type: String }),
  );
}

export function TagsField({ least }: { readonly least: 0 | 1 }): PropertyDecorator {
  return applyDecorators(
    Omittable(),
    uniqueTags,
    IsArray(),
    ArrayMinSize(least),
    ArrayMaxSize(TAGS_MOST),
    IsString({ each: true }),
    Matches(TAG, { each: true, message: TAG_RULE }),
    ApiPropertyOptional({ type: [String], minItems: least, maxItems: TAGS_MOST }),
  );
}
