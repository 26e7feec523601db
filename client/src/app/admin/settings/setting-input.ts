import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { SettingFieldDto } from '../../api/types';
import { ServerWords } from '../../i18n/server-words';
import { Checkbox } from '../../ui/field/checkbox';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { WordsInput } from '../../ui/field/words-input';

/** More choices than that stand in columns. */
const MANY = 12;

/** One field of an area, drawn by what the server says of it. */
@Component({
  selector: 'ss-setting-input',
  imports: [Checkbox, Control, Field, TranslocoDirective, WordsInput],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.settings'">
      @switch (field().kind) {
        @case ('boolean') {
          <ss-checkbox class="boolean" [checked]="value() === true" (checkedChange)="changed.emit($event)">
            <span class="label">{{ field().label }}</span>
          </ss-checkbox>
          @if (problem()) {
            <p class="problem">{{ problem() }}</p>
          }
        }
        @case ('choices') {
          <fieldset>
            <legend class="label">{{ field().label }}</legend>
            <div class="boxes" [class.are-many]="(field().options ?? []).length > many">
              @for (option of field().options ?? []; track option) {
                <ss-checkbox [checked]="list().includes(option)" (checkedChange)="toggle(option, $event)">
                  {{ words.of('options.' + option, option) }}
                </ss-checkbox>
              }
            </div>
          </fieldset>
          @if (problem()) {
            <p class="problem">{{ problem() }}</p>
          }
        }
        @case ('choice') {
          <ss-field [label]="field().label" [problem]="problem()">
            <select #choice ssControl (change)="changed.emit(choice.value)">
              @for (option of field().options ?? []; track option) {
                <option [value]="option" [selected]="option === value()">
                  {{ words.of('options.' + option, option) }}
                </option>
              }
            </select>
          </ss-field>
        }
        @case ('words') {
          <ss-field [label]="field().label" [problem]="problem()">
            <ss-words-input
              [words]="list()"
              [problem]="problem()"
              [placeholder]="t('addWord')"
              (changed)="changed.emit($event)"
            />
          </ss-field>
        }
        @case ('number') {
          <ss-field class="short" [label]="field().label" [problem]="problem()" [note]="range()">
            <input
              #number
              ssControl
              type="number"
              step="1"
              [attr.min]="field().min ?? null"
              [attr.max]="field().max ?? null"
              [value]="value()"
              (input)="changed.emit(number.value === '' ? null : number.valueAsNumber)"
            />
          </ss-field>
        }
        @case ('text') {
          <ss-field [label]="field().label" [problem]="problem()">
            <input
              #text
              ssControl
              type="text"
              autocomplete="off"
              [attr.maxlength]="field().max ?? null"
              [value]="value()"
              (input)="changed.emit(text.value)"
            />
          </ss-field>
        }
      }
      <p class="ss-secondary help">{{ field().help }}</p>
      <p class="ss-secondary affects">
        <strong>{{ t('affects') }}</strong>
        {{ field().affects }}
      </p>
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
    }
    .label {
      font: 500 0.875rem / 1.25rem var(--ss-font);
    }
    fieldset {
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      margin-block-end: 6px;
    }
    .boxes {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 20px;
    }
    /* Found by their columns. */
    .boxes.are-many {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(84px, 1fr));
    }
    .short {
      max-inline-size: 220px;
    }
    .problem {
      margin-block-start: 4px;
      color: var(--mat-sys-error);
      font: var(--mat-sys-label-medium);
    }
    .help {
      margin-block-start: 6px;
      max-inline-size: 72ch;
    }
    .affects {
      margin-block-start: 2px;
      max-inline-size: 72ch;
    }
    .affects strong {
      font-weight: 500;
      color: var(--mat-sys-on-surface);
    }
  `,
})
export class SettingInput {
  protected readonly words = inject(ServerWords);
  protected readonly many = MANY;
  readonly field = input.required<SettingFieldDto>();
  readonly value = input.required<unknown>();
  readonly problem = input('');
  readonly changed = output<unknown>();

  protected readonly list = computed(() => {
    const value = this.value();
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  });
  protected readonly range = computed(() => {
    const { min, max } = this.field();
    // Joined, so that no line ends within it.
    return min === undefined || max === undefined ? '' : `${String(min)}\u2060–\u2060${String(max)}`;
  });

  protected toggle(option: string, isOn: boolean): void {
    const others = this.list().filter((one) => one !== option);
    const chosen = isOn ? [...others, option] : others;
    // In the order of the options, as the server keeps them.
    this.changed.emit((this.field().options ?? []).filter((one) => chosen.includes(one)));
  }
}
