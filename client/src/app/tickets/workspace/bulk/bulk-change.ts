import type { BulkTicketsDto, PersonDto, TeamRefDto, TicketListItemDto, TicketStatus } from '../../../api/types';

/** One change of many tickets without saying which; of those that the server knows, the ones that are offered here. */
export interface Change extends Omit<BulkTicketsDto, 'ids' | 'action'> {
  readonly action: Exclude<BulkTicketsDto['action'], 'set_impact'>;
}

/** The server takes so many at once. */
export const MOST_AT_ONCE = 100;

/** What the change names by id, as a row shows it. */
export interface Named {
  readonly me: PersonDto;
  readonly assignee?: PersonDto | null;
  readonly team?: TeamRefDto | null;
}

/** The row as it will be when the server agrees; what only the server knows (its words, its clocks) stays. */
export function foreseen(item: TicketListItemDto, change: Change, named: Named): TicketListItemDto {
  const opened = item.status === 'New' ? moved(item, 'Open') : item;
  switch (change.action) {
    case 'claim':
      return { ...opened, assignee: named.me };
    case 'assign':
      return {
        ...(change.assigneeId === null ? item : opened),
        ...(named.assignee === undefined ? {} : { assignee: named.assignee }),
        ...(named.team === undefined ? {} : { team: named.team }),
      };
    case 'set_team':
      return { ...item, team: named.team ?? null };
    case 'set_priority':
      return { ...item, priority: change.priority ?? item.priority };
    case 'add_tags':
      return { ...item, tags: [...new Set([...item.tags, ...(change.tags ?? [])])] };
    case 'remove_tags':
      return { ...item, tags: item.tags.filter((tag) => !change.tags?.includes(tag)) };
    case 'close':
      return moved(item, 'Closed');
    case 'reopen':
      return moved(item, 'Open');
    case 'change_status':
      return { ...moved(item, change.status ?? item.status), holdReason: change.holdReason ?? null };
  }
}

/** Under the key, until the desk's own name for it comes back. */
function moved(item: TicketListItemDto, status: TicketStatus): TicketListItemDto {
  return { ...item, status, statusLabel: status, holdReason: null };
}

/**
 * What takes a change back, one call for each value that was there before; nothing where a change has no inverse: what
 * was mailed, closed or opened again has happened.
 *
 * @param before the rows as they were, of those that were changed
 */
export function inverseOf(change: Change, before: readonly TicketListItemDto[]): readonly BulkTicketsDto[] {
  switch (change.action) {
    case 'set_priority':
      return grouped(before, ({ priority }) => priority).map(([priority, ids]) => ({
        ids,
        action: 'set_priority',
        priority,
      }));
    case 'set_team':
      return grouped(before, ({ team }) => team?.id ?? null).map(([teamId, ids]) => ({
        ids,
        action: 'set_team',
        teamId,
      }));
    case 'claim':
    case 'assign':
      // A new ticket was opened by it, and does not become new again.
      return change.teamId === undefined
        ? grouped(
            before.filter(({ status }) => status !== 'New'),
            ({ assignee }) => assignee?.id ?? null,
          ).map(([assigneeId, ids]) => ({ ids, action: 'assign', assigneeId }))
        : [];
    case 'add_tags':
    case 'remove_tags': {
      const isAdding = change.action === 'add_tags';
      const touched = (item: TicketListItemDto): string[] =>
        (change.tags ?? []).filter((tag) => item.tags.includes(tag) !== isAdding);
      return grouped(before, (item) => touched(item).join('\n'))
        .filter(([tags]) => tags !== '')
        .map(([tags, ids]) => ({ ids, action: isAdding ? 'remove_tags' : 'add_tags', tags: tags.split('\n') }));
    }
    case 'change_status':
    case 'close':
    case 'reopen':
      return [];
  }
}

function grouped<Key>(items: readonly TicketListItemDto[], keyOf: (item: TicketListItemDto) => Key): [Key, string[]][] {
  const groups = Map.groupBy(items, keyOf);
  return [...groups].map(([key, members]) => [key, members.map(({ id }) => id)]);
}

/** What going to a status asks for, of every ticket alike. */
export type StatusNeed = 'reason' | 'holdReason' | 'resolution';

const NEEDS: Readonly<Partial<Record<TicketStatus, StatusNeed>>> = {
  'On Hold': 'holdReason',
  Resolved: 'resolution',
  Rejected: 'reason',
};

export function needOf(status: TicketStatus): StatusNeed | null {
  return NEEDS[status] ?? null;
}

/** Where many can be moved at once; each ticket's own lifecycle may still refuse. */
export const TARGETS = [
  'Open',
  'In Progress',
  'On Hold',
  'Resolved',
  'Rejected',
] as const satisfies readonly TicketStatus[];
