import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  type OnInit,
  output,
  runInInjectionContext,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { CategoryDto, Priority, TeamListDto } from '../../api/types';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Checkbox } from '../../ui/field/checkbox';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { ConflictChoice, type ConflictField } from '../../ui/forms/conflict-choice';
import { type Draft, keepDraft } from '../../ui/forms/draft';
import { RecordForm } from '../../ui/forms/record-form';
import { CategoriesApi } from './categories-api';
import { keyOf } from './category-order';

const NAME_LIMIT = 80;
const DESCRIPTION_LIMIT = 300;
const PRIORITIES: readonly Priority[] = ['Low', 'Medium', 'High', 'Critical'];

type Fields = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** '' for none. */
  readonly teamId: string;
  readonly priority: string;
  readonly isActive: boolean;
};
const EMPTY: Fields = { key: '', name: '', description: '', teamId: '', priority: '', isActive: true };

function fieldsOf({ key, name, description, defaultTeam, defaultPriority, isActive }: CategoryDto): Fields {
  return { key, name, description, teamId: defaultTeam?.id ?? '', priority: defaultPriority ?? '', isActive };
}

/** Name, wording and what a category decides for its requests; for a new one and for one that is there. */
@Component({
  selector: 'ss-category-editor',
  imports: [Checkbox, ConflictChoice, Control, Field, InPlaceError, MatButton, TranslocoDirective],
  template: `
    <form
      *transloco="let t; prefix: 'admin.categories'"
      class="ss-form"
      novalidate
      (submit)="$event.preventDefault(); save()"
    >
      @if (form.conflict(); as conflict) {
        <ss-conflict-choice
          [title]="t('conflict')"
          [fields]="choicesOf(conflict.saved, conflict.keys)"
          [theirsWord]="t('theirs')"
          [mineWord]="t('mine')"
          [act]="t('conflictAct')"
          (resolved)="settle($event)"
        />
      }
      @if (form.failure(); as failure) {
        <ss-in-place-error [title]="t('notSaved')" [error]="failure" [safe]="t('unsaved')" (retry)="save()" />
      }
      <ss-field [label]="t('name')" [hint]="t('nameHint')" [problem]="form.problemOf('name')">
        <input
          #name
          ssControl
          type="text"
          autocomplete="off"
          cdkFocusInitial
          [attr.maxlength]="nameLimit"
          [value]="form.fields().name"
          (input)="setName(name.value)"
          (blur)="form.leave('name')"
        />
      </ss-field>
      @if (category() === null) {
        <ss-field [label]="t('key')" [hint]="t('keyHint')" [problem]="form.problemOf('key')">
          <input
            #key
            ssControl
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            maxlength="40"
            [value]="form.fields().key"
            (input)="form.set('key', key.value)"
            (blur)="form.leave('key')"
          />
        </ss-field>
      }
      <ss-field [label]="t('description')" [hint]="t('descriptionHint')" [problem]="form.problemOf('description')">
        <input
          #description
          ssControl
          type="text"
          autocomplete="off"
          [attr.maxlength]="descriptionLimit"
          [value]="form.fields().description"
          (input)="form.set('description', description.value)"
        />
      </ss-field>
      <ss-field [label]="t('team')" [hint]="t('teamHint')" [problem]="form.problemOf('teamId')">
        <select #team ssControl (change)="form.set('teamId', team.value)">
          <option value="" [selected]="form.fields().teamId === ''">{{ t('noTeam') }}</option>
          @for (one of teamChoices(); track one.id) {
            <option [value]="one.id" [selected]="one.id === form.fields().teamId">{{ one.name }}</option>
          }
        </select>
      </ss-field>
      <ng-container *transloco="let say">
        <ss-field [label]="t('priority')" [hint]="t('priorityHint')">
          <select #priority ssControl (change)="form.set('priority', priority.value)">
            <option value="" [selected]="form.fields().priority === ''">{{ t('noPriority') }}</option>
            @for (one of priorities; track one) {
              <option [value]="one" [selected]="one === form.fields().priority">{{ say('priority.' + one) }}</option>
            }
          </select>
        </ss-field>
      </ng-container>
      @if (category() !== null) {
        <ss-checkbox [checked]="form.fields().isActive" (checkedChange)="form.set('isActive', $event)">
          <span>
            {{ t('active') }}
            <span class="ss-secondary">{{ t('activeHint') }}</span>
          </span>
        </ss-checkbox>
      }
      <div class="ss-actions">
        <button matButton="filled" type="submit" [disabled]="isBlocked()">
          {{ t(category() === null ? 'addAct' : 'save') }}
        </button>
        @if (form.changes().length > 0) {
          <button matButton="text" type="button" (click)="discard()">{{ t('discard') }}</button>
          <span class="ss-secondary">{{ t('unsaved') }}</span>
        }
      </div>
    </form>
  `,
  styles: `
    ss-checkbox .ss-secondary {
      display: block;
    }
    ss-conflict-choice,
    ss-in-place-error {
      margin-block-end: 4px;
    }
  `,
})
export class CategoryEditor implements OnInit {
  /** Null makes a new one. */
  readonly category = input.required<CategoryDto | null>();
  readonly teams = input.required<TeamListDto['items']>();
  readonly saved = output<CategoryDto>();

  private readonly api = inject(CategoriesApi);
  private readonly injector = inject(Injector);
  private readonly i18n = inject(TranslocoService);
  private readonly nameBox = viewChild.required<ElementRef<HTMLInputElement>>('name');
  private draft: Draft | null = null;
  protected readonly nameLimit = NAME_LIMIT;
  protected readonly descriptionLimit = DESCRIPTION_LIMIT;
  protected readonly priorities = PRIORITIES;
  protected form = this.formOf(null);
  protected readonly isBlocked = computed(
    () => this.form.changes().length === 0 || this.form.isBusy() || this.form.conflict() !== null,
  );
  /** Also the one it has, should the list not know it any more. */
  protected readonly teamChoices = computed(() => {
    const own = this.category()?.defaultTeam ?? null;
    const teams: readonly { id: string; name: string }[] = this.teams();
    return own === null || teams.some(({ id }) => id === own.id) ? teams : [...teams, own];
  });

  ngOnInit(): void {
    this.form = this.formOf(this.category());
    runInInjectionContext(this.injector, () => {
      this.draft = keepDraft(`category.${this.category()?.id ?? 'new'}`, this.form.fields, [], this.form.base);
      effect(() => {
        const category = this.category();
        if (category !== null) {
          untracked(() => {
            this.form.refresh(category);
          });
        }
      });
    });
  }

  /** The short name follows until somebody writes his own. */
  protected setName(name: string): void {
    const { name: before, key } = this.form.fields();
    this.form.set('name', name);
    if (this.category() === null && key === keyOf(before)) {
      this.form.set('key', keyOf(name));
    }
  }

  protected discard(): void {
    this.form.discard();
    this.draft?.clear();
    // Its button goes with the changes; the keyboard must not be left outside of the sheet.
    this.nameBox().nativeElement.focus();
  }

  protected save(): Promise<void> {
    return this.tell(this.form.save());
  }

  protected settle(theirs: readonly string[]): Promise<void> {
    return this.tell(this.form.settle(theirs));
  }

  protected choicesOf(theirs: CategoryDto, keys: readonly (keyof Fields)[]): ConflictField[] {
    const labels: Record<keyof Fields, string> = {
      key: 'key',
      name: 'name',
      description: 'description',
      teamId: 'team',
      priority: 'priority',
      isActive: 'active',
    };
    return keys.map((key) => ({
      key,
      label: this.say(labels[key]),
      theirs: this.wordsOf(key, fieldsOf(theirs)[key]),
      mine: this.wordsOf(key, this.form.fields()[key]),
    }));
  }

  private wordsOf(key: keyof Fields, value: string | boolean): string {
    if (typeof value === 'boolean') {
      return this.say(value ? 'yes' : 'no');
    }
    switch (key) {
      case 'teamId':
        return this.teamChoices().find(({ id }) => id === value)?.name ?? this.say('noTeam');
      case 'priority':
        return value === '' ? this.say('noPriority') : this.i18n.translate<string>(`priority.${value}`);
      default:
        return value === '' ? this.say('nothing') : value;
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

  private formOf(category: CategoryDto | null): RecordForm<CategoryDto, Fields> {
    return new RecordForm<CategoryDto, Fields>(
      {
        fieldsOf,
        read: ({ id }) => this.api.read(id),
        write: (fields, changed, saved) => this.write(fields, changed, saved),
        check: ({ key, name }) => ({
          ...(name.trim() === '' ? { name: this.say('nameMissing') } : {}),
          ...(/^[a-z0-9][a-z0-9-]{1,39}$/.test(key) ? {} : { key: this.say('keyWrong') }),
        }),
        placed: ({ code, details }) => {
          if (code === 'KEY_TAKEN') {
            return { name: this.say('taken') };
          }
          const [team] = details['defaultTeamId'] ?? [];
          return team === undefined ? null : { teamId: team };
        },
      },
      category,
      EMPTY,
    );
  }

  private write(
    { key, name, description, teamId, priority, isActive }: Fields,
    changed: readonly (keyof Fields)[],
    saved: CategoryDto | null,
  ): Promise<CategoryDto> {
    const defaultTeamId = teamId === '' ? null : teamId;
    const defaultPriority = PRIORITIES.find((one) => one === priority) ?? null;
    if (saved === null) {
      return this.api.create({
        key,
        name: name.trim(),
        description: description.trim(),
        defaultTeamId,
        defaultPriority,
        position: 10_000,
      });
    }
    return this.api.change(
      saved.id,
      {
        ...(changed.includes('name') ? { name: name.trim() } : {}),
        ...(changed.includes('description') ? { description: description.trim() } : {}),
        ...(changed.includes('teamId') ? { defaultTeamId } : {}),
        ...(changed.includes('priority') ? { defaultPriority } : {}),
        ...(changed.includes('isActive') ? { isActive } : {}),
      },
      saved.version,
    );
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`admin.categories.${key}`);
  }
}
