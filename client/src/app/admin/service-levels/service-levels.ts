import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import type { SlaCalendarDto, SlaClockKind, SlaPolicyDto } from '../../api/types';
import { whileVisible } from '../../api/while-visible';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Icon } from '../../ui/icon/icon';
import { Tabs } from '../../ui/tabs/tabs';
import { spanText } from '../../ui/time/business-span';
import { CLOCKS, TARGET_PRIORITIES } from './policy-fields';
import { ServiceLevelsApi } from './service-levels-api';
import { ServiceWords } from './service-words';

const REFRESH_MS = 30_000;

/** What is promised for which requests, and the calendars by which its time counts. */
@Component({
  selector: 'ss-service-levels',
  imports: [Icon, InPlaceError, MatButton, RouterLink, Skeleton, Tabs, TranslocoDirective],
  templateUrl: './service-levels.html',
  styleUrl: './service-levels.css',
})
export class ServiceLevels {
  /** From the address. */
  readonly tab = input<string>();

  private readonly api = inject(ServiceLevelsApi);
  protected readonly words = inject(ServiceWords);
  protected readonly data = new Loaded(() => this.api.all());
  protected readonly shown = computed(() => (this.tab() === 'calendars' ? 'calendars' : 'policies'));
  protected readonly tabs = computed(() => [
    { value: 'policies', label: this.words.say('tab.policies') },
    { value: 'calendars', label: this.words.say('tab.calendars') },
  ]);
  protected readonly clocks = CLOCKS;
  protected readonly priorities = TARGET_PRIORITIES;
  /** How many other days a calendar has; more than one are counted. */
  protected readonly dayWords: readonly (string | undefined)[] = ['calendar.daysNone', 'calendar.daysOne'];
  private readonly today = new Date().toISOString().slice(0, 10);

  constructor() {
    void this.data.load();
    whileVisible(() => this.data.refresh(), REFRESH_MS);
  }

  protected categoryOf({ categoryId }: SlaPolicyDto): string {
    return categoryId === null
      ? this.words.say('everythingElse')
      : (this.data.value()?.categories.find(({ id }) => id === categoryId)?.name ?? '');
  }

  protected calendarOf({ calendarId }: SlaPolicyDto): string {
    return this.data.value()?.calendars.find(({ id }) => id === calendarId)?.name ?? '';
  }

  protected target(policy: SlaPolicyDto, priority: (typeof TARGET_PRIORITIES)[number], clock: SlaClockKind): string {
    const seconds = policy.targets[priority][clock];
    return seconds === null ? '–' : spanText(seconds);
  }

  protected usersOf(calendar: SlaCalendarDto): readonly string[] {
    return (this.data.value()?.policies ?? [])
      .filter(({ calendarId }) => calendarId === calendar.id)
      .map(({ name }) => name);
  }

  /** The next day with hours of its own. */
  protected nextOf({ exceptions }: SlaCalendarDto): string {
    const next = exceptions.find(({ date }) => date >= this.today);
    return next === undefined
      ? ''
      : this.words.say('calendar.next', { date: this.words.date(next.date), name: next.name });
  }
}
