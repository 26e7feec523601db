import { Component, input, model } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { Checkbox } from '../../ui/field/checkbox';

/** In which teams: boxes side by side, since most people are in none or one. */
@Component({
  selector: 'ss-team-choice',
  imports: [Checkbox],
  template: `
    <fieldset>
      <legend>
        {{ label() }}
        @if (note()) {
          <span>{{ note() }}</span>
        }
      </legend>
      <div class="boxes">
        @for (team of teams(); track team.id) {
          <ss-checkbox
            [checked]="value().includes(team.id)"
            [disabled]="disabled()"
            (checkedChange)="set(team.id, $event)"
          >
            {{ team.name }}
          </ss-checkbox>
        }
      </div>
    </fieldset>
  `,
  styles: `
    fieldset {
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      margin-block-end: 6px;
      font: 500 0.8125rem / 1.125rem var(--ss-font);
    }
    legend span {
      margin-inline-start: 8px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
      font-weight: 400;
    }
    .boxes {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 20px;
      max-block-size: 180px;
      overflow-y: auto;
      padding: 2px;
    }
  `,
})
export class TeamChoice implements FormValueControl<readonly string[]> {
  readonly value = model<readonly string[]>([]);
  readonly disabled = input(false);
  readonly label = input.required<string>();
  readonly note = input('');
  readonly teams = input.required<readonly { readonly id: string; readonly name: string }[]>();

  protected set(id: string, isIn: boolean): void {
    const others = this.value().filter((one) => one !== id);
    this.value.set(isIn ? [...others, id] : others);
  }
}
