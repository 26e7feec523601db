import { ApiProperty } from '@nestjs/swagger';
import { BREAKER_STATES, type BreakerState } from '../../../../platform/outside/breaker.js';
import { SYSTEM_STATES, type SystemState } from '../../../../platform/outside/outside-systems.js';

/** Another system that this desk calls. */
export class IntegrationDto {
  /** Stable: `mail`, `workflow`, `webhooks`, `scanner`, `storage`, `redis`, `cdn` (its purge), `identity:<provider>`. */
  name: string;
  /** `absent`: none is configured. */
  @ApiProperty({ enum: SYSTEM_STATES, enumName: 'IntegrationState' })
  state: SystemState;
  /** `open`: it is not asked but for a try every few seconds. */
  @ApiProperty({ enum: BREAKER_STATES, enumName: 'BreakerState' })
  breaker: BreakerState;
  /**
   * Since when it is up or down; null before the first call.
   * @example '2026-03-02T09:00:00.000Z'
   */
  since: string | null;
  /** Of the last failure; it may be long over. */
  lastError: string | null;
  lastFailureAt: string | null;
  lastSuccessAt: string | null;
  /** Tasks that wait for it or are with it now. */
  waiting: number;
  /** Tasks that were given up and need a person. */
  dead: number;
}

export class IntegrationsDto {
  items: IntegrationDto[];
}
