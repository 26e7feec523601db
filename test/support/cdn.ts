import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `open`: as it should; `closed`: without the header that lets pages run what it serves; a number: that status. */
export type CdnMood = 'open' | 'closed' | 'hang' | 'page' | number;

interface Kept {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Purge {
  readonly authorization: string | undefined;
  readonly body: unknown;
}

export interface Cdn {
  /** For CDN_URL. */
  readonly url: string;
  /** For CDN_PURGE_URL. */
  readonly purgeUrl: string;
  readonly purges: readonly Purge[];
  /** Paths that were fetched from the origin, in order. */
  readonly fetched: readonly string[];
  /** Where it fetches what it lacks. */
  pullFrom(origin: string): void;
  set(mood: CdnMood): void;
  /** How purges are answered; 200 by default. */
  answerPurgesWith(status: number): void;
  close(): Promise<void>;
}

/** A CDN that pulls: keeps what its origin lets it keep, and forgets everything when it is told to. */
export async function startCdn(): Promise<Cdn> {
  const kept = new Map<string, Kept>();
  const purges: Purge[] = [];
  const fetched: string[] = [];
  let origin = '';
  let mood: CdnMood = 'open';
  let purgeStatus = 200;

  const purge = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
    }
    purges.push({
      authorization: request.headers.authorization,
      body: JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown,
    });
    if (purgeStatus === 200) {
      kept.clear();
    }
    response.writeHead(purgeStatus, { 'content-type': 'application/json' }).end('{"success":true}');
  };
  const pull = async (path: string): Promise<Kept> => {
    const known = kept.get(path);
    if (known !== undefined) {
      return known;
    }
    fetched.push(path);
    const answer = await fetch(new URL(path, origin));
    const now: Kept = {
      status: answer.status,
      headers: Object.fromEntries(
        ['content-type', 'cache-control', 'access-control-allow-origin', 'cross-origin-resource-policy'].flatMap(
          (name) => {
            const value = answer.headers.get(name);
            return value === null ? [] : [[name, value]];
          },
        ),
      ),
      body: Buffer.from(await answer.arrayBuffer()),
    };
    if (answer.ok && now.headers['cache-control']?.startsWith('public') === true) {
      kept.set(path, now);
    }
    return now;
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    if (request.method === 'POST' && path === '/purge') {
      await purge(request, response);
    } else if (mood === 'page') {
      response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' }).end('<p>Parked');
    } else if (typeof mood === 'number') {
      response.writeHead(mood).end();
    } else if (mood !== 'hang') {
      const { status, headers, body } = await pull(path);
      const { 'access-control-allow-origin': open, ...others } = headers;
      response.writeHead(status, mood === 'open' && open !== undefined ? headers : others).end(body);
    }
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}`;
  return {
    url,
    purgeUrl: `${url}/purge`,
    purges,
    fetched,
    pullFrom: (next) => {
      origin = next;
    },
    set: (next) => {
      mood = next;
    },
    answerPurgesWith: (status) => {
      purgeStatus = status;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}
