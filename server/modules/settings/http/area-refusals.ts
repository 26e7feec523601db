import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { EarlierRefusal } from '../../../platform/http/refusal-order.interceptor.js';
import type { DeskRequest } from '../../../platform/http/request.js';
import { GetSettings } from '../use-cases/get-settings.js';

/** An area that does not exist is told before anything about what should be changed in it. */
@Injectable()
export class AreaRefusals implements EarlierRefusal {
  constructor(private readonly getting: GetSettings) {}

  assertNone(_call: PersonCall, request: DeskRequest): void {
    this.getting.demand((request.params as { area: string }).area);
  }
}
