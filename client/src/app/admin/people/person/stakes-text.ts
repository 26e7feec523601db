import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Stakes } from './person-store';

type Counted = 'sessions' | 'tokens' | 'tickets';

/** Says before a change what else it does: "This ends 2 sessions and 1 API token." */
@Injectable({ providedIn: 'root' })
export class StakesText {
  private readonly i18n = inject(TranslocoService);

  ofNewRole(stakes: Stakes | null): string {
    return stakes === null ? this.say('roleUnknown') : this.ends(stakes);
  }

  ofSuspension(stakes: Stakes | null): string {
    if (stakes === null) {
      return this.say('suspendUnknown');
    }
    return stakes.tickets === 0 ? this.ends(stakes) : `${this.ends(stakes)} ${this.counted('tickets', stakes)}`;
  }

  private ends(stakes: Stakes): string {
    const parts = (['sessions', 'tokens'] as const)
      .filter((what) => stakes[what] > 0)
      .map((what) => this.counted(what, stakes));
    return parts.length === 0 ? this.say('endsNothing') : this.say('ends', { what: parts.join(this.say('and')) });
  }

  private counted(what: Counted, stakes: Stakes): string {
    const count = stakes[what];
    return this.say(count === 1 ? `${what}One` : what, { count });
  }

  private say(key: string, values?: Record<string, string | number>): string {
    return this.i18n.translate<string>(`admin.people.stakes.${key}`, values);
  }
}
