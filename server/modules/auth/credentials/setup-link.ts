import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { AccountsFacade } from '../../users/accounts.facade.js';
import { InstanceQueries } from '../persistence/instance.queries.js';
import { LinkTokens } from './link-tokens.js';

const VERSION = 'first administrator';

/** The link by which the first administrator comes in: the same on every start, void as soon as there is one. */
@Injectable()
export class SetupLink {
  constructor(
    private readonly accounts: AccountsFacade,
    private readonly instance: InstanceQueries,
    private readonly tokens: LinkTokens,
    private readonly configuration: Configuration,
  ) {}

  /** Null when there is an administrator. */
  async url(): Promise<string | null> {
    if (await this.accounts.hasAdmin()) {
      return null;
    }
    const token = this.tokens.make('setup', await this.instance.id(), VERSION, null);
    return `${this.configuration.publicUrl}/setup?token=${token}`;
  }

  async isOurs(token: string): Promise<boolean> {
    const claim = this.tokens.read(token);
    return (
      claim?.purpose === 'setup' && claim.rowId === (await this.instance.id()) && this.tokens.isRight(claim, VERSION)
    );
  }
}
