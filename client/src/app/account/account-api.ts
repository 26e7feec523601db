import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../api/api-client';
import type { OwnAccountDto, SessionListDto, UpdateOwnAccountDto } from '../api/types';

/** The caller's own account; the only file of the feature that knows its addresses. */
@Injectable({ providedIn: 'root' })
export class AccountApi {
  private readonly api = inject(ApiClient);

  /** Call it in an injection context. */
  me(): HttpResourceRef<OwnAccountDto | undefined> {
    return httpResource<OwnAccountDto>(() => '/api/me');
  }

  /** Call it in an injection context. */
  sessions(): HttpResourceRef<SessionListDto | undefined> {
    return httpResource<SessionListDto>(() => '/api/me/sessions');
  }

  update(changes: UpdateOwnAccountDto): Promise<OwnAccountDto> {
    return this.api.patch<OwnAccountDto>('/api/me', changes);
  }

  async changePassword(currentPassword: string, newPassword: string): Promise<void> {
    await this.api.post<unknown>('/api/me/password', { currentPassword, newPassword });
  }

  async endSession(id: string): Promise<void> {
    await this.api.delete<unknown>(`/api/me/sessions/${id}`);
  }
}
