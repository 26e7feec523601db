import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '../../../../../kernel/page.js';
import { WholeNumber, WordsOf } from '../../../../../platform/http/fields.decorator.js';
import { RUN_ACTIONS, RUN_STATES, type RunAction, type RunState } from '../../domain/workflow-run.js';

export class ListWorkflowRunsQuery {
  /** Only runs in these states, by comma. */
  @WordsOf(RUN_STATES)
  state?: RunState[];

  /** `nextCursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  /** Runs per page. */
  @WholeNumber(1, PAGE_LIMIT_MAX)
  limit: number = PAGE_LIMIT_DEFAULT;
}

export class CancelWorkflowRunDto {
  /** Why this run is not wanted any more. */
  @IsString()
  @Length(1, 500)
  reason: string;
}

/** One opening of a ticket, as it was sent to the Workflow system. */
export class WorkflowRunDto {
  /** `runId` and Idempotency-Key of the call. */
  id: string;
  ticketNumber: string;
  /** `abandoned`: the desk has given the call up; `failed`: they said so; `superseded`: the ticket was opened again since. */
  @ApiProperty({ enum: RUN_STATES, enumName: 'WorkflowRunState' })
  state: RunState;
  /** Calls that were begun. */
  attempts: number;
  /** When it is tried next, while it waits. */
  nextAttemptAt: string | null;
  /** Why the last attempt failed. */
  lastError: string | null;
  /** Their id of it, when they gave one. */
  workflowId: string | null;
  /**
   * What was said when it was ended by hand.
   * @example 'Done by telephone'
   */
  cancelReason: string | null;
  createdAt: string;
  /** When the call was answered. */
  acceptedAt: string | null;
  endedAt: string | null;
  /** What the caller may do. */
  @ApiProperty({ enum: RUN_ACTIONS, enumName: 'WorkflowRunAction', isArray: true })
  allowedActions: RunAction[];
}

export class WorkflowRunListDto {
  /** Newest first. */
  items: WorkflowRunDto[];
  nextCursor: string | null;
}

export class TicketWorkflowDto {
  /** The one that lives, or the last; null when the ticket was never sent. */
  @ApiProperty({ type: () => WorkflowRunDto, nullable: true })
  run: WorkflowRunDto | null;
}
