import type { ErrorDetails } from '../../../kernel/domain-error.js';
import { TEMPLATE_PARTS, type TemplatePart, type TemplateSource } from './template-source.js';

interface Sources {
  /** What I began with. */
  readonly base: TemplateSource;
  readonly mine: TemplateSource;
  /** What it is now. */
  readonly theirs: TemplateSource;
}

/** My changes on top of theirs; a part that both changed to something else is a conflict: both, theirs first. */
export function mergeSource({ base, mine, theirs }: Sources): { source: TemplateSource } | { conflict: ErrorDetails } {
  const isMine = (part: TemplatePart): boolean => mine[part] !== base[part];
  const both = TEMPLATE_PARTS.filter(
    (part) => isMine(part) && theirs[part] !== base[part] && theirs[part] !== mine[part],
  );
  if (both.length > 0) {
    return { conflict: Object.fromEntries(both.map((part) => [part, [theirs[part], mine[part]]])) };
  }
  const merged = (part: TemplatePart): string => (isMine(part) ? mine[part] : theirs[part]);
  return { source: { subject: merged('subject'), html: merged('html'), text: merged('text') } };
}
