import { Injectable } from '@nestjs/common';
import { callForOne, type PersonCall } from '../../../kernel/call.js';
import { DomainError, type ErrorKind } from '../../../kernel/domain-error.js';
import type { ErrorCode } from '../../../kernel/error-code.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { timeOver } from '../tickets.errors.js';
import { ChangeOneOfMany, type BulkChange } from './change-one-of-many.js';

export interface SeenTicket {
  readonly id: string;
  /** The version that the caller had seen; null: nothing is compared. */
  readonly version: number | null;
}

export interface BulkResult {
  readonly id: string;
  /** Null for what the caller does not see. */
  readonly number: string | null;
  readonly outcome: 'done' | 'unchanged' | 'refused';
  readonly version: number | null;
  readonly code?: ErrorCode;
  readonly error?: string;
}

/** What is wrong with one ticket and says nothing about the next one. */
const OF_ONE: readonly ErrorKind[] = ['not-found', 'forbidden', 'conflict', 'stale', 'invalid'];
/** No answer takes over 1.5 s; the last ones begun have the rest. */
const BUDGET_MS = 1_000;
/** So many at a time: more would take the connections that other calls need. */
const LANES = 2;

/**
 * One change of many tickets, each in a transaction of its own by the use case of the single call: the same policy, the
 * same events, the same mails, and what is impossible for one stops no other.
 */
@Injectable()
export class BulkTickets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changing: ChangeOneOfMany,
    private readonly tickets: TicketsRepository,
  ) {}

  async execute(call: PersonCall, tickets: readonly SeenTicket[], change: BulkChange): Promise<BulkResult[]> {
    // A twin counts once.
    const seen = new Map(tickets.map(({ id, version }) => [id, version]));
    const wanted = [...seen.keys()];
    const results = new Map<string, BulkResult>();
    const begun = performance.now();
    const queue = wanted.values();
    const lane = async (): Promise<void> => {
      for (const id of queue) {
        const isLate = performance.now() - begun > BUDGET_MS;
        results.set(
          id,
          isLate ? refused(id, timeOver()) : await this.one(call, { id, version: seen.get(id) ?? null }, change),
        );
      }
    };
    // A lane that fails ends the call, and the others at their next ticket.
    await Promise.all(Array.from({ length: LANES }, lane));
    // Keeps the answer under the caller's own key.
    return this.unitOfWork.run(call, async (tx) => {
      const refusals = [...results.values()].filter(
        ({ code }) => code !== undefined && code !== 'NOT_FOUND' && code !== 'TIME_OVER',
      );
      const numbers = await this.tickets.numbers(
        tx,
        refusals.map(({ id }) => id),
      );
      return wanted.flatMap((id) => {
        const result = results.get(id);
        return result === undefined ? [] : [{ ...result, number: result.number ?? numbers.get(id) ?? null }];
      });
    });
  }

  private async one(call: PersonCall, { id, version: seen }: SeenTicket, change: BulkChange): Promise<BulkResult> {
    try {
      const { number, version, isUnchanged } = await this.changing.execute(callForOne(call, id), id, change, seen);
      return { id, number, version, outcome: isUnchanged ? 'unchanged' : 'done' };
    } catch (error) {
      // Whatever is not about this ticket ends the call: the caller repeats it and hears what was done.
      if (!(error instanceof DomainError) || !OF_ONE.includes(error.kind)) {
        throw error;
      }
      return refused(id, error);
    }
  }
}

function refused(id: string, { code, message, details }: DomainError): BulkResult {
  // What is wrong with a field says more than that something is wrong.
  const [reason] = code === 'VALIDATION_FAILED' ? Object.values(details ?? {}).flat() : [];
  return { id, number: null, version: null, outcome: 'refused', code, error: reason ?? message };
}
