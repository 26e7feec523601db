import { Component, computed, inject, input, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import { loadedBy } from '../../api/loaded-by';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { PasswordInput } from '../../ui/field/password-input';
import { PasswordMeter } from '../../ui/field/password-meter';
import { keepDraft } from '../../ui/forms/draft';
import { ErrorSummary } from '../../ui/forms/error-summary';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { goodPassword } from '../../ui/forms/password-rule';
import { serverErrors } from '../../ui/forms/server-errors';
import { Arrival } from '../arrival';
import { AuthApi } from '../auth-api';
import { AuthFrame } from '../auth-frame';
import { emailProblem } from '../email-problem';

/** The first administrator, by the link that the server prints on its first start. */
@Component({
  selector: 'ss-setup',
  imports: [
    AuthFrame,
    Control,
    ErrorSummary,
    Field,
    FormField,
    FormRoot,
    InPlaceError,
    MatButton,
    Notice,
    PasswordInput,
    PasswordMeter,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './setup.html',
})
export class Setup {
  /** From the link. */
  readonly token = input('');

  private readonly api = inject(AuthApi);
  private readonly router = inject(Router);
  private readonly arrival = inject(Arrival);
  private readonly i18n = inject(TranslocoService);

  protected readonly model = signal({ firstName: '', lastName: '', email: '', password: '' });
  private readonly draft = keepDraft('setup', this.model, ['password']);
  protected readonly link = loadedBy(this.token, (token) => this.api.setupLink(token));
  protected readonly isRefused = signal(false);
  protected readonly isTried = signal(false);
  protected readonly failure = signal<unknown>(null);
  protected readonly owner = computed(() => {
    const { email, firstName, lastName } = this.model();
    return { email, firstName, lastName };
  });
  protected readonly isInvalid = computed(
    () => this.isRefused() || this.token() === '' || this.link.value()?.valid === false,
  );

  protected readonly form = form(
    this.model,
    (path) => {
      required(path.firstName, { message: () => this.say('firstNameMissing') });
      maxLength(path.firstName, 100);
      required(path.lastName, { message: () => this.say('lastNameMissing') });
      maxLength(path.lastName, 100);
      required(path.email, { message: () => this.say('emailMissing') });
      validate(path.email, ({ value }) => {
        const problem = emailProblem(value());
        return problem === null ? null : { kind: 'email', message: this.say(problem) };
      });
      goodPassword(path.password, (key, values) => this.i18n.translate<string>(key, values), this.owner);
    },
    { submission: { action: () => this.setUp(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  private async setUp(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    const { firstName, lastName, email, password } = this.model();
    const person = { firstName: firstName.trim(), lastName: lastName.trim(), email: email.trim(), password };
    try {
      await this.api.setUp({ token: this.token(), ...person });
      this.draft.clear();
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.code === 'LINK_INVALID' || refusal.code === 'SETUP_DONE') {
        this.isRefused.set(true);
        return null;
      }
      const placed = serverErrors(this.form, refusal);
      this.failure.set(placed === null ? error : null);
      return placed;
    }
    this.arrival.leave({ kind: 'setUp', email: person.email });
    await this.router.navigateByUrl('/login');
    return null;
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`auth.register.${key}`);
  }
}
