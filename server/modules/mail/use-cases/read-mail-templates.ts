import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { MAIL_LANGUAGES, type MailLanguage } from '../domain/mail-language.js';
import type { MailTemplateName } from '../domain/mail-templates.js';
import { isMailTemplate, MAIL_TEMPLATES } from '../domain/template-catalogue.js';
import type { TemplateSource } from '../domain/template-source.js';
import type { TemplateState, TemplateVersion } from '../domain/template-state.js';
import { MailTemplatesRepository, type TemplateKey } from '../persistence/mail-templates.repository.js';
import { ShippedTemplates } from '../rendering/shipped-templates.js';

export interface PresentTemplate extends TemplateKey {
  readonly state: TemplateState;
  readonly shipped: TemplateSource;
}

/** One version, with what it says in any case. */
export interface PresentVersion extends Omit<TemplateVersion, 'source'> {
  readonly source: TemplateSource;
  readonly isShipped: boolean;
}

/** Templates for those who edit them, straight from the database: whoever edits must see what he would change. */
@Injectable()
export class ReadMailTemplates {
  constructor(
    private readonly repository: MailTemplatesRepository,
    private readonly shipped: ShippedTemplates,
  ) {}

  async all(_call: PersonCall): Promise<{ name: MailTemplateName; languages: PresentTemplate[] }[]> {
    const known = new Map((await this.repository.all()).map((row) => [`${row.language}/${row.name}`, row]));
    return MAIL_TEMPLATES.map((name) => ({
      name,
      languages: MAIL_LANGUAGES.map((language) =>
        this.present({ name, language }, known.get(`${language}/${name}`) ?? UNCHANGED),
      ),
    }));
  }

  async one(_call: PersonCall, key: TemplateKey): Promise<PresentTemplate> {
    return this.present(key, await this.repository.find(key));
  }

  /** Newest first; the first of all is what came with the program and has no author. */
  async versions(
    _call: PersonCall,
    key: TemplateKey,
    { before, limit }: { readonly before: number; readonly limit: number },
  ): Promise<PresentVersion[]> {
    const shipped = this.shipped.of(key.name, key.language).source;
    return (await this.repository.versions(key, before, limit)).map(({ source, ...version }) => ({
      ...version,
      source: source ?? shipped,
      isShipped: source === null,
    }));
  }

  /** Throws the 404 of a template or a language that there is not. */
  demand(name: string, language: string): TemplateKey {
    const known: MailLanguage | undefined = MAIL_LANGUAGES.find((one) => one === language);
    if (!isMailTemplate(name) || known === undefined) {
      throw resourceNotFound();
    }
    return { name, language: known };
  }

  private present(key: TemplateKey, state: TemplateState): PresentTemplate {
    const { name, language } = key;
    return { name, language, state, shipped: this.shipped.of(name, language).source };
  }
}

const UNCHANGED: TemplateState = { version: 1, source: null, updatedAt: null, updatedBy: null, problem: null };
