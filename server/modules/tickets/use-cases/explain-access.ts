import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { isId } from '../../../kernel/ids.js';
import { AuthFacade } from '../../auth/auth.facade.js';
import { UsersFacade, type PersonFacts } from '../../users/users.facade.js';
import { DeskRules } from '../desk-rules.js';
import { explain, type Explanation } from '../domain/ticket-explanation.js';
import { policyFacts, type Ticket } from '../domain/ticket.js';
import { explainedPersonUnknown } from '../tickets.errors.js';
import { VisibleTicket } from './visible-ticket.js';

export interface ExplainedAccess {
  readonly person: PersonFacts;
  readonly ticket: Ticket;
  readonly explanation: Explanation;
}

/** Which rule lets a person do this to that ticket, or not: for administrators, who see every ticket themselves. */
@Injectable()
export class ExplainAccess {
  constructor(
    private readonly visible: VisibleTicket,
    private readonly users: UsersFacade,
    private readonly auth: AuthFacade,
    private readonly rules: DeskRules,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, ref: string, personId: string): Promise<ExplainedAccess> {
    const ticket = await this.visible.execute(call, ref);
    const person = isId(personId) ? await this.users.facts(personId) : null;
    if (person === null) {
      throw explainedPersonUnknown();
    }
    const { id, name, role, teamIds } = person;
    // As he would be at a session of his own: never narrowed by a token, never more than he is now.
    const actor = {
      kind: 'person',
      id,
      name,
      role,
      teamIds,
      sessionId: '',
      scopes: null,
      mustSetUpSecondFactor: await this.auth.mustSetUpSecondFactor({ id, role }),
    } as const;
    return {
      person,
      ticket,
      explanation: explain(actor, person.status, policyFacts(ticket, actor), await this.rules.read(), this.clock.now()),
    };
  }
}
