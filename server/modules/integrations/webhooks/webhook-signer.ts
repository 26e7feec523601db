import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Configuration } from '../../../config/configuration.js';
import { deriveKey, seal, unseal } from '../../../platform/secrets/seal.js';

/** The secrets of webhooks: made here, kept sealed, opened for a signature alone. */
@Injectable()
export class WebhookSigner {
  private derived: Buffer | null = null;

  constructor(private readonly configuration: Configuration) {}

  /** A new one, sealed. */
  create(): string {
    return seal(this.key(), `whsec_${randomBytes(32).toString('base64')}`);
  }

  /** `whsec_` and base64: shown to whoever made it, once. */
  open(sealed: string): string {
    return unseal(this.key(), sealed);
  }

  /** Standard Webhooks: one signature for each secret that is good. Throws when a secret cannot be opened any more. */
  headers(id: string, at: Date, body: string, sealedSecrets: readonly string[]): Record<string, string> {
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': sealedSecrets
        .map((sealed) => new StandardWebhook(this.open(sealed)).sign(id, at, body))
        .join(' '),
    };
  }

  private key(): Buffer {
    if (this.configuration.jwtSecret === null) {
      throw new Error('No JWT_SECRET: the entry point loads it before the application is made');
    }
    this.derived ??= deriveKey(this.configuration.jwtSecret, 'webhooks');
    return this.derived;
  }
}
