import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AccountStatus, TicketStatus } from '../../api/types';
import { StatusGlyph } from '../../ui/status/status-glyph';

/** The same shapes as for tickets: waits, done, stands still, refused. */
const SHAPES: Record<AccountStatus, TicketStatus> = {
  Pending: 'New',
  Approved: 'Resolved',
  Suspended: 'On Hold',
  Rejected: 'Rejected',
};

@Component({
  selector: 'ss-account-status-chip',
  imports: [StatusGlyph, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.people'">
      <ss-status-glyph [status]="shape()" />
      {{ t('statuses.' + status()) }}
    </ng-container>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      block-size: 24px;
      padding: 0 8px 0 6px;
      border-radius: var(--ss-radius-control);
      background: var(--mat-sys-surface-container);
      font: var(--mat-sys-label-medium);
      white-space: nowrap;
    }
  `,
})
export class AccountStatusChip {
  readonly status = input.required<AccountStatus>();

  protected readonly shape = computed(() => SHAPES[this.status()]);
}
