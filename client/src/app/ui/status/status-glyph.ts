import { Component, computed, input } from '@angular/core';
import type { TicketStatus } from '../../api/types';

/** What stands in the ring, on a 16 px grid. */
const MARKS: Record<TicketStatus, string> = {
  New: '',
  Open: '',
  'In Progress': '',
  'On Hold': 'M6.5 5.7v4.6M9.5 5.7v4.6',
  Resolved: 'M5 8.2l2 2 4-4.2',
  Closed: 'M5 8.2l2 2 4-4.2',
  Rejected: 'M5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2',
  Withdrawn: 'M11 8H5.2M7.4 5.6L5 8l2.4 2.4',
  Merged: 'M5.5 5v1.2C5.5 7.7 8 8 8 9.5V11M10.5 5v1.2C10.5 7.7 8 8 8 9.5',
};

const TONES: Record<TicketStatus, string> = {
  New: 'primary',
  Open: 'primary',
  'In Progress': 'primary',
  'On Hold': 'quiet',
  Resolved: 'ok',
  Closed: 'quiet',
  Rejected: 'error',
  Withdrawn: 'quiet',
  Merged: 'quiet',
};

/** The shape of a status: a ring and what is in it. Decoration; the word stands beside it. */
@Component({
  selector: 'ss-status-glyph',
  host: { 'aria-hidden': 'true', '[class]': 'tone()' },
  template: `
    <svg viewBox="0 0 16 16" focusable="false">
      @if (status() === 'Closed') {
        <circle cx="8" cy="8" r="7" class="disc" />
      } @else {
        <circle cx="8" cy="8" r="6" class="ring" [class.dashed]="status() === 'New'" />
      }
      @if (status() === 'In Progress') {
        <path d="M8 4a4 4 0 0 1 0 8z" class="half" />
      }
      <path [attr.d]="mark()" class="mark" [class.on-disc]="status() === 'Closed'" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      inline-size: 16px;
      block-size: 16px;
      color: var(--mat-sys-on-surface-variant);
    }
    :host(.primary) {
      color: var(--mat-sys-primary);
    }
    :host(.ok) {
      color: var(--ss-ok);
    }
    :host(.error) {
      color: var(--mat-sys-error);
    }
    .ring,
    .mark {
      fill: none;
      stroke: currentcolor;
      stroke-width: 1.6;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .dashed {
      stroke-dasharray: 3.1 3.18;
      stroke-linecap: butt;
    }
    .disc,
    .half {
      fill: currentcolor;
    }
    .on-disc {
      stroke: var(--mat-sys-surface-container);
    }
  `,
})
export class StatusGlyph {
  readonly status = input.required<TicketStatus>();

  protected readonly mark = computed(() => MARKS[this.status()]);
  protected readonly tone = computed(() => TONES[this.status()]);
}
