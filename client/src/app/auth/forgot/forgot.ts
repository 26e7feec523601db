import { Component, inject, signal, computed } from '@angular/core';
import { form, FormField, FormRoot, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import { Notice } from '../../ui/feedback/notice';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { ErrorSummary } from '../../ui/forms/error-summary';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { serverErrors } from '../../ui/forms/server-errors';
import { AuthApi } from '../auth-api';
import { AuthFrame } from '../auth-frame';
import { emailProblem } from '../email-problem';

/** Asks for a mail with a link. The answer never says whether the account exists. */
@Component({
  selector: 'ss-forgot',
  imports: [
    AuthFrame,
    Control,
    ErrorSummary,
    Field,
    FormField,
    FormRoot,
    MatButton,
    Notice,
    RouterLink,
    TranslocoDirective,
  ],
  template: `
    <ss-auth-frame>
      <ng-container *transloco="let t; prefix: 'auth.forgot'">
        <div>
          <h1>{{ t('title') }}</h1>
          <p class="ss-secondary">{{ t('lead') }}</p>
        </div>
        @if (sentTo(); as address) {
          <ss-notice tone="ok">
            <strong>{{ t('sent', { email: address }) }}</strong>
            <br />
            {{ t('sentHint') }}
          </ss-notice>
        }
        <ss-error-summary [of]="form" [isTried]="false" [failure]="failure()" [title]="t('failed')" />
        <form class="ss-form" [formRoot]="form">
          <ss-field [label]="email()" [of]="form.email">
            <input ssControl type="email" autocomplete="username" [formField]="form.email" />
          </ss-field>
          <button matButton="filled" class="ss-wide" type="submit" [disabled]="form().submitting()">
            {{ t('act') }}
          </button>
        </form>
        <p>
          <a routerLink="/login">{{ t('back') }}</a>
        </p>
      </ng-container>
    </ss-auth-frame>
  `,
})
export class Forgot {
  private readonly api = inject(AuthApi);
  private readonly i18n = inject(TranslocoService);
  private readonly model = signal({ email: '' });

  protected readonly email = computed(() => this.i18n.translate<string>('auth.login.email'));
  protected readonly sentTo = signal('');
  protected readonly failure = signal<unknown>(null);

  protected readonly form = form(
    this.model,
    (path) => {
      required(path.email, { message: () => this.i18n.translate<string>('auth.login.emailMissing') });
      validate(path.email, ({ value }) => {
        const problem = emailProblem(value());
        return problem === null
          ? null
          : { kind: 'email', message: this.i18n.translate<string>(`auth.register.${problem}`) };
      });
    },
    { submission: { action: () => this.send(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  private async send(): Promise<ReturnType<typeof serverErrors>> {
    const address = this.model().email.trim();
    this.failure.set(null);
    this.sentTo.set('');
    try {
      await this.api.forgot(address);
      this.sentTo.set(address);
      return null;
    } catch (error) {
      const placed = serverErrors(this.form, toApiError(error));
      this.failure.set(placed === null ? error : null);
      return placed;
    }
  }
}
