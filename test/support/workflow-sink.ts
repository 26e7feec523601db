import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { restClient, type RestAnswer } from './rest.js';

/** What the desk posts to WORKFLOW_URL. */
export interface WorkflowRequest {
  readonly runId: string;
  readonly ticketNumber: string;
  readonly subject: string;
  readonly description: string;
  readonly category: unknown;
  readonly priority: string;
  readonly status: string;
  readonly requester: { companyId: string; name: string; email: string; department: string | null };
  readonly submittedAt: string;
  readonly callbackUrl: string;
}

export interface WorkflowCall {
  readonly idempotencyKey: string | null;
  readonly body: WorkflowRequest;
  readonly receivedAt: Date;
  /** What the sink answered; 0 when it hung. */
  readonly status: number;
}

export type WorkflowMood =
  | 'accept'
  /** 500. */
  | 'fail'
  /** 400: this will never be right. */
  | 'refuse'
  /** Never answers. */
  | 'hang'
  /** 200 with something that is no JSON. */
  | 'nonsense';

export interface Callback {
  readonly ticketNumber: string;
  readonly runId: string;
  readonly state: 'running' | 'succeeded' | 'failed' | 'cancelled';
  readonly status?: string;
  readonly assigneeEmail?: string;
  readonly comment?: string;
}

export interface CallbackOptions {
  /** The webhook-id; the same one twice is a replay. */
  readonly id?: string;
  readonly at?: Date;
  readonly secret?: string;
  /** Sent instead of what was signed. */
  readonly alteredBody?: string;
  /** Where to post; by default what the desk said in its call. */
  readonly url?: string;
}

/** A real HTTP server that speaks the workflow protocol of the REST contract. */
export interface WorkflowSink {
  /** For WORKFLOW_URL. */
  readonly url: string;
  /** For WORKFLOW_KEY. */
  readonly key: string;
  /** For WORKFLOW_SECRET. */
  readonly secret: string;
  /** Every call with the right bearer, in order of arrival. */
  readonly calls: readonly WorkflowCall[];
  /** Calls with a wrong bearer or without. */
  unauthorized(): number;
  /** What was started: calls de-duplicated by Idempotency-Key, those answered 2xx alone. */
  runs(): readonly WorkflowRequest[];
  /** Runs that the desk does not want any more, by their ids, as often as it said so. */
  readonly cancelled: readonly string[];
  set(mood: WorkflowMood): void;
  /** Breaks every connection, those that hang above all. */
  hangUp(): void;
  /** Posts a signed callback to the desk. */
  callBack(callback: Callback, options?: CallbackOptions): Promise<RestAnswer<Record<string, unknown>>>;
  close(): Promise<void>;
}

const KEY = 'workflow-key-for-tests';
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';

/** `port` is given when a test wants a system that comes up later. */
export async function workflowSink(port = 0): Promise<WorkflowSink> {
  const calls: WorkflowCall[] = [];
  const cancelled: string[] = [];
  let mood: WorkflowMood = 'accept';
  let unauthorized = 0;

  const answer = (response: ServerResponse, status: number, body: string): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    if (request.headers.authorization !== `Bearer ${KEY}`) {
      unauthorized += 1;
      answer(response, 401, '{"error":"who are you"}');
      return;
    }
    if (request.method === 'DELETE') {
      cancelled.push(request.url?.split('/').at(-1) ?? '');
      answer(response, 204, '');
      return;
    }
    const idempotencyKey = request.headers['idempotency-key'];
    const status = { accept: 202, fail: 500, refuse: 400, hang: 0, nonsense: 200 }[mood];
    calls.push({
      idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : null,
      body: JSON.parse(Buffer.concat(chunks).toString('utf8')) as WorkflowRequest,
      receivedAt: new Date(),
      status,
    });
    if (mood === 'nonsense') {
      answer(response, status, '<html>It works!</html>');
    } else if (mood !== 'hang') {
      answer(response, status, status === 202 ? JSON.stringify({ workflowId: randomUUID() }) : '{"error":"no"}');
    }
  };

  const server = createServer((request, response) => {
    receive(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(address.port)}/runs`,
    key: KEY,
    secret: SECRET,
    calls,
    cancelled,
    unauthorized: () => unauthorized,
    runs: () => {
      const accepted = calls.filter(({ status }) => status >= 200 && status < 300);
      return [...new Map(accepted.map(({ idempotencyKey, body }) => [idempotencyKey, body])).values()];
    },
    set: (next) => {
      mood = next;
    },
    hangUp: () => {
      server.closeAllConnections();
    },
    callBack: async (
      callback,
      { id = `msg_${randomUUID()}`, at = new Date(), secret = SECRET, alteredBody, url } = {},
    ) => {
      const target = url ?? calls.findLast(({ body }) => body.runId === callback.runId)?.body.callbackUrl;
      if (target === undefined) {
        throw new Error(`The desk never called for run ${callback.runId}, so there is no callbackUrl`);
      }
      const signed = JSON.stringify(callback);
      return restClient(target).request('POST', target, {
        body: alteredBody ?? signed,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
          'webhook-signature': new Webhook(secret).sign(id, at, signed),
        },
      });
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
