import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { decodeNumberCursor, encodeCursor, pageOf, type Page } from '../../../kernel/page.js';
import { changesOf, reasonOf, type HistoryChange } from '../domain/account-history.js';
import { decideAccount } from '../domain/account-policy.js';
import { AccountHistoryQuery, type AccountEventRow } from '../persistence/account-history.query.js';
import { PeopleQueries } from '../persistence/people.queries.js';

export type { AccountEventRow } from '../persistence/account-history.query.js';

export interface HistoryItem extends Omit<AccountEventRow, 'seq' | 'data' | 'personal'> {
  readonly changes: readonly HistoryChange[];
  readonly reason: string | null;
}

export interface HistoryQuery {
  readonly id: string;
  readonly limit: number;
  readonly cursor: string | null;
}

const CURSOR = 'history';

/** All that happened to an account, newest first; for administrators. */
@Injectable()
export class ReadAccountHistory {
  constructor(
    private readonly people: PeopleQueries,
    private readonly history: AccountHistoryQuery,
  ) {}

  async execute(call: PersonCall, { id, limit, cursor }: HistoryQuery): Promise<Page<HistoryItem>> {
    const account = await this.people.facts(id);
    if (account === null) {
      throw resourceNotFound();
    }
    enforce(decideAccount(call.actor, 'see_history', account));
    const before = cursor === null ? null : decodeNumberCursor(cursor, CURSOR);
    const page = pageOf(await this.history.read(id, before, limit + 1), limit, (row) =>
      encodeCursor(CURSOR, [row.seq]),
    );
    const items = page.items.map(({ data, personal, ...row }) => {
      const event = { name: row.name, data, personal };
      return { ...row, changes: changesOf(event), reason: reasonOf(event) };
    });
    return { items: await this.withTeamNames(items), nextCursor: page.nextCursor };
  }

  /** Events keep ids of teams; people know them by name. A team that is gone has no name any more. */
  private async withTeamNames(items: readonly HistoryItem[]): Promise<HistoryItem[]> {
    const ids = items.flatMap(({ changes }) =>
      changes.filter(isOfTeams).flatMap(({ before, after }) => [...idsOf(before), ...idsOf(after)]),
    );
    const names = new Map((await this.people.teams([...new Set(ids)])).map((team) => [team.id, team.name]));
    const named = (text: string | null) =>
      text === null
        ? null
        : idsOf(text)
            .map((id) => names.get(id) ?? '?')
            .sort()
            .join(', ');
    return items.map((item) => ({
      ...item,
      changes: item.changes.map((change) =>
        isOfTeams(change) ? { ...change, before: named(change.before), after: named(change.after) } : change,
      ),
    }));
  }
}

function isOfTeams({ field }: HistoryChange): boolean {
  return field === 'teamIds';
}

function idsOf(text: string | null): string[] {
  return (text ?? '').split(' ').filter((id) => id !== '');
}
