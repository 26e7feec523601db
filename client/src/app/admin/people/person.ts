import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import { type AccountAction, type AccountDto, ROLES, type UpdateAccountDto } from '../../api/types';
import { Dialogs } from '../../ui/dialog/dialogs';
import { ErrorText } from '../../ui/feedback/error-text';
import { Notice } from '../../ui/feedback/notice';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { ErrorSummary } from '../../ui/forms/error-summary';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { serverErrors } from '../../ui/forms/server-errors';
import { Time } from '../../ui/time/time';
import { AdminApi } from '../admin-api';
import { AccountStatusChip } from './account-status-chip';

type Model = Record<'firstName' | 'lastName' | 'email' | 'department' | 'phone' | 'role', string>;
const FIELDS = ['firstName', 'lastName', 'email', 'department', 'phone', 'role'] as const;

function modelOf(account: AccountDto): Model {
  const { firstName, lastName, email, role } = account;
  return { firstName, lastName, email, department: account.department ?? '', phone: account.phone ?? '', role };
}

/** One account: what it is, what an administrator may change, and the decisions on it. */
@Component({
  selector: 'ss-person',
  imports: [
    AccountStatusChip,
    Control,
    ErrorSummary,
    Field,
    FormField,
    FormRoot,
    MatButton,
    Notice,
    Time,
    TranslocoDirective,
  ],
  templateUrl: './person.html',
  styleUrl: './person.css',
})
export class Person {
  readonly account = input.required<AccountDto>();
  readonly changed = output<AccountDto>();

  private readonly api = inject(AdminApi);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);

  protected readonly roles = ROLES;
  protected readonly model = linkedSignal(() => modelOf(this.account()));
  protected readonly failure = signal<unknown>(null);
  protected readonly problem = signal('');
  protected readonly isConflict = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly changes = computed(() => {
    const before = modelOf(this.account());
    const after = this.model();
    return FIELDS.filter((field) => before[field] !== after[field].trim());
  });

  protected readonly form = form(
    this.model,
    (path) => {
      required(path.firstName, { message: this.say('firstNameMissing') });
      maxLength(path.firstName, 100);
      required(path.lastName, { message: this.say('lastNameMissing') });
      maxLength(path.lastName, 100);
      required(path.email, { message: this.say('emailMissing') });
    },
    { submission: { action: () => this.save(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  protected can(action: AccountAction): boolean {
    return this.account().allowedActions.includes(action);
  }

  protected async approve(): Promise<void> {
    await this.decide(() => this.api.approve(this.account().id), 'approved');
  }

  protected async reinstate(): Promise<void> {
    await this.decide(() => this.api.reinstate(this.account().id), 'reinstated');
  }

  protected async reject(): Promise<void> {
    await this.askAndDecide('reject', (reason) => this.api.reject(this.account().id, reason), 'rejected');
  }

  protected async suspend(): Promise<void> {
    await this.askAndDecide('suspend', (reason) => this.api.suspend(this.account().id, reason), 'suspended');
  }

  private async askAndDecide(verb: string, act: (reason: string) => Promise<AccountDto>, done: string): Promise<void> {
    const { name } = this.account();
    const reason = await this.dialogs.askReason({
      title: this.say(`${verb}Title`, { name }),
      text: this.say(`${verb}Text`),
      act: this.say(verb),
      isDangerous: true,
      run: async (given) => this.changed.emit(await act(given)),
    });
    if (reason !== null) {
      this.snackbar.show(this.say(done, { name }));
    }
  }

  private async decide(act: () => Promise<AccountDto>, done: string): Promise<void> {
    this.isBusy.set(true);
    this.problem.set('');
    try {
      const account = await act();
      this.changed.emit(account);
      this.snackbar.show(this.say(done, { name: account.name }));
    } catch (error) {
      this.problem.set(this.errorText.of(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  private async save(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    this.isConflict.set(false);
    const after = this.model();
    const { id, version } = this.account();
    const changes: UpdateAccountDto = Object.fromEntries(
      this.changes().map((field) => [field, after[field].trim() || null]),
    );
    try {
      const account = await this.api.updateUser(id, { ...changes, version });
      this.changed.emit(account);
      this.snackbar.show(this.say('saved', { name: account.name }));
      return null;
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.code === 'FIELD_CONFLICT' || refusal.code === 'VERSION_STALE') {
        this.isConflict.set(true);
        return null;
      }
      const placed = serverErrors(this.form, refusal);
      this.failure.set(placed === null ? error : null);
      return placed;
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`admin.people.${key}`, values);
  }
}
