import { Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { AuthFacade, type Admission } from '../../auth/auth.facade.js';
import { isClientMessage } from '../domain/client-message.js';
import { mayConnect } from '../domain/hint-rooms.js';
import { WatchTickets } from '../use-cases/watch-tickets.js';
import { LiveSocket, type IoSocket, type LiveServer } from './live-socket.js';
import { LiveSockets } from './live-sockets.js';
import { StandingWatch } from './standing-watch.js';

/** An access token has some hundred characters. */
const TOKEN_LIMIT = 2_048;

/** Who comes in, and the little that he may say. Everything else goes from the server to the client. */
@WebSocketGateway()
export class LiveGateway
  implements
    OnGatewayInit<LiveServer>,
    OnGatewayConnection<IoSocket>,
    OnGatewayDisconnect<IoSocket>,
    BeforeApplicationShutdown
{
  private readonly logger = new Logger(LiveGateway.name);
  private server: LiveServer | null = null;

  constructor(
    private readonly auth: AuthFacade,
    private readonly sockets: LiveSockets,
    private readonly standing: StandingWatch,
    private readonly watching: WatchTickets,
  ) {}

  afterInit(server: LiveServer): void {
    this.server = server;
    this.sockets.use(server);
    server.use((socket, next) => {
      this.admit(socket.handshake.auth['token']).then(
        (admission) => {
          if (admission === null) {
            next(new Error('Authentication required'));
            return;
          }
          socket.data.admission = admission;
          next();
        },
        (error: unknown) => {
          this.logger.error({ err: error, msg: 'A handshake failed' });
          next(new Error('Service unavailable'));
        },
      );
    });
  }

  handleConnection(io: IoSocket): void {
    const socket = new LiveSocket(io, io.data.admission);
    this.sockets.add(socket);
    io.onAny((name: unknown, ...given: unknown[]) => {
      this.take(socket, name, given);
    });
    // Whoever was shut out after he was admitted and before he was known here is found now.
    void this.standing.check(socket).then((stands) => {
      if (stands) {
        socket.ready();
      }
    });
  }

  handleDisconnect(io: IoSocket): void {
    this.sockets.remove(io.id);
  }

  /** The connection is closed, not the session: clients come back by themselves, to whichever server is there. */
  beforeApplicationShutdown(): void {
    this.server?.engine.close();
  }

  private async admit(token: unknown): Promise<Admission | null> {
    if (typeof token !== 'string' || token === '' || token.length > TOKEN_LIMIT) {
      return null;
    }
    const admission = await this.auth.admit(token);
    return admission !== null && mayConnect(admission.actor) ? admission : null;
  }

  private take(socket: LiveSocket, name: unknown, given: readonly unknown[]): void {
    const [body, answer] = given;
    if (!isClientMessage(name) || typeof answer !== 'function' || given.length !== 2 || !socket.countMessage()) {
      socket.end('misuse');
      return;
    }
    const reply = answer as (result: unknown) => void;
    this.watching.execute(socket, name, body).then(reply, (error: unknown) => {
      this.logger.warn({ err: error, msg: 'A message of a client could not be answered' });
      reply({ ok: false, code: 'SERVICE_UNAVAILABLE' });
    });
  }
}
