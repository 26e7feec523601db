import type { LinkSource, MailKind } from './mail-message.js';
import type { MailTemplateName, MailTemplates } from './mail-templates.js';
import type { TemplateSource } from './template-source.js';

/** One message to one person. */
export interface MailToQueue<N extends MailTemplateName> {
  /** The key of idempotency: a message with a known id is not queued again. */
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly template: N;
  readonly data: MailTemplates[N];
  /** Secret links that the template shows, by the template's names for them. */
  readonly links?: Readonly<Record<string, LinkSource>>;
  /** Like `[SS-000123]`; ends the subject and stands in the text. */
  readonly subjectTag?: string;
  /** Messages with the same one are shown as one conversation. */
  readonly threadId?: string;
  readonly kind: MailKind;
  /** Whose account it is for; null or absent: for an address alone. */
  readonly personId?: string;
  /** What the account of the reader says, like `de-AT`; absent: the language of the desk. */
  readonly language?: string;
  /** A template to try out instead of the one in use. */
  readonly draft?: TemplateSource;
  /**
   * Whether news that follow shortly may go as one message: needs `threadId`, `personId`, no links, and a template about
   * a ticket. The first one leaves at once all the same.
   */
  readonly isCollapsible?: boolean;
}
