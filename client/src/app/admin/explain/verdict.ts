import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';

export type VerdictWord = 'yes' | 'notNow' | 'no';

const SIGNS = { yes: 'check', notNow: 'hourglass', no: 'close' } as const;

/** Yes, not now, or no: by sign, word and colour. */
@Component({
  selector: 'ss-verdict',
  imports: [Icon, TranslocoDirective],
  host: { '[class]': 'word()' },
  template: `
    <ng-container *transloco="let t; prefix: 'explain'">
      <ss-icon [name]="sign()" [size]="16" />
      {{ t(word()) }}
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 6px;
      font: var(--mat-sys-label-large);
      white-space: nowrap;
    }
    :host(.yes) {
      color: var(--ss-ok);
    }
    :host(.notNow) {
      color: var(--ss-warn);
    }
    :host(.no) {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class Verdict {
  readonly word = input.required<VerdictWord>();

  protected readonly sign = computed(() => SIGNS[this.word()]);
}
