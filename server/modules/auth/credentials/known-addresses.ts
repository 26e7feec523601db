import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { networkOf } from '../domain/network-address.js';
import { KnownAddressesRepository } from '../persistence/known-addresses.repository.js';

/** Where each person has signed in from before: strangers' failures do not count there, and a new one is told by mail. */
@Injectable()
export class KnownAddresses {
  constructor(
    private readonly addresses: KnownAddressesRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async isKnown(userId: string | null, network: string): Promise<boolean> {
    return this.addresses.isKnown(userId, network);
  }

  /** With every sign-in, whatever proved it. The very first address of a person is no news. */
  async welcome(tx: Transaction, call: Call, userId: string, userAgent: string | null): Promise<void> {
    if (call.ip === null) {
      return;
    }
    if (await this.addresses.remember(tx, userId, networkOf(call.ip), this.clock.now())) {
      await this.events.append(tx, call, [
        {
          name: 'account.signed_in_from_new_address',
          subject: { type: 'account', id: userId },
          audience: 'admin',
          data: {},
          personal: { ip: call.ip, userAgent },
        },
      ]);
    }
  }
}
