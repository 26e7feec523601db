import { Injectable, inject } from '@angular/core';
import { ApiClient, type UploadOptions } from '../api/api-client';
import type {
  ApiTokenDto,
  CreateApiTokenDto,
  CreatedApiTokenDto,
  GroupDto,
  IdentityListDto,
  NotificationKindDto,
  OwnAccountDto,
  SecondFactorDto,
  SessionDto,
  StartedSecondFactorDto,
  UpdateOwnAccountDto,
} from '../api/types';

interface Items<T> {
  readonly items: readonly T[];
}

/** The caller's own account; the only file of the feature that knows its addresses. */
@Injectable({ providedIn: 'root' })
export class AccountApi {
  private readonly api = inject(ApiClient);

  me(): Promise<OwnAccountDto> {
    return this.api.get<OwnAccountDto>('/api/me');
  }

  update(changes: UpdateOwnAccountDto): Promise<OwnAccountDto> {
    return this.api.patch<OwnAccountDto>('/api/me', changes);
  }

  async departments(): Promise<readonly GroupDto[]> {
    return (await this.api.get<Items<GroupDto>>('/api/departments')).items;
  }

  setPhoto(photo: Blob, options: UploadOptions): Promise<OwnAccountDto> {
    const form = new FormData();
    form.append('files', photo, 'photo.jpg');
    return this.api.upload<OwnAccountDto>('/api/me/avatar', form, { ...options, method: 'PUT' });
  }

  async removePhoto(): Promise<void> {
    await this.api.delete<unknown>('/api/me/avatar');
  }

  async changePassword(currentPassword: string, newPassword: string): Promise<void> {
    await this.api.post<unknown>('/api/me/password', { currentPassword, newPassword });
  }

  async requestEmail(email: string, currentPassword: string): Promise<void> {
    await this.api.post<unknown>('/api/me/email', { email, currentPassword });
  }

  async takeBackEmail(): Promise<void> {
    await this.api.delete<unknown>('/api/me/email');
  }

  async sessions(): Promise<readonly SessionDto[]> {
    return (await this.api.get<Items<SessionDto>>('/api/me/sessions')).items;
  }

  async endSession(id: string): Promise<void> {
    await this.api.delete<unknown>(`/api/me/sessions/${id}`);
  }

  async endSessions(which: 'others' | 'all'): Promise<void> {
    await this.api.delete<unknown>(which === 'all' ? '/api/me/sessions' : '/api/me/sessions?except=current');
  }

  identities(): Promise<IdentityListDto> {
    return this.api.get<IdentityListDto>('/api/me/identities');
  }

  /** The password is asked for wherever there is one. */
  async unlinkIdentity(id: string, currentPassword?: string): Promise<void> {
    await this.api.delete<unknown>(`/api/me/identities/${id}`, { currentPassword });
  }

  async notifications(): Promise<readonly NotificationKindDto[]> {
    return (await this.api.get<Items<NotificationKindDto>>('/api/me/notifications')).items;
  }

  async chooseNotification(key: string, mail: boolean): Promise<void> {
    await this.api.patch<unknown>('/api/me/notifications', { items: [{ key, mail }] });
  }

  secondFactor(): Promise<SecondFactorDto> {
    return this.api.get<SecondFactorDto>('/api/me/totp');
  }

  startSecondFactor(password: string): Promise<StartedSecondFactorDto> {
    return this.api.post<StartedSecondFactorDto>('/api/me/totp', { password });
  }

  /** The recovery codes, this once. */
  async confirmSecondFactor(code: string): Promise<readonly string[]> {
    return (await this.api.post<{ recoveryCodes: string[] }>('/api/me/totp/confirm', { code })).recoveryCodes;
  }

  /** New recovery codes, this once; the old ones no longer work. */
  async renewRecoveryCodes(password: string): Promise<readonly string[]> {
    return (await this.api.post<{ recoveryCodes: string[] }>('/api/me/totp/recovery-codes', { password }))
      .recoveryCodes;
  }

  async removeSecondFactor(password: string): Promise<void> {
    await this.api.delete<unknown>('/api/me/totp', { password });
  }

  async tokens(): Promise<readonly ApiTokenDto[]> {
    return (await this.api.get<Items<ApiTokenDto>>('/api/me/api-tokens')).items;
  }

  makeToken(wanted: CreateApiTokenDto): Promise<CreatedApiTokenDto> {
    return this.api.post<CreatedApiTokenDto>('/api/me/api-tokens', wanted);
  }

  async deleteToken(id: string): Promise<void> {
    await this.api.delete<unknown>(`/api/me/api-tokens/${id}`);
  }
}
