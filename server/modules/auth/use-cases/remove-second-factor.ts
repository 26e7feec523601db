import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { secondFactorState } from '../auth.errors.js';
import { PasswordProof } from '../credentials/password-proof.js';
import { SecondFactorsRepository } from '../persistence/second-factors.repository.js';
import { demandSession } from '../tokens/own-session.js';

/** Turns two-factor sign-in off, with the password. */
@Injectable()
export class RemoveSecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly proof: PasswordProof,
    private readonly factors: SecondFactorsRepository,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, password: string): Promise<void> {
    demandSession(call.actor);
    const { id } = await this.proof.demand(call, password, 'password');
    await this.unitOfWork.run(call, async (tx) => {
      if (!(await this.factors.remove(tx, id))) {
        throw secondFactorState('Two-factor sign-in is off');
      }
      await this.events.append(tx, call, [
        { name: 'account.second_factor_disabled', subject: { type: 'account', id }, audience: 'admin', data: {} },
      ]);
    });
  }
}
