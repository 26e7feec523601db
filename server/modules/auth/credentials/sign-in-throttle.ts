import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { Clock } from '../../../kernel/clock.js';
import { rateLimited } from '../../../kernel/common.errors.js';
import type { Queryable } from '../../../platform/database/statement.js';
import { LIMITS, scaled, secondsUntil, waitBeforeSignIn, type Limit } from '../domain/sign-in-limits.js';
import { AttemptCounters } from '../persistence/attempt-counters.js';
import { SecretKeys } from './secret-keys.js';

/** Who tries to get in. `userId` is null for an address that nobody has. */
export interface SignInAttempt {
  readonly email: string;
  readonly userId: string | null;
  readonly ip: string | null;
}

/** The counters of one attempt. */
export interface SignInKeys {
  readonly account: string;
  readonly address: string;
}

/** Brakes for guessing. Unknown accounts are counted like known ones, so that the brake tells nothing. */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly counters: AttemptCounters,
    private readonly keys: SecretKeys,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  /**
   * Throws 429 when it is too early to try again. An address its owner has signed in from has a counter of its own, so
   * that failures from elsewhere never shut him out.
   */
  async begin({ email, userId, ip }: SignInAttempt): Promise<SignInKeys> {
    const address = ip ?? 'unknown';
    const isKnown = await this.counters.isKnownAddress(userId, address);
    const account = this.keys.sign('throttle', email.toLowerCase()).toString('base64url');
    const keys = {
      account: isKnown ? `account:${account}:${address}` : `account:${account}`,
      address: `address:${address}`,
    };
    const now = this.clock.now();
    const counters = await this.counters.read([keys.account, keys.address], now);
    const wait = waitBeforeSignIn(
      { account: counters.get(keys.account) ?? null, address: counters.get(keys.address) ?? null },
      { account: this.limit(LIMITS.account), address: this.limit(LIMITS.address) },
      now,
    );
    if (wait !== null) {
      throw rateLimited(wait);
    }
    return keys;
  }

  /** Counts a failure; throws 429 when others of the same moment had used up the tries. */
  async failed(keys: SignInKeys): Promise<void> {
    const now = this.clock.now();
    await this.counters.hit(keys.address, this.limit(LIMITS.address), now);
    const limit = this.limit(LIMITS.account);
    const counter = await this.counters.hit(keys.account, limit, now);
    if (counter.hits > limit.tries) {
      throw rateLimited(secondsUntil(counter.expiresAt, now));
    }
  }

  /** From now on this address is known; its own failures are forgotten, those from elsewhere are not. */
  async succeeded(tx: Queryable, { userId, ip }: SignInAttempt, keys: SignInKeys): Promise<void> {
    if (userId !== null && ip !== null) {
      await this.counters.rememberAddress(tx, userId, ip, this.clock.now());
    }
    if (keys.account.split(':').length > 2) {
      await this.counters.forget(keys.account, tx);
    }
  }

  /** Throws 429 beyond the limit of what strangers may ask of one address per hour. */
  async countStranger(kind: 'registration' | 'forgotten', ip: string | null): Promise<void> {
    const limit = this.limit(LIMITS[kind]);
    const now = this.clock.now();
    const counter = await this.counters.hit(`${kind}:${ip ?? 'unknown'}`, limit, now);
    if (counter.hits > limit.tries) {
      throw rateLimited(secondsUntil(counter.expiresAt, now));
    }
  }

  /** Whether one more reset mail may go to this address. */
  async mayMail(email: string): Promise<boolean> {
    const limit = this.limit(LIMITS.resetMail);
    const key = `reset:${this.keys.sign('throttle', email.toLowerCase()).toString('base64url')}`;
    return (await this.counters.hit(key, limit, this.clock.now())).hits <= limit.tries;
  }

  private limit(limit: Limit): Limit {
    return scaled(limit, this.configuration.rateLimitFactor);
  }
}
