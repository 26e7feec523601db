import { Component, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/** Over the list's foot while rows are chosen: how many, what will happen, the acts. */
@Component({
  selector: 'ss-bulk-bar',
  imports: [TranslocoDirective],
  host: { role: 'region' },
  template: `
    <ng-container *transloco="let t; prefix: 'admin.approvals'">
      <strong aria-live="polite">{{ t('chosen', { count: count() }) }}</strong>
      <button type="button" class="link" (click)="cleared.emit()">{{ t('clear') }}</button>
      <span class="effect">{{ effect() }}</span>
      <button type="button" class="second" [disabled]="isBusy()" (click)="rejected.emit()">
        {{ t('rejectMany') }}
      </button>
      <button type="button" class="first" [disabled]="isBusy()" (click)="approved.emit()">
        {{ t('approveMany', { count: count() }) }}
      </button>
    </ng-container>
  `,
  styles: `
    :host {
      position: sticky;
      z-index: 10;
      inset-block-end: 16px;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 12px;
      margin-block-start: auto;
      padding: 12px 12px 12px 20px;
      border-radius: var(--ss-radius-card);
      background: var(--mat-sys-inverse-surface);
      color: var(--mat-sys-inverse-on-surface);
      box-shadow: var(--ss-shadow-dialog);
    }
    .effect {
      flex: 1;
      text-align: end;
      font: var(--mat-sys-body-small);
    }
    button {
      min-block-size: var(--ss-button-height);
      padding: 0 14px;
      border: 1px solid transparent;
      border-radius: var(--ss-radius-control);
      font: var(--mat-sys-label-large);
      cursor: pointer;
    }
    button:focus-visible {
      outline-color: var(--mat-sys-inverse-primary);
    }
    .link {
      padding: 0 8px;
      background: none;
      color: var(--mat-sys-inverse-primary);
    }
    .second {
      border-color: color-mix(in srgb, currentcolor 50%, transparent);
      background: none;
      color: inherit;
    }
    .first {
      background: var(--mat-sys-inverse-primary);
      color: var(--mat-sys-inverse-surface);
    }
    @media (width < 600px) {
      :host {
        inset-block-end: 8px;
        padding: 12px;
      }
      .effect {
        display: none;
      }
      strong {
        flex: 1 1 50%;
      }
      .link {
        margin-inline-end: auto;
      }
      .second,
      .first {
        flex: 1 1 calc(50% - 12px);
        padding: 0 8px;
        white-space: nowrap;
      }
    }
  `,
})
export class BulkBar {
  readonly count = input.required<number>();
  readonly effect = input.required<string>();
  readonly isBusy = input(false);
  readonly approved = output();
  readonly rejected = output();
  readonly cleared = output();
}
