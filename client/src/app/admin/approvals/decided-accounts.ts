import { Component, inject, resource } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AccountDto } from '../../api/types';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { StatusGlyph } from '../../ui/status/status-glyph';
import { Time } from '../../ui/time/time';
import { AdminApi } from '../admin-api';

/** Who was let in or refused lately, by whom and why. */
@Component({
  selector: 'ss-decided-accounts',
  imports: [EmptyState, InPlaceError, Skeleton, StatusGlyph, Time, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.approvals'">
      @if (decided.error(); as error) {
        <ss-in-place-error [title]="t('decidedFailed')" [error]="error" (retry)="decided.reload()" />
      } @else if (!decided.hasValue()) {
        <div class="ss-card"><ss-skeleton [rows]="5" /></div>
      } @else {
        <ul class="ss-card">
          @for (account of decided.value(); track account.id) {
            <li>
              <ss-status-glyph [status]="account.status === 'Rejected' ? 'Rejected' : 'Resolved'" />
              <strong>{{ account.name }}</strong>
              <span class="what">
                @let name = account.decidedBy?.name ?? t('desk');
                @if (account.status !== 'Rejected') {
                  {{ t('approvedBy', { name }) }}
                } @else if (account.decisionReason) {
                  {{ t('rejectedBy', { name, reason: account.decisionReason }) }}
                } @else {
                  {{ t('rejectedByNoReason', { name }) }}
                }
              </span>
              @if (account.decidedAt; as at) {
                <ss-time class="ss-secondary" [at]="at" as="day" />
              }
            </li>
          } @empty {
            <ss-empty-state [fact]="t('noDecided')" />
          }
        </ul>
      }
    </ng-container>
  `,
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      min-block-size: 48px;
      padding: 8px 16px;
    }
    li + li {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    strong {
      inline-size: 180px;
      font: var(--mat-sys-title-small);
      font-weight: 500;
    }
    .what {
      flex: 1;
      min-inline-size: 200px;
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class DecidedAccounts {
  private readonly api = inject(AdminApi);
  protected readonly decided = resource({
    loader: async (): Promise<AccountDto[]> => {
      const page = await this.api.users({ status: ['Approved', 'Rejected'], limit: 100 });
      return page.items
        .filter((account) => account.decidedAt !== null)
        .toSorted((a, b) => (b.decidedAt ?? '').localeCompare(a.decidedAt ?? ''))
        .slice(0, 30);
    },
  });
}
