import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../kernel/call.js';
import type { Queryable } from './statement.js';

/** Tells whether whoever makes a call is still let in. */
export interface StandingCheck {
  /** One statement inside the transaction; throws the 401. */
  assertStanding(tx: Queryable, call: PersonCall): Promise<void>;
}

/** Port: the auth module stands above and puts itself in while it starts. */
@Injectable()
export class CallStanding {
  private check: StandingCheck | null = null;

  use(check: StandingCheck): void {
    this.check = check;
  }

  async assert(tx: Queryable, call: PersonCall): Promise<void> {
    if (this.check === null) {
      throw new Error('No module knows whether a person is still let in');
    }
    await this.check.assertStanding(tx, call);
  }
}
