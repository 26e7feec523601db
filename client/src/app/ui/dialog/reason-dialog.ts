import { Component, type Injector, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { toApiError } from '../../api/api-error';
import { ErrorText } from '../feedback/error-text';
import { Notice } from '../feedback/notice';
import { Control } from '../field/control';
import { Field } from '../field/field';
import { focusFirstError } from '../forms/focus-first-error';
import { serverErrors } from '../forms/server-errors';
import type { ReasonOptions } from './dialog-options';

const MAX = 1000;

@Component({
  selector: 'ss-reason-dialog',
  imports: [
    Control,
    Field,
    FormField,
    FormRoot,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    TranslocoDirective,
  ],
  template: `
    <form *transloco="let t" [formRoot]="form">
      <h2 matDialogTitle>{{ options.title }}</h2>
      <mat-dialog-content>
        <p class="text">{{ options.text }}</p>
        <ss-field [label]="options.label ?? t('ui.reason')" [hint]="options.hint ?? ''" [of]="form.reason" [max]="max">
          <textarea ssControl rows="3" [formField]="form.reason" cdkFocusInitial></textarea>
        </ss-field>
        @if (problem(); as text) {
          <ss-notice tone="error">{{ text }}</ss-notice>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton="text" type="button" matDialogClose>{{ t('ui.cancel') }}</button>
        <button
          matButton="filled"
          type="submit"
          [class.ss-danger]="options.isDangerous"
          [disabled]="form().submitting()"
        >
          {{ options.act }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    .text {
      margin-block-end: 16px;
    }
    ss-notice {
      margin-block-start: 12px;
    }
  `,
})
class ReasonDialog {
  protected readonly options = inject<ReasonOptions>(MAT_DIALOG_DATA);
  private readonly opened = inject<MatDialogRef<ReasonDialog, string>>(MatDialogRef);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);
  protected readonly max = this.options.max ?? MAX;
  protected readonly problem = signal('');

  private readonly model = signal({ reason: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      if (this.options.isRequired ?? true) {
        required(path.reason, { message: () => this.i18n.translate<string>('ui.reasonMissing') });
      }
      maxLength(path.reason, this.max);
    },
    { submission: { action: () => this.act(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  private async act(): Promise<ReturnType<typeof serverErrors>> {
    const reason = this.model().reason.trim();
    this.problem.set('');
    try {
      await this.options.run?.(reason);
      this.opened.close(reason);
      return null;
    } catch (error) {
      // Shown in the dialog, which keeps the text.
      const placed = serverErrors(this.form, toApiError(error));
      if (placed === null) {
        this.problem.set(this.errorText.of(error));
      }
      return placed;
    }
  }
}

export async function openReason(injector: Injector, options: ReasonOptions): Promise<string | null> {
  const opened = injector
    .get(MatDialog)
    .open<ReasonDialog, ReasonOptions, string>(ReasonDialog, { data: options, width: '480px', autoFocus: 'textarea' });
  return (await firstValueFrom(opened.afterClosed())) ?? null;
}
