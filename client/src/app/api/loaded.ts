import { signal } from '@angular/core';
import { toApiError, type ApiError } from './api-error';

/**
 * One answer of the server that a page shows: value, failure and whether it is on its way. Unlike Angular's resource it
 * keeps what is shown when a later refresh fails, and an older answer never overwrites a newer one.
 */
export class Loaded<T> {
  private readonly current = signal<T | null>(null);
  private readonly failure = signal<ApiError | null>(null);
  private readonly waits = signal(false);
  private latest = 0;

  readonly value = this.current.asReadonly();
  readonly error = this.failure.asReadonly();
  readonly isLoading = this.waits.asReadonly();

  constructor(private readonly fetch: () => Promise<T>) {}

  /** Shows the waiting and the failure. */
  async load(): Promise<void> {
    this.waits.set(true);
    this.failure.set(null);
    const turn = ++this.latest;
    try {
      const value = await this.fetch();
      if (turn === this.latest) {
        this.current.set(value);
      }
    } catch (error) {
      if (turn === this.latest) {
        this.failure.set(toApiError(error));
      }
    } finally {
      if (turn === this.latest) {
        this.waits.set(false);
      }
    }
  }

  /** Quietly: a failure changes nothing, the next round comes soon. What is gone or hidden now is let go. */
  async refresh(): Promise<void> {
    if (this.waits()) {
      return;
    }
    const turn = ++this.latest;
    try {
      const value = await this.fetch();
      if (turn === this.latest) {
        this.current.set(value);
        this.failure.set(null);
      }
    } catch (error) {
      // What is shown is still the last thing known; but what one may no longer see is not shown on.
      const reason = toApiError(error);
      if (turn === this.latest && reason.status === 404) {
        this.current.set(null);
        this.failure.set(reason);
      }
    }
  }

  /** What a write has just answered. */
  set(value: T): void {
    this.latest += 1;
    this.current.set(value);
  }

  /** For another record: nothing of the one before may show. */
  reset(): void {
    this.latest += 1;
    this.current.set(null);
    this.failure.set(null);
    this.waits.set(false);
  }
}
