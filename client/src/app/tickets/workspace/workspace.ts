import { Component, computed, effect, inject, Injector, signal, untracked, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { filter, map, startWith } from 'rxjs';
import { toApiError, type ApiError } from '../../api/api-error';
import type { TicketColumn } from '../../api/types';
import { PageTitle } from '../../shell/page-title';
import { TicketViews } from '../../shell/views/ticket-views';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { Shortcuts } from '../../ui/keys/shortcuts';
import { Announcer } from '../../ui/live/announcer';
import { Look } from '../../ui/look/look';
import { Menu } from '../../ui/menu/menu';
import { MenuItem } from '../../ui/menu/menu-item';
import { dateLocale } from '../../ui/time/time-format';
import { BulkBar } from './bulk/bulk-bar';
import { BulkStore } from './bulk/bulk-store';
import { EmptyList } from './empty-list';
import { ExportStore } from './export-store';
import { ListFilters } from './filters/list-filters';
import { queryOf, SORTS, wordsOf, type TicketSort } from './filters/list-query';
import { ListAddress } from './list-address';
import { ListForm } from './list-form';
import { ListStore } from './list-store';
import { Chosen } from './list/chosen';
import { exportColumnsOf } from './list/columns';
import { TicketList } from './list/ticket-list';
import { Splitter } from './splitter';

/** For all tickets, which are no view and keep no columns. */
const USUAL_COLUMNS: readonly TicketColumn[] = ['requester', 'status', 'priority', 'assignee', 'sla', 'updatedAt'];

/** List and ticket side by side; on narrow screens one of them. */
@Component({
  selector: 'ss-workspace',
  imports: [
    BulkBar,
    EmptyList,
    Icon,
    InPlaceError,
    ListFilters,
    MatButton,
    Menu,
    MenuItem,
    Notice,
    RouterLink,
    RouterOutlet,
    Skeleton,
    Splitter,
    TicketList,
    TranslocoDirective,
  ],
  providers: [ListStore, ListAddress, ListForm, Chosen, BulkStore, ExportStore],
  host: {
    '[class.has-ticket]': 'number() !== null',
    '[class.is-table]': 'form() === "table"',
    '[style.--list]': 'width()',
  },
  templateUrl: './workspace.html',
  styleUrl: './workspace.css',
})
export class Workspace {
  protected readonly store = inject(ListStore);
  protected readonly address = inject(ListAddress);
  protected readonly look = inject(Look);
  protected readonly layout = inject(ListForm);
  protected readonly views = inject(TicketViews);
  protected readonly exporting = inject(ExportStore);
  private readonly chosen = inject(Chosen);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly i18n = inject(TranslocoService);
  private readonly snackbar = inject(Snackbar);
  private readonly list = viewChild(TicketList);
  private readonly bar = viewChild(BulkBar);

  protected readonly sorts = SORTS;
  protected readonly params = this.address.params;
  protected readonly view = computed(() => this.views.byKey(this.params().edit || this.params().view) ?? null);
  protected readonly isViewGone = computed(
    () => this.params().view !== '' && this.views.isLoaded() && this.view() === null,
  );
  protected readonly editing = computed(() => (this.params().edit === '' ? null : this.view()));
  protected readonly title = computed(() => {
    const view = this.view();
    return view === null ? this.i18n.translate<string>('views.all') : this.views.nameOf(view);
  });
  protected readonly sort = computed<TicketSort>(() => this.params().sort ?? this.view()?.sort ?? '-submittedAt');
  protected readonly columns = computed(() => this.view()?.columns ?? USUAL_COLUMNS);
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
  protected readonly form = computed(() =>
    this.layout.isRoomy() && this.layout.wide() === 'table' && this.number() === null ? 'table' : 'cards',
  );
  protected readonly width = computed(() => {
    const width = this.layout.width();
    return width === null ? null : `${String(width)}px`;
  });
  protected readonly total = computed(() => {
    const total = this.store.total();
    const count = (total?.value ?? 0).toLocaleString(dateLocale(this.i18n.getActiveLang()));
    return total === null ? null : { count, isCapped: total.isCapped };
  });
  protected readonly exported = computed(() => {
    const kilobytes = (this.exporting.progress() ?? 0) / 1_024;
    return new Intl.NumberFormat(dateLocale(this.i18n.getActiveLang()), {
      style: 'unit',
      unit: kilobytes < 1_024 ? 'kilobyte' : 'megabyte',
      maximumFractionDigits: kilobytes < 1_024 ? 0 : 1,
    }).format(kilobytes < 1_024 ? kilobytes : kilobytes / 1_024);
  });
  protected readonly saveError = signal<ApiError | null>(null);
  /** The view whose filters were put into the address last; it is done once. */
  private unfolded = '';

  constructor() {
    const announcer = inject(Announcer);
    const pageTitle = inject(PageTitle);
    effect(() => {
      // The same question as before is not asked again.
      const query = queryOf(this.params());
      const before = untracked(this.store.query);
      if (JSON.stringify(query) !== JSON.stringify(before)) {
        this.store.query.set(query);
      }
    });
    effect(() => {
      const { edit } = this.params();
      const view = this.editing();
      if (view !== null && this.unfolded !== edit) {
        this.unfolded = edit;
        if (!untracked(this.address.isNarrowed)) {
          this.address.unfold(view);
        }
      } else if (edit === '') {
        this.unfolded = '';
      }
    });
    // Who opens a ticket has read it.
    effect(() => {
      const number = this.number();
      const open = this.store.items()?.find((item) => item.number === number && item.isUnread);
      if (open !== undefined) {
        untracked(() => this.store.change(new Set([open.id]), (item) => ({ ...item, isUnread: false })));
      }
    });
    effect(() => {
      const title = this.title();
      if (this.number() === null) {
        untracked(() => pageTitle.set(title));
      }
    });
    effect(() => {
      const total = this.total();
      if (total !== null) {
        const words = this.say(total.isCapped ? 'overLabel' : 'totalLabel', { count: total.count });
        announcer.announce(`${untracked(this.title)}: ${words}`);
      }
    });
    inject(Shortcuts).bind('tickets.keys.list', [
      { key: 'j', words: 'tickets.keys.move', act: () => this.list()?.move(1) },
      { key: 'k', words: 'tickets.keys.move', act: () => this.list()?.move(-1) },
      { key: 'o', words: 'tickets.keys.open', act: () => this.list()?.openAtCursor() },
      // The link that J and K have put the focus on.
      { key: 'Enter', words: 'tickets.keys.open' },
      { key: 'x', words: 'list.keys.choose', act: () => this.list()?.toggleAtCursor() },
      { key: 'Shift+j', words: 'list.keys.extend', act: () => this.list()?.move(1, true) },
      { key: 'Shift+k', words: 'list.keys.extend', act: () => this.list()?.move(-1, true) },
      // Heard by the list itself: elsewhere it is the browser's.
      { key: '$mod+a', words: 'list.keys.all' },
      { key: 'b', words: 'list.keys.bulk', act: () => this.bar()?.focus() },
    ]);
  }

  protected toRows(): void {
    this.list()?.focusCursor();
  }

  protected async chooseColumns(): Promise<void> {
    const view = this.view();
    if (view === null) {
      return;
    }
    const { openColumns } = await import('./list/columns-dialog');
    const choice = await openColumns(this.injector, { columns: view.columns, hasOwn: view.hasOwnColumns });
    if (choice !== null) {
      await this.views.setColumns(view.key, choice.columns);
    }
  }

  /** Everything the list stands for, under a name. */
  protected async saveAs(): Promise<void> {
    const view = this.view();
    const narrowed = wordsOf(this.params());
    const { openViewDialog } = await import('../../shell/views/view-dialog');
    const saved = await openViewDialog(this.injector, {
      // What narrows a view comes after it: the same filter is the narrower one's.
      made: { filters: { ...view?.filters, ...narrowed }, sort: this.sort(), columns: [...this.columns()] },
      name: '',
    });
    if (saved !== null) {
      this.snackbar.show(this.i18n.translate<string>('views.dialog.saved', { name: saved.name }));
      this.address.open(saved.key);
    }
  }

  protected async saveEdited(): Promise<void> {
    const view = this.editing();
    if (view === null || view.id === null) {
      return;
    }
    this.saveError.set(null);
    try {
      await this.views.update(view.id, { filters: wordsOf(this.params()), sort: this.sort() });
      this.address.open(view.key);
    } catch (error) {
      // Shown beside the act; the filters stay in the address.
      this.saveError.set(toApiError(error));
    }
  }

  protected export(): void {
    void this.exporting.run(this.store.query(), exportColumnsOf(this.columns()));
  }

  protected clearChoice(): void {
    this.chosen.clear();
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`list.${key}`, values);
  }
}
