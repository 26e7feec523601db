import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

/** Key of a permission's words: the strings know no colon. */
export function scopeKey(permission: string): string {
  return permission.replace(':', '_');
}

/** Permissions in plain words; a newer server's word is shown as it is. Routes that use it provide the strings. */
@Injectable({ providedIn: 'root' })
export class ScopeWords {
  private readonly i18n = inject(TranslocoService);

  for(permission: string): string {
    const key = `scopes.${scopeKey(permission)}`;
    const words = this.i18n.translate<string>(key);
    return words === key ? permission : words;
  }

  of(permissions: readonly string[]): string {
    return permissions.map((permission) => this.for(permission)).join(', ');
  }
}
