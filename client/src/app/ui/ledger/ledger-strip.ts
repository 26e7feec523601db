import { Component, computed, inject, input } from '@angular/core';
import { type LedgerPart, LedgerWords, stripParts } from './ledger-words';

/** The time of a promise as a strip: what ran, what stood still, what is left. */
@Component({
  selector: 'ss-ledger-strip',
  host: { role: 'img', '[attr.aria-label]': 'words()' },
  template: `
    @for (part of shown(); track part.from) {
      <i [class]="part.kind" [class.warned]="part.isLate" [style.flex-grow]="part.seconds"></i>
    }
  `,
  styles: `
    :host {
      display: flex;
      gap: 2px;
      block-size: 8px;
    }
    i {
      flex: 1 1 0;
      min-inline-size: 2px;
      border-radius: 2px;
      background: var(--mat-sys-on-surface-variant);
    }
    .paused {
      background: repeating-linear-gradient(135deg, var(--ss-hatch) 0 2px, transparent 2px 5px);
    }
    .remaining {
      background: var(--mat-sys-surface-container-highest);
    }
    .warned {
      background: var(--ss-warn);
    }
    .overdue {
      background: var(--mat-sys-error);
    }
  `,
})
export class LedgerStrip {
  readonly parts = input.required<readonly LedgerPart[]>();

  private readonly ledger = inject(LedgerWords);
  protected readonly shown = computed(() => stripParts(this.parts()));
  /** For those who do not see it. */
  protected readonly words = computed(() =>
    this.shown()
      .map((part) => this.ledger.sentence(part))
      .join('. '),
  );
}
