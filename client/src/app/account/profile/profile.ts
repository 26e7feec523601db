import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import type { OwnAccountDto, UpdateOwnAccountDto } from '../../api/types';
import { Session } from '../../session/session';
import { Notice } from '../../ui/feedback/notice';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { keepDraft } from '../../ui/forms/draft';
import { ErrorSummary } from '../../ui/forms/error-summary';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { serverErrors } from '../../ui/forms/server-errors';
import { AccountApi } from '../account-api';

interface Model {
  firstName: string;
  lastName: string;
  department: string;
  phone: string;
  timeZone: string;
}

const NOTHING: Model = { firstName: '', lastName: '', department: '', phone: '', timeZone: '' };
const FIELDS = ['firstName', 'lastName', 'department', 'phone', 'timeZone'] as const;

function modelOf(account: OwnAccountDto): Model {
  return {
    firstName: account.firstName,
    lastName: account.lastName,
    department: account.department ?? '',
    phone: account.phone ?? '',
    timeZone: account.timeZone,
  };
}

function changesOf(before: Model, after: Model): UpdateOwnAccountDto {
  const changed = FIELDS.filter((field) => before[field] !== after[field].trim());
  // An emptied field of its own has no text: null takes it away.
  return Object.fromEntries(changed.map((field) => [field, after[field].trim() || null]));
}

@Component({
  selector: 'ss-profile',
  imports: [Control, ErrorSummary, Field, FormField, FormRoot, MatButton, Notice, TranslocoDirective],
  templateUrl: './profile.html',
  styleUrl: './profile.css',
})
export class Profile {
  readonly account = input.required<OwnAccountDto>();
  readonly saved = output<OwnAccountDto>();
  /** The account was changed elsewhere and should be loaded again. */
  readonly stale = output();

  private readonly api = inject(AccountApi);
  private readonly session = inject(Session);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);

  protected readonly model = signal<Model>(NOTHING);
  /** The account as it was last seen. */
  private readonly base = signal<Model>(NOTHING);
  private readonly draft = keepDraft(`profile.${this.session.user()?.id ?? ''}`, this.model, [], this.base);
  protected readonly failure = signal<unknown>(null);
  protected readonly isConflict = signal(false);
  protected readonly zones = Intl.supportedValuesOf('timeZone');
  protected readonly optional = this.i18n.translate<string>('ui.optional');
  protected readonly isChanged = computed(
    () => Object.keys(changesOf(modelOf(this.account()), this.model())).length > 0,
  );

  protected readonly form = form(
    this.model,
    (path) => {
      required(path.firstName, { message: this.i18n.translate<string>('account.profile.firstNameMissing') });
      maxLength(path.firstName, 100);
      required(path.lastName, { message: this.i18n.translate<string>('account.profile.lastNameMissing') });
      maxLength(path.lastName, 100);
      maxLength(path.department, 100);
    },
    { submission: { action: () => this.save(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  constructor() {
    effect(() => {
      const now = modelOf(this.account());
      untracked(() => {
        const typed = this.model();
        const before = this.base();
        // What was typed before a reload stays; everything else follows the account.
        const kept = FIELDS.filter((field) => typed[field] !== before[field]);
        this.base.set(now);
        this.model.set({ ...now, ...Object.fromEntries(kept.map((field) => [field, typed[field]])) });
      });
    });
  }

  protected discard(): void {
    this.form().reset(modelOf(this.account()));
    this.draft.clear();
    this.failure.set(null);
    this.isConflict.set(false);
  }

  private async save(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    this.isConflict.set(false);
    const account = this.account();
    try {
      const changed = await this.api.update({ ...changesOf(modelOf(account), this.model()), version: account.version });
      this.session.amend({ firstName: changed.firstName, lastName: changed.lastName });
      this.form().reset(modelOf(changed));
      this.draft.clear();
      this.saved.emit(changed);
      this.snackbar.show(this.i18n.translate<string>('account.profile.saved'));
      return null;
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.code === 'FIELD_CONFLICT' || refusal.code === 'VERSION_STALE') {
        this.isConflict.set(true);
        this.stale.emit();
        return null;
      }
      const placed = serverErrors(this.form, refusal);
      this.failure.set(placed === null ? error : null);
      return placed;
    }
  }
}
