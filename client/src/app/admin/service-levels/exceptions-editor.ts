import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { CalendarExceptionDto } from '../../api/types';
import { Icon } from '../../ui/icon/icon';
import { exceptionsOf, exceptionsText, hoursOf, hoursProblem, hoursText } from './calendar-fields';
import { HoursInput } from './hours-input';
import { ServiceWords } from './service-words';

const NAME_LIMIT = 120;

/** What stands in the fields of one day until it is taken into the list. */
interface Day {
  readonly date: string;
  readonly name: string;
  readonly hours: string;
  /** The date it had in the list; null for a new one. */
  readonly was: string | null;
}

/** Days with hours of their own: holidays, shorter days, a Saturday that is worked. */
@Component({
  selector: 'ss-exceptions-editor',
  imports: [HoursInput, Icon, MatButton, MatIconButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.serviceLevels.exceptions'">
      @if (past().length > 0) {
        <button
          matButton="text"
          type="button"
          [attr.aria-expanded]="isPastShown()"
          (click)="isPastShown.set(!isPastShown())"
        >
          {{ t(isPastShown() ? 'hidePast' : 'showPast', { count: past().length }) }}
        </button>
      }
      <ul>
        @for (one of shown(); track one.date) {
          <li>
            <span class="date">{{ words.date(one.date) }}</span>
            <span class="name">{{ one.name }}</span>
            <span class="ss-secondary hours">{{ words.hours(textOf(one)) }}</span>
            <span class="acts">
              <button
                matIconButton
                type="button"
                [attr.aria-label]="t('edit', { name: one.name, date: words.date(one.date) })"
                (click)="open(one)"
              >
                <ss-icon name="edit" [size]="16" />
              </button>
              <button
                matIconButton
                type="button"
                [attr.aria-label]="t('remove', { name: one.name, date: words.date(one.date) })"
                (click)="remove(one)"
              >
                <ss-icon name="trash" [size]="16" />
              </button>
            </span>
          </li>
        } @empty {
          <li class="ss-secondary">{{ t('none') }}</li>
        }
      </ul>
      @if (day(); as open) {
        <div class="day" role="group" [attr.aria-label]="t(open.was === null ? 'add' : 'change')">
          <label>
            <span>{{ t('date') }}</span>
            <input
              #date
              class="ss-control"
              type="date"
              min="1970-01-01"
              max="2200-12-31"
              [value]="open.date"
              (input)="day.set({ date: date.value, name: open.name, hours: open.hours, was: open.was })"
            />
          </label>
          <label class="wide">
            <span>{{ t('name') }}</span>
            <input
              #name
              class="ss-control"
              type="text"
              autocomplete="off"
              [attr.maxlength]="limit"
              [value]="open.name"
              (input)="day.set({ date: open.date, name: name.value, hours: open.hours, was: open.was })"
              (keydown.enter)="$event.preventDefault(); take()"
            />
          </label>
          <div class="whole">
            <span class="label">{{ t('hours') }}</span>
            <ss-hours-input
              [day]="open.name || t('thisDay')"
              [value]="open.hours"
              (changed)="day.set({ date: open.date, name: open.name, hours: $event, was: open.was })"
            />
          </div>
          @if (problem(); as text) {
            <p class="problem whole" role="alert">{{ text }}</p>
          }
          <div class="ss-actions whole">
            <button matButton="tonal" type="button" (click)="take()">
              {{ t(open.was === null ? 'addAct' : 'changeAct') }}
            </button>
            <button matButton="text" type="button" (click)="close()">{{ t('cancel') }}</button>
          </div>
        </div>
      } @else {
        <div class="ss-actions">
          <button matButton="outlined" type="button" (click)="open(null)">
            <ss-icon name="plus" [size]="16" />
            {{ t('add') }}
          </button>
          <ng-content />
        </div>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
      justify-items: start;
    }
    ul {
      inline-size: 100%;
    }
    li {
      display: grid;
      grid-template-columns: 150px minmax(0, 1fr) minmax(0, 1fr) auto;
      align-items: center;
      gap: 2px 12px;
      min-block-size: 40px;
      font: var(--mat-sys-body-medium);
    }
    li + li {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    .date,
    .hours {
      font-variant-numeric: tabular-nums;
    }
    .name {
      overflow-wrap: anywhere;
    }
    .acts {
      display: flex;
      justify-self: end;
      grid-column: -2;
    }
    .day {
      display: grid;
      grid-template-columns: 170px minmax(0, 1fr);
      gap: 12px;
      inline-size: 100%;
      padding: 16px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-card);
      background: var(--ss-pane-list);
    }
    .day label > span,
    .label {
      display: block;
      margin-block-end: 6px;
      font: 500 0.8125rem / 1.125rem var(--ss-font);
    }
    .whole {
      grid-column: 1 / -1;
    }
    .problem {
      color: var(--mat-sys-error);
      font: var(--mat-sys-label-medium);
    }
    @media (width < 600px) {
      li {
        grid-template-columns: minmax(0, 1fr) auto;
        padding-block: 6px;
      }
      .acts {
        grid-row: 1 / span 3;
        grid-column: 2;
      }
      li > span:not(.acts) {
        grid-column: 1;
      }
      .day {
        grid-template-columns: minmax(0, 1fr);
        padding: 12px;
      }
    }
  `,
})
export class ExceptionsEditor {
  /** As the form of the calendar keeps them. */
  readonly value = input.required<string>();
  readonly changed = output<string>();

  protected readonly words = inject(ServiceWords);
  protected readonly limit = NAME_LIMIT;
  protected readonly isPastShown = signal(false);
  protected readonly day = signal<Day | null>(null);
  protected readonly isTried = signal(false);
  private readonly today = new Date().toISOString().slice(0, 10);
  private readonly all = computed(() => exceptionsOf(this.value()));
  protected readonly past = computed(() => this.all().filter(({ date }) => date < this.today));
  protected readonly shown = computed(() =>
    this.isPastShown() ? this.all() : this.all().filter(({ date }) => date >= this.today),
  );
  protected readonly problem = computed(() => {
    const day = this.day();
    if (day === null || !this.isTried()) {
      return '';
    }
    if (day.date === '') {
      return this.words.say('exceptions.dateMissing');
    }
    if (day.name.trim() === '') {
      return this.words.say('exceptions.nameMissing');
    }
    const isTaken = day.date !== day.was && this.all().some(({ date }) => date === day.date);
    if (isTaken) {
      return this.words.say('exceptions.dateTaken');
    }
    return hoursProblem(day.hours) === null ? '' : this.words.say('exceptions.hoursWrong');
  });

  protected textOf({ hours }: CalendarExceptionDto): string {
    return hoursText(hours);
  }

  protected open(given: CalendarExceptionDto | null): void {
    this.isTried.set(false);
    this.day.set(
      given === null
        ? { date: '', name: '', hours: '', was: null }
        : { date: given.date, name: given.name, hours: hoursText(given.hours), was: given.date },
    );
  }

  protected close(): void {
    this.day.set(null);
  }

  protected take(): void {
    const day = this.day();
    this.isTried.set(true);
    if (day === null || this.problem() !== '') {
      return;
    }
    const others = this.all().filter(({ date }) => date !== day.was);
    this.emit([...others, { date: day.date, name: day.name.trim(), hours: hoursOf(day.hours) }]);
    this.close();
  }

  protected remove(given: CalendarExceptionDto): void {
    this.emit(this.all().filter(({ date }) => date !== given.date));
  }

  private emit(days: readonly CalendarExceptionDto[]): void {
    this.changed.emit(exceptionsText(days));
  }
}
