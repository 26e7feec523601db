import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { headersOf, type OutgoingMail, type StoredMessage } from '../domain/mail-message.js';
import { LinkMakers } from '../mail.facade.js';
import { MailRenderer, type RenderedBody } from '../rendering/mail-renderer.js';
import { senderOf, type Sender } from '../rendering/sender.js';

const MASK = '[hidden]';

export interface ComposedMessage {
  readonly outgoing: OutgoingMail;
  /** The same with secret links masked: what is kept. */
  readonly masked: RenderedBody;
}

/** Renders a stored message; secret links are made here, each time anew. */
@Injectable()
export class ComposeMessage {
  private readonly sender: Sender;

  constructor(
    private readonly renderer: MailRenderer,
    private readonly links: LinkMakers,
    configuration: Configuration,
  ) {
    this.sender = senderOf(configuration.mailFrom);
  }

  /** Null when a link can no longer be made: the row has been used, has expired, or is gone. */
  async execute(message: StoredMessage): Promise<ComposedMessage | null> {
    const made: Record<string, string> = {};
    const hidden: Record<string, string> = {};
    for (const [name, source] of Object.entries(message.links)) {
      const link = await this.links.make(source);
      if (link === null) {
        return null;
      }
      made[name] = link;
      hidden[name] = MASK;
    }
    const body = this.renderer.body(message, made);
    return {
      outgoing: {
        from: { name: this.sender.name, address: this.sender.address },
        to: { name: message.toName, address: message.toAddress },
        subject: message.subject,
        subjectTag: message.subjectTag,
        html: body.html,
        text: body.text,
        messageId: message.messageId,
        headers: this.headers(message),
        hasEnvelopeSender: message.kind === 'personal',
      },
      masked: Object.keys(made).length === 0 ? body : this.renderer.body(message, hidden),
    };
  }

  headers(message: StoredMessage): Record<string, string> {
    return headersOf(message, this.sender.domain);
  }
}
