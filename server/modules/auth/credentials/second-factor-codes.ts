import { randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { Clock } from '../../../kernel/clock.js';
import type { Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { SecondFactorsRepository, type SecondFactorRow } from '../persistence/second-factors.repository.js';
import { SecretKeys } from './secret-keys.js';

const PERIOD = 30;
const RECOVERY_CODES = 10;
/** Without letters and digits that look like others. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** The arithmetic of one-time codes: six digits every 30 seconds, one step of tolerance, each good once. */
@Injectable()
export class SecondFactorCodes {
  private readonly logger = new Logger(SecondFactorCodes.name);

  constructor(
    private readonly factors: SecondFactorsRepository,
    private readonly keys: SecretKeys,
    private readonly clock: Clock,
  ) {}

  /** A fresh secret, as the authenticator gets it and as it is kept. */
  create(email: string): { secret: string; uri: string; sealed: string } {
    const secret = new Secret({ size: 20 });
    return {
      secret: secret.base32,
      uri: totpOf(secret, email).toString(),
      sealed: this.keys.seal('second-factors', secret.base32),
    };
  }

  /** A new set; the codes of the old one stop working. Kept are hashes alone. */
  async issueRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCode());
    const hashes = codes.map((code) => this.hashOf(code));
    await this.factors.replaceCodes(tx, userId, hashes, this.clock.now());
    return codes;
  }

  /** Accepts a code of the authenticator and uses it up. */
  async acceptCode(within: Queryable, factor: SecondFactorRow, code: string): Promise<boolean> {
    const digits = code.replace(/\s/g, '');
    if (!/^\d{6}$/.test(digits)) {
      return false;
    }
    const secret = this.secretOf(factor);
    if (secret === null) {
      return false;
    }
    const timestamp = this.clock.now().getTime();
    const delta = totpOf(secret, '').validate({ token: digits, timestamp, window: 1 });
    if (delta === null) {
      return false;
    }
    return this.factors.useStep(within, factor.user_id, Math.floor(timestamp / 1_000 / PERIOD) + delta);
  }

  /** Accepts a code of the authenticator, or one of the recovery codes, and uses it up. */
  async acceptAny(within: Queryable, factor: SecondFactorRow, code: string): Promise<boolean> {
    if (await this.acceptCode(within, factor, code)) {
      return true;
    }
    const plain = code.toLowerCase().replace(/[^a-z0-9]/g, '');
    return (
      plain.length === 10 && (await this.factors.useCode(within, factor.user_id, this.hashOf(plain), this.clock.now()))
    );
  }

  private secretOf(factor: SecondFactorRow): Secret | null {
    try {
      return Secret.fromBase32(this.keys.open('second-factors', factor.secret));
    } catch (error) {
      // Sealed under another JWT_SECRET: no code of it can be right any more. An administrator resets it.
      this.logger.error({ err: error, msg: 'A second factor cannot be read; was JWT_SECRET changed?' });
      return null;
    }
  }

  private hashOf(code: string): Buffer {
    return this.keys.sign('second-factors', code.replaceAll('-', ''));
  }
}

function totpOf(secret: Secret, email: string): TOTP {
  return new TOTP({ issuer: 'SmartSupport', label: email, algorithm: 'SHA1', digits: 6, period: PERIOD, secret });
}

/** 10 characters of 31: 49 bits, behind the same throttle as passwords. */
function recoveryCode(): string {
  const characters: string[] = [];
  while (characters.length < 10) {
    // Bytes beyond the last whole multiple would favour the first letters.
    const letters = [...randomBytes(16)].filter((byte) => byte < 248).map((byte) => ALPHABET.charAt(byte % 31));
    characters.push(...letters.slice(0, 10 - characters.length));
  }
  return `${characters.slice(0, 5).join('')}-${characters.slice(5).join('')}`;
}
