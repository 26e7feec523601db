import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';

export type GmailMood =
  | 'accept'
  /** 403 userRateLimitExceeded. */
  | 'quota'
  /** 429 with Retry-After. */
  | 'busy'
  /** 503 backendError. */
  | 'broken'
  /** 400 of the API: this message never. */
  | 'refuse'
  /** The refresh token was taken back. */
  | 'revoked'
  /** Takes the request and answers nothing. */
  | 'hang'
  /** Takes the message, and its answer is lost. */
  | 'lost';

/**
 * The Gmail API as far as the desk uses it, by Google's documentation: the token endpoint (developers.google.com/identity/
 * protocols/oauth2/web-server#offline), users.messages.send and its errors (developers.google.com/gmail/api/guides/handle-errors).
 */
export interface GmailSink {
  /** For MAIL_URL. */
  readonly url: string;
  readonly port: number;
  readonly messages: readonly ParsedMail[];
  /** Tokens given out. */
  tokens(): number;
  /** Requests to hand a message over, whatever the answer. */
  attempts(): number;
  set(mood: GmailMood): void;
  /** Whether the refresh token has the scope gmail.readonly as well; by default it has gmail.send alone. */
  letRead(mayRead: boolean): void;
  /** Every token given out so far is worth nothing any more. */
  expireTokens(): void;
  clear(): void;
  close(): Promise<void>;
}

const CLIENT = { id: 'desk.apps.googleusercontent.com', secret: 'GOCSPX-secret', refreshToken: '1//0refresh' };
const RETRY_AFTER = 2;

export async function gmailSink(givenPort = 0): Promise<GmailSink> {
  const messages: ParsedMail[] = [];
  const living = new Set<string>();
  let mood: GmailMood = 'accept';
  let tokens = 0;
  let attempts = 0;
  let mayRead = false;

  const giveToken = (body: string, response: ServerResponse): void => {
    const form = new URLSearchParams(body);
    if (form.get('client_id') !== CLIENT.id || form.get('client_secret') !== CLIENT.secret) {
      answer(response, 401, { error: 'invalid_client', error_description: 'Unauthorized' });
    } else if (form.get('grant_type') !== 'refresh_token') {
      answer(response, 400, { error: 'unsupported_grant_type' });
    } else if (mood === 'revoked' || form.get('refresh_token') !== CLIENT.refreshToken) {
      answer(response, 400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' });
    } else {
      const token = `ya29.${randomUUID()}`;
      living.add(token);
      tokens += 1;
      answer(response, 200, {
        access_token: token,
        expires_in: 3599,
        scope: 'https://www.googleapis.com/auth/gmail.send',
        token_type: 'Bearer',
      });
    }
  };

  const takeMessage = async (request: IncomingMessage, body: string, response: ServerResponse): Promise<void> => {
    attempts += 1;
    if (mood === 'hang') {
      return;
    }
    if (!living.has((request.headers.authorization ?? '').replace(/^Bearer /, ''))) {
      refuse(response, 401, 'authError', 'Invalid Credentials', 'UNAUTHENTICATED');
    } else if (mood === 'quota') {
      refuse(response, 403, 'userRateLimitExceeded', 'User Rate Limit Exceeded', 'PERMISSION_DENIED');
    } else if (mood === 'busy') {
      response.setHeader('Retry-After', String(RETRY_AFTER));
      refuse(response, 429, 'rateLimitExceeded', 'Too many concurrent requests for user', 'RESOURCE_EXHAUSTED');
    } else if (mood === 'broken') {
      refuse(response, 503, 'backendError', 'Backend Error', 'UNAVAILABLE');
    } else if (mood === 'refuse') {
      refuse(response, 400, 'invalidArgument', 'Invalid To header', 'INVALID_ARGUMENT');
    } else {
      const raw = rawOf(body);
      const mail = raw === null ? null : await simpleParser(Buffer.from(raw, 'base64url'));
      if (mail?.to === undefined) {
        refuse(response, 400, 'invalidArgument', 'Recipient address required', 'INVALID_ARGUMENT');
        return;
      }
      messages.push(mail);
      if (mood === 'lost') {
        request.socket.destroy();
        return;
      }
      answer(response, 200, { id: randomUUID().slice(0, 16), threadId: randomUUID().slice(0, 16), labelIds: ['SENT'] });
    }
  };

  /** users.messages.list with `q=rfc822msgid:`. */
  const listMessages = (request: IncomingMessage, query: URLSearchParams, response: ServerResponse): void => {
    if (!living.has((request.headers.authorization ?? '').replace(/^Bearer /, ''))) {
      refuse(response, 401, 'authError', 'Invalid Credentials', 'UNAUTHENTICATED');
    } else if (!mayRead) {
      const message = 'Request had insufficient authentication scopes.';
      refuse(response, 403, 'insufficientPermissions', message, 'PERMISSION_DENIED');
    } else {
      const id = /^rfc822msgid:(.+)$/.exec(query.get('q') ?? '')?.[1];
      const found = messages.flatMap(({ messageId }, index) =>
        messageId === `<${id ?? ''}>` ? [{ id: `found${String(index)}`, threadId: `found${String(index)}` }] : [],
      );
      answer(
        response,
        200,
        found.length === 0 ? { resultSizeEstimate: 0 } : { messages: found, resultSizeEstimate: found.length },
      );
    }
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sink');
      const path = decodeURIComponent(pathname);
      if (request.method === 'POST' && path === '/token') {
        giveToken(body, response);
      } else if (request.method === 'POST' && path === '/gmail/v1/users/desk@desk.example/messages/send') {
        void takeMessage(request, body, response);
      } else if (request.method === 'GET' && path === '/gmail/v1/users/desk@desk.example/messages') {
        listMessages(request, searchParams, response);
      } else {
        refuse(response, 404, 'notFound', 'Requested entity was not found.', 'NOT_FOUND');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(givenPort, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const here = `http://127.0.0.1:${String(port)}`;
  const query = new URLSearchParams({
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    refreshToken: CLIENT.refreshToken,
    tokenUrl: `${here}/token`,
    apiUrl: here,
  });
  return {
    url: `gmail://desk@desk.example?${query.toString()}`,
    port,
    messages,
    tokens: () => tokens,
    attempts: () => attempts,
    set: (next) => {
      mood = next;
    },
    letRead: (next) => {
      mayRead = next;
    },
    expireTokens: () => {
      living.clear();
    },
    clear: () => {
      messages.length = 0;
      tokens = 0;
      attempts = 0;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body));
}

/** An error in Google's shape. */
function refuse(response: ServerResponse, code: number, reason: string, message: string, status: string): void {
  answer(response, code, { error: { code, message, errors: [{ message, domain: 'global', reason }], status } });
}

/** Null for anything that is no base64url. */
function rawOf(body: string): string | null {
  try {
    const raw: unknown = Reflect.get(JSON.parse(body) as object, 'raw');
    return typeof raw === 'string' && /^[A-Za-z0-9_-]+={0,2}$/.test(raw) ? raw : null;
  } catch {
    // No JSON: Google refuses it as it does a message without a recipient.
    return null;
  }
}
