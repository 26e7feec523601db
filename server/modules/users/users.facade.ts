import { Injectable } from '@nestjs/common';
import type { AccountStatus, Role } from '../../kernel/role.js';
import type { Queryable } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import { PhotoLinks } from './photos/photo-links.js';
import { PeopleQueries, type PersonFactsRow, type PersonRow } from './persistence/people.queries.js';

/** What everybody may know about a person he meets in a ticket. */
export interface PersonSummary {
  readonly id: string;
  readonly companyId: string;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly avatarUrl: string | null;
  /** Staff see it beside the name; requesters do not see that of others. */
  readonly department: string | null;
}

/** What rules and mails need to know; never shown as a whole. */
export interface PersonFacts extends PersonSummary {
  readonly email: string;
  readonly role: Role;
  readonly status: AccountStatus;
  /** IANA name: times in mails are told in it. */
  readonly timeZone: string;
  /** What mails are written in, like `de-AT`. */
  readonly language: string;
  readonly teamIds: readonly string[];
}

export interface TeamSummary {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

/** People for every module above. Reads only; inside a transaction pass it, so that both see the same. */
@Injectable()
export class UsersFacade {
  constructor(
    private readonly queries: PeopleQueries,
    private readonly photos: PhotoLinks,
  ) {}

  /** One statement, whatever the number; unknown ids are missing in the answer. */
  async people(ids: readonly string[], from?: Queryable): Promise<Map<string, PersonSummary>> {
    const rows = await this.queries.people([...new Set(ids)], from);
    return new Map(rows.map((row) => [row.id, this.toSummary(row)]));
  }

  /** One statement, whatever the number; none when no ids are asked for. */
  async teams(ids: readonly string[], from?: Queryable): Promise<Map<string, TeamSummary>> {
    const rows = await this.queries.teams([...new Set(ids)], from);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async facts(id: string, from?: Queryable): Promise<PersonFacts | null> {
    return this.toFacts(await this.queries.facts(id, from));
  }

  /** Upper and lower case are the same. */
  async factsByEmail(email: string, from?: Queryable): Promise<PersonFacts | null> {
    return this.toFacts(await this.queries.factsByEmail(email, from));
  }

  /** Approved people of exactly this role. */
  async activeByRole(role: Role): Promise<PersonFacts[]> {
    return (await this.queries.activeByRole(role)).map((row) => this.presentFacts(row));
  }

  /** Those of these people who are approved, in one statement. */
  async approvedAmong(ids: readonly string[], from?: Queryable): Promise<PersonFacts[]> {
    return (await this.queries.approvedAmong([...new Set(ids)], from)).map((row) => this.presentFacts(row));
  }

  /** Approved members of a team. */
  async approvedInTeam(teamId: string): Promise<PersonFacts[]> {
    return (await this.queries.approvedInTeam(teamId)).map((row) => this.presentFacts(row));
  }

  /** The person, if a ticket may be given to him: approved staff, and so until the transaction's end. */
  async assignable(id: string, from: Transaction): Promise<PersonFacts | null> {
    return this.toFacts(await this.queries.assignable(id, from));
  }

  async team(id: string, from?: Queryable): Promise<TeamSummary | null> {
    return this.queries.team(id, from);
  }

  async teamExists(id: string, from?: Queryable): Promise<boolean> {
    return (await this.queries.team(id, from)) !== null;
  }

  /** Why the account was rejected or suspended last, as the administrator typed it. */
  async decisionReason(id: string): Promise<string | null> {
    return this.queries.decisionReason(id);
  }

  private presentFacts(row: PersonFactsRow): PersonFacts {
    return {
      ...this.toSummary(row),
      email: row.email,
      role: row.role,
      status: row.status,
      timeZone: row.time_zone,
      language: row.language,
      teamIds: row.team_ids,
    };
  }

  private toFacts(row: PersonFactsRow | null): PersonFacts | null {
    return row === null ? null : this.presentFacts(row);
  }

  private toSummary(row: PersonRow): PersonSummary {
    return {
      id: row.id,
      companyId: row.company_id,
      name: `${row.first_name} ${row.last_name}`,
      firstName: row.first_name,
      lastName: row.last_name,
      avatarUrl: this.photos.urlOf(row.id, row.avatar_file_id),
      department: row.department,
    };
  }
}
