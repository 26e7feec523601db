import { Component, inject, input, signal } from '@angular/core';
import { form, FormField, FormRoot } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import { Notice } from '../../ui/feedback/notice';
import { Field } from '../../ui/field/field';
import { PasswordInput } from '../../ui/field/password-input';
import { PasswordMeter } from '../../ui/field/password-meter';
import { ErrorSummary } from '../../ui/forms/error-summary';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { goodPassword } from '../../ui/forms/password-rule';
import { serverErrors } from '../../ui/forms/server-errors';
import { Arrival } from '../arrival';
import { AuthApi } from '../auth-api';
import { AuthFrame } from '../auth-frame';

/** Sets a new password by the mailed link. */
@Component({
  selector: 'ss-reset',
  imports: [
    AuthFrame,
    ErrorSummary,
    Field,
    FormField,
    FormRoot,
    MatButton,
    Notice,
    PasswordInput,
    PasswordMeter,
    RouterLink,
    TranslocoDirective,
  ],
  template: `
    <ss-auth-frame>
      <ng-container *transloco="let t; prefix: 'auth.reset'">
        <h1>{{ t('title') }}</h1>
        @if (isRefused() || !token()) {
          <ss-notice tone="warn">
            <strong>{{ t('invalid') }}</strong>
            <br />
            {{ t('invalidHint') }}
          </ss-notice>
          <a matButton="filled" class="ss-wide" routerLink="/forgot">{{ t('again') }}</a>
        } @else {
          <ss-error-summary [of]="form" [isTried]="false" [failure]="failure()" [title]="t('failed')" />
          <form class="ss-form" [formRoot]="form">
            <ss-field [label]="t('password')" [of]="form.password">
              <ss-password-input autocomplete="new-password" [formField]="form.password" />
              <ss-password-meter fieldExtra [password]="model().password" />
            </ss-field>
            <button matButton="filled" class="ss-wide" type="submit" [disabled]="form().submitting()">
              {{ t('act') }}
            </button>
          </form>
        }
      </ng-container>
    </ss-auth-frame>
  `,
})
export class Reset {
  /** From the link. */
  readonly token = input('');

  private readonly api = inject(AuthApi);
  private readonly router = inject(Router);
  private readonly arrival = inject(Arrival);
  private readonly i18n = inject(TranslocoService);

  protected readonly model = signal({ password: '' });
  protected readonly isRefused = signal(false);
  protected readonly failure = signal<unknown>(null);

  protected readonly form = form(
    this.model,
    (path) => {
      goodPassword(
        path.password,
        (key, values) => this.i18n.translate<string>(key, values),
        () => ({}),
      );
    },
    { submission: { action: () => this.reset(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  private async reset(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    try {
      await this.api.reset(this.token(), this.model().password);
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.code === 'LINK_INVALID' || refusal.details['token'] !== undefined) {
        this.isRefused.set(true);
        return null;
      }
      const placed = serverErrors(this.form, refusal);
      this.failure.set(placed === null ? error : null);
      return placed;
    }
    this.arrival.leave({ kind: 'reset', email: '' });
    await this.router.navigateByUrl('/login');
    return null;
  }
}
