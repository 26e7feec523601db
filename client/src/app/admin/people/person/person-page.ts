import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { whileVisible } from '../../../api/while-visible';
import { PageTitle } from '../../../shell/page-title';
import { InPlaceError } from '../../../ui/feedback/in-place-error';
import { Skeleton } from '../../../ui/feedback/skeleton';
import { Icon } from '../../../ui/icon/icon';
import { Avatar } from '../../../ui/people/avatar';
import { Tabs } from '../../../ui/tabs/tabs';
import { Time } from '../../../ui/time/time';
import { GroupNames } from '../../groups/group-names';
import { AccountStatusChip } from '../account-status-chip';
import { PersonAccess } from './access';
import { PersonActs } from './acts';
import { PersonHistory } from './history';
import { PersonStore } from './person-store';
import { Profile } from './profile';

const POLL_MS = 30_000;
const TABS = ['profile', 'access', 'history'] as const;

/** One person: who it is, how the account stands, what may be done, and what has happened. */
@Component({
  selector: 'ss-person-page',
  imports: [
    AccountStatusChip,
    Avatar,
    Icon,
    InPlaceError,
    PersonAccess,
    PersonActs,
    PersonHistory,
    Profile,
    RouterLink,
    Skeleton,
    Tabs,
    Time,
    TranslocoDirective,
  ],
  providers: [PersonStore, GroupNames],
  templateUrl: './person-page.html',
  styleUrl: './person-page.css',
})
export class PersonPage {
  /** From the address. */
  readonly id = input.required<string>();
  readonly tab = input<string>();

  protected readonly store = inject(PersonStore);
  private readonly i18n = inject(TranslocoService);
  protected readonly current = computed(() => TABS.find((tab) => tab === this.tab()) ?? TABS[0]);
  protected readonly tabs = computed(() =>
    TABS.map((value) => ({ value, label: this.i18n.translate<string>(`admin.people.tabs.${value}`) })),
  );
  /** In a list of one, so that another person gets parts of his own. */
  protected readonly shown = computed(() => {
    const account = this.store.account.value();
    return account === null ? [] : [account];
  });

  constructor() {
    const title = inject(PageTitle);
    whileVisible(() => this.store.refresh(), POLL_MS, { about: ({ id }) => id === this.id() });
    effect(() => {
      const id = this.id();
      untracked(() => void this.store.show(id));
    });
    effect(() => {
      const account = this.store.account.value();
      if (account !== null) {
        title.set(account.name);
      }
    });
  }
}
