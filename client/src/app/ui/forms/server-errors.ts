import type { FieldTree, ValidationError } from '@angular/forms/signals';
import { type ApiError } from '../../api/api-error';

/** The server's messages by field, for the result of a form's submission. Null when it named no field of this form. */
export function serverErrors<Model extends object>(
  form: FieldTree<Model>,
  error: ApiError,
): ValidationError.WithFieldTree[] | null {
  const fields = new Map<string, FieldTree<unknown>>(Object.entries(form));
  const placed = Object.entries(error.details).flatMap(([name, messages]) => {
    const fieldTree = fields.get(name);
    return fieldTree === undefined ? [] : messages.map((message) => ({ kind: 'server', message, fieldTree }));
  });
  return error.status === 400 && placed.length > 0 ? placed : null;
}
