import { timesTooFar } from '../sla.errors.js';
import type { TriedTicket } from '../use-cases/try-policy.js';
import type { TrySlaPolicyDto } from './dto/policy.dto.js';

const YEAR = 366 * 86_400_000;

/** Times within a year of the start: a ledger is for reading, and its length follows from them. */
export function toTriedTicket(dto: TrySlaPolicyDto): TriedTicket {
  const start = new Date(dto.start);
  const year = start.getUTCFullYear();
  const near = (text: string): Date => {
    const date = new Date(text);
    if (!(Math.abs(date.getTime() - start.getTime()) <= YEAR)) {
      throw timesTooFar();
    }
    return date;
  };
  if (!(year >= 1970 && year <= 2200)) {
    throw timesTooFar();
  }
  return {
    priority: dto.priority,
    start,
    at: near(dto.at ?? dto.start),
    pauses: (dto.pauses ?? []).map(({ from, to }) => ({
      from: near(from),
      to: to === undefined ? null : near(to),
      cause: 'On Hold',
    })),
  };
}
