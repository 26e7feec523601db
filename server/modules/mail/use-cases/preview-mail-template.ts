import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { CATALOGUE } from '../domain/template-catalogue.js';
import { exampleLink, templateExamples } from '../domain/template-examples.js';
import { cleanSubject } from '../domain/mail-address.js';
import { tidySource, type TemplatePart, type TemplateProblem, type TemplateSource } from '../domain/template-source.js';
import type { TemplateKey } from '../persistence/mail-templates.repository.js';
import { checkTemplate } from '../rendering/check-template.js';
import { inHouseStyle } from '../rendering/house-style.js';
import { parsePart, renderPart } from '../rendering/liquid.js';
import { MailFrame } from '../rendering/mail-frame.js';

export const PREVIEW_EXAMPLES = ['full', 'sparse'] as const;
/** full: all that there can be. sparse: as little as there can be. */
export type PreviewExample = (typeof PREVIEW_EXAMPLES)[number];

export interface TemplatePreview {
  /** Null where a part cannot be filled. */
  readonly subject: string | null;
  readonly html: string | null;
  readonly text: string | null;
  readonly problems: readonly TemplateProblem[];
}

/** What a mail of this template would look like. HTML that may not be sent is not shown either. */
@Injectable()
export class PreviewMailTemplate {
  constructor(private readonly frame: MailFrame) {}

  execute(
    _call: PersonCall,
    { name, language }: TemplateKey,
    given: TemplateSource,
    example: PreviewExample,
  ): TemplatePreview {
    const source = tidySource(given);
    const problems = checkTemplate({ name, language, source });
    const { deskUrl } = this.frame;
    const { full, sparse } = templateExamples(language, deskUrl)[name];
    const links = Object.fromEntries(CATALOGUE[name].links.map((link) => [link, exampleLink(deskUrl, link)]));
    const data = { ...full, ...(example === 'sparse' ? sparse : {}), links, deskUrl };
    const tag = CATALOGUE[name].group === 'ticket' ? '[SS-000123]' : null;
    const filled = (part: TemplatePart): string | null =>
      problems.some((problem) => problem.part === part) ? null : fill(part, source, data);
    const words = filled('subject');
    const [subject, html, text] = [words === null ? null : cleanSubject(words, tag), filled('html'), filled('text')];
    const framed = this.frame.around(
      { html: html ?? '', text: text?.trim() ?? '' },
      { subject: subject ?? '', tag, language },
    );
    return {
      subject,
      html: html === null ? null : framed.html,
      text: text === null ? null : framed.text,
      problems,
    };
  }
}

/** Null when a limit is reached; the check, which tried it as well, said so. */
function fill(part: TemplatePart, source: TemplateSource, data: object): string | null {
  try {
    return renderPart(part, parsePart(part, part === 'html' ? inHouseStyle(source.html) : source[part]), data);
  } catch {
    // Liquid that only this example breaks: every other case was tried by the check.
    return null;
  }
}
