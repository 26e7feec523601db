import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { PriorityBars } from '../../ui/status/priority-bars';
import { StatusChip } from '../../ui/status/status-chip';
import { Time } from '../../ui/time/time';
import { TicketsApi } from '../tickets-api';

/** What coordinators work on. */
@Component({
  selector: 'ss-ticket-list',
  imports: [EmptyState, InPlaceError, PriorityBars, Skeleton, StatusChip, Time, TranslocoDirective],
  template: `
    <div class="ss-desk-page" *transloco="let t; prefix: 'tickets'">
      <h1>{{ t('title') }}</h1>
      <div class="ss-card">
        @if (tickets.error(); as error) {
          <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="tickets.reload()" />
        } @else if (!tickets.hasValue()) {
          <ss-skeleton [rows]="6" height="var(--ss-row-height)" />
        } @else {
          @for (ticket of tickets.value().items; track ticket.id) {
            <div class="row">
              <span class="ss-secondary">{{ ticket.number }}</span>
              <ss-priority-bars [priority]="ticket.priority" />
              <strong>{{ ticket.subject }}</strong>
              <ss-status-chip [status]="ticket.status" [label]="ticket.statusLabel" />
              <ss-time class="ss-secondary" [at]="ticket.submittedAt" as="age" />
            </div>
          } @empty {
            <ss-empty-state [fact]="t('none')" />
          }
        }
      </div>
    </div>
  `,
  styles: `
    .ss-card {
      margin-block-start: 16px;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      padding: 12px 16px;
    }
    .row + .row {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    .row strong {
      flex: 1;
      font: var(--mat-sys-title-small);
    }
  `,
})
export class TicketList {
  protected readonly tickets = inject(TicketsApi).list(() => ({ limit: 50 }));
}
