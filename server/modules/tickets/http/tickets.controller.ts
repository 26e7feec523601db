import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ReceivedFiles, ReceivesFiles } from '../../../platform/http/receive-files.interceptor.js';
import { ToldFirst } from '../../../platform/http/refusal-order.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { EditTicket } from '../use-cases/edit-ticket.js';
import { ReadTicket } from '../use-cases/read-ticket.js';
import { SearchTickets } from '../use-cases/search-tickets.js';
import { SubmitTicket } from '../use-cases/submit-ticket.js';
import { CreateTicketDto, UpdateTicketDto } from './dto/change-ticket.dto.js';
import { ListTicketsDto } from './dto/list-tickets.dto.js';
import { TicketDto, TicketListDto } from './dto/ticket.dto.js';
import { toFilter } from './ticket-filter.js';
import { editActions, ForAction, SubmissionRefusals } from './ticket-refusals.js';
import { presentPage, presentTicket } from './ticket.presenter.js';

@ApiTags('tickets')
@Controller('api/tickets')
export class TicketsController {
  constructor(
    private readonly submit: SubmitTicket,
    private readonly search: SearchTickets,
    private readonly read: ReadTicket,
    private readonly edit: EditTicket,
    private readonly clock: Clock,
  ) {}

  /**
   * Submit a ticket, as JSON or as multipart with the same fields and `files`. `![alt](attachment:<id>)` in the description
   * shows one of the `uploadIds` in its place.
   */
  @Post()
  @Access('ticket:create')
  @ReceivesFiles()
  @Idempotent()
  @ApiCreatedResponse({ type: TicketDto })
  @ToldFirst(SubmissionRefusals)
  async createTicket(
    @CurrentCall() call: PersonCall,
    @Body() dto: CreateTicketDto,
    @ReceivedFiles() files: readonly ReceivedFile[],
  ): Promise<TicketDto> {
    const { ticketId, taskIds } = await this.submit.execute(call, {
      subject: dto.subject,
      category: dto.category,
      description: dto.description,
      confidential: dto.confidential ?? false,
      priority: dto.priority,
      impact: dto.impact,
      urgency: dto.urgency,
      onBehalfOf: dto.onBehalfOf,
      files,
      uploadIds: dto.uploadIds ?? [],
    });
    return presentTicket(call, await this.read.afterOwnChange(call, ticketId), this.clock.now(), taskIds);
  }

  /** The tickets the caller may see, newest submission first by default. */
  @Get()
  @Access('ticket:read')
  @ApiOkResponse({ type: TicketListDto })
  async listTickets(@CurrentCall() call: PersonCall, @Query() dto: ListTicketsDto): Promise<TicketListDto> {
    const page = await this.search.execute(call, {
      filter: toFilter(dto, call.actor),
      view: dto.view ?? null,
      sort: dto.sort ?? null,
      cursor: dto.cursor ?? null,
      limit: dto.limit,
      includeTotal: dto.include === 'total',
    });
    return presentPage(call, page, this.clock.now());
  }

  /** One ticket, by id or by number with or without prefix. */
  @Get(':ref')
  @Access('ticket:read')
  @ApiOkResponse({ type: TicketDto })
  @ForAction(null)
  async getTicket(@CurrentCall() call: PersonCall, @Param('ref') ref: string): Promise<TicketDto> {
    return presentTicket(call, await this.read.execute(call, ref), this.clock.now());
  }

  /** Change the fields given; changes of others to different fields are kept. */
  @Patch(':ref')
  @HttpCode(200)
  @Access('ticket:act')
  @ApiOkResponse({ type: TicketDto })
  @ForAction(editActions)
  async updateTicket(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Body() dto: UpdateTicketDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<TicketDto> {
    const { version = null, ...fields } = dto;
    const { ticketId, taskIds } = await this.edit.execute(call, ref, fields, { ifMatch, version });
    return presentTicket(call, await this.read.afterOwnChange(call, ticketId), this.clock.now(), taskIds);
  }
}
