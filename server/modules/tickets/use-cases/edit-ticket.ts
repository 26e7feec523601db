import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { validationFailed } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { TicketAction } from '../domain/ticket-policy.js';
import { changedTo, type ChangedTicket } from './changed.js';
import { ResolveTicketEdit, type TicketEdit } from './resolve-ticket-edit.js';
import { SaveTicketEdit } from './save-ticket-edit.js';
import { TicketForChange, type Seen } from './ticket-for-change.js';

/** Which permission each field of an edit needs. */
export const ACTION_OF: Readonly<Record<keyof TicketEdit, TicketAction>> = {
  subject: 'edit',
  description: 'edit',
  category: 'edit',
  priority: 'set_priority',
  impact: 'set_priority',
  urgency: 'set_priority',
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
    private readonly resolve: ResolveTicketEdit,
    private readonly save: SaveTicketEdit,
  ) {}

  async execute(call: PersonCall, ref: string, edit: TicketEdit, seen: Seen): Promise<ChangedTicket> {
    const given = (Object.keys(ACTION_OF) as (keyof TicketEdit)[]).filter((field) => edit[field] !== undefined);
    return this.unitOfWork.run(call, async (tx) => {
      const actions = [...new Set(given.map((field) => ACTION_OF[field]))];
      const ticket = await this.load.possible(tx, call, ref, actions, seen);
      if (given.length === 0) {
        throw validationFailed({ body: ['Give at least one field to change'] });
      }
      const resolved = await this.resolve.execute(tx, ticket, edit);
      return changedTo(ticket, await this.save.execute(tx, call, ticket, resolved, seen), tx);
    });
  }
}
