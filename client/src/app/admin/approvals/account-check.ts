import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AccountChecksDto } from '../../api/types';
import { Icon } from '../../ui/icon/icon';

/** What the desk noticed about a registration, in two words each. */
@Component({
  selector: 'ss-account-check',
  imports: [Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.approvals.checks'">
      @if (checks(); as found) {
        @if (found.sameName > 0) {
          <span class="warn">
            <ss-icon name="warning" [size]="16" />
            {{ t('sameName') }}
          </span>
        }
        @switch (found.domain) {
          @case ('trusted') {
            <span class="ok">
              <ss-icon name="shield" [size]="16" />
              {{ t('trusted') }}
            </span>
          }
          @case ('known') {
            <span class="plain">
              <ss-icon name="check" [size]="16" />
              {{ t('known') }}
            </span>
          }
          @default {
            <span class="warn">
              <ss-icon name="warning" [size]="16" />
              {{ t('unknown') }}
            </span>
          }
        }
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 2px;
    }
    span {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      white-space: nowrap;
      font: 500 0.8125rem / 1.125rem var(--ss-font);
    }
    .ok {
      color: var(--ss-ok);
    }
    .warn {
      color: var(--ss-warn);
    }
    .plain {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class AccountCheck {
  readonly checks = input.required<AccountChecksDto | null>();
}
