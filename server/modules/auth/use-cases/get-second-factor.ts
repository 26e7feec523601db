import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { Role } from '../../../kernel/role.js';
import { SecondFactorDuty } from '../credentials/second-factor-duty.js';
import { LOW_RECOVERY_CODES } from '../domain/second-factor-duty.js';
import { SecondFactorsRepository } from '../persistence/second-factors.repository.js';
import { demandSession } from '../tokens/own-session.js';

export interface SecondFactorState {
  readonly isEnabled: boolean;
  /** By the role, whether it is there or not. */
  readonly isRequired: boolean;
  readonly recoveryCodesLeft: number;
  readonly areRecoveryCodesLow: boolean;
}

/** Whether the caller signs in with a second factor. */
@Injectable()
export class GetSecondFactor {
  constructor(
    private readonly factors: SecondFactorsRepository,
    private readonly duty: SecondFactorDuty,
  ) {}

  async execute({ actor }: PersonCall): Promise<SecondFactorState> {
    demandSession(actor);
    return this.of(actor);
  }

  /** Of anybody, for those who may know. */
  async of({ id, role }: { readonly id: string; readonly role: Role }): Promise<SecondFactorState> {
    const isEnabled = await this.factors.isConfirmed(id);
    const recoveryCodesLeft = isEnabled ? await this.factors.codesLeft(id) : 0;
    return {
      isEnabled,
      isRequired: await this.duty.isRequiredOf(role),
      recoveryCodesLeft,
      areRecoveryCodesLow: isEnabled && recoveryCodesLeft <= LOW_RECOVERY_CODES,
    };
  }
}
