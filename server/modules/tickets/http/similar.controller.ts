import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { DeskRules } from '../desk-rules.js';
import { FindSimilar } from '../use-cases/find-similar.js';
import { SimilarTicketsDto, SimilarToTextDto } from './dto/similar.dto.js';
import { ForAction } from './ticket-refusals.js';
import { presentSimilar } from './ticket.presenter.js';

@ApiTags('tickets')
@Controller('api/tickets')
@Access('ticket:read')
export class SimilarController {
  constructor(
    private readonly similar: FindSimilar,
    private readonly rules: DeskRules,
  ) {}

  /** Tickets the caller may see that are like what is being typed: for employees their own. */
  @Get('similar')
  @ApiOkResponse({ type: SimilarTicketsDto })
  async findSimilarToText(@CurrentCall() call: PersonCall, @Query() dto: SimilarToTextDto): Promise<SimilarTicketsDto> {
    const similar = await this.similar.toText(call, dto.subject ?? '', dto.text ?? '');
    return presentSimilar(call, similar, await this.rules.read());
  }

  /** Tickets the caller may see that are like this one. */
  @Get(':ref/similar')
  @ApiOkResponse({ type: SimilarTicketsDto })
  @ForAction(null)
  async findSimilarTickets(@CurrentCall() call: PersonCall, @Param('ref') ref: string): Promise<SimilarTicketsDto> {
    const similar = await this.similar.toTicket(call, ref);
    return presentSimilar(call, similar, await this.rules.read());
  }
}
