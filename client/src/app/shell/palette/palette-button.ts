import { Component, inject, Injector, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';
import { isMac } from '../../ui/keys/key-caps';

/** The palette for who does not know its key. Its code is fetched when it is opened. */
@Component({
  selector: 'ss-palette-button',
  imports: [Icon, TranslocoDirective],
  host: { '[class.is-field]': "face() === 'field'" },
  template: `
    <button
      *transloco="let t"
      type="button"
      [attr.aria-label]="t('shell.find')"
      [title]="t('shell.find') + ' (' + keys + ')'"
      (click)="open()"
    >
      <ss-icon name="search" [size]="face() === 'field' ? 16 : 20" />
      @if (face() === 'field') {
        <span class="words">{{ t('shell.find') }}</span>
        <kbd aria-hidden="true">{{ keys }}</kbd>
      }
    </button>
  `,
  styles: `
    :host {
      display: block;
    }
    :host(.is-field) {
      margin-block-end: 12px;
    }
    button {
      display: flex;
      align-items: center;
      gap: 8px;
      min-inline-size: 44px;
      min-block-size: 44px;
      justify-content: center;
      padding: 0 8px;
      border: 1px solid transparent;
      border-radius: var(--ss-radius-control);
      background: none;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
      cursor: pointer;
    }
    button:hover {
      background: var(--mat-sys-surface-container-high);
    }
    :host(.is-field) button {
      justify-content: start;
      inline-size: 100%;
      min-block-size: 36px;
      background: var(--ss-pane-page);
      border-color: var(--ss-button-line);
    }
    @media (1024px <= width < 1360px) {
      :host(.is-field) button {
        inline-size: 44px;
        justify-content: center;
      }
      :host(.is-field) .words,
      :host(.is-field) kbd {
        display: none;
      }
    }
    .words {
      flex: 1;
      overflow: hidden;
      text-align: start;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `,
})
export class PaletteButton {
  /** sign: alone in a bar. field: with words and keys, where there is room. */
  readonly face = input<'sign' | 'field'>('sign');

  private readonly injector = inject(Injector);
  protected readonly keys = isMac() ? '⌘K' : 'Ctrl K';

  protected async open(): Promise<void> {
    const { openPalette } = await import('./palette');
    await openPalette(this.injector);
  }
}
