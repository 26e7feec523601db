import { stringify } from 'csv-stringify/sync';
import type { ClockKind } from '../../sla/sla.facade.js';
import type { PersonSummary } from '../../users/users.facade.js';
import type { ExportColumn } from '../domain/ticket-view.js';
import type { TicketListItem } from '../use-cases/list-tickets.js';

type Value = string | number;

const nameOf = (person: PersonSummary | null): string => person?.name ?? '';
const timeOf = (at: Date | null): string => at?.toISOString() ?? '';

const PROMISES: Readonly<Record<ClockKind | 'none', string>> = {
  firstResponse: 'first response',
  nextReply: 'next reply',
  resolution: 'resolution',
  none: '',
};

/** Heading and value of each column; for staff. */
const COLUMNS: Readonly<
  Record<'number' | 'subject' | ExportColumn, readonly [string, (item: TicketListItem) => Value]>
> = {
  number: ['Number', (item) => item.number],
  subject: ['Subject', (item) => item.subject],
  requester: ['Requester', (item) => nameOf(item.requester)],
  requesterCompanyId: ['Requester ID', (item) => item.requester?.companyId ?? ''],
  category: ['Category', (item) => item.category.name],
  status: ['Status', (item) => item.status],
  holdReason: ['Hold reason', (item) => item.holdReason ?? ''],
  priority: ['Priority', (item) => item.priority],
  impact: ['Impact', (item) => item.impact ?? ''],
  urgency: ['Urgency', (item) => item.urgency ?? ''],
  assignee: ['Assignee', (item) => nameOf(item.assignee)],
  team: ['Team', (item) => item.team?.name ?? ''],
  tags: ['Tags', (item) => item.tags.join(', ')],
  confidential: ['Confidential', (item) => (item.confidential ? 'yes' : 'no')],
  comments: ['Comments', (item) => item.commentCount + item.noteCount],
  attachments: ['Attachments', (item) => item.attachmentCount + item.noteAttachmentCount],
  submittedAt: ['Submitted (UTC)', (item) => timeOf(item.submittedAt)],
  updatedAt: ['Updated (UTC)', (item) => timeOf(item.updatedAt)],
  firstReplyAt: ['First reply (UTC)', (item) => timeOf(item.firstReplyAt)],
  resolvedAt: ['Resolved (UTC)', (item) => timeOf(item.resolvedAt)],
  closedAt: ['Closed (UTC)', (item) => timeOf(item.closedAt)],
  slaNext: ['Next promise', ({ standing }) => PROMISES[standing?.next?.kind ?? 'none']],
  slaDueAt: ['Due (UTC)', ({ standing }) => standing?.next?.dueAt ?? ''],
  slaState: ['Promise state', ({ standing }) => standing?.next?.state ?? ''],
  slaBreached: [
    'Broken promises',
    ({ standing }) => (standing?.breached ?? []).map((kind) => PROMISES[kind]).join(', '),
  ],
};

/**
 * Text of each page. Excel takes UTF-8 for what it is only after a byte order mark, and whatever begins like a formula for
 * one: such values get an apostrophe before them.
 */
export async function* toCsv(
  pages: AsyncIterable<readonly TicketListItem[]>,
  columns: readonly ExportColumn[],
): AsyncGenerator<string> {
  const shown = (['number', 'subject', ...columns] as const).map((column) => COLUMNS[column]);
  const text = (rows: readonly (readonly Value[])[], isFirst: boolean): string =>
    stringify(
      rows.map((row) => [...row]),
      { bom: isFirst, escape_formulas: true, record_delimiter: 'windows' },
    );
  yield text([shown.map(([heading]) => heading)], true);
  for await (const page of pages) {
    yield text(
      page.map((item) => shown.map(([, value]) => value(item))),
      false,
    );
  }
}
