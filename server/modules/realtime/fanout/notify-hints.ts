import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { newId } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.js';
import { Notifications } from '../../../platform/database/notifications.js';
import { statement } from '../../../platform/database/statement.js';
import { CommittedEvents, type CommittedEvent } from '../../../platform/events/committed-events.js';
import { decodeBatch, encodeBatches } from '../domain/hint-batch.js';
import { Hints, type HintListener } from './hints.js';

const HINTS_CHANNEL = 'smartsupport_hints';
const NOTIFY = statement('realtime.notify', 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload');

/** What happens within this time is told together, in milliseconds. */
const GATHER = 25;
/** Processes whose count is remembered; every start of one is a new one. */
const ORIGINS_LIMIT = 200;

/**
 * Fan-out by NOTIFY: gathered, and after the commit on a connection of its own, because a NOTIFY inside the change's
 * transaction would make all commits of the database queue behind one lock.
 */
@Injectable()
export class NotifyHints extends Hints implements OnModuleDestroy {
  private readonly logger = new Logger(NotifyHints.name);
  private readonly origin = newId();
  private readonly listeners = new Set<HintListener>();
  /** The last number heard of each other process. */
  private readonly heard = new Map<string, number>();
  private waiting: CommittedEvent[] = [];
  private timer: NodeJS.Timeout | null = null;
  private sending: Promise<void> | null = null;
  private number = 0;
  private isEnding = false;

  constructor(
    private readonly database: Database,
    notifications: Notifications,
    committed: CommittedEvents,
  ) {
    super();
    committed.onCommit((events) => {
      this.publish(events);
    });
    notifications.listen(HINTS_CHANNEL, (payload) => {
      this.hear(payload);
    });
  }

  listen(listener: HintListener): void {
    this.listeners.add(listener);
  }

  publish(events: readonly CommittedEvent[]): void {
    this.waiting.push(...events);
    this.gather();
  }

  /** What was committed last is still told, while the database is there. */
  async onModuleDestroy(): Promise<void> {
    this.isEnding = true;
    if (this.timer !== null) {
      clearTimeout(this.timer);
    }
    await this.sending;
    await this.send();
  }

  private gather(): void {
    if (this.timer !== null || this.sending !== null || this.isEnding) {
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = null;
      this.sending = this.send().finally(() => {
        this.sending = null;
        if (this.waiting.length > 0) {
          this.gather();
        }
      });
    }, GATHER).unref();
  }

  private async send(): Promise<void> {
    const events = this.waiting;
    this.waiting = [];
    if (events.length === 0) {
      return;
    }
    this.tell((listener) => {
      listener.arrive(events);
    });
    const payloads = encodeBatches(this.origin, events, () => (this.number += 1));
    try {
      await this.database.query(NOTIFY, [HINTS_CHANNEL, payloads]);
    } catch (error) {
      // The others notice by the next number; until then their clients look by themselves.
      this.logger.warn({ err: error, msg: 'Other processes could not be told what changed' });
    }
  }

  private hear(payload: string): void {
    const batch = payload === '' ? null : decodeBatch(payload);
    if (batch === null) {
      this.heard.clear();
      this.tell((listener) => {
        listener.miss();
      });
      return;
    }
    const { origin, number, events } = batch;
    if (origin === this.origin) {
      return;
    }
    const last = this.heard.get(origin);
    if (last === undefined && this.heard.size >= ORIGINS_LIMIT) {
      this.heard.clear();
    }
    this.heard.set(origin, number);
    this.tell((listener) => {
      if (events === null || (last !== undefined && number !== last + 1)) {
        listener.miss();
      }
      if (events !== null) {
        listener.arrive(events);
      }
    });
  }

  private tell(what: (listener: HintListener) => void): void {
    this.listeners.forEach(what);
  }
}
