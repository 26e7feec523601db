import { Component, inject, input, signal, viewChild } from '@angular/core';
import { email, form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import type { OwnAccountDto } from '../../api/types';
import { ErrorText } from '../../ui/feedback/error-text';
import { Notice } from '../../ui/feedback/notice';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { PasswordInput } from '../../ui/field/password-input';
import { ErrorSummary } from '../../ui/forms/error-summary';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { serverErrors } from '../../ui/forms/server-errors';
import { AccountApi } from '../account-api';
import { OwnAccount } from '../own-account';
import { Part } from '../part';

const NOTHING = { email: '', currentPassword: '' };

/** The address for sign-in and mail: another one counts once its owner has opened the link that goes there. */
@Component({
  selector: 'ss-account-email',
  imports: [
    Control,
    ErrorSummary,
    Field,
    FormField,
    FormRoot,
    MatButton,
    Notice,
    Part,
    PasswordInput,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t; prefix: 'account.email'">
      <ss-account-part [title]="t('title')" [lead]="t('lead')">
        <div class="ss-spread">
          <strong class="address">{{ account().email }}</strong>
          @if (account().pendingEmail === null && !isOpen()) {
            <button matButton="outlined" type="button" (click)="open()">{{ t('change') }}</button>
          }
        </div>
        @if (account().pendingEmail; as pending) {
          <ss-notice>
            <strong>{{ t('sent', { email: pending }) }}</strong>
            <br />
            {{ t('sentHint') }}
            <button noticeAction matButton="outlined" type="button" [disabled]="isBusy()" (click)="takeBack()">
              {{ t('takeBack') }}
            </button>
          </ss-notice>
          @if (problem(); as text) {
            <ss-notice tone="error">{{ text }}</ss-notice>
          }
        } @else if (isOpen()) {
          <ss-error-summary [of]="form" [isTried]="false" [failure]="failure()" [title]="t('notSent')" />
          <form class="ss-form" [formRoot]="form">
            <div class="ss-form-columns">
              <ss-field [label]="t('new')" [of]="form.email">
                <input ssControl type="email" autocomplete="email" [formField]="form.email" />
              </ss-field>
              <ss-field [label]="t('password')" [of]="form.currentPassword">
                <ss-password-input [formField]="form.currentPassword" />
              </ss-field>
            </div>
            <div class="ss-actions">
              <button matButton="filled" type="submit" [disabled]="form().submitting()">{{ t('act') }}</button>
              <button matButton="text" type="button" (click)="turnBack()">{{ t('cancel') }}</button>
            </div>
          </form>
        }
      </ss-account-part>
    </ng-container>
  `,
  styles: `
    .address {
      font: 500 0.9375rem / 1.5rem var(--ss-font);
      overflow-wrap: anywhere;
    }
  `,
})
export class Email {
  readonly account = input.required<OwnAccountDto>();

  private readonly api = inject(AccountApi);
  private readonly own = inject(OwnAccount);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);
  private readonly model = signal(NOTHING);
  private readonly part = viewChild.required(Part);
  protected readonly isOpen = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly failure = signal<unknown>(null);
  protected readonly problem = signal('');

  protected readonly form = form(
    this.model,
    (path) => {
      required(path.email, { message: () => this.say('missing') });
      email(path.email, { message: () => this.say('wrong') });
      required(path.currentPassword, { message: () => this.say('passwordMissing') });
    },
    { submission: { action: () => this.ask(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  protected open(): void {
    this.isOpen.set(true);
    // Once it stands there.
    setTimeout(() => {
      this.form.email().focusBoundControl();
    });
  }

  protected turnBack(): void {
    this.close();
    this.part().focus();
  }

  private close(): void {
    this.form().reset(NOTHING);
    this.failure.set(null);
    this.isOpen.set(false);
  }

  protected async takeBack(): Promise<void> {
    this.isBusy.set(true);
    this.problem.set('');
    try {
      await this.api.takeBackEmail();
      this.snackbar.show(this.say('takenBack'));
      this.part().focus();
    } catch (error) {
      // Confirmed meanwhile, or taken back elsewhere: the account as it is now says which.
      if (toApiError(error).status !== 404) {
        this.problem.set(this.errorText.of(error));
      }
    } finally {
      this.isBusy.set(false);
    }
    await this.own.load();
  }

  private async ask(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    const { email: address, currentPassword } = this.model();
    try {
      await this.api.requestEmail(address.trim(), currentPassword);
    } catch (error) {
      const placed = serverErrors(this.form, toApiError(error));
      this.failure.set(placed === null ? error : null);
      return placed;
    }
    this.own.set({ ...this.account(), pendingEmail: address.trim().toLowerCase() });
    this.turnBack();
    return null;
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`account.email.${key}`);
  }
}
