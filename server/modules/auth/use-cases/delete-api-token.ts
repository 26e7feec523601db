import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountsFacade } from '../../users/accounts.facade.js';
import { ApiTokensRepository } from '../persistence/api-tokens.repository.js';
import { demandSession } from '../tokens/own-session.js';

export interface DeleteApiTokenCommand {
  readonly tokenId: string;
  /** Whose it must be. */
  readonly userId: string;
}

/** From the next request on it lets nobody in. By its owner, or by an administrator. */
@Injectable()
export class DeleteApiToken {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly apiTokens: ApiTokensRepository,
    private readonly accounts: AccountsFacade,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, { tokenId, userId: id }: DeleteApiTokenCommand): Promise<void> {
    demandSession(call.actor);
    await this.unitOfWork.run(call, async (tx) => {
      if (!(await this.apiTokens.remove(tx, tokenId, id))) {
        throw resourceNotFound();
      }
      await this.events.append(tx, call, [
        { name: 'account.api_token_deleted', subject: { type: 'account', id }, audience: 'admin', data: { tokenId } },
      ]);
      await this.accounts.announceChange(tx, id);
    });
  }
}
