import { Injectable } from '@nestjs/common';
import { UsersFacade } from '../../users/users.facade.js';
import { ReadAudience, type Audience } from './read-audience.js';

/** Who hears of webhooks: the administrators who want to. */
@Injectable()
export class WebhookPeople {
  constructor(
    private readonly users: UsersFacade,
    private readonly audience: ReadAudience,
  ) {}

  async execute(): Promise<Audience> {
    const admins = await this.users.activeByRole('System Admin');
    return this.audience.execute(admins.map(({ id }) => ({ personId: id, key: 'webhook-paused' })));
  }
}
