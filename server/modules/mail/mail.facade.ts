import { Injectable } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import type { Call } from '../../kernel/call.js';
import { taskIdFor } from '../../kernel/ids.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import { QueueFacade } from '../queue/queue.facade.js';
import { cleanName } from './domain/mail-address.js';
import { MAIL_DELIVER } from './domain/mail-task.js';
import type { LinkSource, MailKind } from './domain/mail-message.js';
import type { MailTemplateName, MailTemplates } from './domain/mail-templates.js';
import { MailStore } from './persistence/mail-store.js';
import { MailRenderer } from './rendering/mail-renderer.js';
import { senderOf } from './rendering/sender.js';

export type { LinkSource } from './domain/mail-message.js';
export type { MailTemplateName, MailTemplates } from './domain/mail-templates.js';

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
}

/** Makes a whole link from a row, while the message is rendered; null when the row is used up, too old or gone. */
type LinkMaker = (rowId: string) => Promise<string | null>;

/** Filled by the modules that own such rows, in `onModuleInit`. Links are never stored. */
@Injectable()
export class LinkMakers {
  private readonly makers = new Map<string, LinkMaker>();

  register(purpose: string, make: LinkMaker): void {
    this.makers.set(purpose, make);
  }

  async make({ purpose, rowId }: LinkSource): Promise<string | null> {
    return (await this.makers.get(purpose)?.(rowId)) ?? null;
  }
}

@Injectable()
export class MailFacade {
  private readonly domain: string;

  constructor(
    private readonly store: MailStore,
    private readonly renderer: MailRenderer,
    private readonly tasks: QueueFacade,
    configuration: Configuration,
  ) {
    this.domain = senderOf(configuration.mailFrom).domain;
  }

  /** In the caller's transaction: the message and its task exist with the change, or not at all. */
  async queue<N extends MailTemplateName>(
    tx: Transaction,
    call: Call,
    mail: MailToQueue<N>,
  ): Promise<{ messageId: string; taskId: string }> {
    const subjectTag = mail.subjectTag ?? null;
    await this.store.insert(tx, {
      id: mail.id,
      toName: cleanName(mail.to.name),
      toAddress: mail.to.address,
      template: mail.template,
      data: mail.data,
      links: mail.links ?? {},
      kind: mail.kind,
      threadId: mail.threadId ?? null,
      subject: this.renderer.subject(mail.template, mail.data, subjectTag),
      subjectTag,
      messageId: `<${mail.id}@${this.domain}>`,
    });
    const taskId = await this.tasks.enqueue(tx, call, {
      id: taskIdFor(mail.id, MAIL_DELIVER),
      type: MAIL_DELIVER,
      payload: { messageId: mail.id },
    });
    return { messageId: mail.id, taskId };
  }
}
