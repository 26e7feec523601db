import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { Clock } from '../../../kernel/clock.js';
import { rateLimited } from '../../../kernel/common.errors.js';
import { networkOf } from '../domain/network-address.js';
import { scaled, secondsUntil, STRANGER_LIMITS } from '../domain/sign-in-limits.js';
import { AttemptCounters } from '../persistence/attempt-counters.js';
import { SecretKeys } from './secret-keys.js';

/** How often one may ask for what costs others something: an account to look at, a mail. */
@Injectable()
export class StrangerLimits {
  constructor(
    private readonly counters: AttemptCounters,
    private readonly keys: SecretKeys,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  /** Throws 429 beyond what may be asked from one address. */
  async countFrom(kind: 'registration' | 'forgotten' | 'provider', ip: string | null): Promise<void> {
    await this.count(kind, networkOf(ip ?? 'unknown'));
  }

  /** Throws 429 beyond what one person may ask. */
  async countOf(kind: 'emailChange', userId: string): Promise<void> {
    await this.count(kind, userId);
  }

  /** Whether one more reset mail may go to this address; never told to whoever asks. */
  async mayMail(email: string): Promise<boolean> {
    const key = `reset:${this.keys.sign('throttle', email.toLowerCase()).toString('base64url')}`;
    const limit = scaled(STRANGER_LIMITS.resetMail, this.configuration.rateLimitFactor);
    return (await this.counters.hit(key, limit, this.clock.now())).hits <= limit.tries;
  }

  private async count(kind: 'registration' | 'forgotten' | 'provider' | 'emailChange', who: string): Promise<void> {
    const limit = scaled(STRANGER_LIMITS[kind], this.configuration.rateLimitFactor);
    const now = this.clock.now();
    const { hits, expiresAt } = await this.counters.hit(`${kind}:${who}`, limit, now);
    if (hits > limit.tries) {
      throw rateLimited(secondsUntil(expiresAt, now));
    }
  }
}
