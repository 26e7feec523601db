import { validationFailed } from '../../kernel/common.errors.js';
import { DomainError, type ErrorDetails } from '../../kernel/domain-error.js';
import type { AccountStatus } from '../../kernel/role.js';
import type { TicketAction } from './domain/ticket-policy.js';
import type { TicketStatus } from './domain/ticket-status.js';

export function transitionNotAllowed(
  from: TicketStatus,
  to: TicketStatus,
  allowed: readonly TicketStatus[],
): DomainError {
  const now = allowed.length === 0 ? 'nothing' : allowed.join(', ');
  return new DomainError(
    'conflict',
    'TRANSITION_NOT_ALLOWED',
    `A ticket in ${from} cannot go to ${to}; allowed now: ${now}`,
    { from: [from], to: [to], allowed },
  );
}

/** What the setting "only administrators approve" keeps from coordinators. */
export function approvalNeeded(details?: ErrorDetails): DomainError {
  return new DomainError(
    'conflict',
    'APPROVAL_NEEDED',
    'Only administrators approve new tickets; this one can be worked on once an administrator has opened it',
    details,
  );
}

export function lifecycleInvalid(problems: readonly string[]): DomainError {
  return validationFailed({ transitions: problems });
}

export function assigneeRequired(): DomainError {
  return new DomainError('conflict', 'ASSIGNEE_REQUIRED', 'Somebody must be assigned before work begins', {
    needs: ['assignee'],
  });
}

export function alreadyClaimed(winner: string): DomainError {
  return new DomainError('conflict', 'ALREADY_CLAIMED', `${winner} already has this ticket`, { assignee: [winner] });
}

export function ticketFinal(status: TicketStatus): DomainError {
  return new DomainError('conflict', 'TICKET_FINAL', `A ticket that is ${status} takes no more answers`, {
    status: [status],
  });
}

export function actionNotPossible(action: TicketAction, status: TicketStatus): DomainError {
  return new DomainError('conflict', 'ACTION_NOT_POSSIBLE', `${action} is not possible while the ticket is ${status}`, {
    action: [action],
    status: [status],
  });
}

/** Both values of each field: first the one that stands, then the one that was wanted. */
export function fieldConflict(values: ErrorDetails): DomainError {
  return new DomainError(
    'conflict',
    'FIELD_CONFLICT',
    'Someone else changed the same field; both values are given',
    values,
  );
}

export function needsMissing(fields: readonly string[]): DomainError {
  return validationFailed(Object.fromEntries(fields.map((field) => [field, [`${field} is needed for this change`]])));
}

/** A message is a text, files, or both. */
export function commentEmpty(): DomainError {
  return validationFailed({ body: ['Please fill this in'] });
}

export function untilWithoutSchedule(): DomainError {
  return validationFailed({ until: ['Only a hold with the reason scheduled ends by itself'] });
}

export function untilPast(): DomainError {
  return validationFailed({ until: ['Must be in the future'] });
}

export function eventUnknown(): DomainError {
  return validationFailed({ through: ['Must be the id of an item of this timeline'] });
}

export function versionUnknown(current: number): DomainError {
  return validationFailed({ version: [`There is no such version yet; the ticket is at ${String(current)}`] });
}

export function categoryUnknown(): DomainError {
  return validationFailed({ category: ['Unknown category; GET /api/categories lists them'] });
}

export function categoryNotInUse(name: string): DomainError {
  return validationFailed({ category: [`${name} is no longer in use; please choose another category`] });
}

/** Hidden or not there: both look alike. */
export function otherTicketUnknown(): DomainError {
  return validationFailed({ ticket: ['There is no such ticket'] });
}

export function linkToItself(): DomainError {
  return new DomainError('conflict', 'LINK_TO_ITSELF', 'A ticket cannot be linked to itself');
}

export function linkedAlready(number: string): DomainError {
  return new DomainError('conflict', 'LINK_EXISTS', `${number} is linked in this way already`);
}

export function linkCycle(): DomainError {
  return new DomainError(
    'conflict',
    'LINK_CYCLE',
    'The two are linked the other way round already, directly or through others',
  );
}

export function followUpStays(): DomainError {
  return new DomainError('conflict', 'LINK_FIXED', 'A follow-up stays linked to the ticket it continues');
}

export function requesterNotApproved(name: string, status: AccountStatus): DomainError {
  return validationFailed({
    onBehalfOf: [`The account of ${name} is ${status.toLowerCase()}; only approved people can have tickets`],
  });
}

export function personUnknown(field: string): DomainError {
  return validationFailed({ [field]: ['Must be the id of an approved person who may have this part'] });
}

export function explainedPersonUnknown(): DomainError {
  return validationFailed({ person: ['Nobody has this id'] });
}

export function teamUnknown(): DomainError {
  return validationFailed({ teamId: ['Unknown team'] });
}

export function defaultTeamUnknown(): DomainError {
  return validationFailed({ defaultTeamId: ['Unknown team'] });
}

export function categoryKeyTaken(): DomainError {
  return new DomainError('conflict', 'KEY_TAKEN', 'A category with this key or name exists', { key: ['taken'] });
}

export function dateInvalid(field: string): DomainError {
  return validationFailed({ [field]: ['Must be a date and time like 2026-09-04T15:30:00Z'] });
}

export function viewUnknown(): DomainError {
  return validationFailed({ view: ['Unknown view; GET /api/tickets/views lists them'] });
}

export function teamOfOtherScope(): DomainError {
  return validationFailed({ teamId: ['A view of the scope team has a team, any other has none'] });
}

export function viewsFull(most: number): DomainError {
  return new DomainError('conflict', 'VIEWS_FULL', `There are ${String(most)} views here already; delete one first`, {
    most: [String(most)],
  });
}

export function versionsUneven(tickets: number): DomainError {
  return validationFailed({ versions: [`Must be one for each of the ${String(tickets)} tickets`] });
}

export function tagsFull(most: number): DomainError {
  return validationFailed({ tags: [`A ticket has at most ${String(most)} tags`] });
}

export function notOfThisAction(fields: readonly string[], action: string): DomainError {
  return validationFailed(Object.fromEntries(fields.map((field) => [field, [`Has no meaning for ${action}`]])));
}

/** The answer would be late: nothing was done to this one, and it can be asked for again. */
export function timeOver(): DomainError {
  return new DomainError('unavailable', 'TIME_OVER', 'Not tried any more, to answer in time; send this one again');
}

export function exportsRunning(most: number): DomainError {
  return new DomainError(
    'rate-limited',
    'RATE_LIMITED',
    `${String(most)} of your exports are running already; wait until one has ended`,
    undefined,
    { retryAfter: 10 },
  );
}
