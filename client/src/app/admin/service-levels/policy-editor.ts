import {
  Component,
  computed,
  effect,
  inject,
  Injector,
  input,
  type OnInit,
  output,
  runInInjectionContext,
  untracked,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { SlaClockKind, SlaPolicyDto, SlaRecipient } from '../../api/types';
import { Dialogs } from '../../ui/dialog/dialogs';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Checkbox } from '../../ui/field/checkbox';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { ConflictChoice, type ConflictField } from '../../ui/forms/conflict-choice';
import { type Draft, keepDraft } from '../../ui/forms/draft';
import { RecordForm } from '../../ui/forms/record-form';
import { SaveBar } from '../../ui/forms/save-bar';
import { PriorityBars } from '../../ui/status/priority-bars';
import { calendarFieldsOf, WEEKDAYS, weekMinutes } from './calendar-fields';
import {
  CLOCKS,
  emptyPolicy,
  escalationOf,
  isGoodTarget,
  isTargetKey,
  oddTargets,
  type PolicyFields,
  policyFieldsOf,
  type PolicyKey,
  RECIPIENTS,
  recipientsOf,
  TARGET_PRIORITIES,
  targetKey,
  type TargetKey,
  targetsOf,
  tidyTarget,
} from './policy-fields';
import type { ServiceLevelData } from './service-levels-api';
import { ServiceLevelsApi } from './service-levels-api';
import { ServiceWords } from './service-words';

const NAME_LIMIT = 80;

/** For whom a policy holds, what it promises and what follows when that is broken. */
@Component({
  selector: 'ss-policy-editor',
  imports: [
    Checkbox,
    ConflictChoice,
    Control,
    Field,
    InPlaceError,
    MatButton,
    Notice,
    PriorityBars,
    SaveBar,
    TranslocoDirective,
  ],
  templateUrl: './policy-editor.html',
  styleUrl: './policy-editor.css',
})
export class PolicyEditor implements OnInit {
  /** Null makes a new one. */
  readonly policy = input.required<SlaPolicyDto | null>();
  readonly data = input.required<ServiceLevelData>();
  readonly saved = output<SlaPolicyDto>();
  readonly removed = output<SlaPolicyDto>();

  private readonly api = inject(ServiceLevelsApi);
  private readonly dialogs = inject(Dialogs);
  private readonly injector = inject(Injector);
  private readonly i18n = inject(TranslocoService);
  protected readonly words = inject(ServiceWords);
  private draft: Draft | null = null;
  protected readonly nameLimit = NAME_LIMIT;
  protected readonly clocks = CLOCKS;
  protected readonly priorities = TARGET_PRIORITIES;
  protected readonly recipients = RECIPIENTS;
  protected readonly keyOf = targetKey;
  protected form = this.formOf(null, '');

  /** Those without a policy of their own, and its own. */
  protected readonly categories = computed(() => {
    const own = this.policy()?.id;
    const taken = this.data()
      .policies.filter(({ id }) => id !== own)
      .map(({ categoryId }) => categoryId);
    return this.data().categories.filter(({ id }) => !taken.includes(id));
  });
  protected readonly isDefault = computed(() => this.policy()?.categoryId === null);
  protected readonly odd = computed(() => oddTargets(this.form.fields()));
  /** How long a day of the chosen calendar is, so that nobody takes 24 hours for one. */
  protected readonly dayWords = computed(() => {
    const calendar = this.data().calendars.find(({ id }) => id === this.form.fields().calendarId);
    if (calendar === undefined) {
      return '';
    }
    const fields = calendarFieldsOf(calendar);
    const minutes = weekMinutes(fields);
    const days = WEEKDAYS.filter((day) => fields[day] !== '').length;
    return this.words.say('policy.week', {
      calendar: calendar.name,
      hours: this.words.number(minutes / 60),
      days,
    });
  });
  protected readonly isBlocked = computed(() => this.form.isBusy() || this.form.conflict() !== null);
  protected readonly changesNote = computed(() => {
    const count = this.form.changes().length;
    return this.words.say(count === 1 ? 'changesOne' : 'changes', { count });
  });

  ngOnInit(): void {
    const calendarId = this.data().policies[0]?.calendarId ?? this.data().calendars[0]?.id ?? '';
    this.form = this.formOf(this.policy(), calendarId);
    runInInjectionContext(this.injector, () => {
      this.draft = keepDraft(`policy.${this.policy()?.id ?? 'new'}`, this.form.fields, [], this.form.base);
      effect(() => {
        const policy = this.policy();
        if (policy !== null) {
          untracked(() => {
            this.form.refresh(policy);
          });
        }
      });
    });
  }

  protected isGood(key: TargetKey): boolean {
    return this.form.problemOf(key) === '';
  }

  protected badTargets(): readonly string[] {
    return TARGET_PRIORITIES.flatMap((priority) =>
      CLOCKS.filter((clock) => !this.isGood(targetKey(priority, clock))).map((clock) =>
        this.targetLabel(priority, clock),
      ),
    );
  }

  protected tidy(key: TargetKey): void {
    this.form.set(key, tidyTarget(this.form.fields()[key]));
    this.form.leave(key);
  }

  protected toggle(key: 'onWarn' | 'onBreach', recipient: SlaRecipient, isOn: boolean): void {
    const given = recipientsOf(this.form.fields()[key]);
    this.form.set(key, RECIPIENTS.filter((one) => (one === recipient ? isOn : given.includes(one))).join());
  }

  protected isTold(key: 'onWarn' | 'onBreach', recipient: SlaRecipient): boolean {
    return recipientsOf(this.form.fields()[key]).includes(recipient);
  }

  protected targetLabel(priority: string, clock: SlaClockKind): string {
    return `${this.i18n.translate<string>(`sla.kind.${clock}`)}, ${this.i18n.translate<string>(`priority.${priority}`)}`;
  }

  protected oddWords(): readonly string[] {
    return this.odd().map(({ clock, higher, lower }) =>
      this.words.say('policy.odd', {
        clock: this.i18n.translate<string>(`sla.kind.${clock}`),
        higher: this.i18n.translate<string>(`priority.${higher}`),
        lower: this.i18n.translate<string>(`priority.${lower}`),
      }),
    );
  }

  protected choicesOf(theirs: SlaPolicyDto, keys: readonly PolicyKey[]): ConflictField[] {
    const others = policyFieldsOf(theirs);
    const mine = this.form.fields();
    return keys.map((key) => ({
      key,
      label: this.labelOf(key),
      theirs: this.valueOf(key, others[key]),
      mine: this.valueOf(key, mine[key]),
    }));
  }

  protected discard(): void {
    this.form.discard();
    this.draft?.clear();
  }

  protected save(): Promise<void> {
    return this.tell(this.form.save());
  }

  protected settle(theirs: readonly string[]): Promise<void> {
    return this.tell(this.form.settle(theirs));
  }

  protected async remove(policy: SlaPolicyDto): Promise<void> {
    const isDone = await this.dialogs.confirm({
      title: this.words.say('policy.removeTitle', { name: policy.name }),
      text: this.words.say('policy.removeText'),
      act: this.words.say('policy.remove'),
      isDangerous: true,
      run: () => this.api.removePolicy(policy.id),
    });
    if (isDone) {
      this.draft?.clear();
      this.removed.emit(policy);
    }
  }

  private async tell(saving: Promise<boolean>): Promise<void> {
    if (await saving) {
      this.draft?.clear();
      const saved = this.form.saved();
      if (saved !== null) {
        this.saved.emit(saved);
      }
    }
  }

  private labelOf(key: PolicyKey): string {
    if (isTargetKey(key)) {
      const [priority = '', clock] = key.split('.');
      return this.targetLabel(priority, clock as SlaClockKind);
    }
    return this.words.say(`policy.${key}`);
  }

  private valueOf(key: PolicyKey, value: string | boolean): string {
    if (typeof value === 'boolean') {
      return this.words.say(value ? 'yes' : 'no');
    }
    const { calendars, categories, teams } = this.data();
    const named = [...calendars, ...categories, ...teams].find(({ id }) => id === value)?.name;
    if (key === 'onWarn' || key === 'onBreach') {
      return (
        recipientsOf(value)
          .map((one) => this.words.say(`recipient.${one}`))
          .join(', ') || this.words.say('nobody')
      );
    }
    return named ?? (value === '' ? this.words.say('nothing') : value);
  }

  private formOf(policy: SlaPolicyDto | null, calendarId: string): RecordForm<SlaPolicyDto, PolicyFields> {
    return new RecordForm<SlaPolicyDto, PolicyFields>(
      {
        fieldsOf: policyFieldsOf,
        read: ({ id }) => this.api.policy(id),
        write: (fields, changed, saved) => this.write(fields, changed, saved),
        check: (fields) => this.check(fields, policy),
        placed: ({ code, details, status }) => {
          if (code === 'KEY_TAKEN') {
            return details['categoryId'] === undefined
              ? { name: this.words.say('nameTaken') }
              : { categoryId: this.words.say('policy.categoryTaken') };
          }
          const of = (field: string): string => details[field]?.join(' ') ?? '';
          const placed = {
            ...(of('name') ? { name: of('name') } : {}),
            ...(of('calendarId') ? { calendarId: of('calendarId') } : {}),
            ...(of('categoryId') ? { categoryId: of('categoryId') } : {}),
            ...(of('escalation.onBreach.teamId') ? { teamId: this.words.say('policy.teamGone') } : {}),
          };
          return status === 400 && Object.keys(placed).length > 0 ? placed : null;
        },
      },
      policy,
      emptyPolicy(calendarId),
    );
  }

  private check(fields: PolicyFields, policy: SlaPolicyDto | null): Partial<Record<PolicyKey, string>> {
    const percent = Number(fields.warnAtPercent);
    const targets = (Object.keys(fields) as PolicyKey[])
      .filter((key) => isTargetKey(key))
      .filter((key) => !isGoodTarget(fields[key]));
    return {
      ...(fields.name.trim() === '' ? { name: this.words.say('nameMissing') } : {}),
      ...(fields.calendarId === '' ? { calendarId: this.words.say('policy.calendarMissing') } : {}),
      ...(fields.categoryId === '' && policy?.categoryId !== null
        ? { categoryId: this.words.say('policy.categoryMissing') }
        : {}),
      ...(Number.isInteger(percent) && percent >= 1 && percent <= 99
        ? {}
        : { warnAtPercent: this.words.say('policy.percentWrong') }),
      ...Object.fromEntries(targets.map((key) => [key, this.words.say('policy.targetWrong')])),
    };
  }

  private write(
    fields: PolicyFields,
    changed: readonly PolicyKey[],
    saved: SlaPolicyDto | null,
  ): Promise<SlaPolicyDto> {
    const { calendarId, categoryId } = fields;
    const name = fields.name.trim();
    const warnAtPercent = Number(fields.warnAtPercent);
    const [targets, escalation] = [targetsOf(fields), escalationOf(fields)];
    if (saved === null) {
      return this.api.createPolicy({ name, calendarId, categoryId, targets, warnAtPercent, escalation });
    }
    const isIn = (...keys: readonly PolicyKey[]): boolean => keys.some((key) => changed.includes(key));
    return this.api.changePolicy(
      saved.id,
      {
        ...(isIn('name') ? { name } : {}),
        ...(isIn('calendarId') ? { calendarId } : {}),
        ...(isIn('categoryId') ? { categoryId } : {}),
        ...(isIn('warnAtPercent') ? { warnAtPercent } : {}),
        ...(isIn('onWarn', 'onBreach', 'raisePriority', 'teamId') ? { escalation } : {}),
        ...(changed.some((key) => isTargetKey(key)) ? { targets } : {}),
      },
      saved.version,
    );
  }
}
