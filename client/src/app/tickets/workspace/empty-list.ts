import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { TicketViews } from '../../shell/views/ticket-views';
import { EmptyState } from '../../ui/feedback/empty-state';
import { ListAddress } from './list-address';

/** Where to go from a view that holds nothing. */
const NEXT: Readonly<Record<string, readonly [words: string, view: string]>> = {
  my_open: ['my_openAct', 'unassigned'],
  unassigned: ['toMyOpen', 'my_open'],
  new: ['toMyOpen', 'my_open'],
  waiting: ['toMyOpen', 'my_open'],
  waiting_on_me: ['toMyOpen', 'my_open'],
  near_breach: ['toMyOpen', 'my_open'],
  overdue: ['toMyOpen', 'my_open'],
  reopened: ['toMyOpen', 'my_open'],
  mentions: ['toMyOpen', 'my_open'],
};

/** Nothing to show, and what to do next. */
@Component({
  selector: 'ss-empty-list',
  imports: [EmptyState, MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'list.none'">
      @if (address.isNarrowed()) {
        <ss-empty-state [fact]="t('match')" [hint]="t('matchHint')" icon="search">
          <button matButton="tonal" type="button" (click)="address.widen()">{{ t('clear') }}</button>
        </ss-empty-state>
      } @else {
        <ss-empty-state [fact]="t(kind())" [hint]="hint() ? t(hint(), { count: unassigned() }) : ''">
          @if (next(); as act) {
            <button matButton="tonal" type="button" (click)="address.open(act[1])">{{ t(act[0]) }}</button>
          }
        </ss-empty-state>
      }
    </ng-container>
  `,
})
export class EmptyList {
  protected readonly address = inject(ListAddress);
  private readonly views = inject(TicketViews);
  private readonly key = computed(() => this.address.params().view);
  protected readonly unassigned = computed(() => this.views.counts().get('unassigned')?.count ?? 0);
  protected readonly kind = computed(() => {
    const key = this.key();
    return key === '' ? 'all' : key === 'all_open' || key in NEXT ? key : 'saved';
  });
  protected readonly hint = computed(() => {
    const kind = this.kind();
    if (kind === 'my_open') {
      return this.unassigned() > 1 ? 'my_openHint' : '';
    }
    return kind === 'mentions' || kind === 'saved' ? `${kind}Hint` : '';
  });
  protected readonly next = computed(
    () => NEXT[this.key()] ?? (this.kind() === 'saved' ? (['toAllOpen', 'all_open'] as const) : null),
  );
}
