import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';

/** Codes that may be tried with one ticket; then the way leads through the provider again. */
const MAX_TRIES = 5;

export interface SignInTicketRow {
  user_id: string;
  epoch: number;
  identity_id: string;
  provider: string;
}

const INSERT = statement(
  'auth.insert_sign_in_ticket',
  `INSERT INTO sign_in_tickets (ticket_hash, user_id, epoch, identity_id, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);
/** Counted before the code is looked at, so that guesses sent at once count as well. */
const TRY = statement(
  'auth.try_sign_in_ticket',
  `UPDATE sign_in_tickets t SET tries = t.tries + 1 FROM identities i
   WHERE t.ticket_hash = $1 AND t.expires_at > $2 AND t.tries < $3 AND i.id = t.identity_id
   RETURNING t.user_id, t.epoch, t.identity_id, i.provider`,
);
const USE = statement(
  'auth.use_sign_in_ticket',
  'DELETE FROM sign_in_tickets WHERE ticket_hash = $1 AND expires_at > $2 RETURNING user_id',
);

@Injectable()
export class SignInTicketsRepository {
  constructor(private readonly database: Database) {}

  async insert(ticket: {
    ticketHash: Buffer;
    userId: string;
    epoch: number;
    identityId: string;
    now: Date;
    expiresAt: Date;
  }): Promise<void> {
    const { ticketHash, userId, epoch, identityId, now, expiresAt } = ticket;
    await this.database.query(INSERT, [ticketHash, userId, epoch, identityId, now, expiresAt]);
  }

  /** Null when it was used, is too old or was tried too often. */
  async try(ticketHash: Buffer, now: Date): Promise<SignInTicketRow | null> {
    const [row] = await this.database.query<SignInTicketRow>(TRY, [ticketHash, now, MAX_TRIES]);
    return row ?? null;
  }

  /** Exactly one of many wins. */
  async use(tx: Transaction, ticketHash: Buffer, now: Date): Promise<boolean> {
    return (await tx.query(USE, [ticketHash, now])).length === 1;
  }
}
