import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { StrangerLimits } from '../credentials/stranger-limits.js';
import { safeReturnPath } from '../domain/return-path.js';
import { IdentityProviders } from '../providers/identity-providers.js';
import { ProviderFlows } from '../providers/provider-flows.js';

export interface StartedFlow {
  /** At the provider. */
  readonly url: string;
  /** Both for the browser's cookie. */
  readonly state: string;
  readonly browserSecret: string;
}

/** Sends somebody to a provider. Nothing is kept before it is known where to send him. */
@Injectable()
export class StartProviderSignIn {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly flows: ProviderFlows,
    private readonly limits: StrangerLimits,
  ) {}

  async execute(call: Call, { key, returnTo }: { key: string; returnTo: unknown }): Promise<StartedFlow> {
    const client = this.providers.client(key);
    await this.limits.countFrom('provider', call.ip);
    const flow = this.flows.begin();
    const url = await client.authorizationUrl(flow);
    await this.flows.keep(flow, key, safeReturnPath(returnTo));
    return { url, state: flow.state, browserSecret: flow.browserSecret };
  }
}
