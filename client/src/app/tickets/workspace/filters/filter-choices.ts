import { computed, inject, Injectable, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../../api/loaded';
import { TicketsApi } from '../../../api/tickets-api';
import type { FilterOption } from '../../../ui/choice/filter-chip';
import { dateLocale } from '../../../ui/time/time-format';
import { DUE, HOLD_REASONS, PRIORITIES, STATUSES, type FilterName } from './list-query';

/** Names of people that have been seen: an address holds ids alone. */
const PAUSE_MS = 200;

/** What each filter offers, and the words of what is chosen. People are found by typing. */
@Injectable()
export class FilterChoices {
  private readonly api = inject(TicketsApi);
  private readonly i18n = inject(TranslocoService);
  private readonly typed = { assignee: '', requester: '' };
  private readonly categories = new Loaded(() => this.api.categories());
  private readonly teams = new Loaded(() => this.api.teams());
  private readonly staff = new Loaded(() => this.api.assignable(this.typed.assignee));
  private readonly people = new Loaded(() => this.api.people(this.typed.requester));
  private readonly names = signal<ReadonlyMap<string, string>>(new Map());
  private readonly asked = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isLoaded = false;

  private readonly options = computed<Readonly<Partial<Record<FilterName, readonly FilterOption[]>>>>(() => {
    const me = { value: 'me', label: this.say('filter.me') };
    const flags = (name: string): FilterOption[] =>
      ['true', 'false'].map((value) => ({ value, label: this.say(`filter.flag.${name}.${value}`) }));
    const named = (items: readonly { id: string; name: string }[] | undefined): FilterOption[] =>
      (items ?? []).map(({ id, name }) => ({ value: id, label: name }));
    return {
      status: STATUSES.map((value) => ({ value, label: this.i18n.translate<string>(`status.${value}`) })),
      priority: PRIORITIES.map((value) => ({ value, label: this.i18n.translate<string>(`priority.${value}`) })),
      category: (this.categories.value()?.items ?? []).map(({ key, name }) => ({ value: key, label: name })),
      assignee: [me, { value: 'none', label: this.say('filter.none') }, ...named(this.staff.value()?.items)],
      team: named(this.teams.value()?.items),
      requester: [me, ...named(this.people.value()?.items)],
      holdReason: HOLD_REASONS.map((value) => ({
        value,
        label: this.i18n.translate<string>(`tickets.hold.reason.${value}`),
      })),
      due: DUE.map((value) => ({ value, label: this.say(`filter.flag.due.${value}`) })),
      awaitsReply: flags('awaitsReply'),
      reopened: flags('reopened'),
      mentioned: [{ value: 'true', label: this.say('filter.flag.mentioned.true') }],
    };
  });

  /** Once the filters are opened, or one is set of which the address does not say the words. */
  load(): void {
    if (!this.isLoaded) {
      this.isLoaded = true;
      for (const one of [this.categories, this.teams, this.staff, this.people]) {
        void one.load();
      }
    }
  }

  of(name: FilterName): readonly FilterOption[] {
    return this.options()[name] ?? [];
  }

  search(name: 'assignee' | 'requester', text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.typed[name] = text;
      void (name === 'assignee' ? this.staff : this.people).load();
    }, PAUSE_MS);
  }

  wordsOf(name: FilterName, value: string): string {
    const known = this.of(name).find((option) => option.value === value)?.label ?? this.names().get(value);
    if (known !== undefined) {
      return known;
    }
    if (name === 'submittedFrom' || name === 'submittedTo') {
      const at = new Date(value.includes('T') ? value : `${value}T00:00:00`);
      return new Intl.DateTimeFormat(dateLocale(this.i18n.getActiveLang()), { dateStyle: 'medium' }).format(at);
    }
    if (name === 'requester' || name === 'assignee') {
      this.ask(value);
      return '…';
    }
    if (name === 'category' || name === 'team') {
      // Not while something is computed from this.
      queueMicrotask(() => this.load());
    }
    return value;
  }

  private ask(id: string): void {
    if (!this.asked.has(id)) {
      this.asked.add(id);
      queueMicrotask(
        () =>
          void this.api.person(id).then(
            ({ name }) => this.names.update((before) => new Map([...before, [id, name]])),
            // Gone, or not for this person: the filter finds nothing, and says so by its id.
            () => this.names.update((before) => new Map([...before, [id, id.slice(0, 8)]])),
          ),
      );
    }
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`list.${key}`);
  }
}
