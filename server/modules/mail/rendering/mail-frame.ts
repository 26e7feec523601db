import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Template } from 'liquidjs';
import { Configuration } from '../../../config/configuration.js';
import type { MailLanguage } from '../domain/mail-language.js';
import { parsePart, renderPart } from './liquid.js';

const FOLDER = join(import.meta.dirname, '..', 'templates');

export interface Framed {
  readonly html: string;
  readonly text: string;
}

/** What stands around every mail. Its HTML is made of `layout.mjml` by `npm run mail:layout`. */
@Injectable()
export class MailFrame {
  readonly deskUrl: string;
  private readonly htmlPart: Template[];
  private readonly textPart: Template[];

  constructor({ publicUrl }: Configuration) {
    this.deskUrl = publicUrl;
    this.htmlPart = parsePart('html', readFileSync(join(FOLDER, 'layout.html.liquid'), 'utf8'));
    this.textPart = parsePart('text', readFileSync(join(FOLDER, 'layout.txt.liquid'), 'utf8'));
  }

  around(
    content: Framed,
    { subject, tag, language }: { subject: string; tag: string | null; language: MailLanguage },
  ): Framed {
    const { deskUrl } = this;
    const html = renderPart('html', this.htmlPart, { subject, tag, language, deskUrl, content: content.html });
    const text = renderPart('text', this.textPart, { tag, deskUrl, content: content.text });
    return { html, text: `${text.trim()}\n` };
  }
}
