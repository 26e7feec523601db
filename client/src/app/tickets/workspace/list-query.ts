import type { TicketQuery } from '../../api/tickets-api';
import type { Priority, TicketStatus } from '../../api/types';

export const VIEWS = ['my_open', 'unassigned', 'new', 'all_open'] as const;
export const STATUSES = [
  'New',
  'Open',
  'In Progress',
  'On Hold',
  'Resolved',
  'Closed',
  'Rejected',
  'Withdrawn',
  'Merged',
] as const satisfies readonly TicketStatus[];
export const PRIORITIES = ['Low', 'Medium', 'High', 'Critical'] as const satisfies readonly Priority[];

/** What the address may carry; several values by comma. */
export interface ListParams {
  readonly view?: string | undefined;
  readonly status?: string | undefined;
  readonly priority?: string | undefined;
  readonly category?: string | undefined;
  readonly assignee?: string | undefined;
  readonly q?: string | undefined;
}

function oneOf<T extends string>(known: readonly T[], text: string | undefined): T[] {
  const wanted = (text ?? '').split(',');
  return known.filter((value) => wanted.includes(value));
}

/** An address is typed by anybody: what the server does not know is left out instead of failing the whole list. */
export function queryOfParams(params: ListParams): TicketQuery {
  const [view] = oneOf(VIEWS, params.view);
  const status = oneOf(STATUSES, params.status);
  const priority = oneOf(PRIORITIES, params.priority);
  const category = (params.category ?? '').split(',').filter(Boolean);
  const assignee = (params.assignee ?? '').split(',').filter((value) => /^(me|none|[0-9a-f-]{36})$/.test(value));
  const q = (params.q ?? '').trim();
  return {
    ...(view === undefined ? {} : { view }),
    ...(status.length === 0 ? {} : { status }),
    ...(priority.length === 0 ? {} : { priority }),
    ...(category.length === 0 ? {} : { category }),
    ...(assignee.length === 0 ? {} : { assignee }),
    ...(q === '' ? {} : { q }),
  };
}
