import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AuthFacade } from '../../auth/auth.facade.js';
import { mayConnect, roomsOf } from '../domain/hint-rooms.js';
import type { LiveSocket } from './live-socket.js';
import { LiveSockets } from './live-sockets.js';

const TICK = 1_000;
/** The net under everything that was not announced, such as a session whose time is up. Milliseconds. */
const CHECK_EVERY = 45_000;
/** Of those that are only due, at most so many in one tick: a thousand sockets are no thousand questions at once. */
const CHECKS_PER_TICK = 100;

/**
 * A socket lives as long as what it came with lets its owner in. It is asked again when his standing may have changed, by
 * itself every now and then, and all the time while changes in other processes cannot be heard.
 */
@Injectable()
export class StandingWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(StandingWatch.name);
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly auth: AuthFacade,
    private readonly sockets: LiveSockets,
  ) {
    auth.onStandingChange((userId) => {
      (userId === null ? this.sockets.all() : this.sockets.of(userId)).forEach((socket) => {
        void this.check(socket);
      });
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.tick();
    }, TICK).unref();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) {
      clearInterval(this.timer);
    }
  }

  /** Ends the socket, or puts it into the rooms of who its owner is now. False when it ended. */
  async check(socket: LiveSocket): Promise<boolean> {
    socket.latestCheck += 1;
    const asked = socket.latestCheck;
    try {
      const actor = await socket.admission.again();
      if (actor === null || !mayConnect(actor)) {
        socket.end('standing');
        return false;
      }
      if (asked === socket.latestCheck) {
        socket.actor = actor;
        socket.checkedAt = performance.now();
        await socket.enter([...roomsOf(actor), ...[...socket.watched].map((id) => `ticket:${id}`)]);
      }
      return true;
    } catch (error) {
      // Without the database there is no answer, and no change to hint at either; the next tick asks again.
      socket.checkedAt = -CHECK_EVERY;
      this.logger.warn({ err: error, msg: 'The standing of a socket could not be asked' });
      return true;
    }
  }

  private tick(): void {
    const due = performance.now() - CHECK_EVERY;
    const all = this.sockets.all();
    all.forEach((socket) => {
      socket.tick();
    });
    all
      .filter((socket) => !this.auth.hearsOthers || socket.checkedAt < due)
      .slice(0, CHECKS_PER_TICK)
      .forEach((socket) => {
        void this.check(socket);
      });
  }
}
