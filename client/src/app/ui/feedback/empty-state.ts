import { Component, input } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icon-paths';

/** Nothing to show: one sentence of fact, a second line when it helps, one act (projected). */
@Component({
  selector: 'ss-empty-state',
  imports: [Icon],
  template: `
    <span class="sign"><ss-icon [name]="icon()" /></span>
    <p class="fact">{{ fact() }}</p>
    @if (hint()) {
      <p class="ss-secondary">{{ hint() }}</p>
    }
    <div class="act"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: 4px;
      padding: 32px 16px;
      text-align: center;
    }
    .sign {
      display: grid;
      place-items: center;
      inline-size: 48px;
      block-size: 48px;
      margin-block-end: 8px;
      border-radius: 50%;
      background: var(--mat-sys-surface-container);
      color: var(--mat-sys-on-surface-variant);
    }
    .fact {
      font: var(--mat-sys-title-medium);
    }
    .act:not(:empty) {
      margin-block-start: 8px;
    }
  `,
})
export class EmptyState {
  readonly fact = input.required<string>();
  readonly hint = input('');
  readonly icon = input<IconName>('check');
}
