import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { STATUSES, type TicketStatus } from '../../../../tickets/tickets.events.js';
import { REPORTED_STATES, type ReportedState } from '../../domain/workflow-run.js';

export class WorkflowCallbackDto {
  /** Like SS-000123, with or without prefix; must be the ticket of the run. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(30)
  ticketNumber: string;

  /** `runId` of the call that began the run. */
  @IsUUID()
  runId: string;

  /** How the run is; `failed` and `cancelled` change no status of the ticket. */
  @IsIn(REPORTED_STATES)
  @ApiProperty({ enum: REPORTED_STATES })
  state: ReportedState;

  /** Status the ticket shall have; the lifecycle decides whether the Workflow system may set it. */
  @IsOptional()
  @IsIn(STATUSES)
  @ApiPropertyOptional({ enum: STATUSES, enumName: 'TicketStatus' })
  status?: TicketStatus;

  /** Becomes the assignee, if the ticket has none. */
  @IsOptional()
  @IsString()
  @MaxLength(254)
  assigneeEmail?: string;

  /** Becomes a public comment, Markdown. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value))
  @IsString()
  @MaxLength(50_000)
  comment?: string;
}

export class WorkflowCallbackAnswerDto {
  /** False for a replay, and for what comes after the end of the run. */
  applied: boolean;
}
