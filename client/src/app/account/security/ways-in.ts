import { Injectable, computed, inject } from '@angular/core';
import { Loaded } from '../../api/loaded';
import { AccountApi } from '../account-api';

/** What opens the account: a password, other providers, or both. */
@Injectable()
export class WaysIn {
  private readonly api = inject(AccountApi);
  readonly known = new Loaded(() => this.api.identities());
  /** Who came by a provider or an invitation may have none; as long as nobody knows, there is one. */
  readonly hasPassword = computed(() => this.known.value()?.hasPassword ?? true);

  constructor() {
    void this.known.load();
  }
}
