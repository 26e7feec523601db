import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import { Icon } from '../icon/icon';
import { CopyButton } from './copy-button';
import { ErrorText } from './error-text';

/** Where something could not be loaded or done: what failed, what is safe, try again, the request id to copy. */
@Component({
  selector: 'ss-in-place-error',
  imports: [CopyButton, Icon, TranslocoDirective],
  host: { role: 'alert' },
  template: `
    <ng-container *transloco="let t">
      <ss-icon name="alert" />
      <div>
        <p class="title">{{ title() }}</p>
        <p class="text">{{ text() }} {{ safe() }}</p>
        <div class="ss-actions">
          @if (canRetry()) {
            <button class="ss-button is-outlined" type="button" (click)="retry.emit()">
              <ss-icon name="rotate" [size]="16" />
              {{ t('ui.retry') }}
            </button>
          }
          @if (requestId(); as id) {
            <ss-copy-button [text]="id" [label]="t('ui.copyRequest', { id })">
              {{ t('ui.request', { id: id.slice(0, 13) }) }}
            </ss-copy-button>
          }
        </div>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      gap: 12px;
      padding: 16px;
      max-inline-size: 560px;
    }
    :host > ss-icon {
      color: var(--mat-sys-error);
    }
    .title {
      font: var(--mat-sys-title-small);
    }
    .text {
      margin-block: 2px 10px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
  `,
})
export class InPlaceError {
  /** What failed, like "Could not load the timeline". */
  readonly title = input.required<string>();
  /** The failure as it was caught. */
  readonly error = input.required<unknown>();
  /** What is safe, like "Your draft is kept." */
  readonly safe = input('');
  readonly canRetry = input(true);
  readonly retry = output();

  private readonly errorText = inject(ErrorText);
  protected readonly text = computed(() => this.errorText.of(this.error()));
  protected readonly requestId = computed(() => toApiError(this.error()).requestId);
}
