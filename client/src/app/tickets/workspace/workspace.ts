import { Component, computed, effect, ElementRef, inject, input, signal, viewChildren } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, map, startWith } from 'rxjs';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Icon } from '../../ui/icon/icon';
import { Shortcuts } from '../../ui/keys/shortcuts';
import { ListFilters } from './list-filters';
import { queryOfParams, VIEWS } from './list-query';
import { ListStore } from './list-store';
import { ViewCounts } from '../view-counts';
import { TicketRow } from './ticket-row';

/** List and ticket side by side; on narrow screens one of them. */
@Component({
  selector: 'ss-workspace',
  imports: [
    EmptyState,
    Icon,
    InPlaceError,
    ListFilters,
    MatButton,
    RouterOutlet,
    Skeleton,
    TicketRow,
    TranslocoDirective,
  ],
  providers: [ListStore, ViewCounts],
  host: { '[class.has-ticket]': 'number() !== null' },
  templateUrl: './workspace.html',
  styleUrl: './workspace.css',
})
export class Workspace {
  /** Query parameters. */
  readonly view = input<string>();
  readonly status = input<string>();
  readonly priority = input<string>();
  readonly category = input<string>();
  readonly assignee = input<string>();
  readonly q = input<string>();

  protected readonly store = inject(ListStore);
  private readonly router = inject(Router);
  private readonly rows = viewChildren<TicketRow, ElementRef<HTMLElement>>(TicketRow, { read: ElementRef });
  protected readonly params = computed(() => ({
    view: this.view(),
    status: this.status(),
    priority: this.priority(),
    category: this.category(),
    assignee: this.assignee(),
    q: this.q(),
  }));
  protected readonly title = computed(() => VIEWS.find((view) => view === this.view()) ?? 'all');
  protected readonly hasFilter = computed(() => {
    const { status, priority, category, assignee, q } = this.params();
    return [status, priority, category, assignee, q].some((value) => value !== undefined && value !== '');
  });
  /** Number in the address, null while no ticket is open. */
  protected readonly number = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(() => this.router.url),
      startWith(this.router.url),
      map((url) => /^\/tickets\/([^/?#]+)/.exec(url)?.[1] ?? null),
    ),
    { initialValue: null },
  );
  private readonly at = signal(-1);

  constructor() {
    inject(ViewCounts);
    effect(() => this.store.query.set(queryOfParams(this.params())));
    inject(Shortcuts).bind('tickets.keys.list', [
      { key: 'j', words: 'tickets.keys.move', act: () => this.move(1) },
      { key: 'k', words: 'tickets.keys.move', act: () => this.move(-1) },
      { key: 'o', words: 'tickets.keys.open', act: () => this.linkAt(this.position())?.click() },
      // The link that J and K have put the focus on.
      { key: 'Enter', words: 'tickets.keys.open' },
    ]);
  }

  protected showAll(): void {
    void this.router.navigate(['/tickets'], { queryParams: { view: this.view() } });
  }

  private move(step: number): void {
    const next = Math.max(0, Math.min(this.rows().length - 1, this.position() + step));
    this.at.set(next);
    this.linkAt(next)?.focus();
  }

  /** Where the focus is, else the open ticket, else where it was. */
  private position(): number {
    const focused = this.rows().findIndex(({ nativeElement }) => nativeElement.contains(document.activeElement));
    if (focused >= 0) {
      return focused;
    }
    const open = this.store.items()?.findIndex(({ number }) => number === this.number()) ?? -1;
    return open >= 0 ? open : this.at();
  }

  private linkAt(index: number): HTMLAnchorElement | null {
    return this.rows()[index]?.nativeElement.querySelector('a') ?? null;
  }
}
