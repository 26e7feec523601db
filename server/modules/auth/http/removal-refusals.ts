import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { EarlierRefusal } from '../../../platform/http/refusal-order.interceptor.js';
import { RemoveSecondFactor } from '../use-cases/remove-second-factor.js';

/** That the role needs a second factor is told before anything about the password. */
@Injectable()
export class RemovalRefusals implements EarlierRefusal {
  constructor(private readonly removing: RemoveSecondFactor) {}

  async assertNone(call: PersonCall): Promise<void> {
    await this.removing.assertPossible(call);
  }
}
