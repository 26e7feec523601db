import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { Database } from '../../../platform/database/database.js';
import { filterOf } from '../domain/ticket-list.js';
import { BUILT_IN_VIEWS, decideView, withView, type BuiltInView, type SavedView } from '../domain/ticket-view.js';
import { TicketCountsQuery, type ViewCount } from '../persistence/ticket-counts.query.js';
import { TicketViewsRepository } from '../persistence/ticket-views.repository.js';
import { FindDueTimes } from './find-due-times.js';

/** A rail shows no more; whoever is in many teams has the rest without numbers. */
const COUNTED_AT_MOST = 40;

/** How many tickets each of the caller's views holds: three statements, whatever there is. */
@Injectable()
export class CountViews {
  constructor(
    private readonly database: Database,
    private readonly views: TicketViewsRepository,
    private readonly query: TicketCountsQuery,
    private readonly dueTimes: FindDueTimes,
  ) {}

  async execute({ actor }: PersonCall): Promise<(ViewCount & { key: string })[]> {
    const parts = await Promise.all([this.counts(actor, BUILT_IN_VIEWS, true), this.countsOfSaved(actor)]);
    return parts.flat();
  }

  private async countsOfSaved(actor: PersonActor): Promise<(ViewCount & { key: string })[]> {
    const saved = await this.views.ofPerson(this.database, actor);
    const seen = saved.filter((view) => decideView(actor, 'read', view).allowed);
    return this.counts(actor, seen.slice(0, COUNTED_AT_MOST - BUILT_IN_VIEWS.length), false);
  }

  private async counts(
    actor: PersonActor,
    views: readonly (BuiltInView | SavedView)[],
    isUsual: boolean,
  ): Promise<(ViewCount & { key: string })[]> {
    const everything = filterOf({}, actor.id);
    const filters = views.map((view) => withView(everything, view, actor.id));
    const counts = await this.query.counts(actor, await this.dueTimes.ofAll(actor, filters), isUsual);
    return counts.flatMap((count, index) => {
      const view = views[index];
      return view === undefined ? [] : [{ ...count, key: typeof view === 'string' ? view : view.id }];
    });
  }
}
