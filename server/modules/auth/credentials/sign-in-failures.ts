import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { ANONYMOUS } from '../../../kernel/actor.js';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { afterFailure, LIMITS, scaled, secondsUntil, type ThrottleChange } from '../domain/sign-in-limits.js';
import {
  SignInThrottlesRepository,
  throttleOf,
  type ThrottleSubject,
} from '../persistence/sign-in-throttles.repository.js';

/** How many of the addresses that failures came from are worth keeping. */
const MAX_IPS = 5;

/** The two counters of one attempt. */
export interface FailureSubjects {
  readonly account: ThrottleSubject;
  readonly address: ThrottleSubject;
  /** Where it came from. */
  readonly network: string;
}

/** Counts failed sign-ins, with the same rows and the same work for accounts that exist and those that do not. */
@Injectable()
export class SignInFailures {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly throttles: SignInThrottlesRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  /** Seconds to wait when others of the same moment had used up the tries; null: this one was among them. */
  async count(call: Call, subjects: FailureSubjects): Promise<number | null> {
    const now = this.clock.now();
    // Whoever fails has not proven to be anybody; what is counted must stay counted.
    const stranger: Call = { actor: ANONYMOUS, requestId: call.requestId, ip: call.ip, idempotency: null };
    return this.unitOfWork.run(stranger, async (tx) => {
      // Always the address first: two failures never wait for each other in a circle.
      await this.add(tx, subjects.address, subjects.network, now);
      const { change, id, ips } = await this.add(tx, subjects.account, subjects.network, now);
      if (change.isNewRound) {
        await this.tell(tx, stranger, subjects, { change, id, ips });
      }
      const { tries } = scaled(LIMITS.account, this.configuration.rateLimitFactor);
      return change.failures > tries ? secondsUntil(change.windowEndsAt, now) : null;
    });
  }

  private async add(tx: Transaction, subject: ThrottleSubject, network: string, now: Date): Promise<Counted> {
    const row = await this.throttles.lock(tx, subject, now);
    const limit = scaled(LIMITS[subject.kind], this.configuration.rateLimitFactor);
    const change = afterFailure(throttleOf(row), limit, now);
    const ips = [network, ...row.ips.filter((ip) => ip !== network)].slice(0, MAX_IPS);
    await this.throttles.save(tx, row.id, change, ips);
    return { change, id: row.id, ips };
  }

  /** Of an account that does not exist too, with an id that is nobody's. */
  private async tell(tx: Transaction, call: Call, { account }: FailureSubjects, counted: Counted): Promise<void> {
    const { change, id, ips } = counted;
    await this.events.append(tx, call, [
      {
        name: 'account.sign_in_throttled',
        subject: { type: 'account', id: account.userId ?? newId() },
        audience: 'admin',
        data: {
          throttleId: id,
          failures: change.failures,
          round: change.rounds,
          isKnownPlace: account.ip !== null,
          blockedUntil: change.blockedUntil?.toISOString() ?? null,
        },
        personal: { ips },
      },
    ]);
  }
}

interface Counted {
  readonly change: ThrottleChange;
  readonly id: string;
  readonly ips: readonly string[];
}
