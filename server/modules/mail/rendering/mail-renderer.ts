import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/database/statement.js';
import { mailLanguageOf } from '../domain/mail-language.js';
import type { NewMessage } from '../domain/mail-message.js';
import { tidySource } from '../domain/template-source.js';
import { MailTemplateError } from '../mail.errors.js';
import { fillSubject, fillTemplate } from './fill-template.js';
import { MailFrame, type Framed } from './mail-frame.js';
import { ParsedTemplate } from './parsed-template.js';
import { ShippedTemplates } from './shipped-templates.js';
import { TemplateOverrides } from './template-overrides.js';

/** What of a message its words are made of. `draft`: a template to try out, instead of the one in use. */
export type MessageContent = Pick<NewMessage, 'template' | 'data' | 'subjectTag' | 'language' | 'draft'>;

export interface RenderedMail extends Framed {
  readonly subject: string;
}

/**
 * Messages in the language of their reader, by the template of this desk or the one that came with the program. A template
 * of the desk that fails costs no mail: the shipped one stands in, and administrators see that it did.
 */
@Injectable()
export class MailRenderer {
  constructor(
    private readonly shipped: ShippedTemplates,
    private readonly overrides: TemplateOverrides,
    private readonly frame: MailFrame,
  ) {}

  /** `from`: the caller's transaction. */
  async subject(content: MessageContent, from?: Queryable): Promise<string> {
    const { data, subjectTag: tag } = content;
    const { deskUrl } = this.frame;
    return this.filled(content, (template) => fillSubject(template, { data, tag, deskUrl }), from);
  }

  /** `links`: by the names the template uses. */
  async render(content: MessageContent, links: Readonly<Record<string, string>>): Promise<RenderedMail> {
    const { data, subjectTag: tag } = content;
    const { deskUrl } = this.frame;
    const { subject, html, text } = await this.filled(content, (template) =>
      fillTemplate(template, { data, links, tag, deskUrl }),
    );
    return { subject, ...this.frame.around({ html, text }, { subject, tag, language: languageOf(content) }) };
  }

  private async filled<T>(content: MessageContent, fill: (by: ParsedTemplate) => T, from?: Queryable): Promise<T> {
    const { template: name, draft } = content;
    const language = languageOf(content);
    if (draft !== null) {
      return orSay(`draft of ${language}/${name}`, () => fill(new ParsedTemplate(tidySource(draft))));
    }
    const override = await this.overrides.find({ name, language }, from);
    if (override !== null) {
      try {
        return fill(override.template());
      } catch (error) {
        await this.overrides.failed(override, error, from !== undefined);
      }
    }
    return orSay(`${language}/${name}`, () => fill(this.shipped.of(name, language).template));
  }
}

function languageOf({ language }: MessageContent) {
  return mailLanguageOf(language, 'en');
}

function orSay<T>(which: string, fill: () => T): T {
  try {
    return fill();
  } catch (error) {
    throw new MailTemplateError(`The template ${which} cannot be filled: ${String(error)}`, { cause: error });
  }
}
