import { Injectable } from '@nestjs/common';
import type { Call, PersonCall } from '../../kernel/call.js';
import type { Queryable } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import type { Category } from './domain/category.js';
import type { CommentFacts, TicketFacts, WorkflowResult } from './domain/ticket-facts.js';
import { CategoriesRepository } from './persistence/categories.repository.js';
import { TicketAudiencesQuery, type TicketSight } from './persistence/ticket-audiences.query.js';
import { TicketFactsReader } from './persistence/ticket-facts.reader.js';
import { ApplyWorkflowResult } from './use-cases/apply-workflow-result.js';
import { ReadInWords, type TicketInWords } from './use-cases/read-in-words.js';

export type { TicketInWords } from './use-cases/read-in-words.js';
export type { Category } from './domain/category.js';
export { MessageReceivers, type MessageToCome, type Receiver, type ReceiverReason } from './message-receivers.js';
export type { TicketSight } from './persistence/ticket-audiences.query.js';
export type { CommentFacts, TicketFacts, WorkflowResult } from './domain/ticket-facts.js';
export { isInAudience, type TicketAudience } from './domain/ticket-audience.js';
export { normaliseTicketNumber } from './domain/ticket-number.js';

@Injectable()
export class TicketsFacade {
  constructor(
    private readonly reader: TicketFactsReader,
    private readonly workflow: ApplyWorkflowResult,
    private readonly sights: TicketAudiencesQuery,
    private readonly categoriesInAll: CategoriesRepository,
    private readonly words: ReadInWords,
  ) {}

  async facts(from: Queryable, ticketId: string): Promise<TicketFacts | null> {
    return this.reader.facts(from, ticketId);
  }

  /** What a text may say of one ticket that the caller sees; 404 for any other. */
  async inWords(call: PersonCall, ref: string): Promise<TicketInWords> {
    return this.words.execute(call, ref);
  }

  /** 404 for a ticket the caller does not see; tells nothing of it, so that it is no look at it. */
  async assertVisible(call: PersonCall, ref: string): Promise<void> {
    return this.words.assertVisible(call, ref);
  }

  /** All of them, also those that cannot be chosen any more, in their order. */
  async categories(from: Queryable): Promise<Category[]> {
    return this.categoriesInAll.list(from, true);
  }

  async idOfNumber(from: Queryable, number: string): Promise<string | null> {
    return this.reader.idOfNumber(from, number);
  }

  async comment(from: Queryable, commentId: string): Promise<CommentFacts | null> {
    return this.reader.comment(from, commentId);
  }

  /** Who sees each of these tickets right now, and their versions; unknown ids are left out. */
  async audiences(from: Queryable, ticketIds: readonly string[]): Promise<ReadonlyMap<string, TicketSight>> {
    return this.sights.of(from, ticketIds);
  }

  /** In the caller's transaction. Throws 409 TRANSITION_NOT_ALLOWED (or ASSIGNEE_REQUIRED) and changes nothing then. */
  async applyWorkflowResult(tx: Transaction, call: Call, ticketId: string, result: WorkflowResult): Promise<void> {
    await this.workflow.execute(tx, call, ticketId, result);
  }
}
