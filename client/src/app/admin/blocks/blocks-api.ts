import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../../api/api-client';
import type { SignInThrottleListDto } from '../../api/types';

/** Who has failed to sign in so often that the desk brakes. */
@Injectable({ providedIn: 'root' })
export class BlocksApi {
  private readonly api = inject(ApiClient);

  list(): Promise<SignInThrottleListDto> {
    return this.api.get('/api/admin/sign-in-throttles');
  }

  async clear(id: string): Promise<void> {
    await this.api.delete<unknown>(`/api/admin/sign-in-throttles/${id}`);
  }
}
