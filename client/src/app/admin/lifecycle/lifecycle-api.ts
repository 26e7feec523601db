import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../../api/api-client';
import type { LifecycleDto, LifecycleProblemsDto, WishedLifecycleDto } from '../../api/types';

/** Which statuses there are, what they are called, and who leads a ticket from one to another. */
@Injectable({ providedIn: 'root' })
export class LifecycleApi {
  private readonly api = inject(ApiClient);

  read(): Promise<LifecycleDto> {
    return this.api.get('/api/lifecycle');
  }

  change(wish: WishedLifecycleDto, version: number): Promise<LifecycleDto> {
    return this.api.put('/api/lifecycle', { ...wish }, { ifMatch: version });
  }

  async problemsOf(wish: WishedLifecycleDto): Promise<readonly string[]> {
    const { problems } = await this.api.post<LifecycleProblemsDto>('/api/lifecycle/check', { ...wish });
    return problems;
  }

  reset(version: number): Promise<LifecycleDto> {
    return this.api.post('/api/lifecycle/reset', undefined, { ifMatch: version });
  }
}
