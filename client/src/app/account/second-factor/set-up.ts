import { Component, ElementRef, afterNextRender, computed, inject, input, output, signal } from '@angular/core';
import { form, FormField, FormRoot, pattern, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import type { StartedSecondFactorDto } from '../../api/types';
import { CopyButton } from '../../ui/feedback/copy-button';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { PasswordInput } from '../../ui/field/password-input';
import { ErrorSummary } from '../../ui/forms/error-summary';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { serverErrors } from '../../ui/forms/server-errors';
import { AccountApi } from '../account-api';
import { RecoveryCodes } from './recovery-codes';

/** The steps to a second factor: the password, the secret into the authenticator, a code out of it, the codes to keep. */
@Component({
  selector: 'ss-second-factor-set-up',
  imports: [
    Control,
    CopyButton,
    ErrorSummary,
    Field,
    FormField,
    FormRoot,
    MatButton,
    PasswordInput,
    RecoveryCodes,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './set-up.html',
  styleUrl: './set-up.css',
})
export class SecondFactorSetUp {
  /** Begins in the first field: for who has just asked for it. */
  readonly takesFocus = input(false);
  /** The factor counts from now on. */
  readonly confirmed = output();
  /** ... and the recovery codes are kept. */
  readonly done = output();

  private readonly api = inject(AccountApi);
  private readonly i18n = inject(TranslocoService);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly started = signal<StartedSecondFactorDto | null>(null);
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly failure = signal<unknown>(null);
  protected readonly lacksPassword = computed(
    () => this.failure() !== null && toApiError(this.failure()).code === 'PASSWORD_NOT_SET',
  );
  /** In groups of four, as people read it aloud. */
  protected readonly secret = computed(() => this.started()?.secret.replace(/(.{4})(?=.)/g, '$1 ') ?? '');
  protected readonly step = computed(() => (this.codes() !== null ? 3 : this.started() !== null ? 2 : 1));

  private readonly passwordModel = signal({ password: '' });
  protected readonly passwordForm = form(
    this.passwordModel,
    (path) => {
      required(path.password, { message: () => this.say('passwordMissing') });
    },
    { submission: { action: () => this.start(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  private readonly codeModel = signal({ code: '' });
  protected readonly codeForm = form(
    this.codeModel,
    (path) => {
      required(path.code, { message: () => this.say('codeMissing') });
      pattern(path.code, /^\s*\d{3}\s?\d{3}\s*$/, { message: () => this.say('codeShape') });
    },
    { submission: { action: () => this.confirm(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  constructor() {
    afterNextRender(() => {
      if (this.takesFocus()) {
        this.passwordForm.password().focusBoundControl();
      }
    });
  }

  private async start(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    try {
      this.started.set(await this.api.startSecondFactor(this.passwordModel().password));
    } catch (error) {
      const placed = serverErrors(this.passwordForm, toApiError(error));
      this.failure.set(placed === null ? error : null);
      return placed;
    }
    this.passwordForm().reset({ password: '' });
    this.goTo('.step');
    return null;
  }

  private async confirm(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    try {
      this.codes.set(await this.api.confirmSecondFactor(this.codeModel().code.replace(/\s/g, '')));
    } catch (error) {
      const placed = serverErrors(this.codeForm, toApiError(error));
      this.failure.set(placed === null ? error : null);
      return placed;
    }
    this.confirmed.emit();
    this.goTo('.head');
    return null;
  }

  /** The next step begins at its heading, for readers and keys alike. */
  private goTo(heading: string): void {
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>(heading)?.focus());
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`account.setUp.${key}`);
  }
}
