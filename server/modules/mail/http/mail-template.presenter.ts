import { CATALOGUE } from '../domain/template-catalogue.js';
import type { MailTemplateName } from '../domain/mail-templates.js';
import type { TemplateSource } from '../domain/template-source.js';
import { templateVariables } from '../domain/template-variables.js';
import type { TemplatePreview } from '../use-cases/preview-mail-template.js';
import type { PresentTemplate, PresentVersion } from '../use-cases/read-mail-templates.js';
import type {
  MailTemplateDto,
  MailTemplateItemDto,
  MailTemplateLanguageDto,
  MailTemplatePreviewDto,
  MailTemplateSourceDto,
  MailTemplateVersionDto,
} from './dto/mail-template.dto.js';

export function presentTemplateItem(item: {
  readonly name: MailTemplateName;
  readonly languages: readonly PresentTemplate[];
}): MailTemplateItemDto {
  const { group, purpose } = CATALOGUE[item.name];
  return { name: item.name, group, purpose, languages: item.languages.map(presentLanguage) };
}

export function presentTemplate(template: PresentTemplate): MailTemplateDto {
  const { name, state, shipped } = template;
  const { group, purpose } = CATALOGUE[name];
  return {
    ...presentLanguage(template),
    name,
    group,
    purpose,
    ...presentSource(state.source ?? shipped),
    shipped: presentSource(shipped),
    variables: templateVariables(name).map(({ name: variable, kind, meaning, isOptional, isRequired }) => ({
      name: variable,
      kind,
      meaning,
      isOptional,
      isRequired,
    })),
  };
}

export function presentPreview({ subject, html, text, problems }: TemplatePreview): MailTemplatePreviewDto {
  return {
    subject,
    html,
    text,
    problems: problems.map(({ part, line, message }) => ({ part, line, message })),
  };
}

export function presentTemplateVersion(version: PresentVersion): MailTemplateVersionDto {
  return {
    number: version.version,
    isShipped: version.isShipped,
    action: version.action,
    ...presentSource(version.source),
    createdAt: version.createdAt.toISOString(),
    createdBy: presentAuthor(version.createdBy),
  };
}

function presentLanguage({ language, state }: PresentTemplate): MailTemplateLanguageDto {
  const { version, source, updatedAt, updatedBy, problem } = state;
  return {
    language,
    isChanged: source !== null,
    version,
    updatedAt: updatedAt?.toISOString() ?? null,
    updatedBy: presentAuthor(updatedBy),
    failure: problem === null ? null : { message: problem.message, at: problem.at.toISOString() },
  };
}

function presentAuthor(author: { readonly id: string; readonly name: string } | null) {
  return author === null ? null : { id: author.id, name: author.name };
}

function presentSource({ subject, html, text }: TemplateSource): MailTemplateSourceDto {
  return { subject, html, text };
}
