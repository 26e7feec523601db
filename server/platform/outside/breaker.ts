import { Logger } from '@nestjs/common';
import {
  BrokenCircuitError,
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
} from 'cockatiel';

/** Failures in a row after which the other side counts as down. */
const OPENS_AFTER = 3;
/** While it is down, one call is let through this often, in milliseconds. */
export const PROBE_EVERY = 5_000;

export const BREAKER_STATES = ['closed', 'half-open', 'open'] as const;
export type BreakerState = (typeof BREAKER_STATES)[number];

/** What one process has seen of another system. */
export interface BreakerFacts {
  readonly breaker: BreakerState;
  /** Of the last failure that counted. */
  readonly lastError: string | null;
  readonly lastFailureAt: Date | null;
  readonly lastSuccessAt: Date | null;
}

/** Nothing was tried: the other side is known to be down. */
export class OutsideIsDownError extends Error {
  override readonly name = 'OutsideIsDownError';
}

export interface BreakerSettings {
  /** Of the other side, for logs and messages. */
  readonly name: string;
  /** Which failures say that the other side is down; by default all. */
  readonly counts?: (error: unknown) => boolean;
  /** Called every few seconds while open, so that the return is noticed even when all tasks wait out long pauses. */
  readonly probe: () => Promise<unknown>;
  /** Called once it is back: what waits can go on. */
  readonly closed: () => Promise<unknown>;
}

/** Keeps a system that is down from being asked by every task. */
export class Breaker {
  private readonly logger = new Logger(Breaker.name);
  private readonly policy: CircuitBreakerPolicy;
  private prober: NodeJS.Timeout | null = null;
  private lastError: string | null = null;
  private lastFailureAt: Date | null = null;
  private lastSuccessAt: Date | null = null;

  constructor(private readonly settings: BreakerSettings) {
    const { name, counts = () => true } = settings;
    this.policy = circuitBreaker(handleWhen(counts), {
      halfOpenAfter: PROBE_EVERY - 500,
      breaker: new ConsecutiveBreaker(OPENS_AFTER),
    });
    this.policy.onBreak(() => {
      this.logger.warn({ msg: `${name} is down; asking every ${String(PROBE_EVERY)} ms` });
      this.prober ??= setInterval(() => {
        this.wake(settings.probe);
      }, PROBE_EVERY).unref();
    });
    this.policy.onReset(() => {
      this.stop();
      this.logger.log({ msg: `${name} is back` });
      this.wake(settings.closed);
    });
    this.policy.onSuccess(() => {
      this.lastSuccessAt = new Date();
    });
    this.policy.onFailure(({ reason }) => {
      // An answer that does not count is one of a system that works.
      if ('error' in reason) {
        if (counts(reason.error)) {
          this.lastFailureAt = new Date();
          this.lastError = messageOf(reason.error);
        } else {
          this.lastSuccessAt = new Date();
        }
      }
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

  get facts(): BreakerFacts {
    const { state: breaker, lastError, lastFailureAt, lastSuccessAt } = this;
    return { breaker, lastError, lastFailureAt, lastSuccessAt };
  }

  /** Asks for one of the waiting tasks, as while open: others know that it is down, and this process may learn more. */
  probe(): void {
    this.wake(this.settings.probe);
  }

  /** Throws OutsideIsDownError without calling while open; otherwise what `work` throws, which then counts. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.policy.execute(work);
    } catch (error) {
      if (error instanceof BrokenCircuitError) {
        throw new OutsideIsDownError(`${this.settings.name} is down; trying again soon`, { cause: error });
      }
      throw error;
    }
  }

  private wake(waiting: () => Promise<unknown>): void {
    waiting().catch((error: unknown) => {
      // Still down, or only a hint lost: tasks become due by themselves, later.
      this.logger.debug({ err: error, msg: `Asked for ${this.settings.name} in vain` });
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

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll('\u0000', '').slice(0, 500);
}
