import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { UsersFacade, type PersonSummary } from '../../users/users.facade.js';
import { SignInThrottlesRepository, type ThrottleRow } from '../persistence/sign-in-throttles.repository.js';

/** More than anybody reads; the blocked ones come first. */
const MAX_SHOWN = 200;

export interface ShownThrottle {
  readonly row: ThrottleRow;
  readonly person: PersonSummary | null;
  readonly isBlocked: boolean;
}

/** Who has failed to sign in of late, and who is kept waiting, for administrators. */
@Injectable()
export class ListThrottles {
  constructor(
    private readonly throttles: SignInThrottlesRepository,
    private readonly users: UsersFacade,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<ShownThrottle[]> {
    const now = this.clock.now();
    const rows = await this.throttles.list(now, MAX_SHOWN);
    const people = await this.users.people(rows.flatMap(({ user_id }) => user_id ?? []));
    return rows.map((row) => ({
      row,
      person: row.user_id === null ? null : (people.get(row.user_id) ?? null),
      isBlocked: row.blocked_until !== null && row.blocked_until > now,
    }));
  }
}
