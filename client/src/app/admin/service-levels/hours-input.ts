import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';
import { type Hours, hoursOf, hoursProblem, hoursText, tidyTime } from './calendar-fields';
import { ServiceWords } from './service-words';

const MOST = 24;

/** The open hours of one day: several stretches, or none on a closed one. */
@Component({
  selector: 'ss-hours-input',
  imports: [Icon, MatIconButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.serviceLevels.hours'">
      @for (one of hours(); track $index) {
        <span class="stretch">
          <input
            #from
            class="ss-control"
            type="text"
            inputmode="numeric"
            autocomplete="off"
            maxlength="5"
            placeholder="08:00"
            [attr.aria-label]="t('from', { day: day(), number: $index + 1 })"
            [attr.aria-invalid]="problem() ? 'true' : null"
            [value]="one.from"
            (change)="set($index, { from: from.value, to: one.to })"
          />
          <span aria-hidden="true">–</span>
          <input
            #to
            class="ss-control"
            type="text"
            inputmode="numeric"
            autocomplete="off"
            maxlength="5"
            placeholder="18:00"
            [attr.aria-label]="t('to', { day: day(), number: $index + 1 })"
            [attr.aria-invalid]="problem() ? 'true' : null"
            [value]="one.to"
            (change)="set($index, { from: one.from, to: to.value })"
          />
          <button
            matIconButton
            type="button"
            [attr.aria-label]="t('remove', { day: day(), number: $index + 1 })"
            (click)="remove($index)"
          >
            <ss-icon name="close" [size]="16" />
          </button>
        </span>
      } @empty {
        <span class="closed">{{ t('closed') }}</span>
      }
      @if (hours().length < most) {
        <button matIconButton type="button" [attr.aria-label]="t('add', { day: day() })" (click)="add()">
          <ss-icon name="plus" [size]="16" />
        </button>
      }
      @if (problem(); as text) {
        <p class="problem" role="alert">{{ text }}</p>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      min-inline-size: 0;
    }
    .stretch {
      display: inline-flex;
      align-items: center;
      gap: 6px;
    }
    .ss-control {
      inline-size: 68px;
      min-block-size: 36px;
      padding-inline: 8px;
      font: var(--mat-sys-body-medium);
      font-variant-numeric: tabular-nums;
      text-align: center;
    }
    .closed {
      color: var(--mat-sys-on-surface-variant);
    }
    .problem {
      flex: 1 0 100%;
      color: var(--mat-sys-error);
      font: var(--mat-sys-label-medium);
    }
    @media (width < 600px) {
      .ss-control {
        min-block-size: 44px;
      }
    }
  `,
})
export class HoursInput {
  /** Like `08:00-12:00 13:00-18:00`. */
  readonly value = input.required<string>();
  /** Whose hours: for the names of the fields. */
  readonly day = input.required<string>();
  readonly changed = output<string>();

  private readonly words = inject(ServiceWords);
  protected readonly most = MOST;
  /** Ahead of the value until the page has drawn it: a field that is left and a button that is pressed come at once. */
  protected readonly hours = linkedSignal(() => hoursOf(this.value()));
  protected readonly problem = computed(() => {
    // A stretch that was just added is not wrong yet.
    const isBegun = this.hours().some(({ from, to }) => from === '' && to === '');
    const problem = hoursProblem(hoursText(this.hours()));
    return problem === null || (isBegun && problem === 'time') ? '' : this.words.say(`hours.${problem}`);
  });

  protected set(index: number, { from, to }: Hours): void {
    this.emit(this.hours().with(index, { from: tidyTime(from), to: tidyTime(to) }));
  }

  /** On a closed day the usual hours, after that empty fields. */
  protected add(): void {
    const last = this.hours().at(-1);
    this.emit([...this.hours(), last === undefined ? { from: '08:00', to: '18:00' } : { from: '', to: '' }]);
  }

  protected remove(index: number): void {
    this.emit(this.hours().toSpliced(index, 1));
  }

  private emit(hours: Hours[]): void {
    this.hours.set(hours);
    this.changed.emit(hoursText(hours));
  }
}
