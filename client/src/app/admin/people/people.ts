import { Component, Injector, computed, effect, inject, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { ACCOUNT_STATUSES, ROLES, type AccountDto } from '../../api/types';
import { FilterChip, type FilterOption } from '../../ui/choice/filter-chip';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { SearchBox } from '../../ui/field/search-box';
import { Icon } from '../../ui/icon/icon';
import { Announcer } from '../../ui/live/announcer';
import { Menu } from '../../ui/menu/menu';
import { MenuItem } from '../../ui/menu/menu-item';
import { Avatar } from '../../ui/people/avatar';
import { Time } from '../../ui/time/time';
import { GroupNames } from '../groups/group-names';
import { AccountStatusChip } from './account-status-chip';
import { NO_FILTER, PeopleStore, type PeopleFilter } from './people-store';

/** The server counts up to here. */
const COUNTED = 1000;
/** Newest first comes first: it needs no word in the address. */
const SORTS = ['-createdAt', 'createdAt', 'name', '-name'] as const;
const FILTERS = ['status', 'role', 'department', 'team'] as const;
type Filter = (typeof FILTERS)[number];

/** Everybody with an account. The address holds search, filters and order. */
@Component({
  selector: 'ss-people',
  imports: [
    AccountStatusChip,
    Avatar,
    EmptyState,
    FilterChip,
    Icon,
    InPlaceError,
    MatButton,
    Menu,
    MenuItem,
    RouterLink,
    SearchBox,
    Skeleton,
    Time,
    TranslocoDirective,
  ],
  providers: [PeopleStore, GroupNames],
  templateUrl: './people.html',
  styleUrl: './people.css',
})
export class People {
  /** From the address. */
  readonly q = input('', { transform: (value?: string) => value ?? '' });
  readonly status = input('', { transform: (value?: string) => value ?? '' });
  readonly role = input('', { transform: (value?: string) => value ?? '' });
  readonly department = input('', { transform: (value?: string) => value ?? '' });
  readonly team = input('', { transform: (value?: string) => value ?? '' });
  readonly sort = input('', { transform: (value?: string) => value ?? '' });

  protected readonly store = inject(PeopleStore);
  private readonly groups = inject(GroupNames);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly i18n = inject(TranslocoService);

  protected readonly sorts = SORTS;
  protected readonly filter = computed<PeopleFilter>(() => ({
    q: this.q(),
    status: this.status(),
    role: this.role(),
    department: this.department(),
    team: this.team(),
    sort: this.sort(),
  }));
  protected readonly order = computed(() => SORTS.find((sort) => sort === this.sort()) ?? SORTS[0]);
  protected readonly isFiltered = computed(() => this.q() !== '' || FILTERS.some((name) => this.filter()[name] !== ''));
  protected readonly isCapped = computed(() => (this.store.total() ?? 0) >= COUNTED);
  protected readonly filters = computed(() => {
    const named = (groups: readonly { id: string; name: string }[], none: string): FilterOption[] => [
      ...groups.map(({ id, name }) => ({ value: id, label: name })),
      { value: 'none', label: this.say(none) },
    ];
    const options: Record<Filter, FilterOption[]> = {
      status: ACCOUNT_STATUSES.map((value) => ({ value, label: this.say(`statuses.${value}`) })),
      role: ROLES.map((value) => ({ value, label: this.say(`roles.${value}`) })),
      department: named(this.groups.departments(), 'noDepartment'),
      team: named(this.groups.teams(), 'noTeam'),
    };
    return FILTERS.map((name) => ({
      name,
      options: options[name],
      chosen: this.filter()[name].split(',').filter(Boolean),
    }));
  });

  constructor() {
    const announcer = inject(Announcer);
    effect(() => {
      const filter = this.filter();
      untracked(() => void this.store.show(filter));
    });
    effect(() => {
      const count = this.store.total();
      if (count !== null) {
        announcer.announce(this.say(this.countWords(count), { count }));
      }
    });
  }

  protected narrow(change: Partial<PeopleFilter>): void {
    const queryParams = Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value || null]));
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected pick(filter: Filter, values: readonly string[]): void {
    this.narrow({ [filter]: values.join(',') });
  }

  protected widen(): void {
    this.narrow({ ...NO_FILTER, sort: this.sort() });
  }

  protected countWords(count: number): string {
    return this.isCapped() ? 'totalCapped' : count === 1 ? 'totalOne' : 'total';
  }

  protected teamsOf(person: AccountDto): string {
    return person.teams.map(({ name }) => name).join(', ');
  }

  protected async add(): Promise<void> {
    const { openAddPerson } = await import('./add-person');
    const person = await openAddPerson(this.injector);
    if (person !== null) {
      await this.router.navigate(['/admin/people', person.id]);
    }
  }

  private say(key: string, values?: Record<string, number>): string {
    return this.i18n.translate<string>(`admin.people.${key}`, values);
  }
}
