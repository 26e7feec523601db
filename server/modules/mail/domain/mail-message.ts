import type { MailState } from './delivery.js';
import type { MailTemplateName } from './mail-templates.js';
import type { TemplateSource } from './template-source.js';

/** automatic: the desk speaks, nobody shall answer by machine. personal: a person's words, passed on. */
export type MailKind = 'automatic' | 'personal';

/** What a secret link is made of while rendering: who can make it, and from which row. */
export interface LinkSource {
  readonly purpose: string;
  readonly rowId: string;
}

export interface NewMessage {
  readonly id: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly template: MailTemplateName;
  readonly data: object;
  readonly links: Readonly<Record<string, LinkSource>>;
  readonly kind: MailKind;
  /** Messages with the same one are shown as one conversation. */
  readonly threadId: string | null;
  readonly subject: string;
  readonly subjectTag: string | null;
  /** The Message-ID header, signed; the same over all attempts. */
  readonly messageId: string;
  /** Whose account it is for; null: for an address alone. */
  readonly personId: string | null;
  /** Language of the reader, like `en`. */
  readonly language: string;
  /** Stands in the Reply-To address; null: answers belong to nothing. */
  readonly replyToken: string | null;
  /** Whether it may wait for others to the same person in the same conversation, and go as one message with them. */
  readonly isCollapsible: boolean;
  /** A template to try out, which this one message is made of; null: the one in use. */
  readonly draft: TemplateSource | null;
}

export interface StoredMessage extends NewMessage {
  readonly state: MailState;
  readonly attempts: number;
  readonly providerAnswer: string | null;
  readonly lastError: string | null;
  readonly html: string | null;
  readonly text: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  /** The message it went with; null: it is one of its own. */
  readonly collapsedInto: string | null;
  readonly inReplyTo: string | null;
}

export interface MailListItem {
  readonly id: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly template: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly lastError: string | null;
  readonly personId: string | null;
  readonly language: string;
  readonly collapsedInto: string | null;
}

/** A message about a ticket, for whoever asks why somebody got it or did not. */
export interface ThreadMessage extends MailListItem {
  /** Half a sentence: why this person gets it. */
  readonly because: string | null;
}

export interface MailFilter {
  readonly state: MailState | null;
  readonly to: string | null;
  readonly template: string | null;
  readonly personId: string | null;
  /** What stands in the brackets of the subject, like SS-000123. */
  readonly tag: string | null;
  /** Part of a subject or of an address, in any case. */
  readonly q: string | null;
  readonly since: Date | null;
  readonly until: Date | null;
  readonly cursor: string | null;
  readonly limit: number;
}

/** A message ready for a transport. */
export interface OutgoingMail {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  /** Ends the subject and must be readable on the wire; null when there is none. */
  readonly subjectTag: string | null;
  readonly html: string;
  readonly text: string;
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Notices have none, so that no answering machine answers (RFC 3834). */
  readonly hasEnvelopeSender: boolean;
}
