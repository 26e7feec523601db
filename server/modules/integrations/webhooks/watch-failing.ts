import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { Database } from '../../../platform/database/database.js';
import { PROBE_EVERY } from '../../../platform/outside/breaker.js';
import { QueueFacade } from '../../queue/queue.facade.js';
import { OutsideSystems } from '../../../platform/outside/outside-systems.js';
import { DELIVER_TASK, deliverTaskOf } from './domain/delivery-task.js';
import { WebhooksRepository } from './persistence/webhooks.repository.js';

/**
 * Makes one delivery of each failing webhook due every few seconds, so that a receiver's return is noticed within seconds,
 * however long the waits of its deliveries have become, and also by a process that began after the failures.
 */
@Injectable()
export class WatchFailing implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(WatchFailing.name);
  private timer: NodeJS.Timeout | null = null;
  private current: Promise<void> | null = null;

  constructor(
    private readonly configuration: Configuration,
    private readonly database: Database,
    private readonly webhooks: WebhooksRepository,
    private readonly queue: QueueFacade,
    outside: OutsideSystems,
  ) {
    outside.register({
      name: 'webhooks',
      isConfigured: true,
      taskTypes: [DELIVER_TASK],
      read: async () => this.webhooks.sight(this.database),
    });
  }

  onApplicationBootstrap(): void {
    if (this.configuration.runsWorkers) {
      this.timer = setInterval(() => {
        this.current ??= this.look().finally(() => {
          this.current = null;
        });
      }, PROBE_EVERY).unref();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) {
      clearInterval(this.timer);
    }
    await this.current;
  }

  private async look(): Promise<void> {
    try {
      const ids = await this.webhooks.failing(this.database);
      await Promise.all(ids.map((id) => this.queue.makeDue(deliverTaskOf(id), 1)));
    } catch (error) {
      // The database is away; the next turn looks again.
      this.logger.debug({ err: error, msg: 'Failing webhooks could not be looked at' });
    }
  }
}
