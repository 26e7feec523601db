/** Milliseconds for all that is asked of a provider in one step of a sign-in, connections and bodies included. */
export const STEP_TIMEOUT = 10_000;
/** Bytes of an answer that are read; metadata and keys have a few thousand. */
const ANSWER_LIMIT = 1_048_576;

/** The provider cannot be used now: away, too slow, overloaded, or answering like something else. */
export class ProviderAwayError extends Error {
  override readonly name = 'ProviderAwayError';
}

interface FetchOptions {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/**
 * Fetches for one step of a sign-in: all its calls share one deadline, no redirect is followed, and what comes back is
 * read here, so that an endless or a stalled body is the provider's failure and not ours.
 */
export function stepFetch(deadline: AbortSignal): (url: string, options: FetchOptions) => Promise<Response> {
  return async (url, { method, headers, body }) => {
    let response: Response;
    let bytes: Buffer;
    try {
      response = await fetch(url, {
        method,
        headers,
        redirect: 'manual',
        signal: deadline,
        ...(body === undefined || body === null ? {} : { body: body as URLSearchParams }),
      });
      bytes = await readLimited(response);
    } catch (error) {
      throw error instanceof ProviderAwayError
        ? error
        : new ProviderAwayError(`cannot be reached: ${causeOf(error)}`, { cause: error });
    }
    if (response.status >= 500 || response.status === 429) {
      throw new ProviderAwayError(`answered ${String(response.status)}`);
    }
    const hasNoBody = [204, 205, 304].includes(response.status);
    return new Response(hasNoBody ? null : new Uint8Array(bytes), {
      status: response.status,
      headers: response.headers,
    });
  };
}

async function readLimited(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > ANSWER_LIMIT) {
      throw new ProviderAwayError('answered with too much');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return error.cause instanceof Error ? error.cause.message : error.message;
}
