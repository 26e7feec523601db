import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { spanWords } from '../status/sla-clock';

/** A stretch of time of a promise, from one event to the next. */
export interface LedgerPart {
  readonly kind: 'running' | 'paused' | 'closed' | 'remaining' | 'overdue';
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** Business time that went by in it. */
  readonly seconds: number;
  /** What began it, in words; '' where that is plain. */
  readonly why: string;
  /** Who began it; '' for the desk itself. */
  readonly who: string;
  /** It ran, but the time of the warning had come. */
  readonly isLate: boolean;
}

/** Closed hours take no room on the strip: nobody works then, and nights would hide the rest. */
export function stripParts(parts: readonly LedgerPart[]): readonly LedgerPart[] {
  return parts.filter(({ kind, seconds }) => kind !== 'closed' && seconds > 0);
}

/** The ledger in sentences. */
@Injectable({ providedIn: 'root' })
export class LedgerWords {
  private readonly i18n = inject(TranslocoService);

  span(seconds: number): string {
    return spanWords(seconds * 1_000, (unit, count) => this.i18n.translate<string>(`ui.${unit}`, { count }));
  }

  sentence({ kind, seconds, why }: LedgerPart): string {
    const what = this.i18n.translate<string>(`ledger.part.${kind}`, { span: this.span(seconds) });
    return why === '' || (kind !== 'running' && kind !== 'paused')
      ? what
      : this.i18n.translate<string>('ledger.because', { what, why });
  }
}
