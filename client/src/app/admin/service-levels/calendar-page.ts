import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { ApiError } from '../../api/api-error';
import { Loaded } from '../../api/loaded';
import type { SlaCalendarDto } from '../../api/types';
import { whileVisible } from '../../api/while-visible';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { CalendarEditor } from './calendar-editor';
import { ServiceLevelsApi } from './service-levels-api';
import { ServiceWords } from './service-words';

const REFRESH_MS = 30_000;
const LIST = '/admin/service-levels';

/** One business calendar. */
@Component({
  selector: 'ss-calendar-page',
  imports: [CalendarEditor, Icon, InPlaceError, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <div class="ss-desk-page" *transloco="let t; prefix: 'admin.serviceLevels'">
      <a class="back" routerLink="/admin/service-levels" [queryParams]="{ tab: 'calendars' }">
        <ss-icon name="arrow-left" [size]="16" />
        {{ t('tab.calendars') }}
      </a>
      @if (data.value(); as all) {
        @for (one of shown(); track one.key) {
          <h1>{{ one.calendar?.name ?? t('calendar.add') }}</h1>
          <div class="columns">
            <ss-calendar-editor
              [calendar]="one.calendar"
              [users]="one.users"
              (saved)="saved($event)"
              (removed)="removed($event)"
            />
          </div>
        } @empty {
          <ss-in-place-error [title]="t('calendar.gone')" [error]="gone" [canRetry]="false" />
        }
      } @else if (data.error(); as error) {
        <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="data.load()" />
      } @else {
        <div class="ss-card"><ss-skeleton [rows]="6" /></div>
      }
    </div>
  `,
  styleUrl: './record-page.css',
})
export class CalendarPage {
  /** From the address: `new` makes one. */
  readonly id = input.required<string>();

  private readonly api = inject(ServiceLevelsApi);
  private readonly router = inject(Router);
  private readonly snackbar = inject(Snackbar);
  private readonly words = inject(ServiceWords);
  protected readonly gone = new ApiError(404, 'NOT_FOUND', '');
  protected readonly data = new Loaded(() => this.api.all());
  /** Drawn anew for another one. */
  protected readonly shown = computed(() => {
    const id = this.id();
    const { calendars = [], policies = [] } = this.data.value() ?? {};
    const calendar = calendars.find((one) => one.id === id) ?? null;
    const users = policies.filter(({ calendarId }) => calendarId === id).map(({ name }) => name);
    return calendar === null && id !== 'new' ? [] : [{ key: id, calendar, users }];
  });

  constructor() {
    void this.data.load();
    whileVisible(() => this.data.refresh(), REFRESH_MS);
  }

  protected async saved(calendar: SlaCalendarDto): Promise<void> {
    await this.data.refresh();
    if (this.id() !== calendar.id) {
      await this.router.navigate([LIST, 'calendars', calendar.id], { replaceUrl: true });
    }
    this.snackbar.show(this.words.say('calendar.saved', { name: calendar.name }));
  }

  protected async removed(calendar: SlaCalendarDto): Promise<void> {
    await this.router.navigate([LIST], { queryParams: { tab: 'calendars' } });
    this.snackbar.show(this.words.say('calendar.removed', { name: calendar.name }));
  }
}
