import type { TicketColumn } from '../../../api/types';
import type { TicketSort } from '../filters/list-query';

interface ColumnShape {
  /** Track of the grid: wide enough for most of what stands in it. */
  readonly track: string;
  /** Orders the list: what the first press asks for, and the other way round. */
  readonly sorts?: readonly [TicketSort, ...TicketSort[]];
  /** Name in the export; null where it has no such column. */
  readonly export: string | null;
}

/** Columns of the table form, in the order in which they are offered. */
export const COLUMNS: Readonly<Record<TicketColumn, ColumnShape>> = {
  requester: { track: 'minmax(130px, 1.2fr)', export: 'requester' },
  category: { track: 'minmax(110px, 1fr)', export: 'category' },
  status: { track: '116px', export: 'status' },
  priority: { track: '96px', export: 'priority' },
  assignee: { track: 'minmax(132px, 1.1fr)', export: 'assignee' },
  team: { track: 'minmax(90px, 0.8fr)', export: 'team' },
  tags: { track: 'minmax(100px, 1fr)', export: 'tags' },
  comments: { track: '72px', export: 'comments' },
  attachments: { track: '72px', export: 'attachments' },
  sla: { track: '196px', sorts: ['dueAt'], export: null },
  submittedAt: { track: '124px', sorts: ['-submittedAt', 'submittedAt'], export: 'submittedAt' },
  updatedAt: { track: '124px', sorts: ['-updatedAt', 'updatedAt'], export: 'updatedAt' },
};

export const COLUMN_NAMES = Object.keys(COLUMNS) as readonly TicketColumn[];

/** Tracks of a row: box, number, subject, and what was chosen. */
export function tracksOf(columns: readonly TicketColumn[]): string {
  return ['40px', '104px', 'minmax(200px, 2.4fr)', ...columns.map((column) => COLUMNS[column].track)].join(' ');
}

/** Pixels under which the columns would be cut off; a narrower pane scrolls. */
export function leastOf(columns: readonly TicketColumn[]): number {
  return [...tracksOf(columns).matchAll(/(\d+)px/g)].reduce((all, [, pixels]) => all + Number(pixels), 0);
}

/** What a press on a heading asks for next; null where the list has no such order. */
export function nextSort(column: TicketColumn, current: TicketSort): TicketSort | null {
  const { sorts } = COLUMNS[column];
  return sorts === undefined ? null : current === sorts[0] ? (sorts[1] ?? sorts[0]) : sorts[0];
}

export function orderOf(column: TicketColumn, current: TicketSort): 'ascending' | 'descending' | null {
  const { sorts } = COLUMNS[column];
  return !sorts?.includes(current) ? null : current.startsWith('-') ? 'descending' : 'ascending';
}

/** One place further; at the ends it stays. */
export function shifted(columns: readonly TicketColumn[], column: TicketColumn, step: -1 | 1): TicketColumn[] {
  const from = columns.indexOf(column);
  const to = from + step;
  return from < 0 || to < 0 || to >= columns.length
    ? [...columns]
    : columns.toSpliced(from, 1).toSpliced(to, 0, column);
}

/** What the export holds when the table shows these; the number and the subject always come first. */
export function exportColumnsOf(columns: readonly TicketColumn[]): string[] {
  return columns.map((column) => COLUMNS[column].export).filter((name) => name !== null);
}
