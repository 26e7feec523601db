import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import type { StoredMessage } from '../domain/mail-message.js';
import { MailStore } from '../persistence/mail-store.js';
import { MailTransport } from '../transports/mail-transport.js';
import { ComposeMessage } from './compose-message.js';

export interface ShownMessage {
  readonly message: StoredMessage;
  readonly html: string | null;
  readonly text: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * One message as it was sent. In the built-in mailbox nobody else carries it to its reader, so there its links are made
 * anew and work; with a real carrier they stay masked. For a program with an API token they always do: a link lets its
 * reader be somebody else, and no token is made for that.
 */
@Injectable()
export class ShowMessage {
  constructor(
    private readonly store: MailStore,
    private readonly compose: ComposeMessage,
    private readonly transport: MailTransport,
  ) {}

  async execute({ actor }: PersonCall, id: string): Promise<ShownMessage> {
    const message = await this.store.find(id);
    if (message === null) {
      throw resourceNotFound();
    }
    const composed = this.transport.isMailbox ? await this.compose.execute(message) : null;
    const shown = actor.scopes === null ? composed?.outgoing : composed?.masked;
    return {
      message,
      html: shown?.html ?? message.html,
      text: shown?.text ?? message.text,
      headers: { 'Message-ID': message.messageId, ...(await this.compose.headers(message)) },
    };
  }
}
