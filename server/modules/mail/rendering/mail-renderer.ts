import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Liquid, type Template } from 'liquidjs';
import { Configuration } from '../../../config/configuration.js';
import { cleanSubject } from '../domain/mail-address.js';
import type { NewMessage } from '../domain/mail-message.js';
import { MAIL_TEMPLATES, type MailTemplateName } from '../domain/mail-templates.js';
import { MailTemplateError } from '../mail.errors.js';

const FOLDER = join(import.meta.dirname, '..', 'templates');

type Part = 'html' | 'txt' | 'subject';

export interface RenderedBody {
  readonly html: string;
  readonly text: string;
}

/** HTML escapes by itself; nothing outside the given data can be reached, no other file can be included. */
const SETTINGS = {
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  relativeReference: false,
} as const;

/** Templates are read and parsed once, at start: a broken one stops the start and not a mail. */
@Injectable()
export class MailRenderer {
  private readonly html = new Liquid({ ...SETTINGS, outputEscape: 'escape' });
  private readonly plain = new Liquid(SETTINGS);
  private readonly parsed = new Map<string, Template[]>();
  private readonly deskUrl: string;

  constructor(configuration: Configuration) {
    this.deskUrl = configuration.publicUrl;
    [...MAIL_TEMPLATES, 'layout'].forEach((name) => {
      this.parse(name, 'html');
      this.parse(name, 'txt');
    });
    MAIL_TEMPLATES.forEach((name) => {
      this.parse(name, 'subject');
    });
  }

  subject(template: MailTemplateName, data: object, tag: string | null): string {
    return cleanSubject(this.fill(template, 'subject', { ...data }), tag);
  }

  /** `links`: by the names the template uses. */
  body(
    message: Pick<NewMessage, 'template' | 'data' | 'subject' | 'subjectTag'>,
    links: Readonly<Record<string, string>>,
  ): RenderedBody {
    const data = { ...message.data, links, deskUrl: this.deskUrl };
    const frame = { subject: message.subject, tag: message.subjectTag, deskUrl: this.deskUrl };
    const html = this.fill(message.template, 'html', data);
    const text = this.fill(message.template, 'txt', data);
    return {
      html: this.fill('layout', 'html', { ...frame, content: html }),
      text: `${this.fill('layout', 'txt', { ...frame, content: text.trim() }).trim()}\n`,
    };
  }

  private fill(name: string, part: Part, data: object): string {
    const template = this.parsed.get(`${name}.${part}`);
    if (template === undefined) {
      throw new MailTemplateError(`No template ${name}.${part}`);
    }
    try {
      return String(this.engine(part).renderSync(template, data));
    } catch (error) {
      throw new MailTemplateError(`The template ${name}.${part}.liquid cannot be filled: ${String(error)}`, {
        cause: error,
      });
    }
  }

  private engine(part: Part): Liquid {
    return part === 'html' ? this.html : this.plain;
  }

  private parse(name: string, part: Part): void {
    const file = `${name}.${part}.liquid`;
    try {
      this.parsed.set(`${name}.${part}`, this.engine(part).parse(readFileSync(join(FOLDER, file), 'utf8')));
    } catch (error) {
      throw new MailTemplateError(`The mail template ${file} is missing or broken: ${String(error)}`, { cause: error });
    }
  }
}
