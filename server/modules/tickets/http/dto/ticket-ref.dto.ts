import { ApiProperty } from '@nestjs/swagger';
import { STATUSES, type TicketStatus } from '../../domain/ticket-status.js';
import { PersonDto } from './person.dto.js';

/** A ticket that stands on the page of another one; always one that the caller sees. */
export class TicketRefDto {
  id: string;
  /** Like SS-000123. */
  number: string;
  /** At most 200 characters. */
  subject: string;
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  status: TicketStatus;
  /** The status in words for the caller: the requester's wording for employees. */
  statusLabel: string;
  assignee: PersonDto | null;
}
