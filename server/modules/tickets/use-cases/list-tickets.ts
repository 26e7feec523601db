import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { decodeTimeCursor, encodeCursor, pageOf, type Page } from '../../../kernel/page.js';
import type { Standing } from '../../sla/sla.facade.js';
import { UsersFacade, type PersonSummary, type TeamSummary } from '../../users/users.facade.js';
import { lastMessageOf, type LastMessage } from '../domain/last-message.js';
import { DeskRules } from '../desk-rules.js';
import type { LifecycleRules } from '../domain/ticket-lifecycle.js';
import type { PolicyFacts } from '../domain/ticket-policy.js';
import { TicketListQuery, TOTAL_CAP, type TicketRow } from '../persistence/ticket-list.query.js';
import { visibilitiesFor } from './list-comments.js';
import { NarrowTickets, type AskedTickets } from './narrow-tickets.js';
import { ShowPromises } from './show-promises.js';

export interface ListTicketsQuery extends AskedTickets {
  readonly cursor: string | null;
  readonly limit: number;
  readonly includeTotal: boolean;
}

export interface TicketListItem extends Omit<TicketRow, 'lastReply' | 'lastNote'> {
  readonly facts: PolicyFacts;
  readonly requester: PersonSummary | null;
  readonly assignee: PersonSummary | null;
  readonly team: TeamSummary | null;
  readonly standing: Standing | null;
  readonly lastMessage: (LastMessage & { readonly author: PersonSummary | null }) | null;
}

export interface TicketPage extends Page<TicketListItem> {
  /** True when there are more than `total`. */
  readonly totalIsCapped?: boolean;
  /** By which it is told what the caller may do with each of them now. */
  readonly rules: LifecycleRules;
}

/** T7: two statements whatever the page holds, or three with teams; a total costs one more, a saved view another. */
@Injectable()
export class ListTickets {
  constructor(
    private readonly query: TicketListQuery,
    private readonly users: UsersFacade,
    private readonly narrowing: NarrowTickets,
    private readonly rules: DeskRules,
    private readonly promises: ShowPromises,
  ) {}

  async execute(call: PersonCall, query: ListTicketsQuery): Promise<TicketPage> {
    const { limit } = query;
    const { filter, sort } = await this.narrowing.execute(call, query);
    const rows = await this.query.page(call.actor, {
      filter,
      sort,
      after: query.cursor === null ? null : decodeTimeCursor(query.cursor, sort),
      limit,
    });
    const page = pageOf(rows, limit, (row) => encodeCursor(sort, [row.sortKey, row.id]));
    const visibilities = visibilitiesFor(call);
    const lastMessages = page.items.map((row) => lastMessageOf(row.lastReply, row.lastNote, visibilities));
    const [people, teams, total, rules, standings] = await Promise.all([
      this.users.people(
        [
          ...page.items.flatMap((row) => [row.requesterId, row.assigneeId]),
          ...lastMessages.map((message) => message?.authorId ?? null),
        ].filter((one) => one !== null),
      ),
      this.users.teams(page.items.flatMap((row) => (row.teamId === null ? [] : [row.teamId]))),
      query.includeTotal ? this.query.total(call.actor, filter) : null,
      this.rules.read(),
      this.promises.standings(page.items),
    ]);
    return {
      items: page.items.map(({ lastReply: _reply, lastNote: _note, ...row }, index) => ({
        ...row,
        lastMessage: withAuthor(lastMessages[index] ?? null, people),
        facts: factsOf(row),
        requester: people.get(row.requesterId) ?? null,
        assignee: row.assigneeId === null ? null : (people.get(row.assigneeId) ?? null),
        team: row.teamId === null ? null : (teams.get(row.teamId) ?? null),
        standing: standings[index] ?? null,
      })),
      nextCursor: page.nextCursor,
      rules,
      ...(total === null ? {} : { total: Math.min(total, TOTAL_CAP), totalIsCapped: total > TOTAL_CAP }),
    };
  }
}

function withAuthor(
  message: LastMessage | null,
  people: ReadonlyMap<string, PersonSummary>,
): TicketListItem['lastMessage'] {
  return message && { ...message, author: people.get(message.authorId ?? '') ?? null };
}

function factsOf(row: Omit<TicketRow, 'lastReply' | 'lastNote'>): PolicyFacts {
  return {
    status: row.status,
    assigneeId: row.assigneeId,
    resolvedAt: row.resolvedAt,
    closedAt: row.closedAt,
    requesterId: row.requesterId,
    teamId: row.teamId,
    confidential: row.confidential,
    isWatchedByActor: row.isWatched,
    isAnswered: row.firstReplyAt !== null,
  };
}
