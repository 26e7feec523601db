import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../icon/icon';

/**
 * A panel over the end of the page, on phones over all of it. Put it into the page to open it. No native modal dialog:
 * that would make everything outside inert, and with it the dialogs that are opened from here.
 */
@Component({
  selector: 'ss-sheet',
  imports: [CdkTrapFocus, Icon, MatIconButton, TranslocoDirective],
  template: `
    <div class="scrim" aria-hidden="true" (pointerdown)="closed.emit()"></div>
    <div
      class="panel"
      role="dialog"
      aria-modal="true"
      tabindex="-1"
      cdkTrapFocus
      cdkTrapFocusAutoCapture
      [attr.aria-label]="label()"
      (keydown.escape)="closed.emit()"
    >
      <header *transloco="let t">
        <h2>{{ label() }}</h2>
        <button matIconButton type="button" [attr.aria-label]="t('ui.close')" (click)="closed.emit()">
          <ss-icon name="close" />
        </button>
      </header>
      <div class="body"><ng-content /></div>
    </div>
  `,
  styles: `
    .scrim {
      position: fixed;
      z-index: 900;
      inset: 0;
      background: rgb(0 0 0 / 32%);
    }
    .panel {
      position: fixed;
      z-index: 901;
      inset: 0 0 0 auto;
      display: flex;
      flex-direction: column;
      inline-size: min(var(--ss-sheet-width, 440px), 100vw);
      block-size: 100dvh;
      border-inline-start: 1px solid var(--mat-sys-outline-variant);
      background: var(--ss-pane-page);
      color: var(--mat-sys-on-surface);
      box-shadow: var(--ss-shadow-dialog);
      outline: none;
      animation: slide 250ms var(--ss-in);
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 8px;
      padding: 12px 12px 12px 24px;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
    }
    h2 {
      font: var(--mat-sys-headline-small);
      letter-spacing: -0.01em;
    }
    .body {
      flex: 1;
      overflow-y: auto;
      padding: 20px 24px 24px;
    }
    @keyframes slide {
      from {
        opacity: 0;
        transform: translateX(24px);
      }
    }
    @media (width < 600px) {
      header {
        padding-inline-start: 16px;
      }
      .body {
        padding: 16px;
      }
    }
  `,
})
export class Sheet {
  readonly label = input.required<string>();
  readonly closed = output();
}
