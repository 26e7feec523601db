import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { deriveKey, seal, unseal } from '../../../platform/secrets/seal.js';

type Purpose = 'links' | 'second-factors' | 'throttle';

/** Keys derived from the one secret, one for each purpose, so that nothing made for one opens another. */
@Injectable()
export class SecretKeys {
  private readonly keys = new Map<Purpose, Buffer>();

  constructor(private readonly configuration: Configuration) {}

  sign(purpose: Purpose, text: string): Buffer {
    return createHmac('sha256', this.key(purpose)).update(text).digest();
  }

  isSignature(purpose: Purpose, text: string, signature: Buffer): boolean {
    const right = this.sign(purpose, text);
    return signature.length === right.length && timingSafeEqual(signature, right);
  }

  seal(purpose: Purpose, text: string): string {
    return seal(this.key(purpose), text);
  }

  /** Throws when the text was altered or sealed with another key. */
  open(purpose: Purpose, sealed: string): string {
    return unseal(this.key(purpose), sealed);
  }

  private key(purpose: Purpose): Buffer {
    const known = this.keys.get(purpose);
    if (known !== undefined) {
      return known;
    }
    const made = deriveKey(jwtSecretOf(this.configuration), purpose);
    this.keys.set(purpose, made);
    return made;
  }
}

/** Present by the time the application is made: given, or made and kept in DATA_DIR. */
export function jwtSecretOf(configuration: Configuration): string {
  if (configuration.jwtSecret === null) {
    throw new Error('No JWT_SECRET: the entry point loads it before the application is made');
  }
  return configuration.jwtSecret;
}
