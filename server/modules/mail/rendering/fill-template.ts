import { cleanSubject } from '../domain/mail-address.js';
import type { ParsedTemplate } from './parsed-template.js';

export interface FilledTemplate {
  readonly subject: string;
  /** Without the frame. */
  readonly html: string;
  readonly text: string;
}

export interface TemplateFilling {
  readonly data: object;
  /** By the names the template uses. */
  readonly links: Readonly<Record<string, string>>;
  /** Ends the subject, like [SS-000123]. */
  readonly tag: string | null;
  readonly deskUrl: string;
}

/** Throws when data is missing, a limit is reached, or what came out is no mail that its reader could use. */
export function fillTemplate(template: ParsedTemplate, { data, links, tag, deskUrl }: TemplateFilling): FilledTemplate {
  const given = { ...data, links, deskUrl };
  const [html, text] = [template.html(given), template.text(given)];
  if (text === '') {
    throw new Error('The text part is empty');
  }
  for (const [name, link] of Object.entries(links)) {
    if (!html.includes(`href="${escaped(link)}"`) || !text.includes(link)) {
      throw new Error(`The link ${name} is not shown`);
    }
  }
  return { subject: fillSubject(template, { data, tag, deskUrl }), html, text };
}

export function fillSubject(
  template: ParsedTemplate,
  { data, tag, deskUrl }: Pick<TemplateFilling, 'data' | 'tag' | 'deskUrl'>,
): string {
  const words = cleanSubject(template.subject({ ...data, deskUrl }), null);
  if (words === '') {
    throw new Error('The subject is empty');
  }
  return cleanSubject(words, tag);
}

function escaped(link: string): string {
  return link
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;');
}
