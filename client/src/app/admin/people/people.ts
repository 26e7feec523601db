import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { ACCOUNT_STATUSES, type AccountDto, ROLES } from '../../api/types';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { Avatar } from '../../ui/people/avatar';
import { Sheet } from '../../ui/sheet/sheet';
import { Time } from '../../ui/time/time';
import { AccountStatusChip } from './account-status-chip';
import { PeopleStore } from './people-store';
import { Person } from './person';

const TYPING_PAUSE_MS = 250;
/** The server counts up to here. */
const COUNTED = 1000;

/** Everybody with an account. The address holds search and filters. */
@Component({
  selector: 'ss-people',
  imports: [
    AccountStatusChip,
    Avatar,
    Control,
    EmptyState,
    Field,
    InPlaceError,
    MatButton,
    Person,
    Sheet,
    Skeleton,
    Time,
    TranslocoDirective,
  ],
  providers: [PeopleStore],
  templateUrl: './people.html',
  styleUrl: './people.css',
})
export class People {
  /** From the address. */
  readonly q = input('', { transform: (value?: string) => value ?? '' });
  readonly status = input('', { transform: (value?: string) => value ?? '' });
  readonly role = input('', { transform: (value?: string) => value ?? '' });

  protected readonly store = inject(PeopleStore);
  private readonly router = inject(Router);
  private typing: ReturnType<typeof setTimeout> | undefined;

  protected readonly statuses = ACCOUNT_STATUSES;
  protected readonly roles = ROLES;
  protected readonly isFiltered = computed(() => this.q() !== '' || this.status() !== '' || this.role() !== '');
  protected readonly isCapped = computed(() => (this.store.total() ?? 0) >= COUNTED);
  private readonly openId = signal<string | null>(null);
  protected readonly open = computed(() => this.store.people().find((person) => person.id === this.openId()));

  constructor() {
    effect(() => {
      const filter = { q: this.q(), status: this.status(), role: this.role() };
      untracked(() => void this.store.show(filter));
    });
  }

  protected search(text: string): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.narrow({ q: text.trim() });
    }, TYPING_PAUSE_MS);
  }

  protected narrow(change: Partial<Record<'q' | 'status' | 'role', string>>): void {
    const queryParams = Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value || null]));
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected choose(person: AccountDto | null): void {
    this.openId.set(person?.id ?? null);
  }
}
