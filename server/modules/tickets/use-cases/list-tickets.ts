import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { decodeTimeCursor, encodeCursor, pageOf, type Page } from '../../../kernel/page.js';
import { UsersFacade, type PersonSummary, type TeamSummary } from '../../users/users.facade.js';
import type { TicketFilter, TicketSort } from '../domain/ticket-list.js';
import type { PolicyFacts } from '../domain/ticket-policy.js';
import { TicketListQuery, TOTAL_CAP, type TicketRow } from '../persistence/ticket-list.query.js';

export interface ListTicketsQuery {
  readonly filter: TicketFilter;
  readonly sort: TicketSort;
  readonly cursor: string | null;
  readonly limit: number;
  readonly includeTotal: boolean;
}

export interface TicketListItem extends TicketRow {
  readonly facts: PolicyFacts;
  readonly requester: PersonSummary | null;
  readonly assignee: PersonSummary | null;
  readonly team: TeamSummary | null;
}

export interface TicketPage extends Page<TicketListItem> {
  /** True when there are more than `total`. */
  readonly totalIsCapped?: boolean;
}

/** T7: three statements whatever the page holds; a total costs a fourth. */
@Injectable()
export class ListTickets {
  constructor(
    private readonly query: TicketListQuery,
    private readonly users: UsersFacade,
  ) {}

  async execute(call: PersonCall, query: ListTicketsQuery): Promise<TicketPage> {
    const { sort, limit } = query;
    const rows = await this.query.page(call.actor, {
      filter: query.filter,
      sort,
      after: query.cursor === null ? null : decodeTimeCursor(query.cursor, sort),
      limit,
    });
    const page = pageOf(rows, limit, (row) => encodeCursor(sort, [row.sortKey, row.id]));
    const [people, teams, total] = await Promise.all([
      this.users.people(page.items.flatMap((row) => [row.requesterId, row.assigneeId].filter((one) => one !== null))),
      this.users.teams(page.items.flatMap((row) => (row.teamId === null ? [] : [row.teamId]))),
      query.includeTotal ? this.query.total(call.actor, query.filter) : null,
    ]);
    return {
      items: page.items.map((row) => ({
        ...row,
        facts: factsOf(row),
        requester: people.get(row.requesterId) ?? null,
        assignee: row.assigneeId === null ? null : (people.get(row.assigneeId) ?? null),
        team: row.teamId === null ? null : (teams.get(row.teamId) ?? null),
      })),
      nextCursor: page.nextCursor,
      ...(total === null ? {} : { total: Math.min(total, TOTAL_CAP), totalIsCapped: total > TOTAL_CAP }),
    };
  }
}

function factsOf(row: TicketRow): PolicyFacts {
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
