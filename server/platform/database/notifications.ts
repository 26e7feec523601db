import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import { Configuration } from '../../config/configuration.js';

type Listener = (payload: string) => void;

/** How long a lost LISTEN connection stays lost before the next try, in milliseconds. */
const RECONNECT_AFTER = 500;

/**
 * LISTEN on one connection of its own. Notifications are hints that save waiting; whoever uses them also polls,
 * because a lost connection loses hints. `isConnected` tells whether hints can be relied on right now.
 */
@Injectable()
export class Notifications implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Notifications.name);
  private readonly listeners = new Map<string, Set<Listener>>();
  private client: pg.Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private isEnding = false;

  constructor(private readonly configuration: Configuration) {}

  get isConnected(): boolean {
    return this.client !== null;
  }

  /** Channels are fixed words of this code, never input. Call before the application has started. */
  listen(channel: string, listener: Listener): void {
    const known = this.listeners.get(channel) ?? new Set<Listener>();
    known.add(listener);
    this.listeners.set(channel, known);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async onModuleDestroy(): Promise<void> {
    this.isEnding = true;
    if (this.retry !== null) {
      clearTimeout(this.retry);
    }
    const client = this.client;
    this.client = null;
    await client?.end();
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.configuration.databaseUrl ?? undefined,
      application_name: 'smartsupport-listen',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on('error', (error) => {
      this.lost(client, error);
    });
    client.on('end', () => {
      this.lost(client, null);
    });
    client.on('notification', ({ channel, payload }) => {
      this.listeners.get(channel)?.forEach((listener) => {
        listener(payload ?? '');
      });
    });
    try {
      await client.connect();
      for (const channel of this.listeners.keys()) {
        await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      }
      this.client = client;
      // What was missed while not connected: every listener looks for itself once.
      this.listeners.forEach((listeners) => {
        listeners.forEach((listener) => {
          listener('');
        });
      });
    } catch (error) {
      this.lost(client, error);
    }
  }

  private lost(client: pg.Client, error: unknown): void {
    if (this.isEnding || (this.client !== null && this.client !== client) || this.retry !== null) {
      return;
    }
    this.client = null;
    this.logger.warn({ err: error, msg: 'The LISTEN connection was lost; polling until it is back' });
    this.retry = setTimeout(() => {
      this.retry = null;
      void this.connect();
    }, RECONNECT_AFTER);
  }
}
