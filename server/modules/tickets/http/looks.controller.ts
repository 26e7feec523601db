import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { LookAtTicket } from '../use-cases/look-at-ticket.js';
import { ReadTimeline } from '../use-cases/read-timeline.js';
import { presentTimeline } from './comment.presenter.js';
import { SeenDto } from './dto/change-ticket.dto.js';
import { TimelineDto } from './dto/timeline.dto.js';
import { ForAction } from './ticket-refusals.js';

/** Looking at what happened to a ticket. */
@ApiTags('tickets')
@Controller('api/tickets/:ref')
export class LooksController {
  constructor(
    private readonly timeline: ReadTimeline,
    private readonly look: LookAtTicket,
  ) {}

  /** Everything that happened, oldest first, of what the caller may see. */
  @Get('timeline')
  @Access('ticket:read')
  @ApiOkResponse({ type: TimelineDto })
  @ForAction(null)
  async getTimeline(@CurrentCall() call: PersonCall, @Param('ref') ref: string): Promise<TimelineDto> {
    return presentTimeline(call, await this.timeline.execute(call, ref));
  }

  /**
   * The caller has seen all that happened so far, or `through` an item of the timeline: the ticket is unread again with the
   * next act of somebody else.
   */
  @Post('seen')
  @HttpCode(204)
  @Access('ticket:act')
  @ApiNoContentResponse()
  @ForAction(null)
  async markTicketSeen(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Body() { through }: SeenDto,
  ): Promise<void> {
    await this.look.execute(call, ref, through ?? null);
  }
}
