import { Injectable } from '@nestjs/common';
import { isStaff, type PersonActor } from '../../../kernel/actor.js';
import type { Queryable } from '../../../platform/database/statement.js';
import { UsersFacade, type PersonFacts } from '../../users/users.facade.js';
import type { CommentVisibility } from '../domain/comment.js';
import { decide } from '../domain/ticket-policy.js';
import { policyFacts, type Ticket } from '../domain/ticket.js';

/** Somebody named in a comment. */
export interface Mention {
  readonly personId: string;
  /** False for whoever may not see the comment, and for whoever does not exist: both look alike. */
  readonly isTold: boolean;
  /** Follows the ticket from now on. */
  readonly isForWatching: boolean;
}

/** Who is named in a comment, and whether he may see it: being named gives nobody sight. */
@Injectable()
export class FindMentioned {
  constructor(private readonly users: UsersFacade) {}

  /** No statement where nobody is named. `from`: the caller's transaction. */
  async execute(
    ticket: Ticket,
    visibility: CommentVisibility,
    namedIds: readonly string[],
    author: PersonActor,
    from?: Queryable,
  ): Promise<readonly Mention[]> {
    const ids = namedIds.filter((id) => id !== author.id);
    if (ids.length === 0) {
      return [];
    }
    const named = ids.filter((id) => mayCall(author, ticket, id));
    const found = named.length === 0 ? [] : await this.users.approvedAmong(named, from);
    const people = new Map(found.map((person) => [person.id, person]));
    const action = visibility === 'internal' ? 'read_internal' : 'read';
    return ids.map((personId) => {
      const person = people.get(personId);
      const actor = person === undefined ? null : actorOf(person);
      const isTold = actor !== null && decide(actor, action, policyFacts(ticket, actor)).allowed;
      const isForWatching =
        isTold && isStaff(actor) && personId !== ticket.requesterId && !ticket.watcherIds.includes(personId);
      return { personId, isTold, isForWatching };
    });
  }
}

/** Whoever does not find people names those he meets in the ticket, and calls nobody by a guessed id. */
function mayCall(author: PersonActor, { requesterId, assigneeId, watcherIds }: Ticket, id: string): boolean {
  return isStaff(author) || id === requesterId || id === assigneeId || watcherIds.includes(id);
}

/** As the policy would see him if he asked now. */
function actorOf({ id, name, role, teamIds }: PersonFacts): PersonActor {
  return { kind: 'person', id, name, role, teamIds, sessionId: '', scopes: null, mustSetUpSecondFactor: false };
}
