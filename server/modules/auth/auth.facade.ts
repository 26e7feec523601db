import { Injectable } from '@nestjs/common';
import type { Role } from '../../kernel/role.js';
import { SecondFactorDuty } from './credentials/second-factor-duty.js';
import { SetupLink } from './credentials/setup-link.js';
import { SecondFactorsRepository } from './persistence/second-factors.repository.js';
import { Admissions, type Admission } from './tokens/admissions.js';
import { Standings } from './tokens/standings.js';

export type { Admission } from './tokens/admissions.js';

/**
 * What the entry point and long-lived connections ask of this module. Links for mails are made through the registry
 * `LinkMakers` of mail.
 */
@Injectable()
export class AuthFacade {
  constructor(
    private readonly setup: SetupLink,
    private readonly admissions: Admissions,
    private readonly standings: Standings,
    private readonly duty: SecondFactorDuty,
    private readonly factors: SecondFactorsRepository,
  ) {}

  /** The one-time link that makes the first administrator; null when there is one. */
  async setupUrl(): Promise<string | null> {
    return this.setup.url();
  }

  /** Who comes with this access token or API token; null for everything that would be a 401. */
  async admit(token: string): Promise<Admission | null> {
    return this.admissions.admit(token);
  }

  /** Whether this person has nothing but his own account until he has set up a second factor. */
  async mustSetUpSecondFactor({ id, role }: { readonly id: string; readonly role: Role }): Promise<boolean> {
    return (await this.duty.isRequiredOf(role)) && !(await this.factors.isConfirmed(id));
  }

  /** Whether changes of standing made by other processes are heard of right now; if not, ask again and again. */
  get hearsOthers(): boolean {
    return this.standings.hearsOthers;
  }

  /** Called when somebody's standing may have changed, here or in another process; null: anybody's. */
  onStandingChange(listener: (userId: string | null) => void): void {
    this.standings.onDrop(listener);
    // It may ask for a second factor that some have not set up.
    this.duty.onChange(() => {
      listener(null);
    });
  }
}
