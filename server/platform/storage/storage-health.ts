import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { HealthChecks } from '../http/health-checks.js';
import { OutsideSystems } from '../outside/outside-systems.js';
import { Storage } from './storage.js';

/** Milliseconds. */
const LOOK_EVERY = 30_000;

/** `full`: files can be opened, but none can be added. */
export type StorageState = 'up' | 'full' | 'down';

/** How the storage is; the desk runs on without it, so that nothing waits for the answer. */
@Injectable()
export class StorageHealth implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(StorageHealth.name);
  private timer: NodeJS.Timeout | null = null;
  private current: StorageState = 'up';
  private problem: string | null = null;
  private since: Date | null = null;
  private failedAt: Date | null = null;
  private answeredAt: Date | null = null;

  constructor(
    private readonly storage: Storage,
    private readonly checks: HealthChecks,
    private readonly outside: OutsideSystems,
  ) {}

  /** As it was when it was last looked at, at most half a minute ago. */
  get state(): StorageState {
    return this.current;
  }

  /** In the storage's own words; null while it is up. */
  get lastError(): string | null {
    return this.problem;
  }

  onModuleInit(): void {
    this.checks.watch('storage', () => this.current === 'up');
    this.outside.register({
      name: 'storage',
      isConfigured: true,
      taskTypes: [],
      // Each process looks for itself, and twice a minute.
      read: () =>
        Promise.resolve({
          breaker: this.current === 'up' ? 'closed' : 'open',
          since: this.since,
          lastError: this.problem,
          lastFailureAt: this.failedAt,
          lastSuccessAt: this.answeredAt,
        }),
    });
    void this.look();
    this.timer = setInterval(() => void this.look(), LOOK_EVERY).unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer !== null) {
      clearInterval(this.timer);
    }
  }

  /** Asks it now; never throws. */
  async look(): Promise<StorageState> {
    try {
      await this.storage.check();
      this.note('up', null);
    } catch (error) {
      // Whatever it is, there is no storage to work with; the refusal carries what the storage itself has said.
      const cause: unknown = error instanceof DomainError ? (error.cause ?? error) : error;
      const isFull = error instanceof DomainError && error.code === 'STORAGE_FULL';
      this.note(isFull ? 'full' : 'down', cause instanceof Error ? cause.message : String(cause));
    }
    return this.current;
  }

  private note(state: StorageState, problem: string | null): void {
    const before = this.current;
    const now = new Date();
    if (state === 'up') {
      this.answeredAt = now;
    } else {
      this.failedAt = now;
    }
    if (this.since === null || (state === 'up') !== (before === 'up')) {
      this.since = now;
    }
    this.current = state;
    this.problem = problem;
    if (state !== 'up' && state !== before) {
      this.logger.error({ msg: `The storage of files is ${state}; everything without files goes on`, problem });
    }
    if (state === 'up' && before !== 'up') {
      this.logger.log({ msg: 'The storage of files is back' });
    }
  }
}
