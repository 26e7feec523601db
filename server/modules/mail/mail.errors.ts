import { validationFailed } from '../../kernel/common.errors.js';
import type { DomainError } from '../../kernel/domain-error.js';
import { TEMPLATE_PARTS, type TemplateProblem } from './domain/template-source.js';

/** No template may reach a recipient half filled or unparsed. */
export class MailTemplateError extends Error {
  override readonly name = 'MailTemplateError';
}

/** What is wrong with a template, by its parts, each with its line. */
export function templateInvalid(problems: readonly TemplateProblem[]): DomainError {
  const parts = TEMPLATE_PARTS.map((part) => [part, problems.filter((problem) => problem.part === part)] as const);
  return validationFailed(
    Object.fromEntries(
      parts
        .filter(([, found]) => found.length > 0)
        .map(([part, found]) => [part, found.map(({ line, message }) => `Line ${String(line)}: ${message}`)]),
    ),
  );
}
