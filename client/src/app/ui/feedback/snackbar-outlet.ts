import { Component, inject } from '@angular/core';
import { Snackbar } from './snackbar';

/** The place of the snackbar; stands once, in the root. */
@Component({
  selector: 'ss-snackbar-outlet',
  host: { role: 'region', 'aria-label': 'Notices' },
  template: `
    @if (snackbar.current(); as shown) {
      <div class="bar">
        <span>{{ shown.text }}</span>
        @for (act of shown.acts; track act.label) {
          <button type="button" (click)="snackbar.take(act)">{{ act.label }}</button>
        }
      </div>
    }
  `,
  styles: `
    :host {
      position: fixed;
      z-index: 1200;
      inset-block-end: 24px;
      inset-inline: 24px;
      pointer-events: none;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      inline-size: fit-content;
      max-inline-size: 560px;
      padding: 8px 8px 8px 16px;
      min-block-size: 48px;
      border-radius: var(--ss-radius-control);
      background: var(--mat-sys-inverse-surface);
      color: var(--mat-sys-inverse-on-surface);
      box-shadow: var(--ss-shadow-raised);
      pointer-events: auto;
      animation: rise 200ms var(--ss-in);
    }
    span {
      flex: 1;
      padding-inline-end: 8px;
    }
    button {
      min-block-size: 32px;
      padding: 0 10px;
      border: 0;
      border-radius: var(--ss-radius-control);
      background: none;
      color: var(--mat-sys-inverse-primary);
      font: var(--mat-sys-label-large);
      cursor: pointer;
    }
    button:focus-visible {
      outline-color: var(--mat-sys-inverse-primary);
      outline-offset: -2px;
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(8px);
      }
    }
    @media (width < 600px) {
      :host {
        inset-inline: 16px;
        inset-block-end: calc(80px + env(safe-area-inset-bottom));
      }
      .bar {
        inline-size: 100%;
      }
      button {
        min-block-size: 44px;
      }
    }
  `,
})
export class SnackbarOutlet {
  protected readonly snackbar = inject(Snackbar);
}
