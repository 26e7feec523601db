import type { Params } from '@angular/router';
import type { TicketQuery } from '../../../api/tickets-api';
import type { HoldReason, Priority, TicketFiltersDto, TicketStatus } from '../../../api/types';

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
export const HOLD_REASONS = [
  'requester',
  'third party',
  'approval',
  'scheduled',
] as const satisfies readonly HoldReason[];
export const DUE = ['overdue', 'soon', 'today'] as const satisfies NonNullable<TicketQuery['due']>;
const FLAGS = ['true', 'false'] as const;

export type TicketSort = NonNullable<TicketQuery['sort']>;
/** The first one holds when the address and the view say none. */
export const SORTS: readonly TicketSort[] = ['-submittedAt', 'submittedAt', '-updatedAt', 'updatedAt', 'dueAt'];

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A day of the viewer's calendar, or an instant. */
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z)?$/;

const oneOf =
  (known: readonly string[]) =>
  (value: string): boolean =>
    known.includes(value);
const person =
  (...words: string[]) =>
  (value: string): boolean =>
    words.includes(value) || ID.test(value);
const anything = (value: string): boolean => value !== '';
const date = (value: string): boolean => DATE.test(value) && !Number.isNaN(Date.parse(value));

/**
 * What narrows the list, in the order it is shown, with the values that the server takes. An address is typed by
 * anybody: what the server does not know is left out instead of failing the whole list.
 */
const RULES = {
  status: oneOf(STATUSES),
  priority: oneOf(PRIORITIES),
  category: anything,
  assignee: person('me', 'none'),
  team: person(),
  requester: person('me'),
  tag: anything,
  due: oneOf(DUE),
  holdReason: oneOf(HOLD_REASONS),
  awaitsReply: oneOf(FLAGS),
  reopened: oneOf(FLAGS),
  mentioned: oneOf(['true']),
  submittedFrom: date,
  submittedTo: date,
} as const;

export type FilterName = keyof typeof RULES;
export const FILTERS = Object.keys(RULES) as readonly FilterName[];
/** Of these one value holds; of the others several. */
const SINGLE: ReadonlySet<FilterName> = new Set([
  'awaitsReply',
  'reopened',
  'mentioned',
  'submittedFrom',
  'submittedTo',
]);

export type Filters = Readonly<Partial<Record<FilterName, readonly string[]>>>;

/** Everything the list takes from the address. */
export interface ListParams {
  /** Key of a view; empty: all tickets. */
  readonly view: string;
  readonly filters: Filters;
  readonly q: string;
  /** Null: that of the view. */
  readonly sort: TicketSort | null;
  /** Id of the saved view whose filters are being changed. */
  readonly edit: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const VIEW = /^[a-z_]{1,40}$/;

export function paramsOf(query: Params): ListParams {
  const view = text(query['view']);
  const edit = text(query['edit']);
  const sort = text(query['sort']);
  return {
    view: VIEW.test(view) || ID.test(view) ? view : '',
    filters: filtersOf(Object.fromEntries(FILTERS.map((name) => [name, text(query[name]).split(',')]))),
    q: text(query['q']).trim(),
    sort: SORTS.find((one) => one === sort) ?? null,
    edit: ID.test(edit) ? edit : '',
  };
}

function filtersOf(given: Readonly<Record<string, readonly string[]>>): Filters {
  return Object.fromEntries(
    FILTERS.flatMap((name) => {
      const wanted = (given[name] ?? []).map((value) => value.trim());
      const known = [...new Set(wanted)].filter((value) => RULES[name](value));
      const values = SINGLE.has(name) ? known.slice(0, 1) : known;
      return values.length === 0 ? [] : [[name, values]];
    }),
  );
}

export function hasFilters({ filters, q }: ListParams): boolean {
  return q !== '' || Object.keys(filters).length > 0;
}

/** The other way: what the address says of these filters; null takes a name out of it. */
export function queryParamsOf(filters: Filters): Record<FilterName, string | null> {
  return Object.fromEntries(FILTERS.map((name) => [name, filters[name]?.join(',') || null])) as Record<
    FilterName,
    string | null
  >;
}

/** First or last instant of a day of the viewer's calendar. */
function instant(value: string, isEnd: boolean): string {
  return value.includes('T') ? value : new Date(`${value}T${isEnd ? '23:59:59.999' : '00:00:00.000'}`).toISOString();
}

/** As the server and a saved view take them. */
export function wordsOf({ filters, q }: Pick<ListParams, 'filters' | 'q'>): TicketFiltersDto {
  const { submittedFrom: [from] = [], submittedTo: [to] = [], awaitsReply, reopened, mentioned, ...lists } = filters;
  const flag = (values: readonly string[] | undefined): boolean | undefined =>
    values === undefined ? undefined : values[0] === 'true';
  const words = {
    ...lists,
    awaitsReply: flag(awaitsReply),
    reopened: flag(reopened),
    mentioned: flag(mentioned),
    submittedFrom: from === undefined ? undefined : instant(from, false),
    submittedTo: to === undefined ? undefined : instant(to, true),
    q: q === '' ? undefined : q,
  };
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
}

/** What a saved view keeps, as filters that can be changed one by one. */
export function filtersOfWords({ q = '', ...words }: TicketFiltersDto): Pick<ListParams, 'filters' | 'q'> {
  const given = Object.entries(words).map(([name, value]): [string, string[]] => [
    name,
    Array.isArray(value) ? value : [String(value)],
  ]);
  return { filters: filtersOf(Object.fromEntries(given)), q };
}

/** What to ask the server for. While a view's filters are changed they stand in the address, in place of the view. */
export function queryOf(params: ListParams): TicketQuery {
  return {
    ...(params.view === '' || params.edit !== '' ? {} : { view: params.view }),
    ...wordsOf(params),
    ...(params.sort === null ? {} : { sort: params.sort }),
  };
}
