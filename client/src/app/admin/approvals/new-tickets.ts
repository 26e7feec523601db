import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { PriorityBars } from '../../ui/status/priority-bars';
import { Time } from '../../ui/time/time';
import { ApprovalsStore } from './approvals-store';
import { Inbox, type InboxColumn } from './inbox';
import { InboxPart } from './inbox-part';
import { NewTicketDetails } from './new-ticket-details';

const COLUMNS: readonly InboxColumn[] = [
  { label: 'subject' },
  { label: 'ticketNumber', kind: 'wide' },
  { label: 'priority', kind: 'wide' },
  { label: 'submitted', kind: 'end' },
];

/** Tickets nobody has looked at yet, to be opened or rejected. */
@Component({
  selector: 'ss-new-tickets',
  imports: [Inbox, InboxPart, NewTicketDetails, PriorityBars, Time, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.approvals'">
      <ss-inbox [kind]="kind" [columns]="columns">
        <ng-template #title [ssInboxPart]="kind" let-row>
          <span class="names">
            <strong>{{ row.subject }}</strong>
            <span class="ss-secondary">
              {{ t('by', { name: row.requester?.name ?? t('desk'), category: row.category.name }) }}
            </span>
          </span>
        </ng-template>
        <ng-template #cells [ssInboxPart]="kind" let-row>
          <td class="wide">{{ row.number }}</td>
          <td class="wide"><ss-priority-bars [priority]="row.priority" word="always" /></td>
          <td class="end"><ss-time class="ss-secondary" [at]="row.submittedAt" as="day" /></td>
        </ng-template>
        <ng-template #side [ssInboxPart]="kind" let-row><ss-new-ticket-details [ticket]="row" /></ng-template>
      </ss-inbox>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex: 1;
      flex-direction: column;
    }
  `,
})
export class NewTickets {
  protected readonly kind = inject(ApprovalsStore).tickets;
  protected readonly columns = COLUMNS;
}
