import { Component, inject, signal, type Injector } from '@angular/core';
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
import { ErrorText } from '../../ui/feedback/error-text';
import { Notice } from '../../ui/feedback/notice';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { serverErrors } from '../../ui/forms/server-errors';

export interface NameOptions {
  readonly title: string;
  readonly act: string;
  readonly name: string;
  readonly run: (name: string) => Promise<unknown>;
}

const MAX = 100;

@Component({
  selector: 'ss-name-dialog',
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
        <ss-field [label]="t('admin.groups.name')" [of]="form.name" [max]="max">
          <input ssControl type="text" autocomplete="off" cdkFocusInitial [formField]="form.name" />
        </ss-field>
        @if (problem(); as text) {
          <ss-notice tone="error">{{ text }}</ss-notice>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton="text" type="button" matDialogClose>{{ t('ui.cancel') }}</button>
        <button matButton="filled" type="submit" [disabled]="form().submitting()">{{ options.act }}</button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    ss-notice {
      margin-block-start: 12px;
    }
  `,
})
class NameDialog {
  protected readonly options = inject<NameOptions>(MAT_DIALOG_DATA);
  private readonly opened = inject<MatDialogRef<NameDialog, string>>(MatDialogRef);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);
  protected readonly max = MAX;
  protected readonly problem = signal('');

  private readonly model = signal({ name: this.options.name });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.name, { message: () => this.i18n.translate<string>('admin.groups.nameMissing') });
      maxLength(path.name, MAX);
    },
    { submission: { action: () => this.act(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  private async act(): Promise<ReturnType<typeof serverErrors>> {
    const name = this.model().name.trim();
    this.problem.set('');
    try {
      await this.options.run(name);
      this.opened.close(name);
      return null;
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.code === 'KEY_TAKEN') {
        const message = this.i18n.translate<string>('admin.groups.nameTaken');
        return [{ kind: 'server', message, fieldTree: this.form.name }];
      }
      const placed = serverErrors(this.form, refusal);
      this.problem.set(placed === null ? this.errorText.of(error) : '');
      return placed;
    }
  }
}

/** The name given, or null when the administrator turned back. */
export async function openName(injector: Injector, options: NameOptions): Promise<string | null> {
  const opened = injector
    .get(MatDialog)
    .open<NameDialog, NameOptions, string>(NameDialog, { data: options, width: '440px', autoFocus: 'input' });
  return (await firstValueFrom(opened.afterClosed())) ?? null;
}
