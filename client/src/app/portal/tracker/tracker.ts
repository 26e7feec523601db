import { Component, effect, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Icon } from '../../ui/icon/icon';
import { RequestCard } from '../request-card';
import { isTrackerFilter, TRACKER_FILTERS, TrackerStore, type TrackerFilter } from './tracker-store';

const PAUSE_MS = 250;

/** All own requests. The address keeps what is shown, so that a reload or a link shows the same. */
@Component({
  selector: 'ss-tracker',
  imports: [EmptyState, Icon, InPlaceError, MatButton, Notice, RequestCard, RouterLink, Skeleton, TranslocoDirective],
  providers: [TrackerStore],
  templateUrl: './tracker.html',
  styleUrl: './tracker.css',
})
export class Tracker {
  /** Query parameters. */
  readonly show = input<string>();
  readonly q = input<string>();
  /** Number of a request that was just sent. */
  readonly sent = input<string>();

  protected readonly store = inject(TrackerStore);
  private readonly router = inject(Router);
  private timer: ReturnType<typeof setTimeout> | undefined;
  protected readonly filters = Object.keys(TRACKER_FILTERS).filter(isTrackerFilter);

  constructor() {
    effect(() => {
      const show = this.show();
      this.store.filter.set(isTrackerFilter(show) ? show : 'all');
      this.store.q.set(this.q() ?? '');
    });
  }

  protected choose(filter: TrackerFilter): void {
    this.go({ show: filter === 'all' ? null : filter, sent: null });
  }

  protected type(q: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.go({ q: q.trim() || null, sent: null }), PAUSE_MS);
  }

  private go(queryParams: Readonly<Record<string, string | null>>): void {
    // One step back leaves the tracker, not the last letter typed.
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
