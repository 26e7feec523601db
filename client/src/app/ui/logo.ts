import { Component } from '@angular/core';

/** Sign and name of the desk. */
@Component({
  selector: 'ss-logo',
  template: `
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" class="ground" />
      <path
        d="M9.5 9h13A1.5 1.5 0 0 1 24 10.5v9a1.5 1.5 0 0 1-1.5 1.5H14l-4 3.5V21h-.5A1.5 1.5 0 0 1 8 19.5v-9A1.5 1.5 0 0 1 9.5 9zM12.5 15l2.5 2.5 4.5-4.5"
        class="mark"
      />
    </svg>
    <span class="name">SmartSupport</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 10px;
      color: var(--mat-sys-on-surface);
    }
    svg {
      flex: none;
      inline-size: 28px;
      block-size: 28px;
    }
    .ground {
      fill: var(--mat-sys-primary);
    }
    .mark {
      fill: none;
      stroke: var(--mat-sys-on-primary);
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .name {
      font: 600 1rem / 1.5rem var(--ss-font);
      letter-spacing: -0.01em;
    }
  `,
})
export class Logo {}
