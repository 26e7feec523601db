import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { serviceUnavailable } from '../../kernel/common.errors.js';
import { Public } from './access.decorator.js';
import { HealthChecks } from './health-checks.js';
import { HealthDto } from './health.dto.js';

@ApiTags('health')
@Controller('api/health')
@Public()
export class HealthController {
  constructor(private readonly checks: HealthChecks) {}

  /** The process runs. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: HealthDto })
  live(): HealthDto {
    return { status: 'ok' };
  }

  /** The process can serve requests: its database answers and it is not shutting down. */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: HealthDto })
  @ApiServiceUnavailableResponse()
  async ready(): Promise<HealthDto> {
    if (!(await this.checks.isReady())) {
      throw serviceUnavailable(1);
    }
    const { degraded } = this.checks;
    return degraded.length === 0 ? { status: 'ok' } : { status: 'ok', degraded };
  }
}
