import { Injectable } from '@nestjs/common';
import { isAdmin } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { abilitiesOf, decideAccount, type AccountAction } from '../domain/account-policy.js';
import { offsetOf } from '../domain/time-zone.js';
import { PeopleQueries, type PersonCardRow } from '../persistence/people.queries.js';

export interface PersonCard {
  readonly row: PersonCardRow;
  readonly utcOffsetMinutes: number;
  /** What only administrators see; null for everybody else. */
  readonly managed: { readonly allowedActions: readonly AccountAction[] } | null;
}

/** What staff see of a person they meet; people who were never let in are the administrators' business alone. */
@Injectable()
export class GetPerson {
  constructor(
    private readonly people: PeopleQueries,
    private readonly clock: Clock,
  ) {}

  async execute({ actor }: PersonCall, id: string): Promise<PersonCard> {
    const row = await this.people.card(id);
    if (row === null) {
      throw resourceNotFound();
    }
    enforce(decideAccount(actor, 'see_card', row));
    const state = { ...row, hasPassword: row.has_password, otherAdmins: row.other_admins };
    return {
      row,
      utcOffsetMinutes: offsetOf(row.time_zone, this.clock.now()),
      // Fields follow the role; what a narrow API token may do with them is narrower.
      managed: isAdmin(actor) ? { allowedActions: abilitiesOf(actor, state) } : null,
    };
  }
}
