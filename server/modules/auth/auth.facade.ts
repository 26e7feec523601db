import { Injectable } from '@nestjs/common';
import { SetupLink } from './credentials/setup-link.js';

/** What the entry point asks of this module. Links for mails are made through the registry `LinkMakers` of mail. */
@Injectable()
export class AuthFacade {
  constructor(private readonly setup: SetupLink) {}

  /** The one-time link that makes the first administrator; null when there is one. */
  async setupUrl(): Promise<string | null> {
    return this.setup.url();
  }
}
