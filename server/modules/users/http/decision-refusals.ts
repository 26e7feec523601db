import { applyDecorators, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { PersonCall } from '../../../kernel/call.js';
import { isId } from '../../../kernel/ids.js';
import { ToldFirst, type EarlierRefusal } from '../../../platform/http/refusal-order.interceptor.js';
import type { DeskRequest } from '../../../platform/http/request.js';
import type { AccountDecision } from '../domain/account-lifecycle.js';
import { DecideAccount } from '../use-cases/decide-account.js';

const DECISION = 'smartsupport:account-decision';

/** What forbids a decision whatever its reason. */
@Injectable()
export class DecisionRefusals implements EarlierRefusal {
  constructor(
    private readonly reflector: Reflector,
    private readonly deciding: DecideAccount,
  ) {}

  async assertNone(call: PersonCall, request: DeskRequest, handler: () => unknown): Promise<void> {
    const { id } = request.params as { id: string };
    // Another word than an id is told by its own pipe.
    if (isId(id)) {
      await this.deciding.assertPossible(call, id, this.reflector.get<AccountDecision>(DECISION, handler));
    }
  }
}

/** On decisions that need a reason: it is asked for last. */
export function ForDecision(decision: AccountDecision): MethodDecorator {
  return applyDecorators(SetMetadata(DECISION, decision), ToldFirst(DecisionRefusals));
}
