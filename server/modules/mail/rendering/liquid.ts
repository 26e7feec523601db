import { Liquid, LiquidError, type Template } from 'liquidjs';
import type { TemplatePart } from '../domain/template-source.js';

/** All that templates of mails can do: no other file, no value kept, nothing that grows by itself. */
const TAGS = ['if', 'unless', 'case', 'for', 'break', 'continue', 'comment', '#'];
const FILTERS = [
  'append',
  'capitalize',
  'default',
  'downcase',
  'escape',
  'join',
  'minus',
  'newline_to_br',
  'plus',
  'prepend',
  'raw',
  'size',
  'strip',
  'strip_newlines',
  'truncate',
  'truncatewords',
  'upcase',
  'url_encode',
];

/**
 * Nothing outside the given data can be reached. The limits are far above what any mail needs, and far below what a process
 * would be noticed for: characters read, milliseconds, characters made.
 */
const SETTINGS = {
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  relativeReference: false,
  parseLimit: 200_000,
  renderLimit: 1_000,
  memoryLimit: 50_000_000,
} as const;
/** So many pieces are filled in one rendering: loops in loops end here. */
const TEMPLATE_LIMIT = 50_000;

function restricted(liquid: Liquid): Liquid {
  for (const [known, allowed] of [
    [liquid.tags, TAGS],
    [liquid.filters, FILTERS],
  ] as const) {
    Object.keys(known)
      .filter((name) => !allowed.includes(name))
      .forEach((name) => Reflect.deleteProperty(known, name));
  }
  return liquid;
}

/** HTML escapes whatever is not marked as HTML. */
const HTML = restricted(new Liquid({ ...SETTINGS, outputEscape: 'escape' }));
const PLAIN = restricted(new Liquid(SETTINGS));

const engineOf = (part: TemplatePart): Liquid => (part === 'html' ? HTML : PLAIN);

/** Throws a LiquidError. */
export function parsePart(part: TemplatePart, source: string): Template[] {
  return engineOf(part).parse(source);
}

/** Throws a LiquidError: something is missing in the data, or a limit is reached. */
export function renderPart(part: TemplatePart, parsed: Template[], data: object): string {
  return String(engineOf(part).renderSync(parsed, data, { templateLimit: TEMPLATE_LIMIT }));
}

/** What went wrong in words without the place, and the line it went wrong in. */
export function explainLiquid(error: unknown): { line: number; message: string } {
  if (!LiquidError.is(error)) {
    // A template nested so deep that the program's own stack ends.
    return { line: 1, message: 'The template is too deep to be read.' };
  }
  const [line = 1] = error.token.getPosition();
  const words = error.message.replace(/, line:\d+, col:\d+$/, '').trim();
  return { line, message: `${words.charAt(0).toUpperCase()}${words.slice(1)}.` };
}
