import { Component, inject, input, signal } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import { Announcer } from '../live/announcer';
import { copyText } from './copy-text';

/** Copies a short text such as a request id or a ticket number. */
@Component({
  selector: 'ss-copy-button',
  imports: [Icon, TranslocoDirective],
  template: `
    <button class="ss-finger" type="button" *transloco="let t" [attr.aria-label]="label() || null" (click)="copy()">
      <ss-icon [name]="isCopied() ? 'check' : 'copy'" [size]="16" />
      <ng-content />
      @if (isCopied()) {
        <span>{{ t('ui.copied') }}</span>
      }
    </button>
  `,
  styles: `
    button {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-block-size: 24px;
      padding: 2px 6px;
      border: 0;
      border-radius: var(--ss-radius-control);
      background: none;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
      font-variant-numeric: tabular-nums;
      cursor: pointer;
    }
    button:hover {
      background: var(--mat-sys-surface-container);
      color: var(--mat-sys-on-surface);
    }
  `,
})
export class CopyButton {
  readonly text = input.required<string>();
  /** Accessible name, when what is inside does not say it. */
  readonly label = input('');

  private readonly announcer = inject(Announcer);
  private readonly i18n = inject(TranslocoService);
  protected readonly isCopied = signal(false);

  protected async copy(): Promise<void> {
    await copyText(this.text());
    this.isCopied.set(true);
    this.announcer.announce(this.i18n.translate<string>('ui.copied'));
    setTimeout(() => {
      this.isCopied.set(false);
    }, 2000);
  }
}
