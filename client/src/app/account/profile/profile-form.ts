import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import type { OwnAccountDto } from '../../api/types';
import { Combobox, type ComboboxOption } from '../../ui/choice/combobox';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { Icon } from '../../ui/icon/icon';
import { ConflictChoice, type ConflictField } from '../../ui/forms/conflict-choice';
import { keepDraft } from '../../ui/forms/draft';
import { ErrorSummary } from '../../ui/forms/error-summary';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { rebase } from '../../ui/forms/rebase';
import { serverErrors } from '../../ui/forms/server-errors';
import { AccountApi } from '../account-api';
import { OwnAccount } from '../own-account';
import { Part } from '../part';
import { changesOf, modelOf, NO_PROFILE, trimmed } from './profile-model';
import { browserZone, offsetOf, zoneOptions } from '../../ui/time/time-zones';

const NAME_MAX = 100;

/** What a person may say about himself. */
@Component({
  selector: 'ss-profile-form',
  imports: [
    Combobox,
    ConflictChoice,
    Control,
    ErrorSummary,
    Field,
    FormField,
    FormRoot,
    Icon,
    MatButton,
    Part,
    TranslocoDirective,
  ],
  templateUrl: './profile-form.html',
  styleUrl: './profile-form.css',
})
export class ProfileForm {
  readonly account = input.required<OwnAccountDto>();

  private readonly api = inject(AccountApi);
  private readonly own = inject(OwnAccount);
  private readonly i18n = inject(TranslocoService);

  protected readonly model = signal(NO_PROFILE);
  /** The account as it was last seen. */
  private readonly base = signal(NO_PROFILE);
  private readonly draft = keepDraft('profile', this.model, [], this.base);
  protected readonly failure = signal<unknown>(null);
  protected readonly contested = signal<readonly ConflictField[]>([]);
  protected readonly isSaved = signal(false);
  protected readonly optional = computed(() => this.i18n.translate<string>('ui.optional'));

  protected readonly zones = zoneOptions(new Date());
  protected readonly departments = signal<readonly ComboboxOption[]>([]);
  protected readonly ownZone = browserZone();
  protected readonly zoneHint = computed(() => {
    const offset = offsetOf(this.model().timeZone, new Date());
    return offset === '' ? this.say('timeZoneHint') : this.say('timeZoneNow', { offset });
  });
  protected readonly languages = computed(() => {
    const names = new Intl.DisplayNames(this.i18n.getActiveLang(), { type: 'language' });
    const offered = this.i18n.getAvailableLangs().map((lang) => (typeof lang === 'string' ? lang : lang.id));
    // One that was set by other means stays to be chosen.
    return [...new Set([...offered, this.base().language])]
      .filter((code) => code !== '')
      .map((code) => ({ code, name: names.of(code) ?? code }));
  });
  protected readonly isChanged = computed(() => Object.keys(changesOf(this.base(), this.model())).length > 0);

  protected readonly form = form(
    this.model,
    (path) => {
      required(path.firstName, { message: () => this.say('firstNameMissing') });
      maxLength(path.firstName, NAME_MAX);
      required(path.lastName, { message: () => this.say('lastNameMissing') });
      maxLength(path.lastName, NAME_MAX);
      maxLength(path.department, NAME_MAX);
      validate(path.timeZone, ({ value }) =>
        offsetOf(value(), new Date()) === '' ? { kind: 'zone', message: this.say('timeZoneWrong') } : null,
      );
    },
    { submission: { action: () => this.save(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  constructor() {
    effect(() => {
      const now = modelOf(this.account());
      untracked(() => {
        this.model.set(rebase(this.base(), this.model(), now).merged);
        this.base.set(now);
      });
    });
    effect(() => {
      if (this.isChanged()) {
        untracked(() => this.isSaved.set(false));
      }
    });
    void this.offerDepartments();
  }

  protected useOwnZone(): void {
    this.model.update((model) => ({ ...model, timeZone: this.ownZone }));
  }

  protected discard(): void {
    this.form().reset(this.base());
    this.draft.clear();
    this.failure.set(null);
    this.contested.set([]);
  }

  /** The other's value is taken in these fields; with the rest it is saved again. */
  protected async resolve(theirs: readonly string[]): Promise<void> {
    const taken = Object.entries(this.base()).filter(([field]) => theirs.includes(field));
    this.model.update((model) => ({ ...model, ...Object.fromEntries(taken) }));
    this.contested.set([]);
    if (this.isChanged()) {
      await this.save();
    }
  }

  private async save(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    const { version } = this.account();
    try {
      const changed = await this.api.update({ ...changesOf(this.base(), this.model()), version });
      this.form().reset(modelOf(changed));
      this.base.set(modelOf(changed));
      this.draft.clear();
      this.own.set(changed);
      this.isSaved.set(true);
      return null;
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.code === 'FIELD_CONFLICT' || refusal.code === 'VERSION_STALE') {
        await this.compare();
        return null;
      }
      const placed = serverErrors(this.form, refusal);
      this.failure.set(placed === null ? error : null);
      return placed;
    }
  }

  /** The account was changed elsewhere: shows both values of what both changed. */
  private async compare(): Promise<void> {
    const base = this.base();
    try {
      const now = await this.api.me();
      const [mine, theirs] = [trimmed(this.model()), modelOf(now)];
      const { conflicts } = rebase(base, mine, theirs);
      this.contested.set(
        conflicts.map((field) => ({
          key: field,
          label: this.say(field),
          theirs: theirs[field] || this.say('empty'),
          mine: mine[field] || this.say('empty'),
        })),
      );
      this.own.set(now);
    } catch (error) {
      // What was typed stands; saving again asks again.
      this.failure.set(error);
    }
  }

  private async offerDepartments(): Promise<void> {
    try {
      this.departments.set((await this.api.departments()).map(({ name }) => ({ value: name })));
    } catch {
      // Free text is allowed, so the field works without them.
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`account.profile.${key}`, values);
  }
}
