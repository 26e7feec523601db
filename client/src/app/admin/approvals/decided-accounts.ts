import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AccountDto, AccountStatus, TicketStatus } from '../../api/types';
import { Loaded } from '../../api/loaded';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { StatusGlyph } from '../../ui/status/status-glyph';
import { Time } from '../../ui/time/time';
import { PeopleApi } from '../people/people-api';
import { ApprovalsStore } from './approvals-store';

/** An account that waits again is as good as undecided; it does not come here. */
const WORDS: Record<AccountStatus, string> = {
  Pending: 'approvedBy',
  Approved: 'approvedBy',
  Rejected: 'rejectedBy',
  Suspended: 'suspendedBy',
};
const GLYPHS: Record<AccountStatus, TicketStatus> = {
  Pending: 'New',
  Approved: 'Resolved',
  Rejected: 'Rejected',
  Suspended: 'On Hold',
};

/** Who was let in or refused lately, by whom and why. */
@Component({
  selector: 'ss-decided-accounts',
  imports: [EmptyState, InPlaceError, RouterLink, Skeleton, StatusGlyph, Time, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.approvals'">
      @if (decided.error(); as error) {
        <ss-in-place-error [title]="t('decidedFailed')" [error]="error" (retry)="decided.load()" />
      } @else if (decided.value() === null) {
        <div class="ss-card"><ss-skeleton [rows]="5" /></div>
      } @else {
        <ul class="ss-card">
          @for (account of shown(); track account.id) {
            <li>
              <ss-status-glyph [status]="glyphs[account.status]" />
              <a [routerLink]="['/admin/people', account.id]">{{ account.name }}</a>
              <span class="what">
                @let name = account.decidedBy?.name ?? t('desk');
                @let word = words[account.status];
                @if (account.decisionReason && word !== 'approvedBy') {
                  {{ t(word, { name, reason: account.decisionReason }) }}
                } @else {
                  {{ t(word === 'approvedBy' ? word : word + 'NoReason', { name }) }}
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
    a {
      inline-size: 180px;
      padding-block: 2px;
      color: inherit;
      font: var(--mat-sys-title-small);
      font-weight: 500;
    }
    .what {
      flex: 1;
      min-inline-size: 200px;
      color: var(--mat-sys-on-surface-variant);
    }
    @media (width < 600px) {
      a {
        flex: 1;
        padding-block: 12px;
        margin-block: -8px;
      }
      .what {
        order: 1;
        flex-basis: 100%;
        padding-inline-start: 28px;
      }
    }
  `,
})
export class DecidedAccounts {
  protected readonly words = WORDS;
  protected readonly glyphs = GLYPHS;

  /** So many at most. */
  readonly max = input(50);

  private readonly api = inject(PeopleApi);
  private readonly waiting = inject(ApprovalsStore).accounts.list.count;
  protected readonly decided = new Loaded<readonly AccountDto[]>(async () => {
    const page = await this.api.list({ sort: '-decidedAt', limit: 50 });
    return page.items;
  });
  protected readonly shown = computed(() => this.decided.value()?.slice(0, this.max()) ?? []);

  constructor() {
    effect(() => {
      // Whoever waits no more was decided on, here or by somebody else.
      this.waiting();
      untracked(() => void (this.decided.value() === null ? this.decided.load() : this.decided.refresh()));
    });
  }
}
