import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { validationFailed } from '../../kernel/common.errors.js';
import type { DomainError } from '../../kernel/domain-error.js';
import { errorAnswer } from './error-body.js';

type Headers = Readonly<Record<string, string>>;

/** For bytes that are no HTTP: there is neither request nor reply, and still the one shape and the usual headers. */
export function answerClientError(socket: Socket, headers: Headers): void {
  if (!socket.writable) {
    return;
  }
  const requestId = randomUUID();
  const body = JSON.stringify(
    errorAnswer(validationFailed({ request: ['Is no complete HTTP request'] }), requestId).body,
  );
  const lines = Object.entries({
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    Connection: 'close',
    'X-Request-Id': requestId,
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n${body}`);
}

/** What node would refuse with an empty answer of its own, were it not told to leave that to us. */
function headerRefusal({ raw, headers }: FastifyRequest): DomainError | undefined {
  if (raw.httpVersion === '1.1' && headers.host === undefined) {
    return validationFailed({ Host: ['Is missing'] });
  }
  return headers.expect !== undefined && !/^100-continue$/i.test(headers.expect)
    ? validationFailed({ Expect: ['Only 100-continue is known'] })
    : undefined;
}

/** After the hook that sets headers. */
export function refuseOddHeaders(fastify: FastifyInstance): void {
  const { server } = fastify;
  server.on('checkExpectation', (request, reply) => server.emit('request', request, reply));
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(headerRefusal(request));
  });
}
