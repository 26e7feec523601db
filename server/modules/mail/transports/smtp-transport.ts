import { createTransport, type Transporter } from 'nodemailer';
import { isMailAddress } from '../../../kernel/mail-address.js';
import { judgeFailure, type DeliveryFailure } from '../domain/delivery.js';
import type { OutgoingMail } from '../domain/mail-message.js';
import { subjectHeader } from './mail-subject.js';
import { MailTransport, MailTransportError } from './mail-transport.js';

/** nodemailer's own defaults are 2 minutes to connect and 10 minutes of silence. */
const CONNECT_WITHIN = 10_000;
const GREETING_WITHIN = 10_000;
const SILENCE_LIMIT = 20_000;
const CONNECTIONS = 5;

function numberField(error: object, field: string): number | null {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'number' ? value : null;
}

function textField(error: object, field: string): string | null {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : null;
}

function failureOf(error: unknown): DeliveryFailure {
  return error instanceof Error
    ? { responseCode: numberField(error, 'responseCode'), command: textField(error, 'command') }
    : { responseCode: null, command: null };
}

function toTransportError(error: unknown): MailTransportError {
  const text = error instanceof Error ? error.message : String(error);
  return new MailTransportError(text, judgeFailure(failureOf(error)), { cause: error });
}

/** Plain SMTP with kept connections. One envelope per person; no address is ever parsed out of a text. */
export class SmtpTransport extends MailTransport {
  readonly isMailbox = false;
  private readonly transporter: Transporter;
  /** Some carriers take no message without an envelope sender; learnt from their refusal. */
  private refusesNullSender = false;

  constructor(mailUrl: string) {
    super();
    const url = new URL(mailUrl);
    const isSecure = url.protocol === 'smtps:';
    this.transporter = createTransport({
      pool: true,
      host: url.hostname,
      port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
      secure: isSecure,
      requireTLS: url.searchParams.get('requireTLS') === 'true',
      ...(url.username === ''
        ? {}
        : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
      maxConnections: CONNECTIONS,
      // Trying again is the queue's part: it knows how often and when.
      maxRequeues: 0,
      connectionTimeout: CONNECT_WITHIN,
      greetingTimeout: GREETING_WITHIN,
      socketTimeout: SILENCE_LIMIT,
      dnsTimeout: CONNECT_WITHIN,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send(mail: OutgoingMail): Promise<string> {
    if (!mail.hasEnvelopeSender && !this.refusesNullSender) {
      try {
        return await this.hand(mail, false);
      } catch (error) {
        const { command, responseCode } = failureOf(error);
        if (!/^MAIL FROM/i.test(command ?? '') || (responseCode ?? 0) < 500) {
          throw toTransportError(error);
        }
        this.refusesNullSender = true;
      }
    }
    return this.hand(mail, mail.from.address).catch((error: unknown) => {
      throw toTransportError(error);
    });
  }

  async verify(): Promise<void> {
    await this.transporter.verify();
  }

  close(): void {
    this.transporter.close();
  }

  private async hand(mail: OutgoingMail, envelopeFrom: string | false): Promise<string> {
    // The last fence before the wire: what is no address never becomes a command.
    if (!isMailAddress(mail.to.address)) {
      throw new Error('The recipient is no mail address');
    }
    const info: unknown = await this.transporter.sendMail({
      from: { ...mail.from },
      to: { ...mail.to },
      envelope: { from: envelopeFrom, to: [mail.to.address] },
      text: mail.text,
      html: mail.html,
      messageId: mail.messageId,
      headers: {
        ...mail.headers,
        Subject: { prepared: true, foldLines: true, value: subjectHeader(mail.subject, mail.subjectTag) },
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return typeof info === 'object' && info !== null ? (textField(info, 'response') ?? 'accepted') : 'accepted';
  }
}
