import { Injectable, inject } from '@angular/core';
import { Loaded } from '../api/loaded';
import { Session } from '../session/session';
import type { OwnAccountDto } from '../api/types';
import { AccountApi } from './account-api';

/** The person's account while these pages are open; one for all of them. */
@Injectable()
export class OwnAccount {
  private readonly api = inject(AccountApi);
  private readonly session = inject(Session);
  private readonly me = new Loaded(() => this.api.me());

  readonly value = this.me.value;
  readonly error = this.me.error;

  constructor() {
    void this.me.load();
  }

  load(): Promise<void> {
    return this.me.load();
  }

  /** What a write has answered; the frame around the page shows it as well. */
  set(account: OwnAccountDto): void {
    this.me.set(account);
    const { firstName, lastName, avatarUrl, email, language } = account;
    this.session.amend({ firstName, lastName, avatarUrl, email, language });
  }
}
