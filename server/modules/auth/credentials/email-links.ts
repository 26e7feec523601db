import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { LinkMakers } from '../../mail/mail.facade.js';
import { EmailChangesFacade, type EmailChange } from '../../users/email-changes.facade.js';
import { LinkTokens } from './link-tokens.js';

/** Links that confirm a new address: purpose `email-change` for mails, with the id of the wish. Signed for the one address. */
@Injectable()
export class EmailLinks implements OnModuleInit {
  constructor(
    private readonly makers: LinkMakers,
    private readonly tokens: LinkTokens,
    private readonly changes: EmailChangesFacade,
    private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.makers.register('email-change', async (changeId) => this.page(changeId));
  }

  /** Null for anything but a link that is right, unused, not too old and not overtaken by another change. */
  async read(token: string): Promise<EmailChange | null> {
    const claim = this.tokens.read(token);
    const change = claim?.purpose === 'email' ? await this.changes.open(claim.rowId) : null;
    return claim !== null && change !== null && this.tokens.isRight(claim, change.email) ? change : null;
  }

  private async page(changeId: string): Promise<string | null> {
    const change = await this.changes.open(changeId);
    if (change === null) {
      return null;
    }
    const token = this.tokens.make('email', change.id, change.email, change.expiresAt);
    return `${this.configuration.publicUrl}/confirm-email?token=${token}`;
  }
}
