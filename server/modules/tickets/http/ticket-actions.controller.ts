import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { IfMatch } from '../../../platform/http/version-tag.interceptor.js';
import { AssignTicket } from '../use-cases/assign-ticket.js';
import type { Changed } from '../use-cases/changed.js';
import { ChangeHold } from '../use-cases/change-hold.js';
import { ChangeStatus } from '../use-cases/change-status.js';
import { ClaimTicket } from '../use-cases/claim-ticket.js';
import { ReadTicket } from '../use-cases/read-ticket.js';
import {
  AssignTicketDto,
  ChangeHoldDto,
  ChangeStatusDto,
  CloseTicketDto,
  ReopenTicketDto,
  WithdrawTicketDto,
} from './dto/change-ticket.dto.js';
import { TicketDto } from './dto/ticket.dto.js';
import { toDate } from './ticket-filter.js';
import { ForAction } from './ticket-refusals.js';
import { presentTicket } from './ticket.presenter.js';

@ApiTags('tickets')
@Controller('api/tickets/:ref')
@Access('ticket:act')
export class TicketActionsController {
  constructor(
    private readonly changeStatus: ChangeStatus,
    private readonly changeHold: ChangeHold,
    private readonly claim: ClaimTicket,
    private readonly assign: AssignTicket,
    private readonly read: ReadTicket,
    private readonly clock: Clock,
  ) {}

  /** Set a status; `transitions` of the ticket says which and what each needs. */
  @Post('status')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: TicketDto })
  @ForAction('change_status')
  async changeTicketStatus(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Body() dto: ChangeStatusDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<TicketDto> {
    const changed = await this.changeStatus.execute(call, ref, {
      status: dto.status,
      reason: dto.reason,
      resolution: dto.resolution,
      holdReason: dto.holdReason,
      until: toDate(dto.until, 'until') ?? undefined,
      seen: { ifMatch, version: dto.version ?? null },
    });
    return this.present(call, changed);
  }

  /** Another reason or another date for a ticket on hold, which goes on standing still. */
  @Post('hold')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: TicketDto })
  @ForAction('change_hold')
  async changeTicketHold(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Body() dto: ChangeHoldDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<TicketDto> {
    const changed = await this.changeHold.execute(call, ref, {
      holdReason: dto.holdReason,
      until: toDate(dto.until, 'until') ?? undefined,
      seen: { ifMatch, version: dto.version ?? null },
    });
    return this.present(call, changed);
  }

  /** Take a ticket that nobody has; a New one becomes Open. */
  @Post('claim')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: TicketDto })
  @ForAction('claim')
  async claimTicket(@CurrentCall() call: PersonCall, @Param('ref') ref: string): Promise<TicketDto> {
    const changed = await this.claim.execute(call, ref);
    return this.present(call, changed);
  }

  /** Give a ticket to a person, a team, or nobody. */
  @Post('assign')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: TicketDto })
  @ForAction('assign')
  async assignTicket(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Body() dto: AssignTicketDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<TicketDto> {
    const changed = await this.assign.execute(call, ref, {
      assigneeId: dto.assigneeId,
      teamId: dto.teamId,
      seen: { ifMatch, version: dto.version ?? null },
    });
    return this.present(call, changed);
  }

  /** The requester takes the ticket back. */
  @Post('withdraw')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: TicketDto })
  @ForAction('withdraw')
  async withdrawTicket(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Body() dto: WithdrawTicketDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<TicketDto> {
    const seen = { ifMatch, version: dto.version ?? null };
    const command = { status: 'Withdrawn', reason: dto.reason, seen } as const;
    const changed = await this.changeStatus.execute(call, ref, command, 'withdraw');
    return this.present(call, changed);
  }

  /** It is solved. */
  @Post('close')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: TicketDto })
  @ForAction('close')
  async closeTicket(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Body() dto: CloseTicketDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<TicketDto> {
    const seen = { ifMatch, version: dto.version ?? null };
    const changed = await this.changeStatus.execute(call, ref, { status: 'Closed', seen }, 'close');
    return this.present(call, changed);
  }

  /** It is not solved; the requester may say so within the days of the setting `reopenWindowDays`. */
  @Post('reopen')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: TicketDto })
  @ForAction('reopen')
  async reopenTicket(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Body() dto: ReopenTicketDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<TicketDto> {
    const seen = { ifMatch, version: dto.version ?? null };
    const command = { status: 'Open', reason: dto.reason, seen } as const;
    const changed = await this.changeStatus.execute(call, ref, command, 'reopen');
    return this.present(call, changed);
  }

  private async present(call: PersonCall, { ticketId, taskIds }: Changed): Promise<TicketDto> {
    return presentTicket(call, await this.read.afterOwnChange(call, ticketId), this.clock.now(), taskIds);
  }
}
