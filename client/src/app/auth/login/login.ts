import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { email, form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import type { SignInOptionsDto } from '../../api/types';
import { safeReturnUrl } from '../../session/guards';
import { Session } from '../../session/session';
import { ErrorText } from '../../ui/feedback/error-text';
import { Notice, type NoticeTone } from '../../ui/feedback/notice';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { PasswordInput } from '../../ui/field/password-input';
import { keepDraft } from '../../ui/forms/draft';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { serverErrors } from '../../ui/forms/server-errors';
import { Arrival } from '../arrival';
import { AuthFrame } from '../auth-frame';
import { NO_OPTIONS } from '../sign-in-options';
import { arrivalOf } from './arrival-message';
import { OtherWays } from './other-ways';
import { ProviderCode } from './provider-code';

interface Message {
  tone: NoticeTone;
  title: () => string;
  text: () => string;
}

@Component({
  selector: 'ss-login',
  imports: [
    AuthFrame,
    Control,
    Field,
    FormField,
    FormRoot,
    MatButton,
    Notice,
    OtherWays,
    PasswordInput,
    ProviderCode,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './login.html',
  styleUrl: './login.css',
})
export class Login {
  /** Where to go on, from the address. */
  readonly returnUrl = input<string>();
  /** Set when a running session came to its end. */
  readonly ended = input<string>();

  /** Why the way through an identity provider ended here: a code of the contract. */
  readonly problem = input<string>();
  /** `registered`: an identity provider brought somebody new. */
  readonly news = input<string>();
  /** `otp`: the identity provider has vouched, the code is missing. */
  readonly continue = input<string>();
  readonly options = input<SignInOptionsDto>(NO_OPTIONS);

  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly i18n = inject(TranslocoService);
  private readonly errorText = inject(ErrorText);
  private readonly arrival = inject(Arrival).take();

  protected readonly model = signal({ email: this.arrival?.email ?? '', password: '', otp: '' });
  protected readonly needsCode = signal(false);
  /** What the address says at first, and then what the form has to say. */
  protected readonly message = linkedSignal<Message | null>(() => {
    const found = arrivalOf(this.problem(), this.news());
    return found === null ? null : this.messageOf(found.tone, found.key);
  });
  protected readonly afterwards = computed(() => safeReturnUrl(this.returnUrl()));

  protected readonly form = form(
    this.model,
    (path) => {
      required(path.email, { message: () => this.say('emailMissing') });
      email(path.email, { message: () => this.i18n.translate<string>('auth.register.emailWrong') });
      required(path.password, { message: () => this.say('passwordMissing') });
      required(path.otp, { message: () => this.say('otpMissing'), when: () => this.needsCode() });
    },
    { submission: { action: () => this.signIn(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  constructor() {
    if (this.arrival === null) {
      keepDraft('login', this.model, ['password', 'otp']);
    } else {
      const { kind, email: address, companyId } = this.arrival;
      this.message.set(this.messageOf('ok', kind, { id: companyId ?? '', email: address }));
    }
  }

  private async signIn(): ReturnType<typeof this.refused> {
    const { email: address, password, otp } = this.model();
    this.message.set(null);
    try {
      await this.session.signIn({ email: address.trim(), password, ...(this.needsCode() ? { otp: otp.trim() } : {}) });
    } catch (error) {
      return this.refused(error);
    }
    await this.router.navigateByUrl(this.afterwards(), { replaceUrl: true });
    return null;
  }

  /** What the refusal of a sign-in means for the page. */
  private async refused(failure: unknown): Promise<ReturnType<typeof serverErrors>> {
    const error = toApiError(failure);
    switch (error.code) {
      case 'OTP_REQUIRED':
        this.needsCode.set(true);
        setTimeout(() => {
          this.form.otp().focusBoundControl();
        });
        return null;
      case 'OTP_INVALID':
        return [{ kind: 'server', message: this.say('otpWrong'), fieldTree: this.form.otp }];
      case 'INVALID_CREDENTIALS':
        return this.tell('error', 'wrong');
      case 'ACCOUNT_PENDING':
        return this.tell('warn', 'pending');
      case 'ACCOUNT_REJECTED':
        return this.tell('error', 'rejected');
      case 'ACCOUNT_SUSPENDED':
        return this.tell('error', 'suspended');
      default: {
        const placed = serverErrors(this.form, error);
        if (placed === null) {
          this.message.set({ tone: 'error', title: () => this.errorText.of(error), text: () => '' });
        }
        return placed;
      }
    }
  }

  private tell(tone: NoticeTone, key: string): null {
    this.message.set(this.messageOf(tone, key));
    return null;
  }

  /** Its words are asked for when they are drawn, in the language of that moment. */
  private messageOf(tone: NoticeTone, key: string, values?: Record<string, string>): Message {
    return { tone, title: () => this.say(key, values), text: () => this.say(`${key}Hint`, values) };
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`auth.login.${key}`, values);
  }
}
