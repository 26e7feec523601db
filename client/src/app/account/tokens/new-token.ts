import { Component, afterNextRender, computed, inject, output, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import type { CreatedApiTokenDto, Permission } from '../../api/types';
import { Session } from '../../session/session';
import { Checkbox } from '../../ui/field/checkbox';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { Icon } from '../../ui/icon/icon';
import { ErrorSummary } from '../../ui/forms/error-summary';
import { focusFirstError } from '../../ui/forms/focus-first-error';
import { serverErrors } from '../../ui/forms/server-errors';
import { Time } from '../../ui/time/time';
import { ScopeWords } from '../../ui/scopes/scope-words';
import { AccountApi } from '../account-api';
import { Part } from '../part';
import { type Preset, presetOf, presetScopes, scopeGroups } from './token-scopes';

const DAYS = ['7', '30', '90', '180', '365'] as const;
const DAY_MS = 86_400_000;
const NAME_MAX = 100;

/** A new token: what it is for, what it may do, and until when. */
@Component({
  selector: 'ss-new-token',
  imports: [
    Checkbox,
    Control,
    ErrorSummary,
    Field,
    FormField,
    FormRoot,
    Icon,
    MatButton,
    Part,
    Time,
    TranslocoDirective,
  ],
  templateUrl: './new-token.html',
  styleUrl: './new-token.css',
})
export class NewToken {
  readonly made = output<CreatedApiTokenDto>();
  readonly cancelled = output();

  private readonly api = inject(AccountApi);
  private readonly session = inject(Session);
  private readonly i18n = inject(TranslocoService);
  protected readonly words = inject(ScopeWords);
  private readonly own = computed(() => this.session.user()?.permissions ?? []);
  protected readonly groups = computed(() => scopeGroups(this.own()));
  protected readonly days = DAYS;
  protected readonly presets: readonly Preset[] = ['reading', 'everything'];
  protected readonly nameMax = NAME_MAX;
  protected readonly failure = signal<unknown>(null);

  protected readonly model = signal<{ name: string; days: string; scopes: readonly Permission[] }>({
    name: '',
    days: '90',
    scopes: [],
  });
  protected readonly chosen = computed<ReadonlySet<Permission>>(() => new Set(this.model().scopes));
  protected readonly preset = computed(() => presetOf(this.chosen(), this.own()));
  protected readonly endsAt = computed(() => new Date(Date.now() + Number(this.model().days) * DAY_MS).toISOString());

  protected readonly form = form(
    this.model,
    (path) => {
      required(path.name, { message: () => this.say('nameMissing') });
      maxLength(path.name, NAME_MAX);
      validate(path.scopes, ({ value }) =>
        value().length === 0 ? { kind: 'scopes', message: this.say('scopesMissing') } : null,
      );
    },
    { submission: { action: () => this.make(), onInvalid: (submitted) => focusFirstError(submitted) } },
  );

  protected readonly scopesError = computed(() => {
    const field = this.form.scopes();
    return field.touched() ? (field.errors()[0]?.message ?? '') : '';
  });

  constructor() {
    afterNextRender(() => {
      this.form.name().focusBoundControl();
    });
  }

  protected toggle(scope: Permission, isOn: boolean): void {
    // In the order of the person's own, so that the same choice is the same list.
    const chosen = new Set(this.chosen());
    if (isOn) {
      chosen.add(scope);
    } else {
      chosen.delete(scope);
    }
    this.choose(this.own().filter((one) => chosen.has(one)));
  }

  protected takePreset(preset: Preset): void {
    this.choose(presetScopes(preset, this.own()));
  }

  private choose(scopes: readonly Permission[]): void {
    this.model.update((model) => ({ ...model, scopes }));
    this.form.scopes().markAsTouched();
  }

  private async make(): Promise<ReturnType<typeof serverErrors>> {
    this.failure.set(null);
    const { name, days, scopes } = this.model();
    try {
      this.made.emit(await this.api.makeToken({ name: name.trim(), scopes: [...scopes], expiresInDays: Number(days) }));
      return null;
    } catch (error) {
      const placed = serverErrors(this.form, toApiError(error));
      this.failure.set(placed === null ? error : null);
      return placed;
    }
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`account.newToken.${key}`);
  }
}
