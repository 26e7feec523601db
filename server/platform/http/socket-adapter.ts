import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import type { Configuration } from '../../config/configuration.js';
import { isOriginAllowed } from './allowed-origin.js';
import { securityHeaders } from './security-headers.js';

/** One message from a client, in bytes: the few it may send are small. */
const MESSAGE_LIMIT = 4_096;
/** All connections of one process: the bound of its memory. */
const CONNECTIONS_LIMIT = 10_000;
/** A connection that has not shown a token by then is closed, in milliseconds. */
const HANDSHAKE_WITHIN = 10_000;

/** Socket.io on the port of the HTTP server, under `/socket.io`. */
export class SocketAdapter extends IoAdapter {
  constructor(
    application: INestApplicationContext,
    private readonly configuration: Configuration,
  ) {
    super(application);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const { configuration } = this;
    const server = super.createIOServer(port, {
      ...options,
      path: '/socket.io',
      serveClient: false,
      allowEIO3: false,
      transports: ['websocket', 'polling'],
      maxHttpBufferSize: MESSAGE_LIMIT,
      connectTimeout: HANDSHAKE_WITHIN,
      // Hints are smaller than what compression costs.
      perMessageDeflate: false,
      httpCompression: false,
      cookie: false,
      ...(configuration.corsOrigins.length === 0 ? {} : { cors: { origin: [...configuration.corsOrigins] } }),
      allowRequest: (request, answer) => {
        const isAllowed =
          isOriginAllowed(request.headers.origin, request.headers.host, configuration) &&
          server.engine.clientsCount < CONNECTIONS_LIMIT;
        answer(null, isAllowed);
      },
    } as ServerOptions);
    const headers = securityHeaders(configuration);
    server.engine.on('headers', (answer: Record<string, string>) => {
      Object.assign(answer, headers, { 'Cache-Control': 'no-store' });
    });
    return server;
  }
}
