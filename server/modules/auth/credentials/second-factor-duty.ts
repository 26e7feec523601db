import { Injectable } from '@nestjs/common';
import type { Role } from '../../../kernel/role.js';
import { SettingsFacade } from '../../settings/settings.facade.js';
import { SECURITY } from '../auth.settings.js';
import { mustSetUpSecondFactor } from '../domain/second-factor-duty.js';

/** Which roles need a second factor, as it is set now. */
@Injectable()
export class SecondFactorDuty {
  constructor(private readonly settings: SettingsFacade) {}

  async isRequiredOf(role: Role): Promise<boolean> {
    return (await this.settings.read(SECURITY)).secondFactorRoles.includes(role);
  }

  async mustSetUp(person: { readonly role: Role; readonly hasSecondFactor: boolean }): Promise<boolean> {
    return mustSetUpSecondFactor(person, (await this.settings.read(SECURITY)).secondFactorRoles);
  }

  onChange(listener: () => void): void {
    this.settings.onChange(SECURITY, listener);
  }
}
