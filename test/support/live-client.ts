import { io, type Socket } from 'socket.io-client';
import { eventually } from './eventually.js';
import type { Bearer } from './rest.js';

export interface SeenHint {
  readonly type: string;
  readonly id: string;
  readonly version?: number;
  readonly seq: number;
}

type Transport = 'websocket' | 'polling';

interface LiveOptions {
  readonly transports?: Transport[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client of the sockets that remembers everything it was told. */
export class LiveClient {
  readonly hints: SeenHint[] = [];
  readonly unwatched: string[] = [];
  readonly resyncs: number[] = [];
  /** Why the server said that it would end the connection. */
  closing: string | null = null;
  /** Why the connection ended, in the words of socket.io. */
  ended: string | null = null;

  private constructor(readonly socket: Socket) {
    socket.on('hint', (hint: SeenHint) => this.hints.push(hint));
    socket.on('unwatched', ({ id }: { id: string }) => this.unwatched.push(id));
    socket.on('resync', ({ seq }: { seq: number }) => this.resyncs.push(seq));
    socket.on('closing', ({ reason }: { reason: string }) => (this.closing = reason));
    socket.on('disconnect', (reason) => (this.ended = reason));
  }

  /** The message of the refusal, or null when the socket was let in (and is closed again). */
  static async refusal(
    url: string,
    auth: Readonly<Record<string, unknown>>,
    options: LiveOptions = {},
  ): Promise<string | null> {
    const socket = socketOf(url, auth, options);
    try {
      return await new Promise((done) => {
        socket.on('connect_error', ({ message }) => {
          done(message);
        });
        socket.on('ready', () => {
          done(null);
        });
      });
    } finally {
      socket.disconnect();
    }
  }

  /** Connected, and in its rooms. */
  static async connect(url: string, { access }: Bearer, options: LiveOptions = {}): Promise<LiveClient> {
    const client = new LiveClient(socketOf(url, { token: access }, options));
    await new Promise<void>((done, failed) => {
      client.socket.on('ready', () => {
        done();
      });
      client.socket.on('connect_error', failed);
    });
    return client;
  }

  async watch(id: unknown): Promise<{ ok: boolean; code?: string; version?: number }> {
    return (await this.socket.timeout(5_000).emitWithAck('watch', { id })) as { ok: boolean };
  }

  async hears(type: string, id: string): Promise<SeenHint> {
    return eventually(() => this.hints.find((hint) => hint.type === type && hint.id === id));
  }

  typesOf(id: string): string[] {
    return this.hints.filter((hint) => hint.id === id).map(({ type }) => type);
  }

  close(): void {
    this.socket.disconnect();
  }
}

function socketOf(url: string, auth: Readonly<Record<string, unknown>>, options: LiveOptions): Socket {
  const { transports = ['websocket'], headers = {} } = options;
  return io(url, {
    auth,
    transports,
    forceNew: true,
    reconnection: false,
    extraHeaders: { ...headers },
  });
}
