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
    const given = metadata.type === 'body' && (value === undefined || value === null) ? {} : value;
    return super.transform(given, metadata) as Promise<unknown>;
  }
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
