import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IntegrationsDto } from './dto/integration.dto.js';
import { ShowIntegrations } from './show-integrations.js';

@ApiTags('administration')
@Controller('api/admin/integrations')
@Access('integration:manage')
export class IntegrationsController {
  constructor(private readonly showing: ShowIntegrations) {}

  /** Which other systems this desk calls, how each one is, since when, and what waits for it. */
  @Get()
  @ApiOkResponse({ type: IntegrationsDto })
  async listIntegrations(@CurrentCall() call: PersonCall): Promise<IntegrationsDto> {
    const systems = await this.showing.execute(call);
    return {
      items: systems.map((system) => ({
        name: system.name,
        state: system.state,
        breaker: system.breaker,
        since: system.since?.toISOString() ?? null,
        lastError: system.lastError,
        lastFailureAt: system.lastFailureAt?.toISOString() ?? null,
        lastSuccessAt: system.lastSuccessAt?.toISOString() ?? null,
        waiting: system.waiting,
        dead: system.dead,
      })),
    };
  }
}
