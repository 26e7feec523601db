import type { Template } from 'liquidjs';
import type { TemplateSource } from '../domain/template-source.js';
import { inHouseStyle } from './house-style.js';
import { parsePart, renderPart } from './liquid.js';

/** A template that can be filled, as often as wanted. Making it throws a LiquidError when a part cannot be read. */
export class ParsedTemplate {
  private readonly subjectPart: Template[];
  private readonly htmlPart: Template[];
  private readonly textPart: Template[];

  constructor({ subject, html, text }: TemplateSource) {
    this.subjectPart = parsePart('subject', subject);
    this.htmlPart = parsePart('html', inHouseStyle(html));
    this.textPart = parsePart('text', text);
  }

  subject(data: object): string {
    return renderPart('subject', this.subjectPart, data);
  }

  html(data: object): string {
    return renderPart('html', this.htmlPart, data);
  }

  text(data: object): string {
    return renderPart('text', this.textPart, data).trim();
  }
}
