import type { ValidationError } from '@nestjs/common';

export const NOT_BLANK = 'Please fill this in';

/** Of several broken rules the first of these is told: what is no text has no length worth talking about. */
const FIRST_TOLD = ['isNotEmpty', 'isString', 'isInt', 'isBoolean', 'isArray', 'isEmail', 'isIn', 'isUuid'];
/** Rules that a missing text breaks without anything being wrong with its content. */
const BROKEN_BY_ABSENCE = ['isNotEmpty', 'isString', 'isLength', 'minLength', 'maxLength'];

/** class-validator's own sentences, which begin with the name of the field, in words for people. */
const OWN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/should not be empty$/, NOT_BLANK],
  [/must be a string$/, 'Must be text'],
  [/must be an integer number$/, 'Must be a whole number'],
  [/must be a boolean value$/, 'Must be true or false'],
  [/must be an array$/, 'Must be a list'],
  [/must be a UUID$/, 'Must be an id'],
  [/must not be less than (.+)$/, 'Must be at least $1'],
  [/must not be greater than (.+)$/, 'Must be at most $1'],
  [/must be shorter than or equal to (\d+) characters$/, 'At most $1 characters'],
  [/must contain at least (\d+) elements$/, 'Give at least $1'],
  [/must contain no more than (\d+) elements$/, 'At most $1'],
  [/must be one of the following values: (.+)$/, 'Must be one of: $1'],
  [/must be a valid ISO 8601 date string$/, 'Must be a date and time like 2026-09-04T15:30:00Z'],
];

/** The one sentence that is told about a field; null when only its parts are wrong. */
export function fieldMessage({ property, value, constraints = {} }: ValidationError): string | null {
  const rules = Object.keys(constraints);
  if (rules.includes('whitelistValidation')) {
    return `Unknown field ${property}`;
  }
  const rule = FIRST_TOLD.find((one) => rules.includes(one)) ?? rules[0];
  if (rule === undefined) {
    return null;
  }
  const message = constraints[rule] ?? '';
  const isOwn = message.startsWith(`${property} `) || message.startsWith(`each value in ${property} `);
  const isAbsent = value === undefined || value === null || value === '';
  if (isAbsent && BROKEN_BY_ABSENCE.includes(rule) && (isOwn || rule.endsWith('ength'))) {
    return NOT_BLANK;
  }
  return isOwn ? inOwnWords(message, property) : message;
}

function inOwnWords(message: string, property: string): string {
  const known = OWN_WORDS.find(([pattern]) => pattern.test(message));
  if (known !== undefined) {
    return message.replace(new RegExp(`^.*${known[0].source}`), known[1]);
  }
  const rest = message.replace(/^each value in /, '').slice(property.length + 1);
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
}
