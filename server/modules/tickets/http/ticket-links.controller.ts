import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { LinkTickets } from '../use-cases/link-tickets.js';
import { ListLinks } from '../use-cases/list-links.js';
import { UnlinkTickets } from '../use-cases/unlink-tickets.js';
import { CreateTicketLinkDto, TicketLinkDto, TicketLinkListDto } from './dto/ticket-link.dto.js';
import { ForAction } from './ticket-refusals.js';
import { presentLink, presentLinks } from './ticket-ref.presenter.js';

@ApiTags('tickets')
@Controller('api/tickets/:ref/links')
export class TicketLinksController {
  constructor(
    private readonly list: ListLinks,
    private readonly link: LinkTickets,
    private readonly unlink: UnlinkTickets,
  ) {}

  /** What the ticket relates to, of what the caller may see; employees: how their own tickets follow each other. */
  @Get()
  @Access('ticket:read')
  @ApiOkResponse({ type: TicketLinkListDto })
  @ForAction(null)
  async listTicketLinks(@CurrentCall() call: PersonCall, @Param('ref') ref: string): Promise<TicketLinkListDto> {
    return presentLinks(call, await this.list.execute(call, ref));
  }

  /** Tie the ticket to another one; told in the history of both. Nothing else happens to either. */
  @Post()
  @Access('ticket:act')
  @Idempotent()
  @ApiCreatedResponse({ type: TicketLinkDto })
  @ForAction('link')
  async linkTicket(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Body() { type, ticket }: CreateTicketLinkDto,
  ): Promise<TicketLinkDto> {
    const { linkId, ticketId } = await this.link.execute(call, ref, type, ticket);
    const links = await this.list.one(call, ticketId, linkId);
    return presentLink(call, links.row, links);
  }

  /** Take a link away, from either side. */
  @Delete(':linkId')
  @Access('ticket:act')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ForAction('link')
  async unlinkTicket(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Param('linkId') linkId: string,
  ): Promise<void> {
    await this.unlink.execute(call, ref, linkId);
  }
}
