import { Injectable, ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { validationFailed } from '../../kernel/common.errors.js';

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
    if (metadata.type !== 'body') {
      return super.transform(value, metadata) as Promise<unknown>;
    }
    const given = value ?? {};
    const details = unstorable(given);
    if (Object.keys(details).length > 0) {
      throw validationFailed(details);
    }
    return super.transform(given, metadata) as Promise<unknown>;
  }
}

/**
 * What no field may hold: NUL, which PostgreSQL refuses, and half a surrogate pair, which would come back as another
 * character. `constructor` is named here because class-transformer skips it before the whitelist sees it.
 */
export function unstorable(value: unknown, path = ''): Record<string, string[]> {
  if (typeof value === 'string') {
    return !value.isWellFormed() || value.includes('\u0000')
      ? { [path]: ['Must be text without NUL and broken characters'] }
      : {};
  }
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]) => {
      const field = path === '' ? key : `${path}.${key}`;
      return key === 'constructor' ? { [field]: [`Unknown field ${key}`] } : unstorable(inner, field);
    }),
  ) as Record<string, string[]>;
}

/** Nested fields are named with dots: `items.0.name`. */
export function toDetails(errors: readonly ValidationError[], prefix = ''): Record<string, string[]> {
  const details: Record<string, string[]> = {};
  errors.forEach((error) => {
    const field = `${prefix}${error.property}`;
    const messages = Object.entries(error.constraints ?? {}).map(([rule, message]) =>
      rule === 'whitelistValidation' ? `Unknown field ${error.property}` : message,
    );
    if (messages.length > 0) {
      details[field] = messages;
    }
    Object.assign(details, toDetails(error.children ?? [], `${field}.`));
  });
  return details;
}
