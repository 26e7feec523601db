import { Injectable } from '@nestjs/common';
import { Metrics } from '../../../platform/metrics/metrics.js';
import type { Hint } from '../domain/hint.js';
import type { LiveServer, LiveSocket } from './live-socket.js';

/** Connections of one person in this process; the oldest makes room for the newest. */
const PER_PERSON = 20;

/** The sockets of this process. */
@Injectable()
export class LiveSockets {
  private readonly byId = new Map<string, LiveSocket>();
  private readonly byPerson = new Map<string, Set<LiveSocket>>();
  private rooms: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  private sent = 0;
  private left = 0;

  constructor(metrics: Metrics) {
    metrics.gauge('live_sockets', 'Sockets that are open in this process', ['transport'], async () =>
      Promise.resolve(
        ['websocket', 'polling'].map((transport) => ({
          labels: { transport },
          value: this.all().filter((socket) => socket.transport === transport).length,
        })),
      ),
    );
    metrics.gauge('live_hints', 'Hints since the start: sent, or left out and told as missed', ['outcome'], async () =>
      Promise.resolve([
        { labels: { outcome: 'sent' }, value: this.sent },
        { labels: { outcome: 'left_out' }, value: this.left },
      ]),
    );
  }

  use(server: LiveServer): void {
    this.rooms = server.sockets.adapter.rooms;
  }

  get isEmpty(): boolean {
    return this.byId.size === 0;
  }

  all(): readonly LiveSocket[] {
    return [...this.byId.values()];
  }

  of(userId: string): readonly LiveSocket[] {
    return [...(this.byPerson.get(userId) ?? [])];
  }

  in(room: string): readonly LiveSocket[] {
    return this.found(this.rooms.get(room) ?? new Set());
  }

  add(socket: LiveSocket): void {
    const own = this.byPerson.get(socket.actor.id) ?? new Set<LiveSocket>();
    this.byId.set(socket.id, socket);
    this.byPerson.set(socket.actor.id, own.add(socket));
    // A set keeps the order of arrival.
    [...own].slice(0, -PER_PERSON).forEach((oldest) => {
      oldest.end('crowded');
    });
  }

  remove(id: string): void {
    const socket = this.byId.get(id);
    if (socket === undefined) {
      return;
    }
    this.byId.delete(id);
    const own = this.byPerson.get(socket.actor.id);
    own?.delete(socket);
    if (own?.size === 0) {
      this.byPerson.delete(socket.actor.id);
    }
  }

  /** Once to each socket, in however many of the rooms it is. */
  hint(rooms: readonly string[], hint: Hint): void {
    const ids = new Set(rooms.flatMap((room) => [...(this.rooms.get(room) ?? [])]));
    this.found(ids).forEach((socket) => {
      if (socket.hint(hint)) {
        this.sent += 1;
      } else {
        this.left += 1;
      }
    });
  }

  miss(): void {
    this.byId.forEach((socket) => {
      socket.miss();
    });
  }

  private found(ids: ReadonlySet<string>): readonly LiveSocket[] {
    return [...ids].map((id) => this.byId.get(id)).filter((socket) => socket !== undefined);
  }
}
