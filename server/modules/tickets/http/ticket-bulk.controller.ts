import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { BulkTickets } from '../use-cases/bulk-tickets.js';
import { toBulkChange, toBulkTickets } from './bulk-change.js';
import { BulkResultsDto, BulkTicketsDto } from './dto/bulk.dto.js';

@ApiTags('tickets')
@Controller('api/tickets/bulk')
@Access('ticket:work')
export class TicketBulkController {
  constructor(private readonly bulk: BulkTickets) {}

  /** One change of up to 100 tickets, each by itself as the single call would: what is impossible for one stops no other. */
  @Post()
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: BulkResultsDto })
  async changeTickets(@CurrentCall() call: PersonCall, @Body() dto: BulkTicketsDto): Promise<BulkResultsDto> {
    const results = await this.bulk.execute(call, toBulkTickets(dto), toBulkChange(dto));
    return {
      items: results.map(({ id, number, outcome, version, code, error }) => ({
        id,
        number,
        outcome,
        version,
        ...(code === undefined ? {} : { code }),
        ...(error === undefined ? {} : { error }),
      })),
    };
  }
}
