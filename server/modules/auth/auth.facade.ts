import { Injectable } from '@nestjs/common';
import { SettingsFacade } from '../settings/settings.facade.js';
import { SECURITY } from './auth.settings.js';
import { SetupLink } from './credentials/setup-link.js';
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
    private readonly settings: SettingsFacade,
  ) {}

  /** The one-time link that makes the first administrator; null when there is one. */
  async setupUrl(): Promise<string | null> {
    return this.setup.url();
  }

  /** Who comes with this access token or API token; null for everything that would be a 401. */
  async admit(token: string): Promise<Admission | null> {
    return this.admissions.admit(token);
  }

  /** Whether changes of standing made by other processes are heard of right now; if not, ask again and again. */
  get hearsOthers(): boolean {
    return this.standings.hearsOthers;
  }

  /** Called when somebody's standing may have changed, here or in another process; null: anybody's. */
  onStandingChange(listener: (userId: string | null) => void): void {
    this.standings.onDrop(listener);
    // It may ask for a second factor that some have not set up.
    this.settings.onChange(SECURITY, () => {
      listener(null);
    });
  }
}
