import { Injectable } from '@nestjs/common';
import { digestOf } from '../domain/digest.js';
import { headersOf, referencesOf, type HeaderFacts } from '../domain/mail-headers.js';
import type { NewMessage, OutgoingMail, StoredMessage } from '../domain/mail-message.js';
import { LinkMakers } from '../mail.facade.js';
import { MailSignatures } from '../mail-signatures.js';
import { MailStore } from '../persistence/mail-store.js';
import type { Framed } from '../rendering/mail-frame.js';
import { MailRenderer } from '../rendering/mail-renderer.js';

const MASK = '[hidden]';

/** What is written: one message's own content, or several messages as one. */
type Content = Pick<NewMessage, 'template' | 'data' | 'kind' | 'subjectTag' | 'language' | 'draft'>;

export interface ComposedMessage {
  readonly outgoing: OutgoingMail;
  /** The same with secret links masked: what is kept. */
  readonly masked: Framed;
  readonly references: readonly string[];
  readonly inReplyTo: string | null;
}

/** Renders a stored message, with those that go with it; secret links are made here, each time anew. */
@Injectable()
export class ComposeMessage {
  constructor(
    private readonly renderer: MailRenderer,
    private readonly links: LinkMakers,
    private readonly store: MailStore,
    private readonly signatures: MailSignatures,
  ) {}

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
    const content = await this.contentOf(message);
    const facts = await this.headerFacts(message, content);
    const mail = await this.renderer.render(content, made);
    const { name, address } = this.signatures.sender;
    return {
      outgoing: {
        from: { name, address },
        to: { name: message.toName, address: message.toAddress },
        subject: mail.subject,
        subjectTag: content.subjectTag,
        html: mail.html,
        text: mail.text,
        messageId: message.messageId,
        headers: headersOf(facts),
        hasEnvelopeSender: content.kind === 'personal',
      },
      masked: Object.keys(made).length === 0 ? mail : await this.renderer.render(content, hidden),
      references: referencesOf(facts),
      inReplyTo: facts.earlier.at(-1) ?? null,
    };
  }

  /** As they stand, or would stand, in the head of the message. */
  async headers(message: StoredMessage): Promise<Record<string, string>> {
    return headersOf(await this.headerFacts(message, await this.contentOf(message)));
  }

  private async contentOf(message: StoredMessage): Promise<Content> {
    const members = message.isCollapsible ? await this.store.members(message.id) : [];
    if (members.length === 0) {
      return message;
    }
    const all = [message, ...members];
    const headlines = await Promise.all(all.map((one) => this.renderer.subject({ ...one, subjectTag: null })));
    const { data, kind } = digestOf(all, headlines);
    const { subjectTag, language } = message;
    return { template: 'ticket-digest', data, kind, subjectTag, language, draft: null };
  }

  private async headerFacts(message: StoredMessage, { kind }: Content): Promise<HeaderFacts> {
    return {
      kind,
      root: message.threadId === null ? null : this.signatures.rootOf(message.threadId),
      earlier: await this.store.earlier(message),
      replyTo: this.signatures.replyAddress(message.replyToken),
    };
  }
}
