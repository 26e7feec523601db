import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { ExplainAccess } from '../use-cases/explain-access.js';
import { ExplainAccessQueryDto, ExplanationDto } from './dto/explanation.dto.js';
import { presentExplanation } from './explanation.presenter.js';
import { ForAction } from './ticket-refusals.js';

@ApiTags('tickets')
@Controller('api/tickets/:ref')
export class ExplanationController {
  constructor(private readonly explaining: ExplainAccess) {}

  /** What a person may do to a ticket, and which rule says so; for administrators. */
  @Get('explain')
  @Access('access:explain')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: ExplanationDto })
  @ForAction(null)
  async explainAccess(
    @CurrentCall() call: PersonCall,
    @Param('ref') ref: string,
    @Query() { person }: ExplainAccessQueryDto,
  ): Promise<ExplanationDto> {
    return presentExplanation(await this.explaining.execute(call, ref, person));
  }
}
