import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { PersonActor } from '../../../kernel/actor.js';
import type { Admission } from '../../auth/auth.facade.js';
import type { ClosingReason, Hint } from '../domain/hint.js';

/** Each message carries the socket's own count, so that its client sees a gap. */
interface Numbered {
  readonly seq: number;
}

interface Outgoing {
  /** From here on hints come. */
  ready: (message: Numbered) => void;
  hint: (message: Hint & Numbered) => void;
  /** Hints were left out: look at everything again. */
  resync: (message: Numbered) => void;
  /** The watched ticket is not to be seen any more. */
  unwatched: (message: { readonly id: string } & Numbered) => void;
  closing: (message: { readonly reason: ClosingReason }) => void;
}

interface SocketData {
  admission: Admission;
}

export type LiveServer = Server<DefaultEventsMap, Outgoing, DefaultEventsMap, SocketData>;
export type IoSocket = Socket<DefaultEventsMap, Outgoing, DefaultEventsMap, SocketData>;

/** Hints to one socket within a second; what goes beyond becomes one `resync`. */
const HINTS_PER_SECOND = 50;
/** Packets that wait for a slow client; then it is told later that it missed something. */
const WAITING_LIMIT = 64;
const MESSAGES_PER_WINDOW = 30;
const MESSAGE_WINDOW = 10_000;
const WATCHED_LIMIT = 20;

/** One connection of one person: what it is told, and how much of it. Its memory is bounded whatever its client does. */
export class LiveSocket {
  readonly watched = new Set<string>();
  actor: PersonActor;
  /** By `performance.now()`. */
  checkedAt = performance.now();
  /** Of the check whose answer counts: one that was asked later knows better. */
  latestCheck = 0;
  isReady = false;
  private seq = 0;
  /** Packets that its connection has not taken yet. */
  private waiting = 0;
  private sent = 0;
  private isBehind = false;
  private messages = 0;
  private windowSince = performance.now();

  constructor(
    private readonly io: IoSocket,
    readonly admission: Admission,
  ) {
    this.actor = admission.actor;
    io.conn.on('packetCreate', () => {
      this.waiting += 1;
    });
    io.conn.on('drain', () => {
      this.waiting = 0;
    });
  }

  get id(): string {
    return this.io.id;
  }

  get transport(): string {
    return this.io.conn.transport.name;
  }

  async enter(rooms: readonly string[]): Promise<void> {
    const wanted = new Set([this.io.id, ...rooms]);
    for (const room of [...this.io.rooms].filter((known) => !wanted.has(known))) {
      await this.io.leave(room);
    }
    await this.io.join([...wanted]);
  }

  ready(): void {
    this.isReady = true;
    this.io.emit('ready', { seq: this.seq });
  }

  /** False when the hint was left out; the client will be told that something was. */
  hint(hint: Hint): boolean {
    this.seq += 1;
    if (!this.isReady || this.isBehind || this.sent >= HINTS_PER_SECOND || this.isSlow()) {
      this.isBehind = true;
      return false;
    }
    this.sent += 1;
    this.io.emit('hint', { ...hint, seq: this.seq });
    return true;
  }

  /** The next `tick` tells the client to look at everything again. */
  miss(): void {
    this.seq += 1;
    this.isBehind = true;
  }

  /** Once a second. */
  tick(): void {
    this.sent = 0;
    if (this.isBehind && this.isReady && !this.isSlow()) {
      this.isBehind = false;
      this.io.emit('resync', { seq: this.seq });
    }
  }

  canWatchMore(): boolean {
    return this.watched.size < WATCHED_LIMIT;
  }

  async watch(id: string): Promise<void> {
    this.watched.add(id);
    await this.io.join(`ticket:${id}`);
  }

  async unwatch(id: string): Promise<void> {
    this.watched.delete(id);
    await this.io.leave(`ticket:${id}`);
  }

  async unwatched(id: string): Promise<void> {
    await this.unwatch(id);
    this.seq += 1;
    this.io.emit('unwatched', { id, seq: this.seq });
  }

  /** Counts a message of the client; false when there are too many. */
  countMessage(): boolean {
    const now = performance.now();
    if (now - this.windowSince > MESSAGE_WINDOW) {
      this.windowSince = now;
      this.messages = 0;
    }
    this.messages += 1;
    return this.messages <= MESSAGES_PER_WINDOW;
  }

  /** Ends it for good: the client does not come back by itself. */
  end(reason: ClosingReason): void {
    this.io.emit('closing', { reason });
    this.io.disconnect(true);
  }

  private isSlow(): boolean {
    return this.waiting > WAITING_LIMIT;
  }
}
