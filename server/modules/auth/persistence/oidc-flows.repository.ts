import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement } from '../../../platform/database/statement.js';

export interface OidcFlowRow {
  nonce: string;
  code_verifier: string;
  return_to: string;
}

export interface NewOidcFlow {
  readonly stateHash: Buffer;
  readonly browserHash: Buffer;
  readonly provider: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
  readonly now: Date;
  readonly expiresAt: Date;
}

const INSERT = statement(
  'auth.insert_oidc_flow',
  `INSERT INTO oidc_flows (state_hash, browser_hash, provider, nonce, code_verifier, return_to, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
/** The right browser alone can use it up: a stolen address of an answer spoils nothing for its owner. */
const USE = statement(
  'auth.use_oidc_flow',
  `DELETE FROM oidc_flows WHERE state_hash = $1 AND browser_hash = $2 AND provider = $3 AND expires_at > $4
   RETURNING nonce, code_verifier, return_to`,
);

@Injectable()
export class OidcFlowsRepository {
  constructor(private readonly database: Database) {}

  async insert(flow: NewOidcFlow): Promise<void> {
    await this.database.query(INSERT, [
      flow.stateHash,
      flow.browserHash,
      flow.provider,
      flow.nonce,
      flow.codeVerifier,
      flow.returnTo,
      flow.now,
      flow.expiresAt,
    ]);
  }

  /** Exactly one of many gets it; null for every other. */
  async use(
    stateHash: Buffer,
    { browserHash, provider, now }: { browserHash: Buffer; provider: string; now: Date },
  ): Promise<OidcFlowRow | null> {
    const [row] = await this.database.query<OidcFlowRow>(USE, [stateHash, browserHash, provider, now]);
    return row ?? null;
  }
}
