import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Headers } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Configuration } from '../../config/configuration.js';
import { resourceNotFound } from '../../kernel/common.errors.js';
import { Public } from '../http/access.decorator.js';
import { Metrics } from './metrics.js';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly configuration: Configuration,
  ) {}

  /** For monitors that send METRICS_TOKEN as bearer; for everybody else it does not exist. */
  @Get()
  @Public()
  @Header('Cache-Control', 'no-store')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async readMetrics(@Headers('authorization') authorization: string | undefined): Promise<string> {
    const { metricsToken } = this.configuration;
    if (metricsToken === null || !isSame(authorization ?? '', `Bearer ${metricsToken}`)) {
      throw resourceNotFound();
    }
    return this.metrics.registry.metrics();
  }
}

/** Hashes have one length, so that the comparison takes one time. */
function isSame(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
