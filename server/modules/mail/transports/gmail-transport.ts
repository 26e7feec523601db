import { gmail, type gmail_v1 } from '@googleapis/gmail';
import { OAuth2Client } from 'google-auth-library';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { GmailPlace } from '../../../config/gmail-url.js';
import { isMailAddress } from '../../../kernel/mail-address.js';
import { judgeGmail } from '../domain/gmail-failure.js';
import type { OutgoingMail } from '../domain/mail-message.js';
import { subjectHeader } from './mail-subject.js';
import { MailTransport, MailTransportError } from './mail-transport.js';

/** Token and message together stay within the 30 s of a task. */
const TOKEN_WITHIN = 8_000;
const SEND_WITHIN = 12_000;
const LOOK_WITHIN = 4_000;

/** Asking for the token, which says who fails: the client, and no message. */
class TokenError extends Error {}

/** The Gmail API: OAuth2 with a refresh token, the whole message as raw RFC 822. */
export class GmailTransport extends MailTransport {
  readonly isMailbox = false;
  private readonly client: OAuth2Client;
  private readonly messages: gmail_v1.Resource$Users$Messages;
  /** Gmail asked for a rest until then: what comes meanwhile is not tried, so that the rest is one. */
  private quietUntil = 0;
  /** Until Gmail says that this token may send and not read. */
  private mayLook = true;

  constructor(private readonly place: GmailPlace) {
    super();
    this.client = new OAuth2Client({
      clientId: place.clientId,
      clientSecret: place.clientSecret,
      endpoints: { oauth2TokenUrl: place.tokenUrl },
      transporterOptions: { timeout: TOKEN_WITHIN, retry: false },
    });
    this.forgetToken();
    this.messages = gmail({ version: 'v1', rootUrl: `${place.apiUrl}/` }).users.messages;
  }

  async send(mail: OutgoingMail, mayHaveGone: boolean): Promise<string> {
    // The last fence before the wire: what is no address never becomes a header.
    if (!isMailAddress(mail.to.address)) {
      throw new Error('The recipient is no mail address');
    }
    const rest = this.quietUntil - Date.now();
    if (rest > 0) {
      throw new MailTransportError('Gmail has asked for a rest', 'wait', { cause: null, waitMs: rest });
    }
    const raw = (await rawMessage(mail)).toString('base64url');
    const attempt = async (): Promise<string> => {
      const token = await this.token();
      const earlier = mayHaveGone ? await this.find(mail.messageId, token) : null;
      return earlier === null ? this.hand(raw, token) : `Gmail had taken it before, as ${earlier}`;
    };
    try {
      return await attempt();
    } catch (error) {
      if (statusOf(error) !== 401 || error instanceof TokenError) {
        throw this.judged(error);
      }
    }
    // The token has ended before its time, or was taken back: once with a new one.
    this.forgetToken();
    try {
      return await attempt();
    } catch (error) {
      throw this.judged(error);
    }
  }

  /** What may send may read nothing, not even the mailbox's name: a token is all that can be asked for. */
  async verify(): Promise<void> {
    this.forgetToken();
    await this.token().catch((error: unknown) => {
      throw this.judged(error);
    });
  }

  close(): void {
    // Nothing is open.
  }

  private forgetToken(): void {
    this.client.setCredentials({ refresh_token: this.place.refreshToken });
  }

  private async token(): Promise<string> {
    try {
      const { token } = await this.client.getAccessToken();
      if (typeof token === 'string' && token !== '') {
        return token;
      }
    } catch (error) {
      throw new TokenError('No token', { cause: error });
    }
    throw new TokenError('Google answered without a token');
  }

  /**
   * What an attempt before has left in the mailbox, by its Message-ID; null: nothing, or the token may not read. Gmail needs
   * a moment until it finds what it has taken; the wait before another attempt is longer.
   */
  private async find(messageId: string, token: string): Promise<string | null> {
    if (!this.mayLook) {
      return null;
    }
    try {
      const { data } = await this.messages.list(
        {
          userId: this.place.user,
          q: `rfc822msgid:${messageId.replace(/^<|>$/g, '')}`,
          maxResults: 1,
          includeSpamTrash: true,
        },
        { headers: { Authorization: `Bearer ${token}` }, timeout: LOOK_WITHIN, retry: false },
      );
      return data.messages?.[0]?.id ?? null;
    } catch (error) {
      if (statusOf(error) === 403 && reasonOf(error) === 'insufficientPermissions') {
        this.mayLook = false;
        return null;
      }
      throw error;
    }
  }

  private async hand(raw: string, token: string): Promise<string> {
    const { data } = await this.messages.send(
      { userId: this.place.user, requestBody: { raw } },
      { headers: { Authorization: `Bearer ${token}` }, timeout: SEND_WITHIN, retry: false },
    );
    if (typeof data.id !== 'string') {
      throw new Error('Gmail answered without the id of the message');
    }
    return `Gmail took it as ${data.id}`;
  }

  private judged(error: unknown): MailTransportError {
    const isToken = error instanceof TokenError;
    const cause: unknown = isToken ? error.cause : error;
    const reason = reasonOf(cause);
    const failure = { status: statusOf(cause), reason, retryAfter: retryAfterOf(cause), isToken };
    const { verdict, waitMs } = judgeGmail(failure, Date.now());
    if (verdict === 'wait') {
      this.quietUntil = Date.now() + waitMs;
    }
    if (isToken) {
      // It may have been half answered: the next attempt asks anew.
      this.forgetToken();
    }
    const said = isToken && reason === 'invalid_grant' ? REVOKED : `Gmail: ${textOf(cause ?? error)}`;
    return new MailTransportError(said, verdict, { cause: error, waitMs });
  }
}

const REVOKED =
  'Gmail does not accept the refresh token any more (invalid_grant): let the desk in again and set the new one in MAIL_URL';

/** From and To stand in the head alone: Gmail makes the envelope of them, one person each. */
async function rawMessage(mail: OutgoingMail): Promise<Buffer> {
  return new MailComposer({
    from: { ...mail.from },
    to: { ...mail.to },
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    headers: {
      ...mail.headers,
      Subject: { prepared: true, foldLines: true, value: subjectHeader(mail.subject, mail.subjectTag) },
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function statusOf(error: unknown): number | null {
  const status = field(field(error, 'response'), 'status');
  return typeof status === 'number' ? status : null;
}

/** `{error: {errors: [{reason}]}}` of the API, `{error: 'invalid_grant'}` of the token endpoint. */
function reasonOf(error: unknown): string | null {
  const answered = field(field(field(error, 'response'), 'data'), 'error');
  const first = field(field(answered, 'errors'), '0');
  const reason = typeof answered === 'string' ? answered : field(first, 'reason');
  return typeof reason === 'string' ? reason : null;
}

function retryAfterOf(error: unknown): string | null {
  const headers = field(field(error, 'response'), 'headers');
  const entries =
    typeof headers === 'object' && headers !== null && Symbol.iterator in headers ? [...(headers as Headers)] : [];
  return entries.find(([name]) => name === 'retry-after')?.[1] ?? null;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
