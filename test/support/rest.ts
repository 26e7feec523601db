/** Whoever a request is made as: anything with an access token. */
export interface Bearer {
  readonly access: string;
}

export interface RequestOptions {
  readonly as?: Bearer;
  /** An object becomes JSON; FormData, text and bytes go as they are. */
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `body` is the parsed JSON, or the text where the answer was none; `bytes` what really came. */
export interface RestAnswer<B> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: B;
  readonly bytes: Buffer;
}

/** The shape of every refusal. */
export interface Refusal {
  readonly error: string;
  readonly code: string;
  readonly details?: Record<string, string[]>;
  readonly requestId: string;
}

/** A REST client of a running desk. The caller names the type it expects and asserts what it needs of it. */
export interface Rest {
  readonly url: string;
  request<B = Record<string, unknown>>(method: string, path: string, options?: RequestOptions): Promise<RestAnswer<B>>;
}

export function restClient(url: string): Rest {
  return {
    url,
    async request<B>(method: string, path: string, { as, body, headers }: RequestOptions = {}) {
      const isRaw = typeof body === 'string' || body instanceof FormData || body instanceof Uint8Array;
      const answer = await fetch(new URL(path, url), {
        method,
        redirect: 'manual',
        headers: {
          ...(as === undefined ? {} : { authorization: `Bearer ${as.access}` }),
          ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isRaw ? (body as RequestInit['body']) : JSON.stringify(body) }),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      const isJson = answer.headers.get('content-type')?.includes('json') === true;
      const text = bytes.toString('utf8');
      const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : text;
      return { status: answer.status, headers: answer.headers, body: parsed as B, bytes };
    },
  };
}
