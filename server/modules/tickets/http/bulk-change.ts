import { needsMissing, notOfThisAction, versionsUneven } from '../tickets.errors.js';
import type { SeenTicket } from '../use-cases/bulk-tickets.js';
import type { BulkChange } from '../use-cases/change-one-of-many.js';
import type { BulkAction, BulkTicketsDto } from './dto/bulk.dto.js';
import { toDate } from './ticket-filter.js';

type Field = Exclude<keyof BulkTicketsDto, 'ids' | 'versions' | 'action'>;
const FIELDS: Readonly<Record<BulkAction, readonly Field[]>> = {
  claim: [],
  close: [],
  assign: ['assigneeId', 'teamId'],
  set_team: ['teamId'],
  set_priority: ['priority'],
  set_impact: ['impact', 'urgency'],
  change_status: ['status', 'reason', 'holdReason', 'resolution', 'until'],
  reopen: ['reason'],
  add_tags: ['tags'],
  remove_tags: ['tags'],
};
const ALL = [...new Set(Object.values(FIELDS).flat())];

/** 400 unless there is one version for each ticket. */
export function toBulkTickets({ ids, versions }: Pick<BulkTicketsDto, 'ids' | 'versions'>): SeenTicket[] {
  if (versions !== undefined && versions.length !== ids.length) {
    throw versionsUneven(ids.length);
  }
  return ids.map((id, index) => ({ id: id.toLowerCase(), version: versions?.[index] ?? null }));
}

/** 400 for what is missing whatever the ticket, and for what has no meaning; the rest is each ticket's own answer. */
export function toBulkChange(dto: BulkTicketsDto): BulkChange {
  const { action } = dto;
  const strange = ALL.filter((field) => dto[field] !== undefined && !FIELDS[action].includes(field));
  if (strange.length > 0) {
    throw notOfThisAction(strange, action);
  }
  const given = <T>(value: T | undefined, field: Field): T => {
    if (value === undefined) {
      throw needsMissing([field]);
    }
    return value;
  };
  switch (action) {
    case 'claim':
    case 'close':
      return { action };
    case 'assign':
      return {
        action,
        assigneeId: dto.teamId === undefined ? given(dto.assigneeId, 'assigneeId') : dto.assigneeId,
        teamId: dto.teamId,
      };
    case 'set_team':
      return { action, teamId: given(dto.teamId, 'teamId') };
    case 'set_priority':
      return { action, priority: given(dto.priority, 'priority') };
    case 'set_impact':
      return {
        action,
        impact: dto.urgency === undefined ? given(dto.impact, 'impact') : dto.impact,
        urgency: dto.urgency,
      };
    case 'add_tags':
    case 'remove_tags':
      return { action, tags: given(dto.tags, 'tags') };
    case 'reopen':
      return { action, reason: given(dto.reason, 'reason') };
    case 'change_status':
      return {
        action,
        status: given(dto.status, 'status'),
        gifts: {
          reason: dto.reason,
          holdReason: dto.holdReason,
          resolution: dto.resolution,
          until: toDate(dto.until, 'until') ?? undefined,
        },
      };
  }
}
