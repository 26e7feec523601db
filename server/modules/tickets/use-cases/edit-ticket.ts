import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { validationFailed } from '../../../kernel/common.errors.js';
import { isId } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { UsersFacade } from '../../users/users.facade.js';
import type { TicketAction } from '../domain/ticket-policy.js';
import type { Priority } from '../domain/ticket-status.js';
import { TAGS_MOST, type Ticket } from '../domain/ticket.js';
import { CategoriesRepository } from '../persistence/categories.repository.js';
import { categoryUnknown, tagsFull, teamUnknown } from '../tickets.errors.js';
import { changedTo, type ChangedTicket } from './changed.js';
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
  /** On top of those it has. */
  readonly addTags?: readonly string[] | undefined;
  readonly removeTags?: readonly string[] | undefined;
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
  addTags: 'set_tags',
  removeTags: 'set_tags',
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

  async execute(call: PersonCall, ref: string, edit: TicketEdit, seen: Seen): Promise<ChangedTicket> {
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
      const resolved = { ...edit, categoryId: category?.id, tags: tagsOf(ticket, edit) };
      return changedTo(ticket, await this.save.execute(tx, call, ticket, resolved, seen), tx);
    });
  }
}

/** Of the ticket as it stands under its lock: whoever adds one takes no other away. */
function tagsOf(ticket: Ticket, { tags, addTags, removeTags }: TicketEdit): readonly string[] | undefined {
  if (addTags === undefined && removeTags === undefined) {
    return tags;
  }
  const after = [...new Set([...(tags ?? ticket.tags), ...(addTags ?? [])])].filter(
    (tag) => removeTags?.includes(tag) !== true,
  );
  if (after.length > TAGS_MOST) {
    throw tagsFull(TAGS_MOST);
  }
  return after;
}
