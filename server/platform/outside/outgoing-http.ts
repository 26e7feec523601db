import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent, buildConnector, request } from 'undici';
import { isAllowedAddress } from './outgoing-address.js';
import { targetProblem } from './outgoing-url.js';

/** All addresses of a name. A port, so that tests can be a name server that lies. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export interface OutgoingLimits {
  /** Milliseconds for all of it: names, connection, answer. */
  readonly timeoutMs: number;
  /** Bytes of an answer that are read; the rest is never fetched. */
  readonly answerBytes: number;
  /** Private addresses and plain HTTP are fine (`WEBHOOK_ALLOW_PRIVATE`). */
  readonly isIntranetAllowed: boolean;
  /** Certificates that are trusted besides the usual ones; for tests. */
  readonly ca?: string;
}

export interface OutgoingAnswer {
  readonly status: number;
  /** Its beginning, as text. */
  readonly body: string;
  readonly retryAfter: string | null;
}

/** There was no answer; the message may be shown to whoever typed the target. */
export class OutgoingError extends Error {
  override readonly name = 'OutgoingError';
}

const CONNECT_WITHIN = 10_000;
/** Nobody waits longer for the words behind a status. */
const BODY_WITHIN = 3_000;
/** More addresses of one name are not tried. */
const ADDRESSES_TRIED = 3;

const system: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * HTTP to targets that people enter. A name is resolved once for each connection, and it is the checked address that is
 * connected to: a name server that changes its mind in between changes nothing. No redirects, no proxy, no
 * compression, bounded time and size.
 */
export class OutgoingHttp {
  private readonly agent: Agent;

  constructor(
    private readonly limits: OutgoingLimits,
    private readonly resolve: Resolve = system,
  ) {
    const connectTo = buildConnector({
      timeout: Math.min(CONNECT_WITHIN, limits.timeoutMs),
      ...(limits.ca === undefined ? {} : { ca: limits.ca }),
    });
    this.agent = new Agent({
      connect: (options, done) => {
        this.addressesOf(options.hostname).then(
          (addresses) => {
            const tryNext = (index: number): void => {
              const servername = isIP(options.hostname) === 0 ? options.hostname : '';
              connectTo({ ...options, hostname: addresses[index] ?? '', servername }, (error, socket) => {
                if (error !== null && index + 1 < addresses.length) {
                  tryNext(index + 1);
                } else if (error !== null) {
                  done(error, null);
                } else {
                  done(null, socket);
                }
              });
            };
            tryNext(0);
          },
          (error: unknown) => {
            done(error instanceof Error ? error : new Error(String(error)), null);
          },
        );
      },
      headersTimeout: limits.timeoutMs,
      bodyTimeout: limits.timeoutMs,
      maxHeaderSize: 16_384,
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 4_000,
      pipelining: 1,
    });
  }

  /** Whatever the other side answers, also a redirect or an error, is an answer. Throws OutgoingError without one. */
  async post(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<OutgoingAnswer> {
    const problem = targetProblem(url, this.limits.isIntranetAllowed);
    if (problem !== null) {
      throw new OutgoingError(`Not sent: ${problem}`);
    }
    const deadline = AbortSignal.timeout(this.limits.timeoutMs);
    try {
      const response = await request(url, {
        method: 'POST',
        dispatcher: this.agent,
        headers: { ...headers, 'accept-encoding': 'identity' },
        body,
        signal: AbortSignal.any([signal, deadline]),
      });
      const retryAfter = response.headers['retry-after'];
      return {
        status: response.statusCode,
        body: await this.beginningOf(response.body),
        retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
      };
    } catch (error) {
      throw new OutgoingError(
        deadline.aborted ? `No answer within ${String(this.limits.timeoutMs / 1_000)} s` : wordsFor(error),
        { cause: error },
      );
    }
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  /** The status has come; a body that breaks off, drips or never ends changes nothing about it. */
  private async beginningOf(stream: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const enough = setTimeout(() => stream.destroy(), BODY_WITHIN);
    try {
      for await (const chunk of stream) {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= this.limits.answerBytes) {
          break;
        }
      }
    } catch {
      // What has come is told; the connection is gone with the rest.
    } finally {
      clearTimeout(enough);
      stream.destroy();
    }
    return Buffer.concat(chunks).subarray(0, this.limits.answerBytes).toString('utf8');
  }

  private async addressesOf(host: string): Promise<readonly string[]> {
    const bare = host.replace(/^\[|\]$/g, '');
    const all = isIP(bare) === 0 ? await this.resolve(bare) : [bare];
    const allowed = all.filter((address) => isAllowedAddress(address, this.limits.isIntranetAllowed));
    if (allowed.length === 0) {
      throw new OutgoingError(
        all.length === 0 ? 'The name leads nowhere' : 'Not sent: the name leads to a private or reserved address',
      );
    }
    return allowed.slice(0, ADDRESSES_TRIED);
  }
}

/** Of undici's and the system's errors, what an administrator can use. */
function wordsFor(error: unknown): string {
  if (error instanceof OutgoingError) {
    return error.message;
  }
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  switch (code) {
    case 'ECONNREFUSED':
      return 'The connection was refused';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
    case 'EPIPE':
      return 'The connection broke off';
    case 'ENOTFOUND':
      return 'The name is unknown';
    case 'EAI_AGAIN':
      return 'The name could not be looked up';
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'No connection in time';
    case 'UND_ERR_HEADERS_OVERFLOW':
      return 'The answer has too many headers';
    default:
      return error instanceof Error && error.message !== '' ? error.message.slice(0, 300) : 'The call failed';
  }
}
