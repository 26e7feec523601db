import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { DECEPTIVE_CHARACTERS } from '../../kernel/deceptive-characters.js';
import { isMailAddress } from '../../kernel/mail-address.js';

/** Rules of fields that many bodies share. Each trims before it checks. */
const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
const PLAIN = /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u;

/** May be left out, but not null. */
export function Omittable(): PropertyDecorator {
  return ValidateIf((_object, value: unknown) => value !== undefined);
}

/** One line of text without control characters. */
export function Line(min: number, max: number): PropertyDecorator {
  return applyDecorators(
    trimmed,
    IsString(),
    Length(min, max, {
      message:
        min <= 1 ? `At most ${String(max)} characters` : `Must be ${String(min)} to ${String(max)} characters long`,
    }),
    Matches(PLAIN, { message: 'Must be one line without control characters' }),
  );
}

const HONEST = new RegExp(`^[^${DECEPTIVE_CHARACTERS}]*$`, 'u');

/** A first or last name. */
export function PersonName(): PropertyDecorator {
  return applyDecorators(Line(1, 100), Matches(HONEST, { message: 'Must be without characters that nobody sees' }));
}

const EMAIL_RULE = 'Must be an email address';

/** An email address that mail can be sent to, kept in lower case. */
export function EmailAddress(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value)),
    IsEmail({}, { message: EMAIL_RULE }),
    ValidateBy(
      {
        name: 'isMailAddress',
        validator: { validate: (value: unknown) => typeof value === 'string' && isMailAddress(value) },
      },
      { message: EMAIL_RULE },
    ),
    MaxLength(254, { message: 'Must be at most 254 characters long' }),
  );
}

/** A telephone number as people write it. */
export function PhoneNumber(): PropertyDecorator {
  return applyDecorators(
    trimmed,
    IsString(),
    Matches(/^[+(]?[0-9][0-9 ()./-]{1,38}$/, { message: 'Must be a telephone number' }),
  );
}

const byComma = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '')
    : value,
);

/** Query: several values by comma, each like this. */
export function WordsLike(pattern: RegExp, message: string): PropertyDecorator {
  return applyDecorators(IsOptional(), byComma, Matches(pattern, { each: true, message }));
}

/** Query: several values by comma, each one of the given words. */
export function WordsOf(words: readonly string[]): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    byComma,
    IsIn(words, { each: true, message: `Must be of: ${words.join(', ')}` }),
  );
}

/** Query: `true` or `false`. */
export function Flag(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)),
    IsIn([true, false], { message: 'Must be true or false' }),
  );
}

/** Query: a whole number. */
export function WholeNumber(min: number, max: number): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : value,
    ),
    IsInt({ message: 'Must be a whole number' }),
    Min(min, { message: `Must be at least ${String(min)}` }),
    Max(max, { message: `Must be at most ${String(max)}` }),
  );
}
