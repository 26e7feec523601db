import { isStaff } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { previewKindOf, type Attachment } from '../../files/files.facade.js';
import { answerDueAt } from '../../sla/sla.facade.js';
import type { PersonSummary, TeamSummary } from '../../users/users.facade.js';
import { statusLabel, transitionsFor, type LifecycleRules } from '../domain/ticket-lifecycle.js';
import { abilitiesOf, decide, transitionActors, type PolicyFacts } from '../domain/ticket-policy.js';
import { policyFacts } from '../domain/ticket.js';
import type { SimilarTicket } from '../use-cases/find-similar.js';
import type { TicketDetail } from '../use-cases/read-ticket.js';
import { clocksOf } from '../use-cases/ticket-promises.js';
import type { TeamRefDto } from './dto/person.dto.js';
import type { FoundPage, FoundTicket } from '../use-cases/search-tickets.js';
import type { SimilarTicketsDto } from './dto/similar.dto.js';
import { presentPerson } from './present-person.js';
import { presentStanding } from './ticket-sla.presenter.js';
import type { AttachmentDto, TicketDto, TicketListDto, TicketListItemDto, TransitionDto } from './dto/ticket.dto.js';

export function presentTeam(team: TeamSummary | null): TeamRefDto | null {
  return team === null ? null : { id: team.id, key: team.key, name: team.name };
}

/** With whoever uploaded it; null for what the desk itself attached. */
export function presentAttachment(attachment: Attachment, people: ReadonlyMap<string, PersonSummary>): AttachmentDto {
  return {
    id: attachment.id,
    filename: attachment.filename,
    size: attachment.size,
    contentType: attachment.contentType,
    state: attachment.state,
    url: `/attach/${attachment.id}/download`,
    previewKind: previewKindOf(attachment.contentType),
    createdAt: attachment.createdAt.toISOString(),
    uploadedBy: presentPerson(attachment.uploadedBy === null ? null : people.get(attachment.uploadedBy)),
  };
}

/** What staff may know about people stays with staff. */
function departmentOf(call: PersonCall, person: PersonSummary | null | undefined): string | null {
  return isStaff(call.actor) ? (person?.department ?? null) : null;
}

/** Notes and their files are counted for staff alone. */
function counts(
  call: PersonCall,
  row: { commentCount: number; noteCount: number; attachmentCount: number; noteAttachmentCount: number },
): { commentCount: number; attachmentCount: number } {
  return isStaff(call.actor)
    ? { commentCount: row.commentCount + row.noteCount, attachmentCount: row.attachmentCount + row.noteAttachmentCount }
    : { commentCount: row.commentCount, attachmentCount: row.attachmentCount };
}

/** What is promised, to staff; to everybody when an answer may be expected. */
function promises(
  call: PersonCall,
  { sla, standing }: Pick<TicketDetail['ticket'], 'sla'> & Pick<TicketDetail, 'standing'>,
): Pick<TicketDto, 'sla' | 'expectedReplyAt'> {
  const clocks = clocksOf({ sla });
  return {
    sla: standing === null || !isStaff(call.actor) ? null : presentStanding(standing),
    expectedReplyAt: clocks === null ? null : answerDueAt(clocks),
  };
}

function presentItem(call: PersonCall, item: FoundTicket, rules: LifecycleRules, now: Date): TicketListItemDto {
  const { commentCount, attachmentCount } = counts(call, item);
  return {
    id: item.id,
    number: item.number,
    version: item.version,
    subject: item.subject,
    category: { id: item.category.id, key: item.category.key, name: item.category.name },
    status: item.status,
    statusLabel: statusLabel(rules, item.status, item.holdReason, isStaff(call.actor)),
    priority: item.priority,
    impact: item.impact,
    urgency: item.urgency,
    requester: presentPerson(item.requester),
    requesterDepartment: departmentOf(call, item.requester),
    assignee: presentPerson(item.assignee),
    team: presentTeam(item.team),
    confidential: item.confidential,
    tags: [...item.tags],
    holdReason: item.holdReason,
    commentCount,
    attachmentCount,
    submittedAt: item.submittedAt.toISOString(),
    updatedAt: item.updatedAt.toISOString(),
    lastMessage: item.lastMessage && {
      at: item.lastMessage.at.toISOString(),
      author: presentPerson(item.lastMessage.author),
      text: item.lastMessage.text,
      visibility: item.lastMessage.visibility,
    },
    isUnread: item.isUnread,
    ...promises(call, item),
    allowedActions: [...abilitiesOf(call.actor, item.facts, rules, now)],
    highlights: item.highlights === null ? null : { subject: item.highlights.subject, text: item.highlights.text },
  };
}

export function presentPage(call: PersonCall, page: FoundPage, now: Date): TicketListDto {
  return {
    items: page.items.map((item) => presentItem(call, item, page.rules, now)),
    nextCursor: page.nextCursor,
    didYouMean: page.didYouMean,
    ...(page.total === undefined ? {} : { total: page.total, totalIsCapped: page.totalIsCapped === true }),
  };
}

/** What `POST …/status` takes; a requester without that permission has withdraw, close and reopen instead. */
function transitionsOf(call: PersonCall, facts: PolicyFacts, rules: LifecycleRules, now: Date): TransitionDto[] {
  return decide(call.actor, 'change_status', facts).allowed
    ? transitionsFor(facts, transitionActors(call.actor, facts), rules, now).map(({ to, needs }) => ({
        to,
        needs: [...needs],
      }))
    : [];
}

export function presentTicket(
  call: PersonCall,
  { ticket, people, team, attachments, rules, links, standing }: TicketDetail,
  now: Date,
  taskIds?: readonly string[],
): TicketDto {
  const facts = policyFacts(ticket, call.actor);
  const { commentCount, attachmentCount } = counts(call, ticket);
  return {
    id: ticket.id,
    number: ticket.number,
    version: ticket.version,
    subject: ticket.subject,
    description: ticket.description,
    descriptionHtml: ticket.descriptionHtml,
    category: { id: ticket.categoryId, key: ticket.categoryKey, name: ticket.categoryName },
    status: ticket.status,
    statusLabel: statusLabel(rules, ticket.status, ticket.holdReason, isStaff(call.actor)),
    priority: ticket.priority,
    impact: ticket.impact,
    urgency: ticket.urgency,
    requester: presentPerson(people.get(ticket.requesterId)),
    requesterDepartment: departmentOf(call, people.get(ticket.requesterId)),
    submittedBy: presentPerson(people.get(ticket.submittedBy)),
    assignee: presentPerson(ticket.assigneeId === null ? null : people.get(ticket.assigneeId)),
    team: presentTeam(team),
    confidential: ticket.confidential,
    tags: [...ticket.tags],
    holdReason: ticket.holdReason,
    holdUntil: ticket.holdUntil?.toISOString() ?? null,
    resolution: ticket.resolution,
    linkCount: links.count,
    followUpOf: links.seesOriginal ? ticket.followUpOf : null,
    watchers: ticket.watcherIds.map((id) => presentPerson(people.get(id))).filter((person) => person !== null),
    attachments: attachments.map((attachment) => presentAttachment(attachment, people)),
    attachmentCount,
    commentCount,
    submittedAt: ticket.submittedAt.toISOString(),
    updatedAt: ticket.updatedAt.toISOString(),
    firstReplyAt: ticket.firstReplyAt?.toISOString() ?? null,
    resolvedAt: ticket.resolvedAt?.toISOString() ?? null,
    closedAt: ticket.closedAt?.toISOString() ?? null,
    ...promises(call, { sla: ticket.sla, standing }),
    allowedActions: [...abilitiesOf(call.actor, facts, rules, now)],
    highlights: null,
    transitions: transitionsOf(call, facts, rules, now),
    ...(taskIds === undefined ? {} : { taskIds: [...taskIds] }),
  };
}

export function presentSimilar(
  call: PersonCall,
  similar: readonly SimilarTicket[],
  rules: LifecycleRules,
): SimilarTicketsDto {
  return {
    items: similar.map((one) => ({
      ticket: {
        id: one.id,
        number: one.number,
        subject: one.subject,
        status: one.status,
        statusLabel: statusLabel(rules, one.status, one.holdReason, isStaff(call.actor)),
        assignee: presentPerson(one.assignee),
      },
      resolution: isStaff(call.actor) ? one.resolution : null,
      score: one.score,
    })),
  };
}
