import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import type { Credentials } from '../../users/accounts.facade.js';
import { KnownAddresses } from '../credentials/known-addresses.js';
import { IdentitiesRepository } from '../persistence/identities.repository.js';
import { SessionOpener, type OpenedSession } from '../tokens/session-opener.js';

/** How somebody came whom a provider vouched for. */
export interface VouchedWay {
  readonly provider: string;
  readonly identityId: string;
  readonly userAgent: string | null;
}

/** The last step of every sign-in through a provider: a session like any other. */
@Injectable()
export class VouchedEntry {
  constructor(
    private readonly opener: SessionOpener,
    private readonly identities: IdentitiesRepository,
    private readonly addresses: KnownAddresses,
    private readonly clock: Clock,
  ) {}

  async open(
    call: Call,
    account: Credentials,
    { provider, identityId, userAgent }: VouchedWay,
    also?: Parameters<SessionOpener['open']>[2]['also'],
  ): Promise<OpenedSession> {
    return this.opener.open(call, account, {
      userAgent,
      provider,
      also: async (tx) => {
        await also?.(tx);
        await this.identities.noteUse(tx, identityId, this.clock.now());
        await this.addresses.welcome(tx, call, account.id, userAgent);
      },
    });
  }
}
