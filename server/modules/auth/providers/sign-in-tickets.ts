import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { SignInTicketsRepository, type SignInTicketRow } from '../persistence/sign-in-tickets.repository.js';
import { hashOfProviderSecret, newProviderSecret } from './provider-secrets.js';

/** How long the code may take, in milliseconds. */
export const TICKET_LIFETIME = 5 * 60_000;

/** Half a sign-in: the provider has vouched, the code of the authenticator is missing. */
@Injectable()
export class SignInTickets {
  constructor(
    private readonly tickets: SignInTicketsRepository,
    private readonly clock: Clock,
  ) {}

  /** The secret of a new ticket; the browser keeps it. */
  async make(userId: string, epoch: number, identityId: string): Promise<string> {
    const ticket = newProviderSecret();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + TICKET_LIFETIME);
    await this.tickets.insert({ ticketHash: hashOfProviderSecret(ticket), userId, epoch, identityId, now, expiresAt });
    return ticket;
  }

  /** Counts one try; null when the ticket is no longer good. */
  async try(ticket: string): Promise<SignInTicketRow | null> {
    return this.tickets.try(hashOfProviderSecret(ticket), this.clock.now());
  }

  /** Exactly one of many wins. */
  async use(tx: Transaction, ticket: string): Promise<boolean> {
    return this.tickets.use(tx, hashOfProviderSecret(ticket), this.clock.now());
  }
}
