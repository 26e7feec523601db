import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';

/** Throws when the part cannot work; resolves when it can. */
export type HealthCheck = () => Promise<void>;

const PING = statement('health.ping', 'SELECT 1');

/** What must work before this process takes requests; other modules add their own. */
@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, HealthCheck>();
  private readonly watched = new Map<string, () => boolean>();
  private draining = false;

  constructor(database: Database) {
    this.register('database', async () => {
      await database.query(PING);
    });
  }

  register(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  /** A part without which requests are still served; `isWell` answers from memory. */
  watch(name: string, isWell: () => boolean): void {
    this.watched.set(name, isWell);
  }

  /** Watched parts that do not work now. */
  get degraded(): string[] {
    return [...this.watched].filter(([, isWell]) => !isWell()).map(([name]) => name);
  }

  /** Whether this process is about to end. */
  get isDraining(): boolean {
    return this.draining;
  }

  /** From now on not ready: the balancer must look elsewhere before the door closes. */
  drain(): void {
    this.draining = true;
  }

  async isReady(): Promise<boolean> {
    if (this.draining) {
      return false;
    }
    const results = await Promise.allSettled([...this.checks.values()].map((check) => check()));
    return results.every((result) => result.status === 'fulfilled');
  }
}
