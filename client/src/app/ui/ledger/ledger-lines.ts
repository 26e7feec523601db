import { Component, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Time } from '../time/time';
import { type LedgerPart, LedgerWords } from './ledger-words';

/** The time of a promise in sentences, without gaps: why it is due just then. */
@Component({
  selector: 'ss-ledger-lines',
  imports: [Time, TranslocoDirective],
  template: `
    <ol *transloco="let t; prefix: 'ledger'">
      @for (part of parts(); track part.from + part.kind) {
        <li [class]="part.kind">
          <span class="when">
            <ss-time [at]="part.from" as="day" />
            {{ t('until') }}
            <ss-time [at]="part.to" [as]="isSameDay(part) ? 'clock' : 'day'" />
          </span>
          <span>
            {{ ledger.sentence(part) }}
            @if (part.who) {
              · {{ part.who }}
            }
          </span>
        </li>
      }
    </ol>
  `,
  styles: `
    :host {
      display: block;
    }
    ol {
      display: grid;
      gap: 2px;
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 200px) minmax(0, 1fr);
      gap: 12px;
    }
    .when {
      color: var(--mat-sys-on-surface-variant);
      font-variant-numeric: tabular-nums;
    }
    li.closed {
      color: var(--mat-sys-on-surface-variant);
    }
    li.overdue {
      color: var(--mat-sys-error);
    }
    @media (width < 600px) {
      li {
        grid-template-columns: minmax(0, 1fr);
        gap: 0;
      }
    }
  `,
})
export class LedgerLines {
  readonly parts = input.required<readonly LedgerPart[]>();
  protected readonly ledger = inject(LedgerWords);

  protected isSameDay({ from, to }: LedgerPart): boolean {
    return new Date(from).toDateString() === new Date(to).toDateString();
  }
}
