import { Injectable, inject } from '@angular/core';
import { ApiClient, type Query } from '../../api/api-client';
import type {
  AccountAccessDto,
  AccountDto,
  AccountHistoryPageDto,
  AccountPageDto,
  ApproveUserDto,
  CreateAccountDto,
  DecideUsersDto,
  DecisionResultsDto,
  TicketListDto,
  TicketStatus,
  UpdateAccountDto,
} from '../../api/types';

/** Where a ticket still has somebody's name on it. */
const AT_WORK: readonly TicketStatus[] = ['Open', 'In Progress', 'On Hold'];

export type NewAccount = CreateAccountDto & { teamIds?: string[] };

/** Accounts as administrators see and change them. */
@Injectable({ providedIn: 'root' })
export class PeopleApi {
  private readonly api = inject(ApiClient);

  list(query: Query): Promise<AccountPageDto> {
    return this.api.get('/api/users', query);
  }

  read(id: string): Promise<AccountDto> {
    return this.api.get(`/api/users/${id}`);
  }

  create(person: NewAccount, idempotencyKey: string): Promise<AccountDto> {
    return this.api.post('/api/users', person, { idempotencyKey });
  }

  update(id: string, changes: UpdateAccountDto): Promise<AccountDto> {
    return this.api.patch(`/api/users/${id}`, changes);
  }

  approve(id: string, placement: ApproveUserDto = {}): Promise<AccountDto> {
    return this.api.post(`/api/users/${id}/approve`, placement);
  }

  reject(id: string, reason: string): Promise<AccountDto> {
    return this.api.post(`/api/users/${id}/reject`, { reason });
  }

  suspend(id: string, reason: string): Promise<AccountDto> {
    return this.api.post(`/api/users/${id}/suspend`, { reason });
  }

  reinstate(id: string): Promise<AccountDto> {
    return this.api.post(`/api/users/${id}/reinstate`);
  }

  /** At most 100; each is judged on its own. */
  decide(decision: DecideUsersDto['decision'], ids: readonly string[], reason?: string): Promise<DecisionResultsDto> {
    return this.api.post('/api/users/decisions', { decision, ids, ...(reason === undefined ? {} : { reason }) });
  }

  async invite(id: string): Promise<void> {
    await this.api.post<unknown>(`/api/users/${id}/invite`);
  }

  history(id: string, cursor: string | null, limit = 25): Promise<AccountHistoryPageDto> {
    return this.api.get(`/api/users/${id}/history`, { cursor, limit });
  }

  access(id: string): Promise<AccountAccessDto> {
    return this.api.get(`/api/users/${id}/access`);
  }

  async endSessions(id: string): Promise<void> {
    await this.api.delete<unknown>(`/api/users/${id}/sessions`);
  }

  async endSession(id: string, sessionId: string): Promise<void> {
    await this.api.delete<unknown>(`/api/users/${id}/sessions/${sessionId}`);
  }

  async deleteToken(id: string, tokenId: string): Promise<void> {
    await this.api.delete<unknown>(`/api/users/${id}/api-tokens/${tokenId}`);
  }

  async resetSecondFactor(id: string): Promise<void> {
    await this.api.delete<unknown>(`/api/users/${id}/totp`);
  }

  /** Tickets that go back to their teams when this person is shut out. */
  async ticketsAtWork(id: string): Promise<number> {
    const query = { assignee: [id], status: AT_WORK, limit: 1, include: 'total' };
    return (await this.api.get<TicketListDto>('/api/tickets', query)).total ?? 0;
  }
}
