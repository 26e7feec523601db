import { validationFailed } from '../../kernel/common.errors.js';
import { DomainError, type ErrorDetails } from '../../kernel/domain-error.js';

export function calendarInvalid(problems: ErrorDetails): DomainError {
  return validationFailed(problems);
}

export function holidaysNotFound(skipped: readonly string[]): DomainError {
  return validationFailed({
    ics: skipped.length === 0 ? ['There is no whole-day event in this text'] : skipped.slice(0, 20),
  });
}

export function slaNameTaken(): DomainError {
  return new DomainError('conflict', 'KEY_TAKEN', 'This name is taken', { name: ['taken'] });
}

export function categoryHasPolicy(): DomainError {
  return new DomainError('conflict', 'KEY_TAKEN', 'This category has a policy already', { categoryId: ['taken'] });
}

export function slaCalendarUnknown(): DomainError {
  return validationFailed({ calendarId: ['Unknown calendar; GET /api/sla/calendars lists them'] });
}

export function slaCategoryUnknown(): DomainError {
  return validationFailed({ categoryId: ['Unknown category; GET /api/categories lists them'] });
}

export function slaTeamUnknown(): DomainError {
  return validationFailed({ 'escalation.onBreach.teamId': ['Unknown team; GET /api/teams lists them'] });
}

export function calendarInUse(cause: unknown): DomainError {
  return new DomainError('conflict', 'SLA_CALENDAR_IN_USE', 'A policy counts by this calendar', undefined, { cause });
}

export function defaultPolicyNeeded(): DomainError {
  return new DomainError(
    'conflict',
    'SLA_DEFAULT_NEEDED',
    'This policy holds where no other does; change it, but keep it for all categories',
  );
}

export function pauseInvalid(): DomainError {
  return validationFailed({ pauses: ['A pause must end after it begins'] });
}

export function timesTooFar(): DomainError {
  return validationFailed({ start: ['Times must lie between 1970 and 2200, and within a year of the start'] });
}
