import { Injectable } from '@nestjs/common';
import type { Call } from '../../kernel/call.js';
import type { Queryable } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import type { CommentFacts, TicketFacts, WorkflowResult } from './domain/ticket-facts.js';
import { TicketFactsReader } from './persistence/ticket-facts.reader.js';
import { ApplyWorkflowResult } from './use-cases/apply-workflow-result.js';

export type { CommentFacts, TicketFacts, WorkflowResult } from './domain/ticket-facts.js';
export { normaliseTicketNumber } from './domain/ticket-number.js';

@Injectable()
export class TicketsFacade {
  constructor(
    private readonly reader: TicketFactsReader,
    private readonly workflow: ApplyWorkflowResult,
  ) {}

  async facts(from: Queryable, ticketId: string): Promise<TicketFacts | null> {
    return this.reader.facts(from, ticketId);
  }

  async idOfNumber(from: Queryable, number: string): Promise<string | null> {
    return this.reader.idOfNumber(from, number);
  }

  async comment(from: Queryable, commentId: string): Promise<CommentFacts | null> {
    return this.reader.comment(from, commentId);
  }

  /** In the caller's transaction. Throws 409 TRANSITION_NOT_ALLOWED (or ASSIGNEE_REQUIRED) and changes nothing then. */
  async applyWorkflowResult(tx: Transaction, call: Call, ticketId: string, result: WorkflowResult): Promise<void> {
    await this.workflow.execute(tx, call, ticketId, result);
  }
}
