import { ApiProperty } from '@nestjs/swagger';
import { STATUSES, type TicketStatus } from '../../domain/ticket-status.js';
import { PersonDto } from './person.dto.js';

/** Another ticket that is named beside one: enough for a line and a link. */
export class TicketRefDto {
  id: string;
  /** Like SS-000123. */
  number: string;
  subject: string;
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  status: TicketStatus;
  /** The status in words for the caller: the requester's wording for employees. */
  statusLabel: string;
  assignee: PersonDto | null;
}
