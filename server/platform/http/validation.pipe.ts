import { Injectable, ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { validationFailed } from '../../kernel/common.errors.js';
import { fieldMessage } from './field-message.js';

/**
 * Strict by construction: a field that the DTO does not declare is an error that names it, so that nobody can smuggle
 * in a role or an id. A missing body is an empty one.
 */
@Injectable()
export class StrictValidationPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      stopAtFirstError: false,
      exceptionFactory: (errors) => validationFailed(toDetails(errors)),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body') {
      const given = value ?? {};
      assertNone({ ...inherited(given), ...unstorable(given) });
      return super.transform(given, metadata) as Promise<unknown>;
    }
    if (metadata.type === 'query') {
      assertNone(inherited(value));
      const query = (await super.transform(value, metadata)) as unknown;
      // After the rules of the fields: a search may hold anything, and cleans it itself.
      assertNone(unstorable(query));
      return query;
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

type Details = Record<string, string[]>;

function assertNone(details: Details): void {
  if (Object.keys(details).length > 0) {
    throw validationFailed(details);
  }
}

/** What no field may hold: NUL, which PostgreSQL refuses, and half a surrogate pair, which would come back changed. */
export function unstorable(value: unknown): Details {
  return collect(value, (field, one) =>
    typeof one === 'string' && (!one.isWellFormed() || one.includes('\u0000'))
      ? { [field]: ['Must be text without NUL and broken characters'] }
      : {},
  );
}

/**
 * Fields named like something that every object or class has. Looked for here, because class-validator takes what it
 * inherits for declared, and Nest and class-transformer drop some of them before anybody could refuse them.
 */
export function inherited(value: unknown): Details {
  return collect(value, (field, _one, key) =>
    key in Object.prototype || key === 'prototype' ? Object.fromEntries([[field, [`Unknown field ${key}`]]]) : {},
  );
}

/** Asks about every field, however deep; a text in a list is told under the name of its list, as by class-validator. */
function collect(
  value: unknown,
  problemsOf: (field: string, value: unknown, key: string) => Details,
  prefix = '',
): Details {
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  const found: [string, string[]][] = Object.entries(value).flatMap(([key, inner]) => {
    const field = Array.isArray(value) && typeof inner !== 'object' ? prefix.slice(0, -1) : `${prefix}${key}`;
    return [
      ...Object.entries(problemsOf(field, inner, key)),
      ...Object.entries(collect(inner, problemsOf, `${field}.`)),
    ];
  });
  return Object.fromEntries(found);
}

/** Nested fields are named with dots: `items.0.name`. */
export function toDetails(errors: readonly ValidationError[], prefix = ''): Details {
  const found = errors.flatMap((error): [string, string[]][] => {
    const field = `${prefix}${error.property}`;
    const message = fieldMessage(error);
    return [
      ...(message === null ? [] : [[field, [message]] satisfies [string, string[]]]),
      ...Object.entries(toDetails(error.children ?? [], `${field}.`)),
    ];
  });
  return Object.fromEntries(found);
}
