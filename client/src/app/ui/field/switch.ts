import { Component, input, model } from '@angular/core';

/** On or off, at once; for choices that wait for a button there is the checkbox. */
@Component({
  selector: 'ss-switch',
  template: `
    <input
      #box
      class="ss-finger"
      type="checkbox"
      role="switch"
      [checked]="checked()"
      [disabled]="disabled()"
      [attr.aria-labelledby]="labelledBy() || null"
      [attr.aria-describedby]="describedBy() || null"
      (change)="checked.set(box.checked)"
    />
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    input {
      appearance: none;
      position: relative;
      inline-size: 40px;
      block-size: 24px;
      margin: 0;
      border: 2px solid var(--mat-sys-outline);
      border-radius: 12px;
      background: var(--ss-pane-page);
      cursor: pointer;
    }
    input::before {
      content: '';
      position: absolute;
      inset-block-start: 4px;
      inset-inline-start: 4px;
      inline-size: 12px;
      block-size: 12px;
      border-radius: 50%;
      background: var(--mat-sys-outline);
      transition: transform 100ms var(--ss-in);
    }
    input:checked {
      border-color: var(--mat-sys-primary);
      background: var(--mat-sys-primary);
    }
    input:checked::before {
      transform: translateX(16px) scale(1.3);
      background: var(--mat-sys-on-primary);
    }
    input:disabled {
      cursor: default;
      opacity: 0.5;
    }
  `,
})
export class Switch {
  readonly checked = model(false);
  readonly disabled = input(false);
  /** Ids of the words beside it. */
  readonly labelledBy = input('');
  readonly describedBy = input('');
}
