import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../api/api-client';
import type {
  GroupListDto,
  RegisterDto,
  RegistrationDto,
  SetupDto,
  SetupStateDto,
  SignInOptionsDto,
} from '../api/types';

/** Ways in; the only file of the feature that knows their addresses. */
@Injectable({ providedIn: 'root' })
export class AuthApi {
  private readonly api = inject(ApiClient);

  register(body: RegisterDto, idempotencyKey: string): Promise<RegistrationDto> {
    return this.api.post<RegistrationDto>('/api/auth/register', body, { idempotencyKey });
  }

  async forgot(email: string): Promise<void> {
    await this.api.post<unknown>('/api/auth/password/forgot', { email });
  }

  async reset(token: string, password: string): Promise<void> {
    await this.api.post<unknown>('/api/auth/password/reset', { token, password });
  }

  async confirmEmail(token: string): Promise<void> {
    await this.api.post<unknown>('/api/auth/email/confirm', { token });
  }

  async setUp(body: SetupDto): Promise<void> {
    await this.api.post<unknown>('/api/auth/setup', body);
  }

  /** Whether the one-time link still works. */
  setupLink(token: string): Promise<SetupStateDto> {
    return this.api.get<SetupStateDto>('/api/auth/setup', { token });
  }

  /** Ways in beside the password, and whether strangers may register. */
  options(): Promise<SignInOptionsDto> {
    return this.api.get<SignInOptionsDto>('/api/auth/options');
  }

  /** Names to offer at registration. */
  departments(): Promise<GroupListDto> {
    return this.api.get<GroupListDto>('/api/departments');
  }
}
