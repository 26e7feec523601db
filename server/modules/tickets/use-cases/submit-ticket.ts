import { Injectable } from '@nestjs/common';
import { isStaff } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { permissionDenied } from '../../../kernel/common.errors.js';
import { isId } from '../../../kernel/ids.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { UnitOfWorkWithFiles } from '../../files/files.facade.js';
import { UsersFacade } from '../../users/users.facade.js';
import type { Level, Priority } from '../domain/ticket-status.js';
import { personUnknown, requesterNotApproved } from '../tickets.errors.js';
import { changed, type Changed } from './changed.js';
import { PlaceNewTicket } from './place-new-ticket.js';
import { StoreTicket } from './store-ticket.js';

export interface SubmitTicketCommand {
  readonly subject: string;
  /** Key or name. */
  readonly category: string;
  /** Markdown source. */
  readonly description: string;
  readonly confidential: boolean;
  /** Staff only. */
  readonly priority: Priority | undefined;
  /** Staff only. */
  readonly impact: Level | null | undefined;
  /** Staff only. */
  readonly urgency: Level | null | undefined;
  /** Staff only: the requester's id. */
  readonly onBehalfOf: string | undefined;
  readonly files: readonly ReceivedFile[];
  /** Files that wait to be sent. */
  readonly uploadIds: readonly string[];
}

/** 403 when somebody else gives one of the fields that are for staff; null is as good as nothing. */
export function assertStaffFields(call: PersonCall, values: readonly unknown[]): void {
  if (!isStaff(call.actor) && values.some((value) => value !== undefined && value !== null)) {
    throw permissionDenied();
  }
}

/** T1. Everything commits together or nothing does; mail and workflow follow from the event. */
@Injectable()
export class SubmitTicket {
  constructor(
    private readonly unitOfWork: UnitOfWorkWithFiles,
    private readonly place: PlaceNewTicket,
    private readonly users: UsersFacade,
    private readonly store: StoreTicket,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, command: SubmitTicketCommand): Promise<Changed> {
    assertStaffFields(call, [command.priority, command.impact, command.urgency, command.onBehalfOf]);
    return this.unitOfWork.run(call, command.files, async (tx, files) => {
      const place = await this.place.execute(tx, command);
      const { ticketId } = await this.store.execute(tx, call, {
        ...place,
        subject: command.subject,
        description: command.description,
        confidential: command.confidential,
        requesterId: await this.requester(tx, call, command.onBehalfOf),
        submittedBy: call.actor.id,
        followUpOf: null,
        submittedAt: this.clock.now(),
        files,
        uploadIds: command.uploadIds,
      });
      return changed(ticketId, tx);
    });
  }

  private async requester(tx: Transaction, call: PersonCall, onBehalfOf: string | undefined): Promise<string> {
    if (onBehalfOf === undefined) {
      return call.actor.id;
    }
    const person = isId(onBehalfOf) ? await this.users.facts(onBehalfOf, tx) : null;
    if (person === null) {
      throw personUnknown('onBehalfOf');
    }
    if (person.status !== 'Approved') {
      throw requesterNotApproved(person.name, person.status);
    }
    return person.id;
  }
}
