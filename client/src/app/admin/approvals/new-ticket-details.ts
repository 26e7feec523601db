import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { loadedBy } from '../../api/loaded-by';
import { TicketsApi } from '../../api/tickets-api';
import type { TicketListItemDto } from '../../api/types';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Icon } from '../../ui/icon/icon';
import { PriorityBars } from '../../ui/status/priority-bars';
import { Time } from '../../ui/time/time';

/** What is asked for, as far as one must read to decide. */
@Component({
  selector: 'ss-new-ticket-details',
  imports: [Icon, InPlaceError, PriorityBars, RouterLink, Skeleton, Time, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.approvals'">
      <div>
        <p class="ss-secondary">{{ ticket().number }}</p>
        <h2>{{ ticket().subject }}</h2>
      </div>
      <dl>
        <dt>{{ t('requester') }}</dt>
        <dd>{{ ticket().requester?.name ?? t('desk') }}</dd>
        <dt>{{ t('category') }}</dt>
        <dd>{{ ticket().category.name }}</dd>
        <dt>{{ t('priority') }}</dt>
        <dd><ss-priority-bars [priority]="ticket().priority" word="always" /></dd>
        <dt>{{ t('submitted') }}</dt>
        <dd><ss-time [at]="ticket().submittedAt" as="day" /></dd>
      </dl>
      @if (full.error(); as error) {
        <ss-in-place-error [title]="t('textFailed')" [error]="error" (retry)="full.load()" />
      } @else if (full.value(); as ticket) {
        <p class="text">{{ ticket.description }}</p>
      } @else {
        <ss-skeleton [rows]="2" />
      }
      <a class="open ss-finger" [routerLink]="['/tickets', ticket().number]">
        {{ t('openTicket') }}
        <ss-icon name="chevron-right" [size]="16" />
      </a>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    h2 {
      font: var(--mat-sys-headline-small);
      letter-spacing: -0.01em;
      overflow-wrap: anywhere;
    }
    dl {
      display: grid;
      grid-template-columns: minmax(104px, max-content) minmax(0, 1fr);
      gap: 8px 12px;
      font: var(--mat-sys-body-small);
    }
    dt {
      color: var(--mat-sys-on-surface-variant);
    }
    .text {
      max-block-size: 260px;
      overflow-y: auto;
      padding: 12px;
      border-radius: var(--ss-radius-card);
      background: var(--mat-sys-surface-container);
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
    .open {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      min-block-size: 24px;
      font: var(--mat-sys-label-large);
    }
  `,
})
export class NewTicketDetails {
  readonly ticket = input.required<TicketListItemDto>();

  private readonly api = inject(TicketsApi);
  protected readonly full = loadedBy(
    () => this.ticket().id,
    (id) => this.api.read(id),
  );
}
