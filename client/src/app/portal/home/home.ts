import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Session } from '../../session/session';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Icon } from '../../ui/icon/icon';
import { Now } from '../../ui/time/now';
import { RequestCard } from '../request-card';
import { HomeStore } from './home-store';
import { RequestSearch } from './request-search';
import { WaitingCard } from './waiting-card';

/** The employee's first page: find, answer what waits, see how far the rest is. */
@Component({
  selector: 'ss-home',
  imports: [
    EmptyState,
    Icon,
    InPlaceError,
    RequestCard,
    RequestSearch,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    WaitingCard,
  ],
  providers: [HomeStore],
  templateUrl: './home.html',
  styleUrl: './home.css',
})
export class Home {
  protected readonly store = inject(HomeStore);
  private readonly session = inject(Session);
  protected readonly name = computed(() => this.session.user()?.firstName ?? '');
  private readonly now = inject(Now);
  protected readonly greeting = computed(() => {
    const hour = this.now.current().getHours();
    return `portal.hello.${hour < 5 ? 'evening' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'}`;
  });
}
