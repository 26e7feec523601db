import type { PersonActor } from '../../../kernel/actor.js';
import type { Decision } from '../../../kernel/decision.js';
import { decideScoped, type Scope, type Scoped } from '../../../kernel/scope.js';
import {
  DEFAULT_SORT,
  filterOf,
  narrowed,
  OPEN_STATUSES,
  type FilterWords,
  type TicketFilter,
  type TicketSort,
} from './ticket-list.js';

/** Views that are always there; everybody has them. */
export const BUILT_IN_VIEWS = [
  'my_open',
  'unassigned',
  'new',
  'waiting',
  'waiting_on_me',
  'reopened',
  'mentions',
  'near_breach',
  'overdue',
  'all_open',
] as const;
export type BuiltInView = (typeof BUILT_IN_VIEWS)[number];

interface BuiltIn {
  readonly name: string;
  readonly filters: FilterWords;
  /** The statuses are only what is meant when nobody asks for others. */
  readonly isOfAnyStatus: boolean;
  /** Where it is not the usual one. */
  readonly sort?: TicketSort;
}

export const BUILT_IN: Readonly<Record<BuiltInView, BuiltIn>> = {
  my_open: { name: 'My open', filters: { status: OPEN_STATUSES, assignee: ['me'] }, isOfAnyStatus: true },
  unassigned: { name: 'Unassigned', filters: { status: OPEN_STATUSES, assignee: ['none'] }, isOfAnyStatus: true },
  new: { name: 'New', filters: { status: ['New'] }, isOfAnyStatus: false },
  waiting: { name: 'On hold', filters: { status: ['On Hold'] }, isOfAnyStatus: false },
  waiting_on_me: {
    name: 'Waiting on me',
    filters: { status: ['Open', 'In Progress'], assignee: ['me'], awaitsReply: true },
    isOfAnyStatus: false,
  },
  reopened: { name: 'Reopened', filters: { status: OPEN_STATUSES, reopened: true }, isOfAnyStatus: true },
  mentions: { name: 'Mentions', filters: { status: OPEN_STATUSES, mentioned: true }, isOfAnyStatus: true },
  near_breach: {
    name: 'Due soon',
    filters: { status: OPEN_STATUSES, due: ['soon'] },
    isOfAnyStatus: true,
    sort: 'dueAt',
  },
  overdue: {
    name: 'Overdue',
    filters: { status: OPEN_STATUSES, due: ['overdue'] },
    isOfAnyStatus: true,
    sort: 'dueAt',
  },
  all_open: { name: 'All open', filters: { status: OPEN_STATUSES }, isOfAnyStatus: true },
};

/** What a list of tickets can show beside number and subject, which it always shows. */
export const VIEW_COLUMNS = [
  'requester',
  'category',
  'status',
  'priority',
  'assignee',
  'team',
  'tags',
  'comments',
  'attachments',
  'sla',
  'submittedAt',
  'updatedAt',
] as const;
export type ViewColumn = (typeof VIEW_COLUMNS)[number];
export const DEFAULT_COLUMNS: readonly ViewColumn[] = [
  'requester',
  'status',
  'priority',
  'assignee',
  'sla',
  'updatedAt',
];

export interface SavedView {
  readonly id: string;
  readonly scope: Scope;
  /** Who made it. */
  readonly ownerId: string;
  /** Of the scope team alone. */
  readonly teamId: string | null;
  readonly name: string;
  readonly filters: FilterWords;
  readonly sort: TicketSort;
  readonly columns: readonly ViewColumn[];
  readonly position: number;
  readonly version: number;
}

/** So many views one person, one team, and everybody can have; a rail is no archive, and each of them is counted. */
export const VIEWS_PER_SCOPE = 20;

export const VIEW_ACTIONS = ['edit', 'delete', 'set_columns'] as const;
export type ViewAction = (typeof VIEW_ACTIONS)[number];

/** Saved views are for staff; whoever sees one chooses its columns for themselves. */
export function decideView(actor: PersonActor, action: 'read' | ViewAction, view: Scoped): Decision {
  return decideScoped(actor, action === 'edit' || action === 'delete' ? 'change' : 'see', 'a view', view);
}

export function viewActions(actor: PersonActor, view: Scoped): readonly ViewAction[] {
  return VIEW_ACTIONS.filter((action) => decideView(actor, action, view).allowed);
}

export function isBuiltIn(key: string): key is BuiltInView {
  return (BUILT_IN_VIEWS as readonly string[]).includes(key);
}

export function sortOf(view: BuiltInView | SavedView): TicketSort {
  return typeof view === 'string' ? (BUILT_IN[view].sort ?? DEFAULT_SORT) : view.sort;
}

/** What a view shows of what is asked for beside it. */
export function withView(given: TicketFilter, view: BuiltInView | SavedView, me: string): TicketFilter {
  if (typeof view !== 'string') {
    return narrowed(filterOf(view.filters, me), given);
  }
  const { filters, isOfAnyStatus } = BUILT_IN[view];
  const { status, ...others } = filters;
  return narrowed(filterOf(isOfAnyStatus && given.statuses.length > 0 ? others : { status, ...others }, me), given);
}

/** What an export can hold beside number and subject. */
export const EXPORT_COLUMNS = [
  'requester',
  'requesterCompanyId',
  'category',
  'status',
  'holdReason',
  'priority',
  'impact',
  'urgency',
  'assignee',
  'team',
  'tags',
  'confidential',
  'comments',
  'attachments',
  'submittedAt',
  'updatedAt',
  'firstReplyAt',
  'resolvedAt',
  'closedAt',
  'slaNext',
  'slaDueAt',
  'slaState',
  'slaBreached',
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];
