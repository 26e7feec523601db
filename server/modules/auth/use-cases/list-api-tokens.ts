import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { ApiTokensRepository, type ApiTokenRow } from '../persistence/api-tokens.repository.js';
import { demandSession } from '../tokens/own-session.js';

export type { ApiTokenRow } from '../persistence/api-tokens.repository.js';

/** The caller's own tokens that still let in, newest first; expired ones too, until they are deleted. */
@Injectable()
export class ListApiTokens {
  constructor(private readonly apiTokens: ApiTokensRepository) {}

  async execute({ actor }: PersonCall): Promise<ApiTokenRow[]> {
    demandSession(actor);
    return this.apiTokens.list(actor.id);
  }
}
