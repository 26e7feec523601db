import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import { Loaded } from '../../api/loaded';
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

@Component({
  selector: 'ss-register',
  imports: [
    AuthFrame,
    Control,
    ErrorSummary,
    Field,
    FormField,
    FormRoot,
    MatButton,
    PasswordInput,
    PasswordMeter,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './register.html',
  styles: `
    .other {
      text-align: center;
    }
    .other a {
      font-weight: 600;
      text-decoration: underline;
    }
  `,
})
export class Register {
  private readonly api = inject(AuthApi);
  private readonly router = inject(Router);
  private readonly arrival = inject(Arrival);
  private readonly i18n = inject(TranslocoService);
  /** A second press of the button after a lost answer registers nobody twice. */
  private idempotencyKey = crypto.randomUUID();

  protected readonly model = signal({
    firstName: '',
    lastName: '',
    email: '',
    department: '',
    phone: '',
    password: '',
  });
  private readonly draft = keepDraft('register', this.model, ['password']);
  protected readonly departments = new Loaded(() => this.api.departments());
  protected readonly failure = signal<unknown>(null);
  protected readonly isTried = signal(false);
  protected readonly optional = computed(() => this.i18n.translate<string>('ui.optional'));
  protected readonly owner = computed(() => {
    const { email, firstName, lastName } = this.model();
    return { email, firstName, lastName };
  });

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
    { submission: { action: () => this.register(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  constructor() {
    void this.departments.load();
  }

  private async register(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    const { department, phone, password, ...rest } = this.model();
    const person = {
      firstName: rest.firstName.trim(),
      lastName: rest.lastName.trim(),
      email: rest.email.trim(),
      password,
      language: this.i18n.getActiveLang(),
    };
    try {
      const { employee } = await this.api.register(
        {
          ...person,
          ...(department.trim() === '' ? {} : { department: department.trim() }),
          ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
        },
        this.idempotencyKey,
      );
      this.draft.clear();
      this.arrival.leave({ kind: 'registered', email: person.email, companyId: employee.companyId });
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.status !== 0) {
        // The answer is kept under the key; what is sent next is something else.
        this.idempotencyKey = crypto.randomUUID();
      }
      const placed = serverErrors(this.form, refusal);
      if (placed === null) {
        this.failure.set(error);
      } else {
        setTimeout(() => {
          focusFirstError(this.form);
        });
      }
      return placed;
    }
    await this.router.navigateByUrl('/login');
    return null;
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`auth.register.${key}`);
  }
}
