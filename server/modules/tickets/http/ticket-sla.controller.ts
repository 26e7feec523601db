import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { ReadTicketClocks } from '../use-cases/read-ticket-clocks.js';
import { TicketClocksDto } from './dto/ticket-sla.dto.js';
import { ForAction } from './ticket-refusals.js';
import { presentClocks } from './ticket-sla.presenter.js';

@ApiTags('tickets')
@Controller('api/tickets/:ref')
export class TicketSlaController {
  constructor(private readonly read: ReadTicketClocks) {}

  /** Every promise of a ticket: when it is due, and stretch by stretch why. For staff. */
  @Get('sla')
  @Access('ticket:read')
  @ApiOkResponse({ type: TicketClocksDto })
  @ForAction('read_internal')
  async getTicketSla(@CurrentCall() call: PersonCall, @Param('ref') ref: string): Promise<TicketClocksDto> {
    return presentClocks(await this.read.execute(call, ref));
  }
}
