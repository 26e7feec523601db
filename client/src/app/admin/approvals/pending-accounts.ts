import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Avatar } from '../../ui/people/avatar';
import { Time } from '../../ui/time/time';
import { AccountDetails } from './account-details';
import { AccountCheck } from './account-check';
import { ApprovalsStore } from './approvals-store';
import { DecidedAccounts } from './decided-accounts';
import { Inbox, type InboxColumn } from './inbox';
import { InboxPart } from './inbox-part';

const COLUMNS: readonly InboxColumn[] = [
  { label: 'person' },
  { label: 'department', kind: 'wide' },
  { label: 'check' },
  { label: 'registered', kind: 'end' },
];

/** People who registered, to be decided on one by one or together. */
@Component({
  selector: 'ss-pending-accounts',
  imports: [AccountCheck, AccountDetails, Avatar, DecidedAccounts, Inbox, InboxPart, Time, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.approvals'">
      <ss-inbox [kind]="kind" [columns]="columns">
        <ng-template #title [ssInboxPart]="kind" let-row>
          <span class="person">
            <ss-avatar [name]="row.name" [picture]="row.avatarUrl" />
            <span class="names">
              <strong>{{ row.name }}</strong>
              <span class="ss-secondary">{{ row.email }}</span>
            </span>
          </span>
        </ng-template>
        <ng-template #cells [ssInboxPart]="kind" let-row>
          <td class="wide long">{{ row.department ?? t('none_') }}</td>
          <td class="check"><ss-account-check [checks]="row.checks ?? null" /></td>
          <td class="end"><ss-time class="ss-secondary" [at]="row.createdAt" as="day" /></td>
        </ng-template>
        <ng-template #side [ssInboxPart]="kind" let-row><ss-account-details [account]="row" /></ng-template>
        <section class="lately">
          <h2>{{ t('decided') }}</h2>
          <ss-decided-accounts [max]="5" />
        </section>
      </ss-inbox>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex: 1;
      flex-direction: column;
    }
    .lately {
      margin-block: 28px 24px;
    }
    h2 {
      margin-block-end: 10px;
    }
  `,
})
export class PendingAccounts {
  protected readonly kind = inject(ApprovalsStore).accounts;
  protected readonly columns = COLUMNS;
}
