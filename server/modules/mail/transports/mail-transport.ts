import type { DeliveryVerdict } from '../domain/delivery.js';
import type { OutgoingMail } from '../domain/mail-message.js';

/** Where the carrier asks for a rest and says not how long, in milliseconds. */
const DEFAULT_WAIT = 60_000;

/** Why a message was not handed over. */
export class MailTransportError extends Error {
  override readonly name = 'MailTransportError';

  constructor(
    message: string,
    readonly verdict: DeliveryVerdict,
    options: {
      readonly cause: unknown;
      /** With `wait`: for how long, in milliseconds. */
      readonly waitMs?: number;
    },
  ) {
    super(message, { cause: options.cause });
    this.waitMs = options.waitMs ?? DEFAULT_WAIT;
  }

  readonly waitMs: number;
}

/** Port: hands one message to whoever carries it. Every call ends within 30 s. */
export abstract class MailTransport {
  /** Whether administrators read the messages here instead of somebody carrying them. */
  abstract readonly isMailbox: boolean;
  /**
   * Resolves with the carrier's answer; throws MailTransportError. `mayHaveGone`: an attempt before this one ended without
   * an answer that anybody heard; a carrier that can be asked is asked for the message first.
   */
  abstract send(mail: OutgoingMail, mayHaveGone: boolean): Promise<string>;
  /** Resolves when the carrier would take messages. */
  abstract verify(): Promise<void>;
  abstract close(): void;
}

/** MAIL_URL unset: messages are kept, and administrators can read them in the browser. */
export class MailboxTransport extends MailTransport {
  readonly isMailbox = true;

  async send(): Promise<string> {
    return 'Kept in the built-in mailbox';
  }

  async verify(): Promise<void> {
    // Always there.
  }

  close(): void {
    // Nothing is open.
  }
}
