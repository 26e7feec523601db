import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { otpMismatch, secondFactorState } from '../auth.errors.js';
import { SecondFactorCodes } from '../credentials/second-factor-codes.js';
import { SecondFactorsRepository } from '../persistence/second-factors.repository.js';
import { demandSession } from '../tokens/own-session.js';

/** A right code turns two-factor sign-in on and yields the recovery codes, shown this once. */
@Injectable()
export class ConfirmSecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly codes: SecondFactorCodes,
    private readonly factors: SecondFactorsRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, code: string): Promise<string[]> {
    demandSession(call.actor);
    const { id } = call.actor;
    const { codes, hashes } = this.codes.createRecoveryCodes();
    const now = this.clock.now();
    await this.unitOfWork.run(call, async (tx) => {
      const factor = await this.factors.find(id, tx);
      if (factor === null || factor.confirmed_at !== null) {
        throw secondFactorState(factor === null ? 'Start the set-up first' : 'Two-factor sign-in is on already');
      }
      if (!(await this.codes.acceptCode(tx, factor, code))) {
        throw otpMismatch();
      }
      if (!(await this.factors.confirm(tx, id, now))) {
        throw secondFactorState('Two-factor sign-in is on already');
      }
      await this.factors.replaceCodes(tx, id, hashes, now);
      await this.events.append(tx, call, [
        { name: 'account.second_factor_enabled', subject: { type: 'account', id }, audience: 'admin', data: {} },
      ]);
    });
    return codes;
  }
}
