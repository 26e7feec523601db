import { Injectable } from '@nestjs/common';
import { isStaff } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { permissionDenied } from '../../../kernel/common.errors.js';
import { DEFAULT_SORT, type TicketFilter, type TicketSort } from '../domain/ticket-list.js';
import { sortOf, withView } from '../domain/ticket-view.js';
import { FindDueTimes } from './find-due-times.js';
import { FindView } from './find-view.js';

/** What is asked for, before the view has had its say. */
export interface AskedTickets {
  readonly filter: TicketFilter;
  /** Key or id of a view that narrows it further. */
  readonly view: string | null;
  /** Null: that of the view, or the newest first. */
  readonly sort: TicketSort | null;
}

/** What a list and everything made of one starts with. */
@Injectable()
export class NarrowTickets {
  constructor(
    private readonly views: FindView,
    private readonly dueTimes: FindDueTimes,
  ) {}

  async execute(
    { actor }: PersonCall,
    { filter, view: ref, sort: asked }: AskedTickets,
  ): Promise<{ filter: TicketFilter; sort: TicketSort }> {
    const view = ref === null ? null : await this.views.execute(actor, ref);
    const narrowed = view === null ? filter : withView(filter, view, actor.id);
    const sort = asked ?? (view === null ? DEFAULT_SORT : sortOf(view));
    // What is promised, and with it how urgent others find it, is for staff.
    if (!isStaff(actor) && (narrowed.due.length > 0 || sort === 'dueAt')) {
      throw permissionDenied();
    }
    return { filter: await this.dueTimes.of(actor, narrowed), sort };
  }
}
