import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import type { StoredEvent } from '../../../kernel/domain-event.js';
import { Database } from '../../../platform/database/database.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { EmailChangesFacade } from '../../users/email-changes.facade.js';
import { UsersFacade } from '../../users/users.facade.js';
import type { SecurityNews } from './security-letters.js';

export const SECURITY_EVENTS = [
  'account.email_change_requested',
  'account.email_changed',
  'account.identity_linked',
  'account.identity_removed',
  'account.sign_in_throttled',
  'account.signed_in_from_new_address',
] as const;

/** Gathers what the mails of one event need; null when there is nothing to tell any more. */
@Injectable()
export class ReadSecurityNews {
  constructor(
    private readonly database: Database,
    private readonly events: EventLog,
    private readonly users: UsersFacade,
    private readonly changes: EmailChangesFacade,
    private readonly configuration: Configuration,
  ) {}

  async execute(event: StoredEvent): Promise<SecurityNews | null> {
    const texts = await this.events.personal(this.database, event.id);
    const at = event.occurredAt;
    switch (event.name as (typeof SECURITY_EVENTS)[number]) {
      case 'account.email_change_requested':
        return this.wish(String(event.data['changeId']));
      case 'account.email_changed': {
        const before = emailIn(texts['before']);
        const after = emailIn(texts['after']);
        return before === null || after === null
          ? null
          : { kind: 'email-changed', at, before, after, isByAnother: isByAnother(event) };
      }
      case 'account.identity_linked':
        return {
          kind: 'identity-linked',
          providerName: this.providerName(event.data['provider']),
          isTakenOver: event.data['isTakenOver'] === true,
        };
      case 'account.identity_removed':
        return { kind: 'identity-removed', providerName: this.providerName(event.data['provider']) };
      case 'account.sign_in_throttled':
        return {
          kind: 'throttled',
          at,
          failures: Number(event.data['failures']),
          ips: Array.isArray(texts['ips']) ? texts['ips'].map(String) : [],
          until: new Date(String(event.data['blockedUntil'])),
          isKnownPlace: event.data['isKnownPlace'] === true,
        };
      case 'account.signed_in_from_new_address': {
        const { ip, userAgent } = texts;
        return typeof ip === 'string'
          ? { kind: 'new-address', at, ip, userAgent: typeof userAgent === 'string' ? userAgent : null }
          : null;
      }
    }
  }

  private providerName(key: unknown): string {
    return this.configuration.identityProviders.find((provider) => provider.key === key)?.name ?? String(key);
  }

  /** A wish that was replaced or taken back meanwhile is told to nobody. */
  private async wish(changeId: string): Promise<SecurityNews | null> {
    const change = await this.changes.open(changeId);
    if (change === null) {
      return null;
    }
    const owner = await this.users.factsByEmail(change.email);
    return { kind: 'email-requested', changeId, email: change.email, owner };
  }
}

/** Not by its owner, who opened the link at the new address. */
function isByAnother(event: StoredEvent): boolean {
  return event.actorKind === 'person' && event.actorId !== event.subject.id;
}

function emailIn(side: unknown): string | null {
  const email: unknown = typeof side === 'object' && side !== null ? Reflect.get(side, 'email') : null;
  return typeof email === 'string' ? email : null;
}
