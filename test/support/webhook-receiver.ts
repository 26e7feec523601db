import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface ReceivedMessage {
  readonly id: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The exact bytes, as text. */
  readonly raw: string;
  readonly body: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
  /** What was answered. */
  readonly status: number;
}

/** `accept` 204, a number that status, `hang` never answers. */
export type ReceiverMood = 'accept' | 'hang' | number;

export interface WebhookReceiver {
  readonly url: string;
  /** All calls, also those that were refused. */
  readonly calls: ReceivedMessage[];
  /** Taken messages, once for each `webhook-id`. */
  taken(): ReceivedMessage[];
  set(mood: ReceiverMood): void;
  /** Whether a call is signed with this secret, by the library that receivers use. */
  isSignedWith(secret: string, call: ReceivedMessage): boolean;
  close(): Promise<void>;
}

/** A receiver as an integrator writes it. */
export async function webhookReceiver(port = 0): Promise<WebhookReceiver> {
  const calls: ReceivedMessage[] = [];
  let mood: ReceiverMood = 'accept';
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
    }
    const raw = Buffer.concat(chunks).toString('utf8');
    const status = mood === 'accept' ? 204 : mood === 'hang' ? 0 : mood;
    const { headers } = request;
    calls.push({
      id: String(headers['webhook-id']),
      headers,
      raw,
      body: JSON.parse(raw) as ReceivedMessage['body'],
      status,
    });
    if (status !== 0) {
      response.writeHead(status).end(status === 204 ? '' : `I say ${String(status)}`);
    }
  };
  const server = createServer((request, response) => {
    receive(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(address.port)}/hook`,
    calls,
    taken: () => {
      const taken = calls.filter(({ status }) => status === 204);
      return [...new Map(taken.map((call) => [call.id, call])).values()];
    },
    set: (next) => {
      mood = next;
    },
    isSignedWith: (secret, { raw, headers }) => {
      try {
        new Webhook(secret).verify(raw, headers as Record<string, string>, { jsonParse: false });
        return true;
      } catch {
        return false;
      }
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
