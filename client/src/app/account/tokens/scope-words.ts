import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Permission } from '../../api/types';
import { scopeKey } from './token-scopes';

/** Permissions in plain words; a newer server's word is shown as it is. */
@Injectable({ providedIn: 'root' })
export class ScopeWords {
  private readonly i18n = inject(TranslocoService);

  for(permission: Permission): string {
    const key = `account.scopes.${scopeKey(permission)}`;
    const words = this.i18n.translate<string>(key);
    return words === key ? permission : words;
  }

  of(permissions: readonly Permission[]): string {
    return permissions.map((permission) => this.for(permission)).join(' · ');
  }
}
