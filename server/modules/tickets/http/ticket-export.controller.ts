import { Readable } from 'node:stream';
import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { EXPORT_COLUMNS } from '../domain/ticket-view.js';
import { ExportTickets } from '../use-cases/export-tickets.js';
import { ExportTicketsDto } from './dto/list-tickets.dto.js';
import { toCsv } from './ticket-csv.js';
import { toFilter } from './ticket-filter.js';

@ApiTags('tickets')
@Controller('api/tickets/export')
@Access('ticket:work')
export class TicketExportController {
  constructor(
    private readonly exporting: ExportTickets,
    private readonly clock: Clock,
  ) {}

  /** All tickets that the list would show, as CSV in UTF-8; two at a time for each person. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiProduces('text/csv')
  @ApiOkResponse({ type: String, description: 'One line per ticket, headings first' })
  async exportTickets(@CurrentCall() call: PersonCall, @Query() dto: ExportTicketsDto): Promise<StreamableFile> {
    const columns = [...new Set(dto.columns ?? EXPORT_COLUMNS)];
    const { pages, end } = await this.exporting.execute(call, {
      filter: toFilter(dto, call.actor),
      view: dto.view ?? null,
      sort: dto.sort ?? null,
      columns,
    });
    const stream = Readable.from(toCsv(pages, columns), { objectMode: false });
    // Also when the client goes away, and when nothing was ever read.
    stream.once('close', () => void end());
    const day = this.clock.now().toISOString().slice(0, 10);
    return new StreamableFile(stream, {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="tickets-${day}.csv"`,
    });
  }
}
