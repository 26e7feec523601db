import { Injectable } from '@nestjs/common';
import { isStaff, type PersonActor } from '../../../kernel/actor.js';
import { UsersFacade, type PersonFacts } from '../../users/users.facade.js';
import { mentionedIn } from '../domain/mention.js';
import { decide } from '../domain/ticket-policy.js';
import { policyFacts, type Ticket } from '../domain/ticket.js';
import type { CommentText } from './write-comment.js';

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

  /** No statement where nobody is named. */
  async execute(ticket: Ticket, { body, visibility }: CommentText, authorId: string): Promise<readonly Mention[]> {
    const ids = mentionedIn(body).filter((id) => id !== authorId);
    if (ids.length === 0) {
      return [];
    }
    const people = new Map((await this.users.approvedAmong(ids)).map((person) => [person.id, person]));
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

/** As the policy would see him if he asked now. */
function actorOf({ id, name, role, teamIds }: PersonFacts): PersonActor {
  return { kind: 'person', id, name, role, teamIds, sessionId: '', scopes: null, mustSetUpSecondFactor: false };
}
