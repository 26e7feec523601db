import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { TicketDto } from '../../api/types';
import { AttachmentList } from '../../files/attachment-list';
import { TicketStore } from './ticket-store';

/** More would push away what else there is to know. */
const FEW = 4;

/** All files of the ticket, whatever message they came with; the newest first. */
@Component({
  selector: 'ss-ticket-files',
  imports: [AttachmentList, MatButton, TranslocoDirective],
  template: `
    @if (newest().length > 0) {
      <section *transloco="let t" [attr.aria-label]="t('tickets.details.files')">
        <h3>
          {{ t('tickets.details.files') }}
          <span class="count">{{ newest().length }}</span>
        </h3>
        <ss-attachment-list
          [attachments]="shown()"
          [ticket]="ticket()"
          [isNarrow]="true"
          [label]="t('tickets.details.files')"
          (changed)="store.refresh()"
        />
        @if (newest().length > few) {
          <button matButton type="button" [attr.aria-expanded]="isOpen()" (click)="isOpen.set(!isOpen())">
            {{ isOpen() ? t('files.shown.few') : t('files.shown.all', { count: newest().length }) }}
          </button>
        }
      </section>
    }
  `,
  styles: `
    section {
      display: grid;
      justify-items: stretch;
      gap: 8px;
    }
    .count {
      margin-inline-start: 4px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
      font-variant-numeric: tabular-nums;
    }
    button {
      justify-self: start;
      margin-inline-start: -12px;
    }
  `,
})
export class TicketFiles {
  readonly ticket = input.required<TicketDto>();

  protected readonly store = inject(TicketStore);
  protected readonly few = FEW;
  protected readonly isOpen = signal(false);
  protected readonly newest = computed(() => this.ticket().attachments.toReversed());
  protected readonly shown = computed(() => (this.isOpen() ? this.newest() : this.newest().slice(0, FEW)));
}
