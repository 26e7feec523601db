import { Component, type Injector, inject, signal, computed } from '@angular/core';
import { email, form, FormField, FormRoot, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import {
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { type ApiError, toApiError } from '../../api/api-error';
import { FIRST_ROLE, ROLES, type Role, type AccountDto } from '../../api/types';
import { Notice } from '../../ui/feedback/notice';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { keepDraft } from '../../ui/forms/draft';
import { ErrorSummary } from '../../ui/forms/error-summary';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { serverErrors } from '../../ui/forms/server-errors';
import { GroupNames } from '../groups/group-names';
import { PeopleApi } from './people-api';
import { TeamChoice } from './team-choice';

interface Model {
  firstName: string;
  lastName: string;
  email: string;
  role: Role;
  department: string;
  phone: string;
  teamIds: readonly string[];
}

const EMPTY: Model = {
  firstName: '',
  lastName: '',
  email: '',
  role: FIRST_ROLE,
  department: '',
  phone: '',
  teamIds: [],
};

/** A new account; its owner is invited by mail to choose a password. */
@Component({
  selector: 'ss-add-person',
  imports: [
    Control,
    ErrorSummary,
    Field,
    FormField,
    FormRoot,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    RouterLink,
    TeamChoice,
    TranslocoDirective,
  ],
  providers: [GroupNames],
  template: `
    <form *transloco="let t; prefix: 'admin.people'" [formRoot]="form">
      <h2 matDialogTitle>{{ t('add') }}</h2>
      <mat-dialog-content>
        <p class="lead ss-secondary">{{ t('addLead') }}</p>
        @if (twin(); as other) {
          <ss-notice tone="warn">
            {{ t('taken', { name: other.name, status: t('statuses.' + other.status) }) }}
            <a [routerLink]="['/admin/people', other.id]" matDialogClose>{{ t('openTaken') }}</a>
          </ss-notice>
        }
        <ss-error-summary [of]="form" [isTried]="false" [failure]="failure()" [title]="t('notAdded')" />
        <div class="ss-form">
          <div class="ss-form-columns">
            <ss-field [label]="t('firstName')" [of]="form.firstName">
              <input ssControl type="text" autocomplete="off" cdkFocusInitial [formField]="form.firstName" />
            </ss-field>
            <ss-field [label]="t('lastName')" [of]="form.lastName">
              <input ssControl type="text" autocomplete="off" [formField]="form.lastName" />
            </ss-field>
          </div>
          <ss-field [label]="t('email')" [hint]="t('inviteHint')" [of]="form.email">
            <input ssControl type="email" autocomplete="off" [formField]="form.email" />
          </ss-field>
          <div class="ss-form-columns">
            <ss-field [label]="t('role')" [of]="form.role">
              <select ssControl [formField]="form.role">
                @for (role of roles; track role) {
                  <option [value]="role">{{ t('roles.' + role) }}</option>
                }
              </select>
            </ss-field>
            <ss-field [label]="t('department')" [note]="optional()" [of]="form.department">
              <input ssControl type="text" list="new-departments" autocomplete="off" [formField]="form.department" />
              <datalist id="new-departments">
                @for (group of groups.departments(); track group.id) {
                  <option [value]="group.name"></option>
                }
              </datalist>
            </ss-field>
          </div>
          <ss-field [label]="t('phone')" [note]="optional()" [of]="form.phone">
            <input ssControl type="tel" autocomplete="off" [formField]="form.phone" />
          </ss-field>
          @if (groups.teams().length > 0 && model().role !== firstRole) {
            <ss-team-choice
              [label]="t('teams')"
              [note]="optional()"
              [teams]="groups.teams()"
              [formField]="form.teamIds"
            />
          }
        </div>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton="text" type="button" matDialogClose>{{ t('cancel') }}</button>
        <button matButton="filled" type="submit" [disabled]="form().submitting()">{{ t('addAct') }}</button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    .lead {
      margin-block-end: 16px;
    }
    ss-notice,
    ss-error-summary:not(:empty) {
      margin-block-end: 16px;
    }
  `,
})
class AddPerson {
  private readonly opened = inject<MatDialogRef<AddPerson, AccountDto>>(MatDialogRef);
  private readonly api = inject(PeopleApi);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  protected readonly groups = inject(GroupNames);

  protected readonly roles = ROLES;
  protected readonly firstRole = FIRST_ROLE;
  protected readonly optional = computed(() => this.i18n.translate<string>('ui.optional'));
  protected readonly failure = signal<unknown>(null);
  /** Who has the address already. */
  protected readonly twin = signal<AccountDto | null>(null);
  protected readonly model = signal(EMPTY);
  private readonly draft = keepDraft('person.new', this.model, [], () => EMPTY);
  /** One press, one account; another text is another request. */
  private sending = { text: '', key: '' };

  protected readonly form = form(
    this.model,
    (path) => {
      required(path.firstName, { message: () => this.say('firstNameMissing') });
      maxLength(path.firstName, 100);
      required(path.lastName, { message: () => this.say('lastNameMissing') });
      maxLength(path.lastName, 100);
      required(path.email, { message: () => this.say('emailMissing') });
      email(path.email, { message: () => this.say('emailWrong') });
      maxLength(path.department, 100);
    },
    { submission: { action: () => this.add(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  private async add(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    this.twin.set(null);
    const { firstName, lastName, department, phone, teamIds, role, ...typed } = this.model();
    const person = {
      email: typed.email.trim(),
      firstName: firstName.trim(),
      lastName: lastName.trim(),
      role,
      ...(department.trim() === '' ? {} : { department: department.trim() }),
      ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
      ...(teamIds.length === 0 || role === FIRST_ROLE ? {} : { teamIds: [...teamIds] }),
    };
    const text = JSON.stringify(person);
    if (text !== this.sending.text) {
      this.sending = { text, key: crypto.randomUUID() };
    }
    try {
      const account = await this.api.create(person, this.sending.key);
      this.draft.clear();
      this.opened.close(account);
      this.snackbar.show(this.say('added', { name: account.name, email: account.email }));
      return null;
    } catch (error) {
      const refusal = toApiError(error);
      this.sending = { text: '', key: '' };
      if (refusal.code === 'EMAIL_TAKEN') {
        return this.explainTwin(person.email, refusal);
      }
      const placed = serverErrors(this.form, refusal);
      this.failure.set(placed === null ? error : null);
      return placed;
    }
  }

  private async explainTwin(address: string, refusal: ApiError): Promise<ReturnType<typeof serverErrors>> {
    try {
      const { items } = await this.api.list({ q: address, limit: 10 });
      this.twin.set(items.find((one) => one.email.toLowerCase() === address.toLowerCase()) ?? null);
    } catch {
      // The refusal at the field says enough; the link was a help.
    }
    return [{ kind: 'server', message: refusal.details['email']?.[0] ?? refusal.message, fieldTree: this.form.email }];
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`admin.people.${key}`, values);
  }
}

/** The new account, or null when the administrator turned back. */
export async function openAddPerson(injector: Injector): Promise<AccountDto | null> {
  const opened = injector
    .get(MatDialog)
    .open<AddPerson, undefined, AccountDto>(AddPerson, { width: '560px', maxWidth: '96vw', autoFocus: 'input' });
  return (await firstValueFrom(opened.afterClosed())) ?? null;
}
