import { afterNextRender, Component, inject, input, signal } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import { Session } from '../../session/session';
import { ErrorText } from '../../ui/feedback/error-text';
import { Notice } from '../../ui/feedback/notice';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { serverErrors } from '../../ui/forms/server-errors';

/** The code of the authenticator, after an identity provider has vouched. */
@Component({
  selector: 'ss-provider-code',
  imports: [Control, Field, FormField, FormRoot, MatButton, Notice, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'auth'">
      @if (failure(); as text) {
        <ss-notice tone="error">{{ text }}</ss-notice>
      }
      <div>
        <h1>{{ t('code.title') }}</h1>
        <p class="ss-secondary">{{ t('code.lead') }}</p>
      </div>
      <form class="ss-form" [formRoot]="form">
        <ss-field [label]="t('login.otp')" [hint]="t('login.otpHint')" [of]="form.otp">
          <input ssControl type="text" autocomplete="one-time-code" autocapitalize="off" [formField]="form.otp" />
        </ss-field>
        <button matButton="filled" class="ss-wide" type="submit" [disabled]="form().submitting()">
          {{ t('code.act') }}
        </button>
      </form>
      <p class="again">
        <a routerLink="/login" [queryParams]="{ returnUrl: returnUrl() }">{{ t('code.again') }}</a>
      </p>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 24px;
    }
    .again {
      text-align: center;
      font: var(--mat-sys-body-small);
    }
    .again a {
      font-weight: 600;
      text-decoration: underline;
    }
  `,
})
export class ProviderCode {
  /** A path of this site. */
  readonly returnUrl = input.required<string>();

  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly i18n = inject(TranslocoService);
  private readonly errorText = inject(ErrorText);

  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal({ otp: '' }),
    (path) => {
      required(path.otp, { message: () => this.i18n.translate<string>('auth.login.otpMissing') });
    },
    { submission: { action: () => this.complete(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  constructor() {
    afterNextRender(() => {
      this.form.otp().focusBoundControl();
    });
  }

  private async complete(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    try {
      await this.session.completeSignIn(this.form.otp().value().trim());
    } catch (failure) {
      return this.refused(failure);
    }
    await this.router.navigateByUrl(this.returnUrl(), { replaceUrl: true });
    return null;
  }

  private async refused(failure: unknown): Promise<ReturnType<typeof serverErrors>> {
    const error = toApiError(failure);
    switch (error.code) {
      case 'OTP_INVALID': {
        const message = this.i18n.translate<string>('auth.login.otpWrong');
        return [{ kind: 'server', message, fieldTree: this.form.otp }];
      }
      case 'SIGN_IN_EXPIRED':
      case 'ACCOUNT_PENDING':
      case 'ACCOUNT_REJECTED':
      case 'ACCOUNT_SUSPENDED':
        // The first half is worth nothing any more: the sign-in page says why.
        await this.router.navigate(['/login'], {
          queryParams: { problem: error.code, returnUrl: this.returnUrl() },
          replaceUrl: true,
        });
        return null;
      default: {
        const placed = serverErrors(this.form, error);
        if (placed === null) {
          this.failure.set(this.errorText.of(error));
        }
        return placed;
      }
    }
  }
}
