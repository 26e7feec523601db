import { Injectable } from '@nestjs/common';
import { SettingsFacade } from '../../settings/settings.facade.js';
import { REGISTRATION } from '../../users/users.settings.js';
import { IdentityProviders } from '../providers/identity-providers.js';

export interface SignInOptions {
  readonly registrationOpen: boolean;
  readonly providers: readonly { readonly key: string; readonly name: string }[];
}

/** What the sign-in page offers besides the password. No provider is asked for it. */
@Injectable()
export class GetSignInOptions {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly settings: SettingsFacade,
  ) {}

  async execute(): Promise<SignInOptions> {
    const { isOpen } = await this.settings.read(REGISTRATION);
    return { registrationOpen: isOpen, providers: this.providers.list() };
  }
}
