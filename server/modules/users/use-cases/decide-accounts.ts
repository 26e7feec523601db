import { Injectable } from '@nestjs/common';
import { callForOne, type Call, type PersonCall } from '../../../kernel/call.js';
import { DomainError, type ErrorKind } from '../../../kernel/domain-error.js';
import type { ErrorCode } from '../../../kernel/error-code.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { AccountDecision } from '../domain/account-lifecycle.js';
import { DecideAccount } from './decide-account.js';

export interface DecideAccountsCommand {
  readonly ids: readonly string[];
  readonly decision: AccountDecision;
  readonly reason: string | null;
}

export interface DecisionResult {
  readonly id: string;
  readonly outcome: 'done' | 'refused';
  readonly code?: ErrorCode;
  readonly error?: string;
}

/** What is wrong with one account and says nothing about the next one. */
const OF_ONE: readonly ErrorKind[] = ['not-found', 'forbidden', 'conflict', 'stale', 'invalid'];

/**
 * One decision on many accounts, each in a transaction of its own: what is impossible for one stops no other. With an
 * Idempotency-Key each account is decided under a key of its own besides, so that a repetition after a crash in the
 * middle does the rest and tells of the first ones that they are done.
 */
@Injectable()
export class DecideAccounts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly deciding: DecideAccount,
  ) {}

  async execute(call: PersonCall, { ids, decision, reason }: DecideAccountsCommand): Promise<DecisionResult[]> {
    const results: DecisionResult[] = [];
    for (const id of new Set(ids)) {
      results.push(await this.decide(callForOne(call, id), { id, decision, reason }));
    }
    // Keeps the answer under the caller's own key.
    return this.unitOfWork.run(call, async () => Promise.resolve(results));
  }

  private async decide(
    call: Call,
    one: { id: string; decision: AccountDecision; reason: string | null },
  ): Promise<DecisionResult> {
    try {
      await this.deciding.execute(call, { ...one, ifMatch: null });
      return { id: one.id, outcome: 'done' };
    } catch (error) {
      // Whatever is not about this account ends the call: the caller repeats it and hears what was done.
      if (!(error instanceof DomainError) || !OF_ONE.includes(error.kind)) {
        throw error;
      }
      return { id: one.id, outcome: 'refused', code: error.code, error: error.message };
    }
  }
}
