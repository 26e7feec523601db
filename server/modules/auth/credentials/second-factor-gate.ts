import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { SecondFactorsRepository } from '../persistence/second-factors.repository.js';
import { SecondFactorCodes } from './second-factor-codes.js';

/** Whether a person with the right password may go on. */
@Injectable()
export class SecondFactorGate {
  constructor(
    private readonly factors: SecondFactorsRepository,
    private readonly codes: SecondFactorCodes,
    private readonly database: Database,
  ) {}

  async judge(userId: string, code: string | null): Promise<'open' | 'code-wanted' | 'refused'> {
    const factor = await this.factors.find(userId);
    if (factor?.confirmed_at === null || factor === null) {
      return 'open';
    }
    if (code === null) {
      return 'code-wanted';
    }
    return (await this.codes.acceptAny(this.database, factor, code)) ? 'open' : 'refused';
  }
}
