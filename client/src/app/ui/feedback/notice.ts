import { Component, computed, input } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icon-paths';

export type NoticeTone = 'ok' | 'warn' | 'error' | 'info';

const ICONS: Record<NoticeTone, IconName> = { ok: 'check', warn: 'warning', error: 'alert', info: 'info' };

/** A tinted card with one message; projected `[strong]` text leads. */
@Component({
  selector: 'ss-notice',
  imports: [Icon],
  host: { '[class]': 'tone()', '[attr.role]': 'tone() === "error" ? "alert" : "status"' },
  template: `
    <ss-icon [name]="icon()" />
    <div class="body"><ng-content /></div>
    <ng-content select="[noticeAction]" />
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-start;
      gap: 12px;
      padding: 12px 16px;
      border-radius: var(--ss-radius-card);
      background: var(--mat-sys-surface-container);
      font: var(--mat-sys-body-medium);
    }
    :host(.ok) {
      background: var(--ss-ok-container);
      color: var(--ss-on-ok-container);
    }
    :host(.warn) {
      background: var(--ss-warn-container);
      color: var(--ss-on-warn-container);
    }
    :host(.error) {
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }
    /* Addresses are long words, and an act beside them goes below on telephones. */
    .body {
      flex: 1 1 160px;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
  `,
})
export class Notice {
  readonly tone = input<NoticeTone>('info');

  protected readonly icon = computed(() => ICONS[this.tone()]);
}
