import { Injectable } from '@nestjs/common';
import { isAdmin } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import type { Page } from '../../../kernel/page.js';
import { PeopleQueries } from '../persistence/people.queries.js';
import { TeamMembersQuery, type TeamMemberRow } from '../persistence/team-members.query.js';

export type { TeamMemberRow } from '../persistence/team-members.query.js';

export interface ListTeamMembersQuery {
  readonly teamId: string;
  readonly limit: number;
  readonly cursor: string | null;
}

/** Who works in a team; administrators also see those who are suspended. */
@Injectable()
export class ListTeamMembers {
  constructor(
    private readonly people: PeopleQueries,
    private readonly members: TeamMembersQuery,
  ) {}

  async execute(call: PersonCall, query: ListTeamMembersQuery): Promise<Page<TeamMemberRow>> {
    if ((await this.people.team(query.teamId)) === null) {
      throw resourceNotFound();
    }
    return this.members.page({ ...query, isWhole: isAdmin(call.actor) });
  }
}
