import { Component, afterNextRender, inject, input, output, signal } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import { Field } from '../../ui/field/field';
import { PasswordInput } from '../../ui/field/password-input';
import { ErrorSummary } from '../../ui/forms/error-summary';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import type { serverErrors } from '../../ui/forms/server-errors';

/** An act that asks for the password once more. */
@Component({
  selector: 'ss-password-step',
  imports: [ErrorSummary, Field, FormField, FormRoot, MatButton, PasswordInput, TranslocoDirective],
  template: `
    <form *transloco="let t; prefix: 'account'" class="ss-form" [formRoot]="form">
      <p>{{ text() }}</p>
      <ss-error-summary [of]="form" [isTried]="false" [failure]="failure()" [title]="title()" />
      <ss-field [label]="t('setUp.password')" [of]="form.password">
        <ss-password-input [formField]="form.password" />
      </ss-field>
      <div class="ss-actions">
        <button matButton="filled" type="submit" [class.ss-danger]="isDangerous()" [disabled]="form().submitting()">
          {{ act() }}
        </button>
        <button matButton="text" type="button" (click)="cancelled.emit()">{{ t('factor.cancel') }}</button>
      </div>
    </form>
  `,
  styles: `
    ss-field {
      max-inline-size: 340px;
    }
  `,
})
export class PasswordStep {
  readonly text = input.required<string>();
  readonly act = input.required<string>();
  /** What failed, when it fails. */
  readonly title = input.required<string>();
  readonly isDangerous = input(false);
  readonly run = input.required<(password: string) => Promise<void>>();
  readonly cancelled = output();

  private readonly i18n = inject(TranslocoService);
  private readonly model = signal({ password: '' });
  protected readonly failure = signal<unknown>(null);
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.password, { message: () => this.i18n.translate<string>('account.setUp.passwordMissing') });
    },
    { submission: { action: () => this.do(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  constructor() {
    // Opened by a button that is gone now.
    afterNextRender(() => {
      this.form.password().focusBoundControl();
    });
  }

  private async do(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    try {
      await this.run()(this.model().password);
      return null;
    } catch (error) {
      const { details, status } = toApiError(error);
      const messages = details['password'] ?? details['currentPassword'];
      if (status !== 400 || messages === undefined) {
        this.failure.set(error);
        return null;
      }
      return messages.map((message) => ({ kind: 'server', message, fieldTree: this.form.password }));
    }
  }
}
