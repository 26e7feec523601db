import { hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { messageIdHeader, replyAddress, replyToken } from './domain/mail-signature.js';
import { replyToOf, senderOf, type Sender } from './rendering/sender.js';

/** What the desk signs its messages with, and the addresses it writes from and is answered at. */
@Injectable()
export class MailSignatures {
  readonly sender: Sender;
  private readonly answersTo: string | null;
  private derived: Buffer | null = null;

  constructor(private readonly configuration: Configuration) {
    this.sender = senderOf(configuration.mailFrom);
    this.answersTo = replyToOf(configuration.replyTo);
  }

  messageId(id: string): string {
    return messageIdHeader(this.key(), id, this.sender.domain);
  }

  replyToken(id: string): string {
    return replyToken(this.key(), id);
  }

  /** Where answers go; null: to the sender. */
  replyAddress(token: string | null): string | null {
    return token === null ? this.answersTo : replyAddress(this.answersTo ?? this.sender.address, token);
  }

  /** Stands for a whole conversation, although no such message was ever sent: programs show it as one. */
  rootOf(threadId: string): string {
    return `<thread.${threadId}@${this.sender.domain}>`;
  }

  private key(): Buffer {
    if (this.derived === null) {
      if (this.configuration.jwtSecret === null) {
        throw new Error('No JWT_SECRET: the entry point loads it before the application is made');
      }
      this.derived = Buffer.from(hkdfSync('sha256', this.configuration.jwtSecret, '', 'smartsupport mail', 32));
    }
    return this.derived;
  }
}
