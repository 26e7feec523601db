import { Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { TicketStatus } from '../../api/types';
import { ServerWords } from '../../i18n/server-words';
import { StatusGlyph } from './status-glyph';

/** The status of a ticket as a quiet chip. It says and does not act. */
@Component({
  selector: 'ss-status-chip',
  imports: [StatusGlyph],
  template: `
    <ss-status-glyph [status]="status()" />
    {{ text() }}
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      block-size: 24px;
      padding: 0 8px 0 6px;
      border-radius: var(--ss-radius-control);
      background: var(--mat-sys-surface-container);
      color: var(--mat-sys-on-surface);
      font: var(--mat-sys-label-medium);
      white-space: nowrap;
    }
    :host(.plain) {
      padding: 0;
      background: none;
    }
  `,
})
export class StatusChip {
  readonly status = input.required<TicketStatus>();
  /** The desk's own name for the status, when an administrator renamed it. */
  readonly label = input<string>();

  private readonly i18n = inject(TranslocoService);
  private readonly words = inject(ServerWords);
  protected readonly text = computed(() => {
    const label = this.label();
    return label === undefined || label === this.status()
      ? this.i18n.translate<string>(`status.${this.status()}`)
      : this.words.status(label);
  });
}
