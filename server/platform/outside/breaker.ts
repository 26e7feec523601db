import { Logger } from '@nestjs/common';
import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleAll } from 'cockatiel';

/** Failures in a row after which the other side counts as down. */
const OPENS_AFTER = 3;
/** While it is down, one call is let through this often, in milliseconds. */
export const PROBE_EVERY = 5_000;

export type BreakerState = 'closed' | 'open' | 'half-open';

/** Nothing was tried: the other side is known to be down. */
export class OutsideIsDownError extends Error {
  override readonly name = 'OutsideIsDownError';
}

/**
 * Keeps a system that is down from being asked by every task. While it is open, `probe` is called every few seconds, so
 * that the return is noticed soon even when all tasks are waiting out long pauses; `closed` is called once it is back.
 */
export class Breaker {
  private readonly logger = new Logger(Breaker.name);
  private readonly policy = circuitBreaker(handleAll, {
    halfOpenAfter: PROBE_EVERY - 500,
    breaker: new ConsecutiveBreaker(OPENS_AFTER),
  });
  private prober: NodeJS.Timeout | null = null;

  constructor(
    private readonly name: string,
    private readonly on: { probe: () => Promise<unknown>; closed: () => Promise<unknown> },
  ) {
    this.policy.onBreak(() => {
      this.logger.warn({ msg: `${this.name} is down; asking every ${String(PROBE_EVERY)} ms` });
      this.prober ??= setInterval(() => {
        this.wake(this.on.probe);
      }, PROBE_EVERY).unref();
    });
    this.policy.onReset(() => {
      this.stop();
      this.logger.log({ msg: `${this.name} is back` });
      this.wake(this.on.closed);
    });
  }

  get state(): BreakerState {
    switch (this.policy.state) {
      case CircuitState.Closed:
        return 'closed';
      case CircuitState.HalfOpen:
        return 'half-open';
      case CircuitState.Open:
      case CircuitState.Isolated:
        return 'open';
    }
  }

  /** Throws OutsideIsDownError without calling while open; otherwise what `work` throws, which then counts. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.policy.execute(work);
    } catch (error) {
      if (error instanceof BrokenCircuitError) {
        throw new OutsideIsDownError(`${this.name} is down; trying again soon`, { cause: error });
      }
      throw error;
    }
  }

  private wake(waiting: () => Promise<unknown>): void {
    waiting().catch((error: unknown) => {
      // Only a hint: the tasks become due by themselves, later.
      this.logger.warn({ err: error, msg: `Tasks waiting for ${this.name} could not be woken` });
    });
  }

  /** No more probes; when the process ends. */
  stop(): void {
    if (this.prober !== null) {
      clearInterval(this.prober);
      this.prober = null;
    }
  }
}
