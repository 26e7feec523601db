import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';

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

  /** AES-256-GCM: nonce, tag and text in one piece of base64. */
  seal(purpose: Purpose, text: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key(purpose), nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** Throws when the text was altered or sealed with another key. */
  open(purpose: Purpose, sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.key(purpose), bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }

  private key(purpose: Purpose): Buffer {
    const known = this.keys.get(purpose);
    if (known !== undefined) {
      return known;
    }
    const made = Buffer.from(hkdfSync('sha256', jwtSecretOf(this.configuration), '', `smartsupport ${purpose}`, 32));
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
