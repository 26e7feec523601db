import type { ExplainedAccess } from '../use-cases/explain-access.js';
import type { ExplanationDto } from './dto/explanation.dto.js';

export function presentExplanation({ person, ticket, explanation }: ExplainedAccess): ExplanationDto {
  const { relations, visible, actions, transitions } = explanation;
  return {
    person: {
      id: person.id,
      companyId: person.companyId,
      name: person.name,
      firstName: person.firstName,
      lastName: person.lastName,
      avatarUrl: person.avatarUrl,
      role: person.role,
      status: person.status,
    },
    ticket: {
      id: ticket.id,
      number: ticket.number,
      subject: ticket.subject,
      status: ticket.status,
      confidential: ticket.confidential,
    },
    relations: [...relations],
    visible: { allowed: visible.allowed, rule: visible.rule },
    actions: actions.map(({ action, allowed, isPossible, rule, because }) => ({
      action,
      allowed,
      isPossible,
      rule,
      because,
    })),
    transitions: transitions.map(({ to, who, allowed, isPossible, needs, because }) => ({
      to,
      who: [...who],
      allowed,
      isPossible,
      needs: [...needs],
      because,
    })),
  };
}
