import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { StrangerLimits } from '../credentials/stranger-limits.js';
import type { VouchedPerson } from '../domain/provider-claims.js';
import { IdentityProviders } from './identity-providers.js';
import { ProviderFlows } from './provider-flows.js';

/** What a browser brings back from a provider. */
export interface Returned {
  readonly key: string;
  /** As it came, without `?`. */
  readonly query: string;
  readonly state: string | null;
  /** Of the browser's cookie. */
  readonly browserSecret: string | null;
}

/** The end of a visit to a provider: who it was, as the provider says. */
@Injectable()
export class ProviderVisits {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly flows: ProviderFlows,
    private readonly limits: StrangerLimits,
  ) {}

  /** One answer uses the visit up, before anything is asked of the provider. */
  async end(
    call: Call,
    { key, query, state, browserSecret }: Returned,
  ): Promise<{ person: VouchedPerson; returnTo: string }> {
    const client = this.providers.client(key);
    await this.limits.countFrom('provider', call.ip);
    const flow = await this.flows.finish(key, { state, browserSecret });
    return { person: await client.redeem(query, flow), returnTo: flow.returnTo };
  }
}
