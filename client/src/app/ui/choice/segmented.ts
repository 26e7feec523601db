import { Component, input, model } from '@angular/core';
import { Icon } from '../icon/icon';

export interface Segment {
  value: string;
  label: string;
}

let groups = 0;

/** One of a few, side by side: radio buttons in a row. */
@Component({
  selector: 'ss-segmented',
  imports: [Icon],
  template: `
    <fieldset>
      <legend>{{ label() }}</legend>
      <div class="row">
        @for (segment of segments(); track segment.value) {
          <label [class.is-chosen]="segment.value === value()">
            <input
              class="ss-visually-hidden"
              type="radio"
              [name]="group"
              [value]="segment.value"
              [checked]="segment.value === value()"
              (change)="value.set(segment.value)"
            />
            @if (segment.value === value()) {
              <ss-icon name="check" [size]="16" />
            }
            {{ segment.label }}
          </label>
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
    .row {
      display: flex;
      border: 1px solid var(--mat-sys-outline);
      border-radius: var(--ss-radius-control);
      overflow: hidden;
    }
    label {
      position: relative;
      display: flex;
      flex: 1;
      align-items: center;
      justify-content: center;
      gap: 6px;
      min-block-size: calc(var(--ss-field-height) - 2px);
      padding: 4px 8px;
      background: var(--ss-pane-page);
      font: 500 0.8125rem / 1.125rem var(--ss-font);
      text-align: center;
      cursor: pointer;
    }
    label + label {
      border-inline-start: 1px solid var(--mat-sys-outline);
    }
    label.is-chosen {
      background: var(--mat-sys-primary-container);
      color: var(--mat-sys-on-primary-container);
      font-weight: 600;
    }
    label:has(:focus-visible) {
      outline: 2px solid var(--mat-sys-primary);
      outline-offset: -2px;
    }
  `,
})
export class Segmented {
  readonly label = input.required<string>();
  readonly segments = input.required<readonly Segment[]>();
  readonly value = model.required<string>();

  protected readonly group = `ss-segmented-${String(++groups)}`;
}
