import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Field } from '../../ui/field/field';
import { PasswordInput } from '../../ui/field/password-input';
import { PasswordMeter } from '../../ui/field/password-meter';
import type { PasswordOwner } from '../../ui/field/password-strength';
import { ErrorSummary } from '../../ui/forms/error-summary';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { goodPassword } from '../../ui/forms/password-rule';
import { serverErrors } from '../../ui/forms/server-errors';
import { AccountApi } from '../account-api';
import { OwnAccount } from '../own-account';
import { Part } from '../part';
import { WaysIn } from './ways-in';

const NOTHING = { currentPassword: '', newPassword: '' };

@Component({
  selector: 'ss-change-password',
  imports: [
    ErrorSummary,
    Field,
    FormField,
    FormRoot,
    MatButton,
    Part,
    PasswordInput,
    PasswordMeter,
    RouterLink,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t; prefix: 'account.password'">
      <ss-account-part [title]="t('title')" [lead]="t('lead')">
        <ss-error-summary [of]="form" [isTried]="false" [failure]="failure()" [title]="t('notChanged')" />
        @if (ways.hasPassword()) {
          <form class="ss-form" [formRoot]="form">
            <div class="ss-form-columns">
              <ss-field [label]="t('current')" [of]="form.currentPassword">
                <ss-password-input [formField]="form.currentPassword" />
              </ss-field>
              <ss-field [label]="t('new')" [of]="form.newPassword">
                <ss-password-input autocomplete="new-password" [formField]="form.newPassword" />
                <ss-password-meter fieldExtra [password]="model().newPassword" [owner]="owner()" />
              </ss-field>
            </div>
            <div class="ss-actions">
              <button matButton="outlined" type="submit" [disabled]="form().submitting()">{{ t('act') }}</button>
            </div>
          </form>
        } @else {
          <p>{{ t('none') }}</p>
          <div class="ss-actions">
            <a matButton="outlined" routerLink="/forgot">{{ t('setByMail') }}</a>
          </div>
        }
      </ss-account-part>
    </ng-container>
  `,
})
export class ChangePassword {
  private readonly api = inject(AccountApi);
  private readonly own = inject(OwnAccount);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  protected readonly ways = inject(WaysIn);
  protected readonly owner = computed<PasswordOwner>(() => this.own.value() ?? {});
  protected readonly model = signal(NOTHING);
  protected readonly failure = signal<unknown>(null);

  protected readonly form = form(
    this.model,
    (path) => {
      required(path.currentPassword, { message: () => this.i18n.translate<string>('account.password.currentMissing') });
      goodPassword(
        path.newPassword,
        (key, values) => this.i18n.translate<string>(key, values),
        () => this.owner(),
      );
    },
    { submission: { action: () => this.change(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  private async change(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    const { currentPassword, newPassword } = this.model();
    try {
      await this.api.changePassword(currentPassword, newPassword);
      this.form().reset(NOTHING);
      this.snackbar.show(this.i18n.translate<string>('account.password.changed'));
      return null;
    } catch (error) {
      const placed = serverErrors(this.form, toApiError(error));
      this.failure.set(placed === null ? error : null);
      return placed;
    }
  }
}
