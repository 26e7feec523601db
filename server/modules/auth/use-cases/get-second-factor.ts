import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { SecondFactorsRepository } from '../persistence/second-factors.repository.js';
import { demandSession } from '../tokens/own-session.js';

export interface SecondFactorState {
  readonly isEnabled: boolean;
  readonly recoveryCodesLeft: number;
}

/** Whether the caller signs in with a second factor. */
@Injectable()
export class GetSecondFactor {
  constructor(private readonly factors: SecondFactorsRepository) {}

  async execute({ actor }: PersonCall): Promise<SecondFactorState> {
    demandSession(actor);
    const factor = await this.factors.find(actor.id);
    const isEnabled = factor !== null && factor.confirmed_at !== null;
    return { isEnabled, recoveryCodesLeft: isEnabled ? await this.factors.codesLeft(actor.id) : 0 };
  }
}
