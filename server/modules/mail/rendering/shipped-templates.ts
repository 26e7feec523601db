import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { MAIL_LANGUAGES, type MailLanguage } from '../domain/mail-language.js';
import type { MailTemplateName } from '../domain/mail-templates.js';
import { MAIL_TEMPLATES } from '../domain/template-catalogue.js';
import { tidySource, type TemplateSource } from '../domain/template-source.js';
import { MailTemplateError } from '../mail.errors.js';
import { ParsedTemplate } from './parsed-template.js';

const FOLDER = join(import.meta.dirname, '..', 'templates');

interface Shipped {
  readonly source: TemplateSource;
  readonly template: ParsedTemplate;
}

/** The templates that came with the program, read once at start: a broken one stops the start and not a mail. */
@Injectable()
export class ShippedTemplates {
  private readonly known = new Map<string, Shipped>();

  constructor() {
    for (const language of MAIL_LANGUAGES) {
      for (const name of MAIL_TEMPLATES) {
        this.known.set(`${language}/${name}`, read(`${language}/${name}`));
      }
    }
  }

  of(name: MailTemplateName, language: MailLanguage): Shipped {
    const found = this.known.get(`${language}/${name}`);
    if (found === undefined) {
      throw new MailTemplateError(`No template ${language}/${name}`);
    }
    return found;
  }
}

function read(path: string): Shipped {
  try {
    const part = (ending: string): string => readFileSync(join(FOLDER, `${path}.${ending}.liquid`), 'utf8');
    const source = tidySource({ subject: part('subject'), html: part('html'), text: part('txt') });
    return { source, template: new ParsedTemplate(source) };
  } catch (error) {
    throw new MailTemplateError(`The mail template ${path} is missing or broken: ${String(error)}`, { cause: error });
  }
}
