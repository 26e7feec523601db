import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** One accepted message: what the envelope said, and what it contained. */
export interface SunkMail {
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly mail: ParsedMail;
  readonly receivedAt: Date;
}

export type SmtpMood =
  | 'accept'
  /** 451: try again later. */
  | 'refuse'
  /** 550: this recipient never. */
  | 'reject'
  /** Takes everything and answers nothing. */
  | 'hang';

/** A real SMTP server that keeps what it was given. */
export interface SmtpSink {
  /** For MAIL_URL. */
  readonly url: string;
  readonly port: number;
  /** In order of arrival. */
  readonly messages: readonly SunkMail[];
  /** How often a client said DATA, whatever the answer. */
  attempts(): number;
  to(address: string): readonly SunkMail[];
  set(mood: SmtpMood): void;
  clear(): void;
  close(): Promise<void>;
}

/** The link to this page of the desk, as the receiver finds it in the text. */
export function linkTo(path: string, { mail }: SunkMail): string {
  const link = (mail.text ?? '').split(/\s+/).find((word) => URL.canParse(word) && new URL(word).pathname === path);
  if (link === undefined) {
    throw new Error(`No link to ${path} in "${mail.subject ?? ''}"`);
  }
  return link;
}

class Refusal extends Error {
  constructor(
    readonly responseCode: number,
    text: string,
  ) {
    super(text);
  }
}

/** `port` is given when a test closes the sink and opens it again. */
export async function smtpSink(port = 0): Promise<SmtpSink> {
  const messages: SunkMail[] = [];
  let mood: SmtpMood = 'accept';
  let attempts = 0;

  const receive = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> => {
    attempts += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
    }
    if (mood === 'hang') {
      return new Promise(() => undefined);
    }
    if (mood === 'refuse') {
      throw new Refusal(451, 'Try again later');
    }
    const { mailFrom, rcptTo } = session.envelope;
    messages.push({
      envelopeFrom: mailFrom === false ? '' : mailFrom.address,
      envelopeTo: rcptTo.map(({ address }) => address),
      mail: await simpleParser(Buffer.concat(chunks)),
      receivedAt: new Date(),
    });
  };

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    onRcptTo: (_address, _session, callback) => {
      callback(mood === 'reject' ? new Refusal(550, 'No such mailbox') : null);
    },
    onData: (stream, session, callback) => {
      receive(stream, session).then(
        () => {
          callback();
        },
        (error: unknown) => {
          callback(error as Error);
        },
      );
    },
  });
  // Clients that are cut off in mid-sentence are part of the tests.
  server.on('error', () => undefined);
  await new Promise<void>((ready, failed) => {
    server.server.once('error', failed);
    server.listen(port, '127.0.0.1', ready);
  });
  const address = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${String(address.port)}`,
    port: address.port,
    messages,
    attempts: () => attempts,
    to: (recipient) => messages.filter(({ envelopeTo }) => envelopeTo.includes(recipient)),
    set: (next) => {
      mood = next;
    },
    clear: () => {
      messages.length = 0;
      attempts = 0;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
      }),
  };
}
