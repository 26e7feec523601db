import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { isId } from '../../../kernel/ids.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import type { Scope } from '../../../kernel/scope.js';
import { Database } from '../../../platform/database/database.js';
import { UsersFacade, type PersonSummary, type TeamSummary } from '../../users/users.facade.js';
import type { FilterWords, TicketSort } from '../domain/ticket-list.js';
import {
  BUILT_IN,
  BUILT_IN_VIEWS,
  decideView,
  DEFAULT_COLUMNS,
  isBuiltIn,
  sortOf,
  viewActions,
  type BuiltInView,
  type SavedView,
  type ViewAction,
  type ViewColumn,
} from '../domain/ticket-view.js';
import { TicketViewsRepository } from '../persistence/ticket-views.repository.js';

/** What a filter names and is no more. */
export interface MissingName {
  readonly field: 'assignee' | 'requester' | 'team';
  readonly id: string;
}

export interface ShownView {
  /** What `view` of a list takes. */
  readonly key: string;
  readonly id: string | null;
  readonly name: string;
  readonly scope: Scope | 'built_in';
  readonly owner: PersonSummary | null;
  readonly team: TeamSummary | null;
  readonly filters: FilterWords;
  readonly missing: readonly MissingName[];
  readonly sort: TicketSort;
  readonly columns: readonly ViewColumn[];
  readonly hasOwnColumns: boolean;
  readonly position: number;
  readonly version: number | null;
  readonly actions: readonly ViewAction[];
}

/** The caller's views: those always there, then saved ones. Three statements, whatever their number, and one for teams. */
@Injectable()
export class ListViews {
  constructor(
    private readonly database: Database,
    private readonly views: TicketViewsRepository,
    private readonly users: UsersFacade,
  ) {}

  async execute(call: PersonCall): Promise<ShownView[]> {
    const { actor } = call;
    const saved = (await this.views.ofPerson(this.database, actor)).filter(
      (view) => decideView(actor, 'read', view).allowed,
    );
    return this.shown(actor, [...BUILT_IN_VIEWS, ...saved], null);
  }

  /** One view that the caller sees; 404 for any other. */
  async one(call: PersonCall, ref: string): Promise<ShownView> {
    const view = isBuiltIn(ref) ? ref : isId(ref) ? await this.views.find(this.database, ref) : null;
    if (view === null) {
      throw resourceNotFound();
    }
    if (typeof view !== 'string') {
      enforce(decideView(call.actor, 'read', view));
    }
    const [shown] = await this.shown(call.actor, [view], ref);
    if (shown === undefined) {
      throw resourceNotFound();
    }
    return shown;
  }

  private async shown(
    actor: PersonActor,
    views: readonly (BuiltInView | SavedView)[],
    only: string | null,
  ): Promise<ShownView[]> {
    const saved = views.filter((view) => typeof view !== 'string');
    const named = saved.map(({ filters }) => namesIn(filters));
    const [columns, people, teams] = await Promise.all([
      this.views.ownColumns(this.database, actor.id, only),
      this.users.people([...saved.map(({ ownerId }) => ownerId), ...named.flatMap((names) => idsOf(names, 'person'))]),
      this.users.teams([
        ...saved.flatMap(({ teamId }) => (teamId === null ? [] : [teamId])),
        ...named.flatMap((names) => idsOf(names, 'team')),
      ]),
    ]);
    return views.map((view) => {
      if (typeof view === 'string') {
        return builtIn(view, columns.get(view));
      }
      const own = columns.get(view.id);
      return {
        key: view.id,
        id: view.id,
        name: view.name,
        scope: view.scope,
        owner: people.get(view.ownerId) ?? null,
        team: view.teamId === null ? null : (teams.get(view.teamId) ?? null),
        filters: view.filters,
        missing: namesIn(view.filters).filter(({ field, id }) => !(field === 'team' ? teams : people).has(id)),
        sort: view.sort,
        columns: own ?? view.columns,
        hasOwnColumns: own !== undefined,
        position: view.position,
        version: view.version,
        actions: viewActions(actor, view),
      };
    });
  }
}

function builtIn(key: BuiltInView, own: readonly ViewColumn[] | undefined): ShownView {
  return {
    key,
    id: null,
    name: BUILT_IN[key].name,
    scope: 'built_in',
    owner: null,
    team: null,
    filters: BUILT_IN[key].filters,
    missing: [],
    sort: sortOf(key),
    columns: own ?? DEFAULT_COLUMNS,
    hasOwnColumns: own !== undefined,
    position: BUILT_IN_VIEWS.indexOf(key),
    version: null,
    actions: ['set_columns'],
  };
}

function namesIn({ assignee = [], requester = [], team = [] }: FilterWords): MissingName[] {
  return [
    ...assignee.map((id) => ({ field: 'assignee' as const, id: id.toLowerCase() })),
    ...requester.map((id) => ({ field: 'requester' as const, id: id.toLowerCase() })),
    ...team.map((id) => ({ field: 'team' as const, id: id.toLowerCase() })),
  ].filter(({ id }) => isId(id));
}

function idsOf(names: readonly MissingName[], kind: 'person' | 'team'): string[] {
  return names.filter(({ field }) => (field === 'team') === (kind === 'team')).map(({ id }) => id);
}
