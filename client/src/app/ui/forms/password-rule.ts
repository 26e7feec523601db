import { type SchemaPath, type SchemaPathRules, type PathKind, validate } from '@angular/forms/signals';
import { judgePassword, PASSWORD_MAX, PASSWORD_MIN, type PasswordOwner } from '../field/password-strength';

type Say = (key: string, values?: Record<string, string | number>) => string;

/** The rule for a new password, in words that say how to fix it. */
export function goodPassword<Kind extends PathKind>(
  path: SchemaPath<string, SchemaPathRules.Supported, Kind>,
  say: Say,
  owner: () => PasswordOwner,
): void {
  validate(path, ({ value }) => {
    const { strength, problem } = judgePassword(value(), owner());
    if (strength === 0) {
      return { kind: 'required', message: say('ui.password.missing') };
    }
    return problem === null
      ? null
      : { kind: problem, message: say(`ui.password.${problem}`, { min: PASSWORD_MIN, max: PASSWORD_MAX }) };
  });
}
