import { Component, type Injector, inject, signal } from '@angular/core';
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
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { ErrorText } from '../feedback/error-text';
import { Notice } from '../feedback/notice';
import type { ConfirmOptions } from './dialog-options';

@Component({
  selector: 'ss-confirm-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, Notice, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2 matDialogTitle>{{ options.title }}</h2>
      <mat-dialog-content>
        <p>{{ options.text }}</p>
        @if (problem(); as text) {
          <ss-notice tone="error">{{ text }}</ss-notice>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton="text" type="button" matDialogClose>{{ t('ui.cancel') }}</button>
        <button
          matButton="filled"
          type="button"
          [class.ss-danger]="options.isDangerous"
          [disabled]="isBusy()"
          (click)="act()"
        >
          {{ options.act }}
        </button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    ss-notice {
      margin-block-start: 12px;
    }
  `,
})
class ConfirmDialog {
  protected readonly options = inject<ConfirmOptions>(MAT_DIALOG_DATA);
  private readonly opened = inject<MatDialogRef<ConfirmDialog, boolean>>(MatDialogRef);
  private readonly errorText = inject(ErrorText);
  protected readonly isBusy = signal(false);
  protected readonly problem = signal('');

  protected async act(): Promise<void> {
    this.isBusy.set(true);
    this.problem.set('');
    try {
      await this.options.run?.();
      this.opened.close(true);
    } catch (error) {
      // The call's failure is shown here, beside the button that may try it again.
      this.problem.set(this.errorText.of(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}

export async function openConfirm(injector: Injector, options: ConfirmOptions): Promise<boolean> {
  const opened = injector
    .get(MatDialog)
    .open<ConfirmDialog, ConfirmOptions, boolean>(ConfirmDialog, { data: options, width: '440px' });
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
