import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { KeptFiles } from '../../files/files.facade.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import type { WorkflowResult } from '../domain/ticket-facts.js';
import { HandOverTicket } from './hand-over-ticket.js';
import { TransitionTicket } from './transition-ticket.js';
import { WriteComment } from './write-comment.js';

/** A callback need not say what was done, but a resolution has a text. */
const SOLVED = 'Solved by the Workflow system.';
const BY_WORKFLOW = 'Changed by the Workflow system.';

/** In the order of `domain`: the assignee if there is none, then the status, then a public comment. */
@Injectable()
export class ApplyWorkflowResult {
  constructor(
    private readonly tickets: TicketsRepository,
    private readonly handOver: HandOverTicket,
    private readonly transition: TransitionTicket,
    private readonly write: WriteComment,
  ) {}

  async execute(tx: Transaction, call: Call, ticketId: string, result: WorkflowResult): Promise<void> {
    const locked = await this.tickets.lock(tx, ticketId);
    if (locked === null) {
      throw resourceNotFound();
    }
    let ticket = locked;
    if (result.assigneeId !== null && ticket.assigneeId === null) {
      ticket = await this.handOver.apply(tx, call, ticket, {
        assigneeId: result.assigneeId,
        teamId: ticket.teamId,
        isClaim: false,
      });
    }
    // Told twice that the work has begun is no conflict: callbacks may be repeated by their sender.
    if (result.status !== null && result.status !== ticket.status) {
      const resolution = result.resolution ?? result.comment ?? SOLVED;
      ticket = await this.transition.apply(tx, call, ticket, result.status, {
        resolution,
        // Where the lifecycle asks for a reason, there is no other text.
        reason: result.comment ?? BY_WORKFLOW,
        ...(result.status === 'On Hold' ? { holdReason: 'third party' } : {}),
      });
    }
    if (result.comment !== null) {
      await this.write.execute(tx, call, ticket, {
        body: result.comment,
        visibility: 'public',
        files: KeptFiles.NONE,
        uploadIds: [],
      });
    }
  }
}
