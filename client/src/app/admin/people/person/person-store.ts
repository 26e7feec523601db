import { Injectable, computed, inject, signal } from '@angular/core';
import type { AccountAccessDto, AccountAction, AccountDto } from '../../../api/types';
import { Loaded } from '../../../api/loaded';
import { PeopleApi } from '../people-api';

/** What ends or moves when somebody is shut out or gets another role. */
export interface Stakes {
  readonly sessions: number;
  readonly tokens: number;
  readonly tickets: number;
}

/** One person: the account, what it has open, and the verbs. */
@Injectable()
export class PersonStore {
  private readonly api = inject(PeopleApi);
  private readonly id = signal('');

  readonly account = new Loaded<AccountDto>(() => this.api.read(this.id()));
  readonly access = new Loaded<AccountAccessDto>(() => this.api.access(this.id()));
  private readonly tickets = new Loaded<number>(() => this.api.ticketsAtWork(this.id()));

  /** Null while it is not known. */
  readonly stakes = computed<Stakes | null>(() => {
    const access = this.access.value();
    return access === null
      ? null
      : { sessions: access.sessions.length, tokens: access.apiTokens.length, tickets: this.tickets.value() ?? 0 };
  });

  async show(id: string): Promise<void> {
    this.id.set(id);
    this.account.reset();
    this.access.reset();
    this.tickets.reset();
    await Promise.all([this.account.load(), this.access.load(), this.tickets.load()]);
  }

  async refresh(): Promise<void> {
    await Promise.all([this.account.refresh(), this.access.refresh(), this.tickets.refresh()]);
  }

  can(action: AccountAction): boolean {
    const allowed: readonly AccountAction[] = this.account.value()?.allowedActions ?? [];
    return allowed.includes(action);
  }

  /** What a change has just answered; sessions and tokens may have ended with it. */
  take(account: AccountDto): void {
    this.account.set(account);
    void this.access.refresh();
    void this.tickets.refresh();
  }

  approve(): Promise<void> {
    return this.change(this.api.approve(this.id()));
  }

  reject(reason: string): Promise<void> {
    return this.change(this.api.reject(this.id(), reason));
  }

  suspend(reason: string): Promise<void> {
    return this.change(this.api.suspend(this.id(), reason));
  }

  reinstate(): Promise<void> {
    return this.change(this.api.reinstate(this.id()));
  }

  invite(): Promise<void> {
    return this.api.invite(this.id());
  }

  endSessions(): Promise<void> {
    return this.thenLook(this.api.endSessions(this.id()));
  }

  endSession(sessionId: string): Promise<void> {
    return this.thenLook(this.api.endSession(this.id(), sessionId));
  }

  deleteToken(tokenId: string): Promise<void> {
    return this.thenLook(this.api.deleteToken(this.id(), tokenId));
  }

  resetSecondFactor(): Promise<void> {
    return this.thenLook(this.api.resetSecondFactor(this.id()));
  }

  private async change(call: Promise<AccountDto>): Promise<void> {
    this.take(await call);
  }

  private async thenLook(call: Promise<void>): Promise<void> {
    await call;
    await this.access.refresh();
  }
}
