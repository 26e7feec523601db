import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { cleanName } from '../domain/mail-address.js';
import type { MailLanguage } from '../domain/mail-language.js';
import type { NewMessage } from '../domain/mail-message.js';
import type { MailTemplateName } from '../domain/mail-templates.js';
import type { MailToQueue } from '../domain/mail-to-queue.js';
import { MailSignatures } from '../mail-signatures.js';
import { MailRenderer } from './mail-renderer.js';

/** A message as it is kept: subject, signed Message-ID and the token for answers. */
@Injectable()
export class StampMessage {
  constructor(
    private readonly renderer: MailRenderer,
    private readonly signatures: MailSignatures,
  ) {}

  async execute<N extends MailTemplateName>(
    tx: Transaction,
    mail: MailToQueue<N>,
    language: MailLanguage,
  ): Promise<NewMessage> {
    const subjectTag = mail.subjectTag ?? null;
    const threadId = mail.threadId ?? null;
    const personId = mail.personId ?? null;
    const links = mail.links ?? {};
    const { template, data } = mail;
    const draft = mail.draft ?? null;
    return {
      id: mail.id,
      toName: cleanName(mail.to.name),
      toAddress: mail.to.address,
      template,
      data,
      links,
      kind: mail.kind,
      threadId,
      subject: await this.renderer.subject({ template, data, subjectTag, language, draft }, tx),
      subjectTag,
      messageId: this.signatures.messageId(mail.id),
      personId,
      language,
      replyToken: threadId === null ? null : this.signatures.replyToken(mail.id),
      isCollapsible:
        mail.isCollapsible === true && threadId !== null && personId !== null && Object.keys(links).length === 0,
      draft,
    };
  }
}
