import type { PersonActor } from '../../../kernel/actor.js';
import type { Role } from '../../../kernel/role.js';
import { VISIBLE_BY, type PolicyFacts, type Relation } from './ticket-policy.js';

/** Those of one role who see a ticket. */
export interface Circle {
  readonly everybody: boolean;
  readonly personIds: readonly string[];
  readonly teamIds: readonly string[];
}

/** All who see a ticket: the question of `visibleTo`, asked from the ticket's side. */
export type TicketAudience = Readonly<Record<Role, Circle>>;

export type AudienceFacts = Pick<PolicyFacts, 'requesterId' | 'assigneeId' | 'teamId' | 'confidential'> & {
  readonly watcherIds: readonly string[];
};

/** The same relations as in the policy, as the people who stand in them. */
function circleOf(relation: Relation, ticket: AudienceFacts): Circle {
  const people = (...personIds: readonly (string | null)[]): Circle => ({
    everybody: false,
    personIds: personIds.filter((id) => id !== null),
    teamIds: [],
  });
  switch (relation) {
    case 'requester':
      return people(ticket.requesterId);
    case 'assignee':
      return people(ticket.assigneeId);
    case 'watcher':
      return people(...ticket.watcherIds);
    case 'team member':
      return { everybody: false, personIds: [], teamIds: ticket.teamId === null ? [] : [ticket.teamId] };
    case 'open to staff':
      return { everybody: !ticket.confidential, personIds: [], teamIds: [] };
    case 'anyone':
      return { everybody: true, personIds: [], teamIds: [] };
  }
}

/** Made from the policy's own table; a test compares the two for all kinds of people and tickets. */
export function audienceOf(ticket: AudienceFacts): TicketAudience {
  const of = (role: Role): Circle => {
    const circles = VISIBLE_BY[role].map((relation) => circleOf(relation, ticket));
    return {
      everybody: circles.some(({ everybody }) => everybody),
      personIds: [...new Set(circles.flatMap(({ personIds }) => personIds))],
      teamIds: [...new Set(circles.flatMap(({ teamIds }) => teamIds))],
    };
  };
  return {
    Employee: of('Employee'),
    'Ticket Coordinator': of('Ticket Coordinator'),
    'System Admin': of('System Admin'),
  };
}

export function isInAudience(actor: PersonActor, audience: TicketAudience): boolean {
  const { everybody, personIds, teamIds } = audience[actor.role];
  return everybody || personIds.includes(actor.id) || actor.teamIds.some((id) => teamIds.includes(id));
}
