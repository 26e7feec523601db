import { Injectable, InjectionToken, type Signal, effect, inject, signal, untracked } from '@angular/core';
import type { io as connectTo, Socket } from 'socket.io-client';
import { SessionKeeper } from '../api/session-keeper';

/** Something changed; who may see it fetches it. */
export interface Hint {
  /** Name of the event: `ticket.commented`, `account.registered`. */
  readonly type: string;
  readonly id: string;
}

/** Null: hints may have been missed, so everything may have changed. */
export type HintListener = (hint: Hint | null) => void;

type Numbered<T> = T & { readonly seq: number };

/** Makes the connection. Fetched after the first paint, because no page needs it to be there. */
export const CONNECT = new InjectionToken<() => Promise<typeof connectTo>>('connect', {
  factory: () => () => import('socket.io-client').then(({ io }) => io),
});

/** What is refused is tried again after this long, twice as long each time. */
const FIRST_PAUSE_MS = 2_000;
const LAST_PAUSE_MS = 300_000;
/** The pages of twenty other tabs are enough. */
const CROWDED_PAUSE_MS = 300_000;

/**
 * The connection over which the server says that something changed. It lives as long as somebody is signed in; without it
 * pages ask by themselves every now and then (`whileVisible`).
 */
@Injectable({ providedIn: 'root' })
export class Live {
  private readonly keeper = inject(SessionKeeper);
  private readonly connect = inject(CONNECT);
  private readonly listeners = new Set<HintListener>();
  private readonly watched = new Map<string, number>();
  private readonly connected = signal(false);
  private readonly wanted = signal(false);
  private socket: Socket | null = null;
  private userId: string | null = null;
  private seq = 0;
  private pause = FIRST_PAUSE_MS;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private closing = '';

  /** Whether hints can be relied on right now. */
  readonly isConnected: Signal<boolean> = this.connected.asReadonly();

  constructor() {
    effect(() => {
      const userId = this.keeper.session()?.user.id ?? null;
      if (this.wanted()) {
        untracked(() => this.belongTo(userId));
      }
    });
  }

  /** Called by the frame of every page, once the first one is painted. */
  start(): void {
    this.wanted.set(true);
  }

  /** Tells of every hint until the returned function is called. */
  listen(listener: HintListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A page shows this ticket, until the returned function is called: it hears when it is not to be seen any more. */
  watch(id: string): () => void {
    const count = this.watched.get(id) ?? 0;
    this.watched.set(id, count + 1);
    if (count === 0) {
      this.say('watch', id);
    }
    return () => {
      const left = (this.watched.get(id) ?? 1) - 1;
      if (left > 0) {
        this.watched.set(id, left);
        return;
      }
      this.watched.delete(id);
      this.say('unwatch', id);
    };
  }

  private belongTo(userId: string | null): void {
    if (userId === this.userId) {
      return;
    }
    this.userId = userId;
    this.close();
    this.pause = FIRST_PAUSE_MS;
    if (userId !== null) {
      void this.open(userId);
    }
  }

  private close(): void {
    clearTimeout(this.retry);
    this.socket?.removeAllListeners();
    this.socket?.disconnect();
    this.socket = null;
    this.connected.set(false);
  }

  private async open(userId: string): Promise<void> {
    let io: typeof connectTo;
    try {
      io = await this.connect();
    } catch {
      // Not to be fetched right now; pages go on asking by themselves.
      this.later(() => void this.open(userId));
      return;
    }
    if (userId !== this.userId || this.socket !== null) {
      return;
    }
    const socket: Socket = io({
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelayMax: 30_000,
      // A token in the address would stand in logs.
      auth: (answer) => {
        this.keeper.token().then(
          (token) => answer({ token }),
          () => answer({}),
        );
      },
    });
    this.socket = socket;
    socket.on('ready', ({ seq }: Numbered<object>) => {
      this.seq = seq;
      this.pause = FIRST_PAUSE_MS;
      this.connected.set(true);
      this.watched.forEach((_, id) => this.say('watch', id));
      // Whatever happened since the page was loaded, or while the connection was away.
      this.tell(null);
    });
    socket.on('hint', ({ seq, type, id }: Numbered<Hint>) => this.count(seq, { type, id }));
    socket.on('unwatched', ({ seq, id }: Numbered<{ id: string }>) => this.count(seq, { type: 'ticket.hidden', id }));
    socket.on('resync', ({ seq }: Numbered<object>) => {
      this.seq = seq;
      this.tell(null);
    });
    socket.on('closing', ({ reason }: { reason: string }) => (this.closing = reason));
    socket.on('disconnect', (reason) => {
      this.connected.set(false);
      if (reason === 'io server disconnect') {
        this.refused(socket);
      }
    });
    socket.on('connect_error', () => {
      // While it is active it comes back by itself; otherwise the server refused it.
      if (!socket.active) {
        this.refused(socket);
      }
    });
  }

  /**
   * The server let go. Was the session ended? Then the renewal fails and the session is over, for every page to see.
   * Otherwise it comes back after a while, with a token of now.
   */
  private refused(socket: Socket): void {
    const wasCrowded = this.closing === 'crowded';
    this.closing = '';
    if (wasCrowded) {
      this.pause = CROWDED_PAUSE_MS;
    }
    this.later(() => socket.connect());
    if (!wasCrowded) {
      // A session that has ended closes this connection for good; whatever else went wrong, it is tried again.
      this.keeper.renew().catch(() => undefined);
    }
  }

  private later(again: () => void): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(again, this.pause);
    this.pause = Math.min(this.pause * 2, LAST_PAUSE_MS);
  }

  private count(seq: number, hint: Hint): void {
    const isNext = seq === this.seq + 1;
    this.seq = seq;
    this.tell(isNext ? hint : null);
  }

  private tell(hint: Hint | null): void {
    this.listeners.forEach((listener) => listener(hint));
  }

  private say(message: 'watch' | 'unwatch', id: string): void {
    if (this.connected()) {
      this.socket?.emit(message, { id }, ({ ok }: { ok: boolean }) => {
        if (!ok && message === 'watch') {
          this.tell({ type: 'ticket.hidden', id });
        }
      });
    }
  }
}
