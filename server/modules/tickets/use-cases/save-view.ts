import { Injectable } from '@nestjs/common';
import { isStaff } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { permissionDenied, resourceNotFound, versionStale } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { newId } from '../../../kernel/ids.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { UsersFacade } from '../../users/users.facade.js';
import { DEFAULT_SORT } from '../domain/ticket-list.js';
import { decideView, DEFAULT_COLUMNS, VIEWS_PER_SCOPE, type SavedView } from '../domain/ticket-view.js';
import { TicketViewsRepository } from '../persistence/ticket-views.repository.js';
import { teamOfOtherScope, teamUnknown, viewsFull } from '../tickets.errors.js';

/** What the one who saves it decides; the rest follows. */
export type ViewFields = Partial<
  Pick<SavedView, 'scope' | 'teamId' | 'name' | 'filters' | 'sort' | 'columns' | 'position'>
>;

/** Makes, changes or takes away a saved view. Whoever moves one elsewhere must be allowed in both places. */
@Injectable()
export class SaveView {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly views: TicketViewsRepository,
    private readonly users: UsersFacade,
    private readonly events: EventLog,
  ) {}

  async create(call: PersonCall, fields: ViewFields & { readonly name: string }): Promise<{ id: string }> {
    return this.unitOfWork.run(call, async (tx) => {
      const view: SavedView = {
        id: newId(),
        scope: fields.scope ?? 'own',
        ownerId: call.actor.id,
        teamId: fields.teamId ?? null,
        name: fields.name,
        filters: fields.filters ?? {},
        sort: fields.sort ?? DEFAULT_SORT,
        columns: fields.columns ?? DEFAULT_COLUMNS,
        position: fields.position ?? 0,
        version: 1,
      };
      await this.assertPlace(tx, call, view);
      await this.views.insert(tx, view);
      await this.tell(tx, call, 'ticket_view.created', view);
      return { id: view.id };
    });
  }

  async update(call: PersonCall, id: string, fields: ViewFields, ifMatch: number | null): Promise<{ id: string }> {
    return this.unitOfWork.run(call, async (tx) => {
      const before = await this.forChange(tx, call, id, 'edit');
      if (ifMatch !== null && ifMatch !== before.version) {
        throw versionStale(before.version);
      }
      const scope = fields.scope ?? before.scope;
      const view: SavedView = {
        ...before,
        scope,
        // Whoever takes a view of many for himself has it from then on.
        ownerId: scope === 'own' ? call.actor.id : before.ownerId,
        teamId: fields.teamId === undefined && scope === before.scope ? before.teamId : (fields.teamId ?? null),
        name: fields.name ?? before.name,
        filters: fields.filters ?? before.filters,
        sort: fields.sort ?? before.sort,
        columns: fields.columns ?? before.columns,
        position: fields.position ?? before.position,
        version: before.version + 1,
      };
      if (view.scope !== before.scope || view.teamId !== before.teamId) {
        await this.assertPlace(tx, call, view);
      }
      await this.views.update(tx, view);
      await this.tell(tx, call, 'ticket_view.updated', view);
      return { id };
    });
  }

  async remove(call: PersonCall, id: string): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      const view = await this.forChange(tx, call, id, 'delete');
      await this.views.remove(tx, id);
      await this.tell(tx, call, 'ticket_view.deleted', view);
      return null;
    });
  }

  /** 404 and 403 for a request that is refused anyway. */
  async assertPermitted(call: PersonCall, id: string, action: 'edit' | 'delete'): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      await this.forChange(tx, call, id, action);
      return null;
    });
  }

  private async forChange(
    tx: Transaction,
    call: PersonCall,
    id: string,
    action: 'edit' | 'delete',
  ): Promise<SavedView> {
    const view = await this.views.lock(tx, id);
    if (view === null) {
      throw resourceNotFound();
    }
    enforce(decideView(call.actor, action, view));
    return view;
  }

  private async assertPlace(tx: Transaction, call: PersonCall, view: SavedView): Promise<void> {
    if ((view.scope === 'team') !== (view.teamId !== null)) {
      throw teamOfOtherScope();
    }
    if (view.teamId !== null && !(await this.users.teamExists(view.teamId, tx))) {
      throw teamUnknown();
    }
    // Nothing is hidden here: it is the caller's own wish.
    if (!isStaff(call.actor) || !decideView(call.actor, 'edit', view).allowed) {
      throw permissionDenied();
    }
    if ((await this.views.othersBeside(tx, view)) >= VIEWS_PER_SCOPE) {
      throw viewsFull(VIEWS_PER_SCOPE);
    }
  }

  private async tell(tx: Transaction, call: PersonCall, name: string, view: SavedView): Promise<void> {
    await this.events.append(tx, call, [
      {
        name,
        subject: { type: 'ticket_view', id: view.id },
        audience: 'admin',
        data: { scope: view.scope, teamId: view.teamId, sort: view.sort, columns: view.columns },
        personal: { name: view.name, filters: view.filters },
      },
    ]);
  }
}
