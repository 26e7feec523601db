import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Session } from '../../session/session';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { StatusChip } from '../../ui/status/status-chip';
import { Now } from '../../ui/time/now';
import { Time } from '../../ui/time/time';
import { PortalApi } from '../portal-api';

/** The employee's first page. */
@Component({
  selector: 'ss-home',
  imports: [EmptyState, InPlaceError, RouterLink, Skeleton, StatusChip, Time, TranslocoDirective],
  template: `
    <div class="ss-page" *transloco="let t; prefix: 'portal'">
      <h1>{{ t('greeting.' + part(), { name: session.user()?.firstName }) }} {{ t('need') }}</h1>
      <h2>{{ t('open') }}</h2>
      <div class="ss-card">
        @if (requests.error(); as error) {
          <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="requests.reload()" />
        } @else if (!requests.hasValue()) {
          <ss-skeleton [rows]="3" />
        } @else {
          @for (request of requests.value().items; track request.id) {
            <a class="row" [routerLink]="['/requests', request.number]">
              <strong>{{ request.subject }}</strong>
              <ss-status-chip [status]="request.status" [label]="request.statusLabel" />
              <span class="ss-secondary">{{ request.number }}</span>
              <ss-time class="ss-secondary" [at]="request.updatedAt" />
            </a>
          } @empty {
            <ss-empty-state [fact]="t('none')" />
          }
        }
      </div>
    </div>
  `,
  styles: `
    h2 {
      margin-block: 24px 12px;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 16px;
      padding: 16px;
      color: inherit;
    }
    .row + .row {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    .row strong {
      flex: 1;
      font: var(--mat-sys-title-medium);
    }
  `,
})
export class Home {
  protected readonly session = inject(Session);
  protected readonly requests = inject(PortalApi).openRequests();
  private readonly now = inject(Now);
  protected readonly part = computed(() => {
    const hour = this.now.current().getHours();
    return hour < 12 ? 'morning' : hour < 18 ? 'day' : 'evening';
  });
}
