import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import { CopyButton } from '../feedback/copy-button';
import { ErrorText } from '../feedback/error-text';
import { Notice } from '../feedback/notice';

/** What a form needs to be asked for its summary; a signal form is one. */
export type SummarySource = () => {
  touched: () => boolean;
  submitting: () => boolean;
  errorSummary: () => readonly { fieldTree: unknown }[];
};

/** On top of a form: how many fields need a change, or why it was not sent. */
@Component({
  selector: 'ss-error-summary',
  imports: [CopyButton, Notice, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (failure() !== null) {
        <ss-notice tone="error">
          <strong>{{ title() }}</strong>
          {{ text() }} {{ t('error.nothingLost') }}
          @if (requestId(); as id) {
            <ss-copy-button [text]="id" [label]="t('ui.copyRequest', { id })">
              {{ t('ui.request', { id: id.slice(0, 13) }) }}
            </ss-copy-button>
          }
        </ss-notice>
      } @else if (wrongFields() > 0) {
        <ss-notice tone="error">
          <strong>
            {{ wrongFields() === 1 ? t('error.oneField') : t('error.someFields', { count: wrongFields() }) }}
          </strong>
          {{ t('error.nothingLost') }}
        </ss-notice>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
    }
    :host:empty {
      display: none;
    }
  `,
})
export class ErrorSummary {
  readonly of = input.required<SummarySource>();
  /** True once sending was tried: fields that are merely left are told at their place alone. */
  readonly isTried = input(true);
  /** What was caught when sending failed as a whole. */
  readonly failure = input<unknown>(null);
  /** What failed, like "The registration was not sent." */
  readonly title = input('');

  private readonly errorText = inject(ErrorText);
  protected readonly wrongFields = computed(() => {
    const state = this.of()();
    return this.isTried() ? new Set(state.errorSummary().map((error) => error.fieldTree)).size : 0;
  });
  protected readonly text = computed(() => this.errorText.of(this.failure()));
  protected readonly requestId = computed(() => toApiError(this.failure()).requestId);
}
