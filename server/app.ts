import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify';
import { AppModule } from './app.module.js';
import type { Configuration } from './config/configuration.js';
import { useConfiguration } from './config/configuration.module.js';
import type { Clock } from './kernel/clock.js';
import { useClock } from './platform/database/database.module.js';
import { answerClientError, refuseOddHeaders } from './platform/http/early-refusals.js';
import { errorAnswer } from './platform/http/error-body.js';
import { serveClient } from './platform/http/client-app.js';
import { ClientBuild } from './platform/http/client-build.js';
import { HealthChecks } from './platform/http/health-checks.js';
import { FILE_LIMIT, FILES_LIMIT } from './platform/http/receive-files.interceptor.js';
import { useJsonBody } from './platform/http/json-body.js';
import { securityHeaders } from './platform/http/security-headers.js';
import { SocketAdapter } from './platform/http/socket-adapter.js';
import { Metrics } from './platform/metrics/metrics.js';
import { createLogger, NestLogger } from './platform/logging/logger.js';

const REQUEST_ID = /^[\w.-]{1,64}$/;

/** Limits of `api.md`, Shapes: 10 files of 25 MB, text fields as large as JSON may be. */
const MULTIPART_LIMITS = {
  fileSize: FILE_LIMIT,
  files: FILES_LIMIT,
  fields: 30,
  fieldSize: 262_144,
  fieldNameSize: 100,
  parts: 40,
  headerPairs: 50,
};

function adapterFor(configuration: Configuration): FastifyAdapter {
  const logger = createLogger(configuration.logLevel);
  const headers = securityHeaders(configuration);
  return new FastifyAdapter({
    // A missing Host is refused by ourselves, in the one shape.
    http: { requireHostHeader: false },
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: configuration.trustProxy ?? false,
    requestTimeout: 120_000,
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // Fastify's own refusals, before any route of ours: the same shape.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const answer = errorAnswer(error, request.id);
      void reply
        .headers({ ...headers, 'X-Request-Id': request.id })
        .status(answer.status)
        .send(answer.body);
    },
    clientErrorHandler: (_error, socket) => {
      answerClientError(socket, headers);
    },
  });
}

interface AppOptions {
  /** Tests hand in one that they can set. */
  readonly clock?: Clock;
}

/** The HTTP application, complete but not listening; tests and `main.ts` make the same one. */
export async function createApp(
  configuration: Configuration,
  clientFolder: string,
  { clock }: AppOptions = {},
): Promise<NestFastifyApplication> {
  useConfiguration(configuration);
  if (clock !== undefined) {
    useClock(clock);
  }
  const adapter = adapterFor(configuration);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLogger(createLogger(configuration.logLevel)),
  });
  if (configuration.corsOrigins.length > 0) {
    app.enableCors({
      origin: [...configuration.corsOrigins],
      credentials: true,
      exposedHeaders: [
        'ETag',
        'X-Request-Id',
        'Retry-After',
        'RateLimit-Limit',
        'RateLimit-Remaining',
        'RateLimit-Reset',
      ],
    });
  }
  app.useWebSocketAdapter(new SocketAdapter(app, configuration));
  const fastify = adapter.getInstance();
  useJsonBody(fastify);
  await fastify.register(fastifyCookie);
  await fastify.register(fastifyMultipart, { limits: MULTIPART_LIMITS, throwFileSizeLimit: true });
  const headers = Object.entries(securityHeaders(configuration));
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Request-Id', request.id);
    headers.forEach(([name, value]) => {
      void reply.header(name, value);
    });
    done();
  });
  const health = app.get(HealthChecks);
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (health.isDraining) {
      // Whoever keeps his connection and goes on asking would keep the server from ending.
      void reply.header('Connection', 'close');
    }
    done();
  });
  refuseOddHeaders(fastify);
  const metrics = app.get(Metrics);
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.countRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1_000);
    request.log.info({
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
  await serveClient(fastify, clientFolder, app.get(ClientBuild));
  await app.init();
  return app;
}
