import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { rateLimited } from '../../../kernel/common.errors.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { networkOf } from '../domain/network-address.js';
import { waitBeforeSignIn } from '../domain/sign-in-limits.js';
import { SignInThrottlesRepository } from '../persistence/sign-in-throttles.repository.js';
import { KnownAddresses } from './known-addresses.js';
import { SecretKeys } from './secret-keys.js';
import { SignInFailures, type FailureSubjects } from './sign-in-failures.js';

/** Who tries to get in. `userId` is null for an address that nobody has. */
export interface SignInAttempt {
  readonly email: string;
  readonly userId: string | null;
  readonly ip: string | null;
}

export type SignInKeys = FailureSubjects;

/** Brakes for guessing. Unknown accounts are counted like known ones, so that the brake tells nothing. */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly throttles: SignInThrottlesRepository,
    private readonly failures: SignInFailures,
    private readonly addresses: KnownAddresses,
    private readonly keys: SecretKeys,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws 429 when it is too early to try again. An address its owner has signed in from has a counter of its own, so
   * that failures from elsewhere never shut him out.
   */
  async begin({ email, userId, ip }: SignInAttempt): Promise<SignInKeys> {
    const network = networkOf(ip ?? 'unknown');
    const isKnown = await this.addresses.isKnown(userId, network);
    const name = `account:${this.keys.sign('throttle', email.toLowerCase()).toString('base64url')}`;
    const keys: SignInKeys = {
      account: isKnown
        ? { kind: 'account', key: `${name}:${network}`, userId, ip: network }
        : { kind: 'account', key: name, userId, ip: null },
      address: { kind: 'address', key: `address:${network}`, userId: null, ip: network },
      network,
    };
    const now = this.clock.now();
    const found = await this.throttles.read([keys.account.key, keys.address.key], now);
    const account = found.get(keys.account.key) ?? null;
    const wait = waitBeforeSignIn({ account, address: found.get(keys.address.key) ?? null }, now);
    if (wait !== null) {
      throw rateLimited(wait);
    }
    return keys;
  }

  /** Counts a failure; throws 429 when others of the same moment had used up the tries. */
  async failed(call: Call, keys: SignInKeys): Promise<void> {
    const wait = await this.failures.count(call, keys);
    if (wait !== null) {
      throw rateLimited(wait);
    }
  }

  /** From now on this address is known; its own failures are forgotten, those from elsewhere are not. */
  async succeeded(tx: Transaction, call: Call, { account }: SignInKeys, userAgent: string | null): Promise<void> {
    if (account.userId !== null) {
      await this.addresses.welcome(tx, call, account.userId, userAgent);
    }
    if (account.ip !== null) {
      await this.throttles.forget(tx, account.key);
    }
  }
}
