import { ValidateBy, type ValidationArguments } from 'class-validator';
import { passwordProblems } from '../../domain/password-rules.js';

/** The rules for passwords, with the names and the address of the same form; told together with its other errors. */
export function GoodPassword(): PropertyDecorator {
  const problemsOf = (args?: ValidationArguments): string[] =>
    typeof args?.value === 'string' ? passwordProblems(args.value, ownerOf(args.object)) : [];
  return ValidateBy({
    name: 'goodPassword',
    validator: {
      validate: (_value, args) => problemsOf(args).length === 0,
      defaultMessage: (args) => problemsOf(args).join('; '),
    },
  });
}

function ownerOf(form: object): Record<string, string> {
  return Object.fromEntries(
    ['email', 'firstName', 'lastName'].flatMap((field) => {
      const value: unknown = Reflect.get(form, field);
      return typeof value === 'string' ? [[field, value] as const] : [];
    }),
  );
}
