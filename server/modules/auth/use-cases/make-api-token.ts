import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { actorPermissions } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { validationFailed } from '../../../kernel/common.errors.js';
import { newId } from '../../../kernel/ids.js';
import type { Permission } from '../../../kernel/permission.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { ApiTokensRepository, MAX_API_TOKENS, type ApiTokenRow } from '../persistence/api-tokens.repository.js';
import { API_TOKEN_PREFIX, hashOfApiToken } from '../tokens/api-token.js';
import { demandSession } from '../tokens/own-session.js';

const DAY = 24 * 3_600_000;

export interface MakeApiTokenCommand {
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly expiresInDays: number;
}

/** A key for a program. It is shown once; only its hash is kept, which is enough for 256 random bits. */
@Injectable()
export class MakeApiToken {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly apiTokens: ApiTokensRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async execute(
    call: PersonCall,
    { name, scopes, expiresInDays }: MakeApiTokenCommand,
  ): Promise<ApiTokenRow & { token: string }> {
    const { actor } = call;
    demandSession(actor);
    const allowed = actorPermissions(actor);
    const beyond = scopes.filter((scope) => !allowed.includes(scope));
    if (beyond.length > 0) {
      throw validationFailed({ scopes: beyond.map((scope) => `${scope} is not yours to give`) });
    }
    const token = `${API_TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;
    const now = this.clock.now();
    const row: ApiTokenRow = {
      id: newId(),
      name,
      scopes: [...new Set(scopes)],
      created_at: now,
      expires_at: new Date(now.getTime() + expiresInDays * DAY),
      last_used_at: null,
    };
    await this.unitOfWork.run(call, async (tx) => {
      const isKept = await this.apiTokens.insert(tx, {
        id: row.id,
        userId: actor.id,
        name,
        tokenHash: hashOfApiToken(token),
        scopes: row.scopes,
        now,
        expiresAt: row.expires_at,
      });
      if (!isKept) {
        throw validationFailed({ name: [`You have ${String(MAX_API_TOKENS)} tokens; delete one first`] });
      }
      await this.events.append(tx, call, [
        {
          name: 'account.api_token_created',
          subject: { type: 'account', id: actor.id },
          audience: 'admin',
          data: { tokenId: row.id, scopes: row.scopes },
        },
      ]);
    });
    return { ...row, token };
  }
}
