import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

/** The server speaks English; what it says by a code or a key may have words in the language of the page. */
@Injectable({ providedIn: 'root' })
export class ServerWords {
  private readonly i18n = inject(TranslocoService);

  /** A status by its name; one that an administrator has renamed keeps his words. */
  status(label: string): string {
    return this.of(`statuses.${label}`, label);
  }

  /** The server's own words for what this client has none. */
  of(key: string, theirs: string): string {
    const path = `server.${key}`;
    const words = this.i18n.translate<string>(path);
    return words === path ? theirs : words;
  }
}
