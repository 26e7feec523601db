import { Injectable } from '@nestjs/common';
import qrcode from 'qrcode';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { secondFactorState } from '../auth.errors.js';
import { PasswordProof } from '../credentials/password-proof.js';
import { SecondFactorCodes } from '../credentials/second-factor-codes.js';
import { SecondFactorsRepository } from '../persistence/second-factors.repository.js';
import { demandSession } from '../tokens/own-session.js';

export interface StartedSecondFactor {
  readonly secret: string;
  /** `otpauth://`, for authenticators on the same device. */
  readonly uri: string;
  /** The same as a picture: a PNG as data URL. */
  readonly qr: string;
}

/** Hands out a secret for the authenticator; it counts once a code has shown that it arrived. */
@Injectable()
export class StartSecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly proof: PasswordProof,
    private readonly codes: SecondFactorCodes,
    private readonly factors: SecondFactorsRepository,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, password: string): Promise<StartedSecondFactor> {
    demandSession(call.actor);
    const account = await this.proof.demand(call, password, 'password');
    const { secret, uri, sealed } = this.codes.create(account.email);
    const isStarted = await this.unitOfWork.run(call, (tx) =>
      this.factors.start(tx, account.id, sealed, this.clock.now()),
    );
    if (!isStarted) {
      throw secondFactorState('Two-factor sign-in is on already');
    }
    return { secret, uri, qr: await qrcode.toDataURL(uri, { errorCorrectionLevel: 'M', margin: 2 }) };
  }
}
