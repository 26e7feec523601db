import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { LinkMakers } from '../../mail/mail.facade.js';
import { PasswordLinks } from './password-links.js';

/** Purposes for mails: `password-reset` with the id of the reset row, `account-invite` with the id of the account. */
@Injectable()
export class PasswordPages implements OnModuleInit {
  constructor(
    private readonly makers: LinkMakers,
    private readonly links: PasswordLinks,
    private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.makers.register('password-reset', async (resetId) => this.page(await this.links.resetToken(resetId)));
    this.makers.register('account-invite', async (userId) => this.page(await this.links.inviteToken(userId)));
  }

  private page(token: string | null): string | null {
    return token === null ? null : `${this.configuration.publicUrl}/reset?token=${token}`;
  }
}
