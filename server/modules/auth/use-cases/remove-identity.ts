import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { lastWayIn } from '../auth.errors.js';
import { PasswordProof } from '../credentials/password-proof.js';
import { IdentitiesRepository } from '../persistence/identities.repository.js';
import { IdentityProviders } from '../providers/identity-providers.js';
import { demandSession } from '../tokens/own-session.js';

export interface RemoveIdentityCommand {
  readonly id: string;
  /** Asked for wherever there is one. */
  readonly currentPassword: string | null;
}

/** An identity no longer opens the account. The last way in stays. */
@Injectable()
export class RemoveIdentity {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identities: IdentitiesRepository,
    private readonly providers: IdentityProviders,
    private readonly proof: PasswordProof,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, { id, currentPassword }: RemoveIdentityCommand): Promise<void> {
    demandSession(call.actor);
    const userId = call.actor.id;
    if (!(await this.identities.list(userId)).some((identity) => identity.id === id)) {
      throw resourceNotFound();
    }
    const account = await this.proof.demandIfSet(call, currentPassword, 'currentPassword');
    await this.unitOfWork.run(call, async (tx) => {
      const identities = await this.identities.lockAll(tx, userId);
      const found = identities.find((identity) => identity.id === id);
      if (found === undefined) {
        throw resourceNotFound();
      }
      // A provider that is not configured any more lets nobody in.
      const others = identities.filter((one) => one.id !== id && this.providers.isConfigured(one.provider));
      if (account.passwordHash === null && others.length === 0) {
        throw lastWayIn();
      }
      await this.identities.remove(tx, id, userId);
      await this.events.append(tx, call, [
        {
          name: 'account.identity_removed',
          subject: { type: 'account', id: userId },
          audience: 'admin',
          data: { identityId: id, provider: found.provider },
          personal: { email: found.email },
        },
      ]);
    });
  }
}
