import { Component, model, input, output } from '@angular/core';
import type { FormCheckboxControl } from '@angular/forms/signals';

/** A box with its words; `indeterminate` for "some of them". */
@Component({
  selector: 'ss-checkbox',
  template: `
    <label>
      <input
        #box
        class="ss-checkbox"
        type="checkbox"
        [checked]="checked()"
        [indeterminate]="indeterminate()"
        [disabled]="disabled()"
        [attr.aria-label]="label() || null"
        (change)="checked.set(box.checked)"
        (blur)="touch.emit()"
      />
      <ng-content />
    </label>
  `,
  styles: `
    label {
      display: inline-flex;
      align-items: center;
      gap: 10px;
      min-block-size: 24px;
      min-inline-size: 24px;
      cursor: pointer;
    }
    /* Beside words of several lines. */
    :host(.is-top) label {
      align-items: start;
    }
    :host(.is-top) input {
      margin-block-start: 3px;
    }
    @media (width < 600px) {
      label {
        min-block-size: 44px;
        min-inline-size: 44px;
      }
    }
  `,
})
export class Checkbox implements FormCheckboxControl {
  readonly checked = model(false);
  readonly indeterminate = input(false);
  readonly disabled = input(false);
  /** Accessible name when no words stand beside the box. */
  readonly label = input('');
  readonly touch = output();
}
