import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { isId } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { decideView, isBuiltIn, type ViewColumn } from '../domain/ticket-view.js';
import { TicketViewsRepository } from '../persistence/ticket-views.repository.js';

/** Which columns one person sees in a view that he sees; nobody else is concerned, so it is no event. */
@Injectable()
export class SetViewColumns {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly views: TicketViewsRepository,
  ) {}

  /** Null: the view's own again. */
  async execute(call: PersonCall, ref: string, columns: readonly ViewColumn[] | null): Promise<{ ref: string }> {
    return this.unitOfWork.run(call, async (tx) => {
      if (!isBuiltIn(ref)) {
        const view = isId(ref) ? await this.views.find(tx, ref) : null;
        if (view === null) {
          throw resourceNotFound();
        }
        enforce(decideView(call.actor, 'set_columns', view));
      }
      const key = ref.toLowerCase();
      await this.views.setColumns(tx, call.actor.id, key, columns);
      return { ref: key };
    });
  }
}
