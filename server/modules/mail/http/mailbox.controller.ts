import { Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { ListMailbox } from '../use-cases/list-mailbox.js';
import { ResendMessage } from '../use-cases/resend-message.js';
import { ShowMessage } from '../use-cases/show-message.js';
import { ListMailboxQuery, MailListDto, MailMessageDto, ResentDto } from './dto/mail.dto.js';
import { presentMailList, presentMailMessage } from './mail.presenter.js';

@ApiTags('administration')
@Controller('api/mailbox')
@Access('mail:read')
export class MailboxController {
  constructor(
    private readonly list: ListMailbox,
    private readonly show: ShowMessage,
    private readonly resend: ResendMessage,
  ) {}

  /** Every message the desk has sent or means to send, newest first. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: MailListDto })
  async listMailbox(@CurrentCall() call: PersonCall, @Query() query: ListMailboxQuery): Promise<MailListDto> {
    return presentMailList(
      await this.list.execute(call, {
        state: query.state ?? null,
        to: query.to ?? null,
        template: query.template ?? null,
        personId: query.person ?? null,
        tag: query.ticket ?? null,
        q: query.q ?? null,
        since: query.since === undefined ? null : new Date(query.since),
        until: query.until === undefined ? null : new Date(query.until),
        cursor: query.cursor ?? null,
        limit: query.limit,
      }),
    );
  }

  /** One message with its parts. */
  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: MailMessageDto })
  @ApiNotFoundResponse()
  async getMailMessage(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<MailMessageDto> {
    return presentMailMessage(await this.show.execute(call, id));
  }

  /** Hands a message over again. */
  @Post(':id/resend')
  @HttpCode(202)
  @Access('mail:resend')
  @ApiAcceptedResponse({ type: ResentDto })
  @ApiNotFoundResponse()
  async resendMailMessage(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<ResentDto> {
    return this.resend.execute(call, id);
  }
}
