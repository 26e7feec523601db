import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { validationFailed } from '../../../kernel/common.errors.js';
import { isId } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { UsersFacade } from '../../users/users.facade.js';
import type { TicketAction } from '../domain/ticket-policy.js';
import type { Priority } from '../domain/ticket-status.js';
import { CategoriesRepository } from '../persistence/categories.repository.js';
import { categoryUnknown, teamUnknown } from '../tickets.errors.js';
import { changed, type Changed } from './changed.js';
import { SaveTicketEdit } from './save-ticket-edit.js';
import { TicketForChange, type Seen } from './ticket-for-change.js';

export interface TicketEdit {
  readonly subject?: string | undefined;
  readonly description?: string | undefined;
  /** Key or name. */
  readonly category?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly teamId?: string | null | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly confidential?: boolean | undefined;
}

/** Which permission each field of an edit needs. */
export const ACTION_OF: Readonly<Record<keyof TicketEdit, TicketAction>> = {
  subject: 'edit',
  description: 'edit',
  category: 'edit',
  priority: 'set_priority',
  teamId: 'set_team',
  tags: 'set_tags',
  confidential: 'set_confidential',
};

/** PATCH: the fields given, all or none. */
@Injectable()
export class EditTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly load: TicketForChange,
    private readonly categories: CategoriesRepository,
    private readonly users: UsersFacade,
    private readonly save: SaveTicketEdit,
  ) {}

  async execute(call: PersonCall, ref: string, edit: TicketEdit, seen: Seen): Promise<Changed> {
    const given = (Object.keys(ACTION_OF) as (keyof TicketEdit)[]).filter((field) => edit[field] !== undefined);
    return this.unitOfWork.run(call, async (tx) => {
      const ticket = await this.load.possible(
        tx,
        call,
        ref,
        [...new Set(given.map((field) => ACTION_OF[field]))],
        seen,
      );
      if (given.length === 0) {
        throw validationFailed({ body: ['Give at least one field to change'] });
      }
      const category = edit.category === undefined ? null : await this.categories.byKeyOrName(tx, edit.category);
      if (edit.category !== undefined && category === null) {
        throw categoryUnknown();
      }
      const { teamId } = edit;
      if (typeof teamId === 'string' && !(isId(teamId) && (await this.users.teamExists(teamId, tx)))) {
        throw teamUnknown();
      }
      await this.save.execute(tx, call, ticket, { ...edit, categoryId: category?.id }, seen);
      return changed(ticket.id, tx);
    });
  }
}
