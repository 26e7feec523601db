import { isStaff } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { CLOCK_KINDS } from '../../sla/sla.facade.js';
import type { PersonSummary } from '../../users/users.facade.js';
import { LINK_TYPES } from '../domain/ticket-link.js';
import type { TimelineRow } from '../domain/timeline.js';
import type { CommentView } from '../use-cases/list-comments.js';
import type { Timeline } from '../use-cases/read-timeline.js';
import type { Receivers } from '../use-cases/find-receivers.js';
import type { CommentDto, ReceiversDto } from './dto/comment.dto.js';
import type { TimelineDto, TimelineItemDto } from './dto/timeline.dto.js';
import { presentPerson } from './present-person.js';
import { presentAttachment } from './ticket.presenter.js';

export function presentComment({ comment, author, attachments, people }: CommentView): CommentDto {
  return {
    id: comment.id,
    ticketId: comment.ticketId,
    author: presentPerson(author),
    authorKind: comment.authorKind,
    visibility: comment.visibility,
    body: comment.body,
    bodyHtml: comment.bodyHtml,
    attachments: attachments.map((attachment) => presentAttachment(attachment, people)),
    createdAt: comment.createdAt.toISOString(),
  };
}

/** Why somebody gets no mail is his own affair, and staff's. */
export function presentReceivers({ actor }: PersonCall, { people, isForDesk }: Receivers): ReceiversDto {
  return {
    people: people.map(({ person, reason, withheld }) => ({
      person: presentPerson(person),
      reason,
      isMailed: withheld === null,
      withheld: isStaff(actor) ? withheld : null,
    })),
    isForDesk,
  };
}

const VERDICTS = ['clean', 'infected', 'failed'] as const;

export function presentTimeline({ actor }: PersonCall, timeline: Timeline): TimelineDto {
  return { items: timeline.rows.map((row) => presentItem(row, timeline, isStaff(actor))) };
}

function presentItem(
  row: TimelineRow,
  { people, attachments, requester }: Timeline,
  isForStaff: boolean,
): TimelineItemDto {
  return {
    id: row.id,
    type: row.name,
    at: row.occurredAt.toISOString(),
    actor: presentPerson(row.actorId === null ? null : people.get(row.actorId)),
    actorKind: row.actorKind,
    ...factsOf(row, people, requester, isForStaff),
    ...(row.comment === null
      ? {}
      : {
          comment: presentComment({
            comment: { ...row.comment, createdAt: new Date(row.comment.createdAt) },
            author: row.comment.authorId === null ? null : (people.get(row.comment.authorId) ?? null),
            attachments: attachments.filter(({ partId }) => partId === row.comment?.id),
            people,
          }),
        }),
  };
}

/** What each kind of event shows; an event of another module shows the facts of its run. */
function factsOf(
  row: TimelineRow,
  people: ReadonlyMap<string, PersonSummary>,
  requester: PersonSummary | null,
  isForStaff: boolean,
): Partial<TimelineItemDto> {
  const text = (key: string, source: Readonly<Record<string, unknown>> | null = row.data): string | undefined => {
    const value = source?.[key];
    return typeof value === 'string' ? value : undefined;
  };
  const texts = (key: string, source: Readonly<Record<string, unknown>> | null): string[] | undefined => {
    const value = source?.[key];
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;
  };
  const person = (key: string) => presentPerson(people.get(text(key) ?? ''));
  switch (row.name) {
    case 'ticket.status_changed':
      return {
        from: text('from'),
        to: text('to'),
        holdReason: text('holdReason'),
        isReopening: row.data['isReopening'] === true,
        reason: text('reason', row.personal),
        resolution: text('resolution', row.personal),
      };
    case 'ticket.hold_changed':
      return {
        fromHoldReason: text('fromHoldReason'),
        holdReason: text('holdReason'),
        fromUntil: text('fromUntil'),
        until: text('until'),
      };
    case 'ticket.submitted':
      return row.data['onBehalf'] === true ? { onBehalfOf: presentPerson(requester) } : {};
    case 'ticket.linked':
    case 'ticket.unlinked':
      return {
        linkType: LINK_TYPES.find((type) => type === text('type')),
        ticket:
          row.other === null ? undefined : { id: row.other.id, number: row.other.number, subject: row.other.subject },
      };
    case 'ticket.priority_changed':
      return {
        from: text('from'),
        to: text('to'),
        ...(row.data['because'] === 'impact' ? { because: 'impact' } : {}),
      };
    case 'ticket.assigned':
      return {
        assignee: person('assigneeId'),
        fromAssignee: person('fromAssigneeId'),
        isClaim: row.data['isClaim'] === true,
        ...because(row.data['because'], isForStaff),
      };
    case 'ticket.sla_warned':
    case 'ticket.sla_breached':
      return { clock: CLOCK_KINDS.find((kind) => kind === text('clock')), dueAt: text('dueAt') };
    case 'ticket.edited':
      return { fields: texts('fields', row.data) };
    case 'ticket.attached':
    case 'ticket.attachment_removed':
      return { filenames: texts('filenames', row.personal) };
    case 'ticket.attachment_judged':
      return {
        filenames: texts('filenames', row.personal),
        verdict: VERDICTS.find((verdict) => verdict === text('state')),
      };
    case 'ticket.watcher_added':
    case 'ticket.watcher_removed':
    // The reader of the mail.
    case 'ticket.mail_bounced':
      return { person: person('userId') };
    default:
      return row.name.startsWith('ticket.') ? {} : { run: { ...row.data } };
  }
}

/** What was promised, and that it was broken, is for staff. */
function because(reason: unknown, isForStaff: boolean): Pick<TimelineItemDto, 'because'> {
  const isKnown = reason === 'assignee_gone' || reason === 'category' || (reason === 'breach' && isForStaff);
  return isKnown ? { because: reason } : {};
}
