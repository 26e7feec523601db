import { validationFailed } from '../../../kernel/common.errors.js';
import { TEMPLATE_PARTS, type TemplateSource } from '../domain/template-source.js';

/** All three parts or none; part of a mail is no mail. */
export function draftOf(given: Partial<TemplateSource>): TemplateSource | null {
  const { subject, html, text } = given;
  if (subject !== undefined && html !== undefined && text !== undefined) {
    return { subject, html, text };
  }
  const missing = TEMPLATE_PARTS.filter((part) => given[part] === undefined);
  if (missing.length === TEMPLATE_PARTS.length) {
    return null;
  }
  throw validationFailed(Object.fromEntries(missing.map((part) => [part, ['Please fill this in']])));
}
