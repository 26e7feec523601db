import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDefined, IsIn, IsInt, IsString, MaxLength, Min } from 'class-validator';
import { Omittable, WholeNumber } from '../../../../platform/http/fields.decorator.js';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '../../../../kernel/page.js';
import { MAIL_LANGUAGES, type MailLanguage } from '../../domain/mail-language.js';
import { TEMPLATE_GROUPS, type TemplateGroup } from '../../domain/template-catalogue.js';
import { PART_LIMITS, TEMPLATE_PARTS, type TemplatePart } from '../../domain/template-source.js';
import { TEMPLATE_ACTIONS, type TemplateAction } from '../../domain/template-state.js';
import { VARIABLE_KINDS, type VariableKind } from '../../domain/template-variables.js';
import { PREVIEW_EXAMPLES, type PreviewExample } from '../../use-cases/preview-mail-template.js';

const FILL_IN = { message: 'Please fill this in' };

/** Who changed something. */
export class MailTemplateAuthorDto {
  /** Id of the account. */
  id: string;
  /** First and last name. */
  name: string;
}

/** Why a mail could not be made of a template; the one that came with the program was used instead. */
export class MailTemplateFailureDto {
  /** What went wrong, in English. */
  message: string;
  /** When it did so first. */
  at: string;
}

/** One language of a template. */
export class MailTemplateLanguageDto {
  @ApiProperty({ enum: MAIL_LANGUAGES, enumName: 'MailLanguage' })
  language: MailLanguage;
  /** Whether an administrator has written it anew. */
  isChanged: boolean;
  /** Grows with every change, 1 until the first one. */
  version: number;
  /** When it was last changed; null: never. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  updatedAt: string | null;
  /** By whom; null: by nobody, or somebody who is gone. */
  @ApiProperty({ type: MailTemplateAuthorDto, nullable: true })
  updatedBy: MailTemplateAuthorDto | null;
  /** Why the last mail was not made of it; null: all were. */
  @ApiProperty({ type: MailTemplateFailureDto, nullable: true })
  failure: MailTemplateFailureDto | null;
}

/** A mail of the product. */
export class MailTemplateItemDto {
  /** Its name, like `ticket-reply`. */
  name: string;
  /** What sort of mail it is. */
  @ApiProperty({ enum: TEMPLATE_GROUPS })
  group: TemplateGroup;
  /** When it is sent, and to whom, in English. */
  purpose: string;
  /** Each language it is written in. */
  languages: MailTemplateLanguageDto[];
}

export class MailTemplateListDto {
  /** All of them, by group. */
  items: MailTemplateItemDto[];
}

/** The three parts of a mail, as they are written. */
export class MailTemplateSourceDto {
  /** Liquid, one line. */
  subject: string;
  /** HTML and liquid: what stands inside the frame that every mail has. */
  html: string;
  /** Text and liquid. */
  text: string;
}

/** Something a template can show. */
export class MailTemplateVariableDto {
  /** As it is written between braces; of a list, what each of it has, like `items.headline`. */
  name: string;
  /** `html` is shown with `| raw`; `link` is a secret one; `flag` is asked for by `if`; `list` by `for`. */
  @ApiProperty({ enum: VARIABLE_KINDS })
  kind: VariableKind;
  /** What it stands for, in English. */
  meaning: string;
  /** Whether it may be missing. */
  isOptional: boolean;
  /** Whether HTML and text must show it. */
  isRequired: boolean;
}

/** A template in one language. */
export class MailTemplateDto extends MailTemplateLanguageDto {
  /** Its name. */
  name: string;
  /** What sort of mail it is. */
  @ApiProperty({ enum: TEMPLATE_GROUPS })
  group: TemplateGroup;
  /** When it is sent, and to whom, in English. */
  purpose: string;
  /** Liquid, one line. */
  subject: string;
  /** HTML and liquid: what stands inside the frame that every mail has. */
  html: string;
  /** Text and liquid. */
  text: string;
  /** As it came with the program. */
  shipped: MailTemplateSourceDto;
  /** All it can show. */
  variables: MailTemplateVariableDto[];
}

class TemplatePartsDto {
  /** Liquid, one line, at most 200 characters. */
  @IsDefined(FILL_IN)
  @IsString()
  @MaxLength(PART_LIMITS.subject, { message: 'At most 200 characters' })
  @ApiProperty({ maxLength: PART_LIMITS.subject })
  subject: string;

  /** HTML and liquid, at most 50,000 characters. */
  @IsDefined(FILL_IN)
  @IsString()
  @MaxLength(PART_LIMITS.html, { message: 'At most 50,000 characters' })
  @ApiProperty({ maxLength: PART_LIMITS.html })
  html: string;

  /** Text and liquid, at most 20,000 characters. */
  @IsDefined(FILL_IN)
  @IsString()
  @MaxLength(PART_LIMITS.text, { message: 'At most 20,000 characters' })
  @ApiProperty({ maxLength: PART_LIMITS.text })
  text: string;
}

/** A template as it shall be. */
export class SaveMailTemplateDto extends TemplatePartsDto {
  /** The version it is based on: parts that were changed since then and are not changed here stay. */
  @Omittable()
  @IsInt()
  @Min(1)
  version?: number;
}

/** A template to look at. */
export class PreviewMailTemplateDto extends TemplatePartsDto {
  /** With all example data, or with as little as there can be. */
  @Omittable()
  @IsIn(PREVIEW_EXAMPLES, { message: `Must be one of: ${PREVIEW_EXAMPLES.join(', ')}` })
  @ApiPropertyOptional({ enum: PREVIEW_EXAMPLES, default: 'full' })
  example?: PreviewExample;
}

/** A template to try out; without any part, the one in use. */
export class TestMailTemplateDto {
  /** Liquid, one line, at most 200 characters. */
  @Omittable()
  @IsString()
  @MaxLength(PART_LIMITS.subject, { message: 'At most 200 characters' })
  subject?: string;

  /** HTML and liquid, at most 50,000 characters. */
  @Omittable()
  @IsString()
  @MaxLength(PART_LIMITS.html, { message: 'At most 50,000 characters' })
  html?: string;

  /** Text and liquid, at most 20,000 characters. */
  @Omittable()
  @IsString()
  @MaxLength(PART_LIMITS.text, { message: 'At most 20,000 characters' })
  text?: string;
}

/** What is wrong with a template, and where. */
export class MailTemplateProblemDto {
  @ApiProperty({ enum: TEMPLATE_PARTS })
  part: TemplatePart;
  /** From 1. */
  line: number;
  /** A sentence in English. */
  message: string;
}

/** A mail with example data. */
export class MailTemplatePreviewDto {
  /** Null when it has problems. */
  subject: string | null;
  /** The whole mail with its frame; null when it has problems. */
  html: string | null;
  /** The whole mail with its frame; null when it has problems. */
  text: string | null;
  /** What has to be put right before it can be saved. */
  problems: MailTemplateProblemDto[];
}

/** A mail to oneself. */
export class MailTemplateTestDto {
  /** The message in the log. */
  messageId: string;
  /** The task that hands it over. */
  taskId: string;
}

/** What a template was at a time. */
export class MailTemplateVersionDto extends MailTemplateSourceDto {
  /** Of the template, not of this entry. */
  number: number;
  /** Whether it is what came with the program. */
  isShipped: boolean;
  /** saved: written anew. reset: back to what came with the program. restored: back to an earlier version. */
  @ApiProperty({ enum: TEMPLATE_ACTIONS })
  action: TemplateAction;
  createdAt: string;
  /** Null: somebody who is gone. */
  @ApiProperty({ type: MailTemplateAuthorDto, nullable: true })
  createdBy: MailTemplateAuthorDto | null;
}

export class MailTemplateVersionListDto {
  /** Newest first; before the first of them it was as it came with the program, version 1. */
  items: MailTemplateVersionDto[];
  /** Send as `cursor` for the next page; null on the last one. */
  nextCursor: string | null;
}

export class ListMailTemplateVersionsQuery {
  /** Where the last page ended. */
  @Omittable()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  /** Rows of one page. */
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT })
  @WholeNumber(1, PAGE_LIMIT_MAX)
  limit: number = PAGE_LIMIT_DEFAULT;
}
