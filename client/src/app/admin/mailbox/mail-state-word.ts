import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { MailState } from '../../api/types';
import { Icon } from '../../ui/icon/icon';
import type { IconName } from '../../ui/icon/icon-paths';

const ICONS: Record<MailState, IconName> = { queued: 'clock', sent: 'check', failed: 'alert', bounced: 'undo' };

/** How far a mail is: sign and word. */
@Component({
  selector: 'ss-mail-state-word',
  imports: [Icon, TranslocoDirective],
  host: { '[class]': 'state()' },
  template: `
    <ng-container *transloco="let t; prefix: 'admin.mailbox'">
      <ss-icon [name]="icon()" [size]="16" />
      {{ t('states.' + state()) }}
    </ng-container>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
      white-space: nowrap;
    }
    :host(.sent) {
      color: var(--ss-ok);
    }
    :host(.failed),
    :host(.bounced) {
      color: var(--mat-sys-error);
    }
  `,
})
export class MailStateWord {
  readonly state = input.required<MailState>();

  protected readonly icon = computed(() => ICONS[this.state()]);
}
