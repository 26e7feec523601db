import { Injectable } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier } from 'openid-client';
import { Clock } from '../../../kernel/clock.js';
import { signInExpired } from '../auth.errors.js';
import { OidcFlowsRepository } from '../persistence/oidc-flows.repository.js';
import type { FlowSecrets } from './provider-client.js';
import { hashOfProviderSecret, newProviderSecret } from './provider-secrets.js';

/** How long a person may take at the provider, in milliseconds. */
export const FLOW_LIFETIME = 10 * 60_000;

/** A visit to a provider that has begun. */
export interface BegunFlow extends FlowSecrets {
  /** Kept by the browser: only it can come back. */
  readonly browserSecret: string;
}

/** Visits to providers, from the click to the answer. Each is good for one answer, in one browser, for ten minutes. */
@Injectable()
export class ProviderFlows {
  constructor(
    private readonly flows: OidcFlowsRepository,
    private readonly clock: Clock,
  ) {}

  /** Kept by `keep`, once it is known that the provider can be reached. */
  begin(): BegunFlow {
    return {
      state: newProviderSecret(),
      browserSecret: newProviderSecret(),
      nonce: randomNonce(),
      codeVerifier: randomPKCECodeVerifier(),
    };
  }

  async keep(flow: BegunFlow, provider: string, returnTo: string): Promise<void> {
    const now = this.clock.now();
    await this.flows.insert({
      stateHash: hashOfProviderSecret(flow.state),
      browserHash: hashOfProviderSecret(flow.browserSecret),
      provider,
      nonce: flow.nonce,
      codeVerifier: flow.codeVerifier,
      returnTo,
      now,
      expiresAt: new Date(now.getTime() + FLOW_LIFETIME),
    });
  }

  /** Uses it up, whatever the answer turns out to be. Throws SIGN_IN_EXPIRED. */
  async finish(
    provider: string,
    { state, browserSecret }: { state: string | null; browserSecret: string | null },
  ): Promise<FlowSecrets & { returnTo: string }> {
    const row =
      state === null || browserSecret === null
        ? null
        : await this.flows.use(hashOfProviderSecret(state), {
            browserHash: hashOfProviderSecret(browserSecret),
            provider,
            now: this.clock.now(),
          });
    if (row === null || state === null) {
      throw signInExpired();
    }
    return { state, nonce: row.nonce, codeVerifier: row.code_verifier, returnTo: row.return_to };
  }
}
