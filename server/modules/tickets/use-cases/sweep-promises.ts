import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { TicketPromisesRepository } from '../persistence/ticket-promises.repository.js';
import { TellPromises } from './tell-promises.js';

/** So many are read at a time; each is told of in a transaction of its own. */
const BATCH = 100;
/** A ticket that fails must not stand before all others; it is tried again so much later, in milliseconds. */
const AFTER_FAILURE = 60_000;

/** Tells of every promise whose time has come, in order; what came while nobody looked is told of now. */
@Injectable()
export class SweepPromises {
  private readonly logger = new Logger(SweepPromises.name);

  constructor(
    private readonly stored: TicketPromisesRepository,
    private readonly tell: TellPromises,
    private readonly clock: Clock,
  ) {}

  async execute(isStopping: () => boolean = () => false): Promise<{ told: number }> {
    let told = 0;
    for (;;) {
      const ids = await this.stored.marked(this.clock.now(), BATCH);
      let progress = 0;
      for (const id of ids) {
        if (isStopping()) {
          return { told };
        }
        progress += (await this.one(id)) ? 1 : 0;
      }
      told += progress;
      // A full batch of which nothing could be told is in the hands of another process.
      if (ids.length < BATCH || progress === 0) {
        return { told };
      }
    }
  }

  private async one(id: string): Promise<boolean> {
    try {
      return await this.tell.execute(id, this.clock.now());
    } catch (error) {
      this.logger.error({ err: error, msg: `The promises of ticket ${id} could not be told of; tried again later` });
      await this.stored.postpone(id, new Date(this.clock.now().getTime() + AFTER_FAILURE));
      return true;
    }
  }
}
