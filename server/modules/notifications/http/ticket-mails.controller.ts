import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { ShowTicketMails } from '../use-cases/show-ticket-mails.js';
import { TicketMailsDto } from './dto/ticket-mails.dto.js';
import { presentTicketMails } from './ticket-mails.presenter.js';

@ApiTags('tickets')
@Controller('api/tickets/:ref')
@Access('ticket:read')
export class TicketMailsController {
  constructor(private readonly showing: ShowTicketMails) {}

  /** Which mails a ticket has caused, what became of them, and who was not written to and why; for staff. */
  @Get('mails')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: TicketMailsDto })
  @ApiNotFoundResponse()
  async listTicketMails(@CurrentCall() call: PersonCall, @Param('ref') ref: string): Promise<TicketMailsDto> {
    return presentTicketMails(await this.showing.execute(call, ref));
  }
}
