import { inject, Injectable } from '@angular/core';
import { ApiClient } from './api-client';
import type { QueuesDto } from './types';

/** Work in the background, for administrators: the page shows it, the rail hints at it. */
@Injectable({ providedIn: 'root' })
export class QueuesApi {
  private readonly api = inject(ApiClient);

  queues(): Promise<QueuesDto> {
    return this.api.get<QueuesDto>('/api/admin/queues');
  }
}
