import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import { isId } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.js';
import { decideView, isBuiltIn, type BuiltInView, type SavedView } from '../domain/ticket-view.js';
import { TicketViewsRepository } from '../persistence/ticket-views.repository.js';
import { viewUnknown } from '../tickets.errors.js';

/** The view a list is asked for: a view of others is as unknown as one that never was. */
@Injectable()
export class FindView {
  constructor(
    private readonly database: Database,
    private readonly views: TicketViewsRepository,
  ) {}

  /** No statement for a view that is always there. */
  async execute(actor: PersonActor, ref: string): Promise<BuiltInView | SavedView> {
    if (isBuiltIn(ref)) {
      return ref;
    }
    const view = isId(ref) ? await this.views.find(this.database, ref) : null;
    if (view === null || !decideView(actor, 'read', view).allowed) {
      throw viewUnknown();
    }
    return view;
  }
}
