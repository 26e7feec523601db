import type {
  BulkTicketsDto,
  LifecycleDto,
  LifecycleTransitionDto,
  PersonDto,
  TeamRefDto,
  TicketListItemDto,
  TicketStatus,
} from '../../../api/types';

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
      return grouped(before, ({ priority }) => priority).map(([priority, them]) => ({
        ...them,
        action: 'set_priority',
        priority,
      }));
    case 'set_team':
      return grouped(before, ({ team }) => team?.id ?? null).map(([teamId, them]) => ({
        ...them,
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
          ).map(([assigneeId, them]) => ({ ...them, action: 'assign', assigneeId }))
        : [];
    case 'add_tags':
    case 'remove_tags': {
      const isAdding = change.action === 'add_tags';
      const touched = (item: TicketListItemDto): string[] =>
        (change.tags ?? []).filter((tag) => item.tags.includes(tag) !== isAdding);
      return grouped(before, (item) => touched(item).join('\n'))
        .filter(([tags]) => tags !== '')
        .map(([tags, them]) => ({ ...them, action: isAdding ? 'remove_tags' : 'add_tags', tags: tags.split('\n') }));
    }
    case 'change_status':
    case 'close':
    case 'reopen':
      return [];
  }
}

/** With the version of each: what somebody else has changed since is his. */
function grouped<Key>(
  items: readonly TicketListItemDto[],
  keyOf: (item: TicketListItemDto) => Key,
): [Key, Pick<BulkTicketsDto, 'ids' | 'versions'>][] {
  const groups = Map.groupBy(items, keyOf);
  return [...groups].map(([key, members]) => [
    key,
    { ids: members.map(({ id }) => id), versions: members.map(({ version }) => version) },
  ]);
}

/** What going to a status asks the person for; that a ticket has somebody is no question here. */
export type StatusNeed = Exclude<LifecycleTransitionDto['needs'][number], 'assignee'>;

export interface Target {
  readonly to: TicketStatus;
  readonly needs: readonly StatusNeed[];
}

/** Closing is an act of its own, which asks for no more than a yes. */
const OWN_ACT: TicketStatus = 'Closed';

/**
 * Where staff may move tickets that stand so, by the desk's own lifecycle: what at least one of them can reach, with
 * all that any of them needs for it. Each ticket's own rules may still refuse.
 */
export function targetsOf(
  { statuses, transitions }: Pick<LifecycleDto, 'statuses' | 'transitions'>,
  from: readonly TicketStatus[],
): readonly Target[] {
  const open = transitions.filter((one) => isOfStaff(one, from) && !one.isReopening && one.to !== OWN_ACT);
  return statuses.flatMap(({ key }) => {
    const ways = open.filter(({ to }) => to === key);
    return ways.length === 0 ? [] : [{ to: key, needs: needsOf(ways) }];
  });
}

/** What opening them again asks for. */
export function reopeningNeeds(
  { transitions }: Pick<LifecycleDto, 'transitions'>,
  from: readonly TicketStatus[],
): readonly StatusNeed[] {
  return needsOf(transitions.filter((one) => isOfStaff(one, from) && one.isReopening));
}

function isOfStaff({ from, who }: LifecycleTransitionDto, statuses: readonly TicketStatus[]): boolean {
  return statuses.includes(from) && (who.includes('coordinator') || who.includes('admin'));
}

function needsOf(ways: readonly LifecycleTransitionDto[]): readonly StatusNeed[] {
  return [...new Set(ways.flatMap(({ needs }) => needs))].filter((need) => need !== 'assignee');
}
