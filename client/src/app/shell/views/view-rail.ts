import { Component, computed, inject, Injector, output } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { filter, map, startWith } from 'rxjs';
import type { TicketViewDto } from '../../api/types';
import { aboutTickets, whileVisible } from '../../api/while-visible';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import type { IconName } from '../../ui/icon/icon-paths';
import { Menu } from '../../ui/menu/menu';
import { MenuItem } from '../../ui/menu/menu-item';
import { initialsOf } from '../../ui/people/avatar';
import { dateLocale } from '../../ui/time/time-format';
import { TicketViews } from './ticket-views';

const REFRESH_MS = 60_000;
/** All views at once: a busy desk is not counted with every ticket. */
const COUNT_GAP_MS = 5_000;

const ICONS: Readonly<Record<string, IconName>> = {
  my_open: 'inbox',
  unassigned: 'user-add',
  new: 'star',
  waiting: 'pause',
  waiting_on_me: 'reply',
  near_breach: 'hourglass',
  overdue: 'alert',
  reopened: 'rotate',
  mentions: 'at',
  all_open: 'board',
};
/** Where a number above nothing asks somebody to act. */
const URGENT: ReadonlySet<string> = new Set(['near_breach', 'overdue']);
const SCOPE_ICONS: Readonly<Record<'own' | 'team' | 'everyone', IconName>> = {
  own: 'star',
  team: 'users',
  everyone: 'building',
};

/** Part of the rail: the views of the list of tickets with live counts, and what may be done with the saved ones. */
@Component({
  selector: 'ss-view-rail',
  imports: [Icon, InPlaceError, Menu, MenuItem, RouterLink, TranslocoDirective],
  templateUrl: './view-rail.html',
  styleUrl: './view-rail.css',
})
export class ViewRail {
  /** A way was taken: a drawer closes. */
  readonly picked = output();

  protected readonly views = inject(TicketViews);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);

  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(() => this.router.url),
      startWith(this.router.url),
    ),
    { initialValue: this.router.url },
  );
  /** Key of the view that is open, '' for all tickets, null on other pages. */
  protected readonly current = computed(() => {
    const tree = this.router.parseUrl(this.url());
    const [first] = tree.root.children['primary']?.segments ?? [];
    return first?.path === 'tickets' ? (tree.queryParamMap.get('edit') ?? tree.queryParamMap.get('view') ?? '') : null;
  });
  protected readonly rows = computed(() =>
    this.views.builtIn().map((view) => this.rowOf(view, ICONS[view.key] ?? 'grid')),
  );
  protected readonly saved = computed(() => {
    const views = this.views.saved();
    return views.map((view) => {
      const scope = view.scope === 'built_in' ? 'own' : view.scope;
      const kin = views.filter((one) => one.scope === view.scope && one.team?.id === view.team?.id);
      return {
        ...this.rowOf(view, SCOPE_ICONS[scope]),
        initials: initialsOf(view.name),
        mark: this.say(`scopeMark.${scope}`, { team: view.team?.name ?? '' }),
        canEdit: view.allowedActions.includes('edit'),
        canDelete: view.allowedActions.includes('delete'),
        isFirst: kin[0]?.key === view.key,
        isLast: kin.at(-1)?.key === view.key,
      };
    });
  });

  constructor() {
    whileVisible(() => this.views.refresh(), REFRESH_MS, { about: aboutTickets, gapMs: COUNT_GAP_MS });
  }

  /** The filters go into the address, where each can be changed. */
  protected edit(view: TicketViewDto): void {
    this.picked.emit();
    void this.router.navigate(['/tickets'], { queryParams: { view: view.key, edit: view.key } });
  }

  protected async rename(view: TicketViewDto): Promise<void> {
    // A modal drawer would make the dialog inert.
    this.picked.emit();
    const { openViewDialog } = await import('./view-dialog');
    await openViewDialog(this.injector, { view });
  }

  protected async remove(view: TicketViewDto): Promise<void> {
    const { id, name, scope, team, filters, sort, columns, position } = view;
    if (id === null || scope === 'built_in' || !(await this.views.remove(id))) {
      return;
    }
    if (this.current() === view.key) {
      await this.router.navigate(['/tickets'], { queryParams: { view: 'my_open' } });
    }
    this.snackbar.show(this.say('removed', { name }), {
      label: this.i18n.translate<string>('ui.undo'),
      run: () => void this.views.restore({ name, scope, teamId: team?.id ?? null, filters, sort, columns, position }),
    });
  }

  private rowOf(
    view: TicketViewDto,
    icon: IconName,
  ): { view: TicketViewDto; icon: IconName; name: string; label: string; count: string; isUrgent: boolean } {
    const name = this.views.nameOf(view);
    const counted = this.views.counts().get(view.key);
    const number = (counted?.count ?? 0).toLocaleString(dateLocale(this.i18n.getActiveLang()));
    const count =
      counted === undefined || counted.count === 0
        ? ''
        : counted.isCapped
          ? this.say('over', { count: number })
          : number;
    return {
      view,
      icon,
      name,
      label: count === '' ? name : this.say('count', { name, count }),
      count,
      isUrgent: URGENT.has(view.key),
    };
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`views.${key}`, values);
  }
}
