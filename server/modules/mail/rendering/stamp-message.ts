import { Injectable } from '@nestjs/common';
import { cleanName } from '../domain/mail-address.js';
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

  execute<N extends MailTemplateName>(mail: MailToQueue<N>): NewMessage {
    const subjectTag = mail.subjectTag ?? null;
    const threadId = mail.threadId ?? null;
    const personId = mail.personId ?? null;
    const links = mail.links ?? {};
    return {
      id: mail.id,
      toName: cleanName(mail.to.name),
      toAddress: mail.to.address,
      template: mail.template,
      data: mail.data,
      links,
      kind: mail.kind,
      threadId,
      subject: this.renderer.subject(mail.template, mail.data, subjectTag),
      subjectTag,
      messageId: this.signatures.messageId(mail.id),
      personId,
      language: mail.language ?? 'en',
      replyToken: threadId === null ? null : this.signatures.replyToken(mail.id),
      isCollapsible:
        mail.isCollapsible === true && threadId !== null && personId !== null && Object.keys(links).length === 0,
    };
  }
}
