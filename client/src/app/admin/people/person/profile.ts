import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { email, form, FormField, FormRoot, maxLength, readonly, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../../api/api-error';
import { FIRST_ROLE, ROLES, type Role, type UpdateAccountDto, type AccountDto } from '../../../api/types';
import { Notice } from '../../../ui/feedback/notice';
import { Snackbar } from '../../../ui/feedback/snackbar';
import { Control } from '../../../ui/field/control';
import { Field } from '../../../ui/field/field';
import { ConflictChoice, type ConflictField } from '../../../ui/forms/conflict-choice';
import { keepDraft } from '../../../ui/forms/draft';
import { ErrorSummary } from '../../../ui/forms/error-summary';
import { focusFirstError } from '../../../ui/forms/focus-first-error';
import { changedFields, rebase } from '../../../ui/forms/rebase';
import { serverErrors } from '../../../ui/forms/server-errors';
import { dateLocale, formatTime } from '../../../ui/time/time-format';
import { GroupNames } from '../../groups/group-names';
import { PeopleApi } from '../people-api';
import { TeamChoice } from '../team-choice';
import { PersonStore } from './person-store';
import { StakesText } from './stakes-text';

interface Model {
  firstName: string;
  lastName: string;
  email: string;
  role: Role;
  department: string;
  phone: string;
  language: string;
  timeZone: string;
  teamIds: readonly string[];
}
type FieldName = keyof Model;

interface Conflict {
  readonly account: AccountDto;
  readonly fields: readonly ConflictField[];
  readonly who: string;
}

const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'cs', 'da', 'sv', 'nb', 'fi', 'tr', 'uk'] as const;

function modelOf(account: AccountDto): Model {
  const { firstName, lastName, role, language, timeZone } = account;
  return {
    firstName,
    lastName,
    email: account.email,
    role,
    department: account.department ?? '',
    phone: account.phone ?? '',
    language,
    timeZone,
    teamIds: account.teams.map(({ id }) => id).toSorted(),
  };
}

const NOTHING: Model = {
  firstName: '',
  lastName: '',
  email: '',
  role: FIRST_ROLE,
  department: '',
  phone: '',
  language: '',
  timeZone: '',
  teamIds: [],
};

function tidy(model: Model): Model {
  return {
    ...model,
    firstName: model.firstName.trim(),
    lastName: model.lastName.trim(),
    email: model.email.trim(),
    department: model.department.trim(),
    phone: model.phone.trim(),
    timeZone: model.timeZone.trim(),
    teamIds: [...model.teamIds].sort(),
  };
}

/** What an administrator may change about a person. What somebody else changed meanwhile is never overwritten unseen. */
@Component({
  selector: 'ss-person-profile',
  imports: [
    ConflictChoice,
    Control,
    ErrorSummary,
    Field,
    FormField,
    FormRoot,
    MatButton,
    Notice,
    TeamChoice,
    TranslocoDirective,
  ],
  templateUrl: './profile.html',
  styles: `
    ss-conflict-choice,
    ss-error-summary:not(:empty) {
      margin-block-end: 20px;
    }
    dl {
      display: grid;
      grid-template-columns: 120px 1fr;
      gap: 8px 12px;
    }
    dt {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class Profile {
  readonly account = input.required<AccountDto>();

  protected readonly store = inject(PersonStore);
  protected readonly groups = inject(GroupNames);
  private readonly api = inject(PeopleApi);
  private readonly snackbar = inject(Snackbar);
  private readonly stakes = inject(StakesText);
  private readonly i18n = inject(TranslocoService);

  protected readonly roles = ROLES;
  protected readonly firstRole = FIRST_ROLE;
  protected readonly optional = computed(() => this.i18n.translate<string>('ui.optional'));
  protected readonly zones = Intl.supportedValuesOf('timeZone');
  protected readonly languages = computed(() => {
    const names = new Intl.DisplayNames(this.i18n.getActiveLang(), { type: 'language' });
    const codes = [...new Set([...LANGUAGES, this.base().language])].filter(Boolean);
    return codes.map((code) => ({ code, name: names.of(code) ?? code }));
  });

  protected readonly model = signal<Model>(NOTHING);
  /** The account as the form began with it, and the version it had then. */
  private readonly base = signal<Model>(NOTHING);
  private version = 0;
  private readonly draft = keepDraft(`person.${this.store.account.value()?.id ?? ''}`, this.model, [], this.base);
  protected readonly failure = signal<unknown>(null);
  protected readonly conflict = signal<Conflict | null>(null);
  private readonly changes = computed(() => changedFields(this.base(), tidy(this.model())));
  protected readonly isChanged = computed(() => this.changes().length > 0);
  protected readonly roleHint = computed(() =>
    this.changes().includes('role') ? this.stakes.ofNewRole(this.store.stakes()) : '',
  );
  protected readonly isNewAddress = computed(() => this.changes().includes('email'));

  protected readonly form = form(
    this.model,
    (path) => {
      required(path.firstName, { message: () => this.say('firstNameMissing') });
      maxLength(path.firstName, 100);
      required(path.lastName, { message: () => this.say('lastNameMissing') });
      maxLength(path.lastName, 100);
      required(path.email, { message: () => this.say('emailMissing') });
      readonly(path.email, { when: () => !this.store.can('set_email') });
      email(path.email, { message: () => this.say('emailWrong') });
      maxLength(path.department, 100);
      required(path.timeZone, { message: () => this.say('zoneMissing') });
    },
    { submission: { action: () => this.save(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  constructor() {
    effect(() => {
      const account = this.account();
      untracked(() => {
        const now = modelOf(account);
        if (this.version === 0) {
          this.begin(account, this.typedBefore(now));
        } else if (account.version > this.version) {
          // What was typed stays; everything else follows the account.
          const { merged, conflicts } = rebase(this.base(), tidy(this.model()), now);
          if (conflicts.length === 0) {
            this.begin(account, merged);
          } else {
            void this.meet(account, conflicts);
          }
        }
      });
    });
  }

  protected discard(): void {
    this.form().reset(this.base());
    this.draft.clear();
    this.failure.set(null);
    this.conflict.set(null);
  }

  /** After both values were seen: the chosen ones go on top of what is there now. */
  protected async settle(theirs: readonly string[]): Promise<void> {
    const conflict = this.conflict();
    if (conflict === null) {
      return;
    }
    const now = modelOf(conflict.account);
    const { merged } = rebase(this.base(), tidy(this.model()), now);
    const taken = Object.fromEntries(Object.entries(now).filter(([name]) => theirs.includes(name)));
    this.begin(conflict.account, { ...merged, ...taken });
    this.conflict.set(null);
    if (this.isChanged()) {
      await this.save();
    } else {
      this.store.take(conflict.account);
    }
  }

  private begin(account: AccountDto, model: Model): void {
    this.version = account.version;
    this.base.set(modelOf(account));
    this.model.set(model);
  }

  /** A draft of an earlier visit holds only what was typed then. */
  private typedBefore(now: Model): Model {
    const typed = this.model();
    const kept = changedFields(NOTHING, typed);
    return { ...now, ...Object.fromEntries(kept.map((name) => [name, typed[name]])) };
  }

  private async save(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    const { id } = this.account();
    const after = tidy(this.model());
    // An emptied field of its own has no text: null takes it away.
    const changes: UpdateAccountDto = Object.fromEntries(
      this.sent().map((name) => [name, Array.isArray(after[name]) ? after[name] : after[name] || null]),
    );
    try {
      const account = await this.api.update(id, { ...changes, version: this.version });
      this.begin(account, modelOf(account));
      this.form().reset(modelOf(account));
      this.draft.clear();
      this.store.take(account);
      this.snackbar.show(this.say('saved', { name: account.name }));
      return null;
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.code === 'FIELD_CONFLICT' || refusal.code === 'VERSION_STALE') {
        await this.showConflict(error);
        return null;
      }
      if (refusal.code === 'EMAIL_TAKEN') {
        return [{ kind: 'server', message: refusal.message, fieldTree: this.form.email }];
      }
      const placed = serverErrors(this.form, refusal);
      this.failure.set(placed === null ? error : null);
      return placed;
    }
  }

  /** Whoever becomes an employee leaves his teams; the server sees to it. */
  private sent(): FieldName[] {
    const isStaff = this.model().role !== FIRST_ROLE;
    return this.changes().filter((name) => name !== 'teamIds' || isStaff);
  }

  private async showConflict(refusal: unknown): Promise<void> {
    try {
      const account = await this.api.read(this.account().id);
      const { merged, conflicts } = rebase(this.base(), tidy(this.model()), modelOf(account));
      if (conflicts.length === 0) {
        // Nothing was contradicted after all: the form goes on from the newest version.
        this.begin(account, merged);
        this.failure.set(refusal);
      } else {
        await this.meet(account, conflicts);
      }
    } catch (error) {
      this.failure.set(error);
    }
  }

  /** Both values side by side; until one is chosen the form stays on the version it began with. */
  private async meet(account: AccountDto, conflicts: readonly FieldName[]): Promise<void> {
    const [now, mine] = [modelOf(account), tidy(this.model())];
    const fields = conflicts.map((key) => ({
      key,
      label: this.say(key === 'teamIds' ? 'teams' : key),
      theirs: this.wordsOf(key, now),
      mine: this.wordsOf(key, mine),
    }));
    this.conflict.set({ account, fields, who: await this.lastChange(account) });
  }

  /** "Ingrid Solberg, Today 10:41"; the time alone when the history does not answer. */
  private async lastChange(account: AccountDto): Promise<string> {
    const at = formatTime(
      new Date(account.updatedAt),
      new Date(),
      'day',
      dateLocale(this.i18n.getActiveLang()),
      (key, values) => this.i18n.translate<string>(key, values),
    );
    try {
      const { items } = await this.api.history(account.id, null, 1);
      const name = items[0]?.actor?.name;
      return name === undefined ? at : `${name}, ${at}`;
    } catch {
      // Who it was is a help; both values are what counts.
      return at;
    }
  }

  private wordsOf(name: FieldName, model: Model): string {
    const value = model[name];
    if (typeof value !== 'string') {
      const names = value.map((id) => this.groups.teams().find((team) => team.id === id)?.name ?? id);
      return names.join(', ') || this.say('nothing');
    }
    return name === 'role' ? this.say(`roles.${value}`) : value || this.say('nothing');
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`admin.people.${key}`, values);
  }
}
